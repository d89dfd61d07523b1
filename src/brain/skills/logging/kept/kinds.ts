import { whenInWords } from '../../elsewhere/words.ts';
import type { LogPattern } from '#diagnosis';
import { plural } from '#ground/text';
import { fact, say, type Block, type Draft, type Item } from '../../../answer/draft.ts';
import { bold, inline, prose, type Markdown } from '../../../answer/markdown.ts';
import { clock } from '../../../answer/phrase.ts';
import type { SkillContext } from '../../skill.ts';
import type { Answered, LokiQuestion } from './asking.ts';
import { changesBetween, patternsOf, readWindow, type ReadWindow } from './patterns.ts';
import { asked, cite, exampleOf, seen, shortcomings, times, whichInWords, whoseInWords } from './wording.ts';

const SHOWN = 8;
const HOUR = 3_600_000;
/** Of a longer time its end is compared with what was right before it. */
const LONGEST_MS = 2 * HOUR;

interface Telling {
  context: SkillContext;
  query: string;
}

function itemOf({ context, query }: Telling, pattern: LogPattern, how: Markdown): Item {
  const evidence = cite(context, query, pattern.example);
  return { text: inline`${exampleOf(pattern)} ${how}`, evidence: [evidence] };
}

const currentOf = ({ context }: Telling, { current }: LogPattern): Markdown =>
  inline`(${times(current.count)}${seen(context, current)})`;

function merged(windows: readonly ReadWindow[]): ReadWindow | undefined {
  const [first] = windows;
  if (first === undefined) return undefined;
  return {
    ...first,
    lines: windows.flatMap(({ lines }) => lines),
    isCut: windows.some(({ isCut }) => isCut),
  };
}

const valuesOf = <Value>(answers: readonly Answered<Value>[]): Value[] =>
  answers.flatMap((one) => ('value' in one ? [one.value] : []));

const readAll = (question: LokiQuestion, range: { from: number; to: number }, level = question.which.level) =>
  Promise.all(
    question.whose.map((whose) => readWindow(question.loki, whose, { ...question.which, ...range, level })),
  );

/** What kinds of lines there are: each with how often, when and an example. */
export async function patterns(
  context: SkillContext,
  question: LokiQuestion,
): Promise<Draft | Answered<ReadWindow>[]> {
  const answers = await readAll(question, question.time);
  const window = merged(valuesOf(answers));
  if (window === undefined) return answers;
  const { patterns: all } = patternsOf(window);
  const telling = { context, query: window.query };
  const when = whenInWords(context, question.time);
  const of = inline`lines${whichInWords(question)} of ${whoseInWords(question)}`;
  const head =
    all.length === 0
      ? inline`${bold(inline`Loki has no ${of}`)}, ${when}. No lines does not mean that all is well.`
      : inline`${bold(inline`${plural(all.length, 'pattern')} in ${window.lines.length} ${of}`)}, ${when}:`;
  return {
    outcome: 'answered',
    blocks: [
      fact(head, [cite(context, window.query, `${window.lines.length} lines, ${all.length} patterns`)]),
      ...(window.isCut ? [say(inline`There were more lines: these are of the newest.`)] : []),
      ...(all.length === 0
        ? []
        : [
            {
              type: 'list' as const,
              items: all.map((one) => itemOf(telling, one, currentOf(telling, one))),
              cap: SHOWN,
            },
          ]),
      ...shortcomings(answers.map(withoutNote)),
      ...asked(window.query),
    ],
    focus: context.slots.objects.length > 0 ? context.slots.objects : undefined,
    suggestions: [{ label: 'What is new?', message: 'what is new?' }],
  };
}

const withoutNote = (one: Answered<ReadWindow>): Answered<object> => one;

interface Compared {
  before: ReadWindow;
  now: ReadWindow;
  answers: Answered<ReadWindow>[];
  /** Only warnings and errors could be compared: there were too many lines. */
  onlyWarnings: boolean;
}

