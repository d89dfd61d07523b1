import { plural } from '#ground/text';
import { fact, type Draft } from '../../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../../answer/markdown.ts';
import { whenInWords, windowOf } from '../../elsewhere/words.ts';
import type { SkillContext } from '../../skill.ts';
import { askFor, type Answered, type LokiQuestion } from './asking.ts';
import { asked, cite, shortcomings, whichInWords, whoseInWords } from './wording.ts';

const MOST = 200;
const SHOWN = 20;

/** How many lines each has, of all of them or of those asked about. */
function countsOf({ loki, whose, time, kept }: LokiQuestion, which: LokiQuestion['which']) {
  const range = { ...windowOf(time), by: kept.by ?? 'service', limit: MOST, maxPoints: 2 };
  return Promise.all(
    whose.map((one) => askFor(one, (who) => loki.measureVolume({ ...who, ...which, ...range }))),
  );
}

type Counts = Awaited<ReturnType<typeof countsOf>>;

const failed = (answers: Counts): boolean => answers.some((one) => 'error' in one);

function byName(answers: Counts): Map<string, number> {
  const series = answers.flatMap((one) => ('value' in one ? one.value.series : []));
  return series.reduce(
    (sums, { name, sum }) => sums.set(name, (sums.get(name) ?? 0) + sum),
    new Map<string, number>(),
  );
}

function headOf(question: LokiQuestion, all: readonly string[], bad: Map<string, number>): Markdown {
  const which = whichInWords(question);
  const without = all.filter((name) => (bad.get(name) ?? 0) === 0);
  const whole = inline`${plural(all.length, question.kept.by ?? 'service')} that logged anything`;
  if (without.length > 0) {
    const more = without.length > SHOWN ? inline` and ${without.length - SHOWN} more` : inline``;
    const names = listed(without.slice(0, SHOWN).map(code));
    return inline`${bold(inline`${without.length} of the ${whole} logged no lines${which}: ${names}${more}`)}`;
  }
  const [fewest] = [...bad].toSorted(([, a], [, b]) => a - b);
  const least = fewest === undefined ? inline`` : inline`; ${code(fewest[0])} the fewest, ${fewest[1]}`;
  return bold(inline`All of the ${whole} logged lines${which}${least}`);
}

/** Who logged lines and none of those asked about: "which services logged no errors". */
export async function quiet(
  context: SkillContext,
  question: LokiQuestion,
): Promise<Draft | Answered<unknown>[]> {
  const [all, bad] = await Promise.all([countsOf(question, {}), countsOf(question, question.which)]);
  if (failed(all) || failed(bad)) return [...all, ...bad].filter((one) => 'error' in one);
  const names = [...byName(all)].flatMap(([name, sum]) => (sum > 0 ? [name] : [])).toSorted();
  const [sample] = bad.flatMap((one) => ('value' in one ? [one.value] : []));
  const query = sample?.query ?? '';
  const when = whenInWords(context, question.time);
  const head =
    names.length === 0
      ? bold(inline`Loki has no lines at all of ${whoseInWords(question)}`)
      : headOf(question, names, byName(bad));
  return {
    outcome: 'answered',
    blocks: [
      fact(inline`${head}, ${when}.`, [cite(context, query, `${names.length} that logged`)]),
      ...shortcomings([...all, ...bad]),
      ...asked(query),
    ],
    suggestions: [],
  };
}
