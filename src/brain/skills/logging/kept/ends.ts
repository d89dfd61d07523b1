import { whenInWords, windowOf } from '../../elsewhere/words.ts';
import type { PortAnswer } from '#connectors/kit';
import type { LogLine, LokiConnector } from '#connectors/loki';
import { plural } from '#ground/text';
import { codeBlock, fact, say, type Draft } from '../../../answer/draft.ts';
import { bold, inline } from '../../../answer/markdown.ts';
import { ago, clock } from '../../../answer/phrase.ts';
import type { SkillContext } from '../../skill.ts';
import { askFor, type Answered, type LokiQuestion } from './asking.ts';
import { asText } from './lines.ts';
import { asked, citeLine, shortcomings, whichInWords, whoseInWords } from './wording.ts';

type Found = PortAnswer<LokiConnector, 'searchLogs'>;

const READ = 200;
const SHOWN = 5;
/** A first line so near to where the search began may not be the first. */
const EDGE = 0.02;

/** The first or the last lines of a time, whichever is asked for. */
export const readEnds = ({ loki, whose, which, time, kept }: LokiQuestion): Promise<Answered<Found>[]> =>
  Promise.all(
    whose.map((one) =>
      askFor(one, (who) =>
        loki.searchLogs({
          ...who,
          ...which,
          ...windowOf(time),
          limit: READ,
          order: kept.end === 'first' ? 'oldest' : 'newest',
        }),
      ),
    ),
  );

function countOf(found: readonly Found[]): string {
  const isOpen = found.some(({ truncated, total }) => truncated && total === undefined);
  const total = found.reduce((sum, { lines, total: all }) => sum + (all ?? lines.length), 0);
  return `${isOpen ? 'more than ' : ''}${plural(total, 'such line')}`;
}

/** Tells when the first or the last of the lines was, and shows it. */
export function endAnswer(
  context: SkillContext,
  question: LokiQuestion,
  answers: readonly Answered<Found>[],
): Draft {
  const { kept, time } = question;
  const found = answers.flatMap((one) => ('value' in one ? [one.value] : []));
  const lines = found
    .flatMap(({ lines: own, query }) => own.map((line) => ({ line, query })))
    .toSorted((a, b) => a.line.at.localeCompare(b.line.at));
  const isFirst = kept.end === 'first';
  const meant = isFirst ? lines[0] : lines.at(-1);
  if (meant === undefined) throw new TypeError('an end is told of lines that were found');
  const { line, query } = meant;
  const near: LogLine[] = (isFirst ? lines.slice(0, SHOWN) : lines.slice(-SHOWN)).map((one) => one.line);
  const at = inline`${clock(line.at, context.now, context.timeZone)} (${ago(line.at, context.now) ?? ''})`;
  const head = bold(
    inline`The ${isFirst ? 'first' : 'last'} line${whichInWords(question, 'one')} of ${whoseInWords(question)} is of ${at}.`,
  );
  const isAtEdge = isFirst && Date.parse(line.at) - time.from < (time.to - time.from) * EDGE;
  return {
    outcome: 'answered',
    blocks: [
      fact(inline`${head} There are ${countOf(found)}, ${whenInWords(context, time)}.`, [
        citeLine(context, query, line),
      ]),
      ...(isAtEdge ? [say(inline`That is where the search began: there may be earlier ones.`)] : []),
      say(isFirst ? inline`The first ${near.length}:` : inline`The last ${near.length}:`),
      codeBlock('text', asText(context, near)),
      ...shortcomings(answers),
      ...asked(query),
    ],
    focus: context.slots.objects.length > 0 ? context.slots.objects : undefined,
    suggestions: [{ label: 'Around that line', message: 'around that line' }],
  };
}