/** Both windows whole where that is possible, else their warnings and errors. */
async function readBoth(question: LokiQuestion): Promise<Compared | Answered<ReadWindow>[]> {
  const { time } = question;
  const { to } = time;
  const length = Math.min(to - time.from, LONGEST_MS);
  const from = to - length;
  const earlier = { from: time.from - length, to: time.from };
  const { level } = question.which;
  const [wholeNow, wholeBefore, warnNow, warnBefore] = await Promise.all([
    readAll(question, { from, to }),
    readAll(question, earlier),
    level === undefined ? readAll(question, { from, to }, 'warn') : [],
    level === undefined ? readAll(question, earlier, 'warn') : [],
  ]);
  const now = merged(valuesOf(wholeNow));
  const before = merged(valuesOf(wholeBefore)) ?? (now && { ...now, lines: [], isCut: false, ...earlier });
  if (now === undefined || before === undefined) return wholeNow;
  const [lessNow, lessBefore] = [merged(valuesOf(warnNow)), merged(valuesOf(warnBefore))];
  const isMuch = now.isCut || before.isCut;
  return isMuch && lessNow !== undefined && lessBefore !== undefined
    ? { before: lessBefore, now: lessNow, answers: wholeNow, onlyWarnings: true }
    : { before, now, answers: wholeNow, onlyWarnings: false };
}

function group(title: Markdown, items: Item[]): Block[] {
  return items.length === 0 ? [] : [say(title), { type: 'list', items, cap: SHOWN }];
}

function differences(
  telling: Telling,
  { before, now }: Compared,
): { blocks: Block[]; counts: string; none: boolean } {
  const { appeared, gone, surging } = changesBetween(before, now);
  const rise = ({ baseline, current, factor }: LogPattern): Markdown =>
    inline`(${times(current.count)}, ${times(baseline.count)} before${factor === undefined ? '' : `: ${factor.toFixed(1)} times as often`}${seen(telling.context, current)})`;
  const fall = ({ baseline }: LogPattern): Markdown =>
    inline`(${times(baseline.count)} before${seen(telling.context, baseline)}, not once since)`;
  return {
    counts: `${appeared.length} new, ${surging.length} more often, ${gone.length} gone`,
    none: appeared.length + gone.length + surging.length === 0,
    blocks: [
      ...group(
        inline`New:`,
        appeared.map((one) => itemOf(telling, one, currentOf(telling, one))),
      ),
      ...group(
        inline`More often:`,
        surging.map((one) => itemOf(telling, one, rise(one))),
      ),
      ...group(
        inline`Gone:`,
        gone.map((one) => itemOf(telling, one, fall(one))),
      ),
    ],
  };
}

const cutNote = ({ before, now, onlyWarnings }: Compared): Block[] => {
  const isCut = before.isCut || now.isCut;
  return [
    ...(onlyWarnings
      ? [say(inline`There are too many lines to compare them all: these are warnings and errors only.`)]
      : []),
    ...(isCut
      ? [
          say(
            inline`Even so only the newest ${before.lines.length} and ${now.lines.length} lines were compared: something “new” may have been there earlier.`,
          ),
        ]
      : []),
  ];
};

function changesHead(
  context: SkillContext,
  question: LokiQuestion,
  { before, now, found }: { before: ReadWindow; now: ReadWindow; found: ReturnType<typeof differences> },
): Block {
  const evidence = [now, before].map(({ query, lines, from, to }) =>
    cite(
      context,
      query,
      `${plural(lines.length, 'line')} from ${new Date(from).toISOString()} to ${new Date(to).toISOString()}`,
    ),
  );
  const [start, end] = [before.from, before.to].map((at) =>
    clock(new Date(at).toISOString(), context.now, context.timeZone),
  );
  const of = inline`the lines${whichInWords(question)} of ${whoseInWords(question)}`;
  const head = found.none
    ? inline`Nothing is new, gone or more frequent in ${of}`
    : inline`${found.counts} in ${of}`;
  const silent =
    before.lines.length === 0
      ? inline` There were no such lines before, so everything counts as new.`
      : inline``;
  return fact(
    inline`${bold(head)}, ${whenInWords(context, { ...question.time, from: now.from, to: now.to })}, against ${start ?? ''} to ${end ?? ''}.${silent}`,
    evidence,
  );
}

/** What the lines say that they did not say before, no longer say, or say far more often. */
export async function changes(
  context: SkillContext,
  question: LokiQuestion,
): Promise<Draft | Answered<ReadWindow>[]> {
  const compared = await readBoth(question);
  if (Array.isArray(compared)) return compared;
  const { before, now } = compared;
  const found = differences({ context, query: now.query }, compared);
  return {
    outcome: 'answered',
    blocks: [
      changesHead(context, question, { before, now, found }),
      ...cutNote(compared),
      ...found.blocks,
      ...(now.lines.length === 0 ? [say(prose('No lines does not mean that all is well.'))] : []),
      ...shortcomings(compared.answers.map(withoutNote)),
    ],
    focus: context.slots.objects.length > 0 ? context.slots.objects : undefined,
    suggestions: [],
  };
}
