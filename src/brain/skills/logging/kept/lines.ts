import { few, whenInWords, windowOf } from '../../elsewhere/words.ts';
import type { PortAnswer } from '#connectors/kit';
import type { LogLine, LokiConnector } from '#connectors/loki';
import { plural } from '#ground/text';
import { codeBlock, fact, say, type Block, type Draft, type Item } from '../../../answer/draft.ts';
import { bold, code, inline } from '../../../answer/markdown.ts';
import { clock, iso } from '../../../answer/phrase.ts';
import { isErrorLine } from '../../../logs/tell-lines.ts';
import type { SkillContext } from '../../skill.ts';
import { askFor, type Answered, type LokiQuestion, type Whose } from './asking.ts';
import { patternsOf } from './patterns.ts';
import {
  asked,
  cite,
  citeLine,
  kindOf,
  shortcomings,
  whichInWords,
  whoseInWords,
  whyNone,
} from './wording.ts';

type Found = PortAnswer<LokiConnector, 'searchLogs'>;

const READ = 500;
const SHOWN = 20;
const MOST_SHOWN = 200;
const MOST_TOLD = 4;
const LONGEST = 400;
/** A moment is told by a time of the day; around it is less than this. */
const AROUND_MS = 2 * 3_600_000;

/** Of a time longer than this, its end is read first. */
const LONG_MS = 6 * 3_600_000;
/** That it is longer is no reason to wait longer. */
const PATIENCE_MS = 3000;
const SLOW: ReadonlySet<string> = new Set(['deadline', 'deadline-exceeded', 'timeout']);

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** Lines with their times in the asker's zone, and whose they are where they differ. */
export function asText({ now, timeZone }: SkillContext, lines: readonly LogLine[]): string {
  const services = new Set(lines.map(({ labels }) => labels['service']));
  const pods = new Set(lines.map(({ labels }) => labels['pod']));
  return lines
    .map(({ at, text, labels }) => {
      const who = pods.size > 1 || services.size > 1 ? `[${labels['pod'] ?? labels['service'] ?? '?'}] ` : '';
      return `${clock(at, now, timeZone)} ${who}${short(text)}`;
    })
    .join('\n');
}

/** The most frequent kinds of errors among the lines, each told by its last. */
function standingOut(
  context: SkillContext,
  { time: { from, to } }: LokiQuestion,
  { lines, query }: Pick<Found, 'lines' | 'query'>,
): Block[] {
  const { patterns } = patternsOf({ lines: [...lines], isCut: false, query, from, to });
  const bad = patterns.filter(
    ({ level, example }) => level === 'error' || level === 'fatal' || isErrorLine(example),
  );
  if (patterns.length < 2 && lines.length < 4) return [];
  const items = bad.slice(0, MOST_TOLD).map((pattern): Item => {
    const line = lines.findLast(({ at }) => Date.parse(at) === pattern.current.lastAt);
    const pod = line?.labels['pod'];
    const whose = pod === undefined ? inline`` : inline`, last of ${code(pod)}`;
    const evidence = line === undefined ? [] : [citeLine(context, query, line)];
    return { text: inline`${kindOf(context, pattern)}${whose}`, evidence };
  });
  if (items.length === 0) return [];
  const more = bad.length - items.length;
  return [
    say(
      more > 0
        ? inline`The most frequent of ${bad.length} kinds of errors:`
        : inline`What kinds of errors these are:`,
    ),
    { type: 'list', items },
  ];
}

function headline(context: SkillContext, question: LokiQuestion, found: readonly Found[]) {
  const read = found.flatMap(({ lines }) => lines);
  const total = found.reduce((sum, { lines, total: all }) => sum + (all ?? lines.length), 0);
  const more = found.some(({ truncated, total: all }) => truncated && all === undefined);
  const pods = [...new Set(read.flatMap(({ labels }) => labels['pod'] ?? []))];
  const count = `${more ? 'More than ' : ''}${plural(total, 'line')}`;
  const of =
    question.kept.logql === undefined
      ? inline`${whichInWords(question)} of ${whoseInWords(question)}`
      : inline` for that query`;
  return {
    total,
    read,
    text: inline`${bold(inline`${count}${of}`)}, ${whenInWords(context, question.time)}, from ${plural(pods.length, 'pod')}: ${few(pods, 3)}.`,
  };
}

function none(context: SkillContext, question: LokiQuestion, found: readonly Found[]): Block[] {
  const head = bold(
    question.kept.logql === undefined
      ? inline`Loki has no lines${whichInWords(question)} of ${whoseInWords(question)}, ${whenInWords(context, question.time)}.`
      : inline`Loki has no lines for that query, ${whenInWords(context, question.time)}.`,
  );
  const notes = [...new Set(found.flatMap(({ note }) => note ?? []))];
  const evidence = found.map(({ query }) => cite(context, query, 'no lines'));
  return [
    fact(head, evidence),
    ...notes.slice(0, 2).map((note) => say(whyNone(context, note))),
    say(inline`No lines does not mean that all is well.`),
  ];
}

/** The moment that was asked about, where it was a time of the day. */
const momentOf = ({ time: { near } }: LokiQuestion): number | undefined =>
  near !== undefined && near.to - near.from <= AROUND_MS ? near.at : undefined;

/** The last lines, or those around a moment. */
function shownOf(ordered: readonly LogLine[], count: number, moment: number | undefined): LogLine[] {
  if (moment === undefined) return ordered.slice(-count);
  const next = ordered.findIndex(({ at }) => Date.parse(at) >= moment);
  const middle = next < 0 ? ordered.length : next;
  const from = Math.max(0, Math.min(middle - Math.floor(count / 2), ordered.length - count));
  return ordered.slice(from, from + count);
}

function some(context: SkillContext, question: LokiQuestion, found: readonly Found[]): Block[] {
  const { read, total, text } = headline(context, question, found);
  const query = found.find(({ lines }) => lines.length > 0)?.query ?? '';
  const ordered = read.toSorted((a, b) => a.at.localeCompare(b.at));
  const moment = momentOf(question);
  const shown = shownOf(ordered, Math.min(MOST_SHOWN, context.slots.logs?.tail ?? SHOWN), moment);
  const evidence = found.map((one) =>
    cite(context, one.query, `${plural(one.total ?? one.lines.length, 'line')}`),
  );
  const part = moment === undefined ? 'the newest' : 'the nearest';
  const cut = read.length < total ? [say(inline`I read ${part} ${read.length} of them.`)] : [];
  const heading =
    shown.length === total
      ? inline`All of them:`
      : moment === undefined
        ? inline`The last ${shown.length}:`
        : inline`The ${shown.length} around ${clock(iso(moment), context.now, context.timeZone)}:`;
  return [
    fact(text, evidence),
    ...cut,
    ...standingOut(context, question, { lines: ordered, query }),
    say(heading),
    codeBlock('text', asText(context, shown)),
  ];
}

const suggestionsFor = ({ which }: LokiQuestion): Draft['suggestions'] => [
  ...(which.level === undefined ? [{ label: 'Only errors', message: 'only errors' }] : []),
  { label: 'As patterns', message: 'as patterns' },
  { label: 'What is new?', message: 'what is new?' },
];

const lastHoursOf = (question: LokiQuestion): LokiQuestion => ({
  ...question,
  time: { ...question.time, from: question.time.to - LONG_MS, said: 'the last 6 hours' },
});

/** The values among what was answered. */
export const foundIn = (answers: readonly Answered<Found>[]): Found[] =>
  answers.flatMap((one) => ('value' in one ? [one.value] : []));

/** Composes the lines that were found, or that there are none and what was searched. */
export function linesAnswer(
  context: SkillContext,
  whole: LokiQuestion,
  { found, answers = [] }: { found: readonly Found[]; answers?: readonly Answered<Found>[] },
): Draft {
  const isPartial = answers.some((one) => 'value' in one && one.partial === true);
  const question = isPartial ? lastHoursOf(whole) : whole;
  const isEmpty = found.every(({ lines }) => lines.length === 0);
  const query = found.find(({ lines }) => lines.length > 0) ?? found[0];
  return {
    outcome: 'answered',
    blocks: [
      ...(isEmpty ? none(context, question, found) : some(context, question, found)),
      ...shortcomings(answers),
      ...asked(query?.query ?? ''),
    ],
    focus: context.slots.objects.length > 0 ? context.slots.objects : undefined,
    suggestions: isEmpty ? [] : suggestionsFor(question),
  };
}

/** Where there are more lines near a moment than are read: those right before and right after it. */
async function readNear(
  { loki, whose, which, time }: LokiQuestion,
  moment: number,
): Promise<Answered<Found>[]> {
  const half = { ...which, limit: READ / 2 };
  return Promise.all(
    whose.map(async (one) => {
      const [whole, before, after] = await Promise.all([
        askFor(one, (who) => loki.searchLogs({ ...who, ...which, ...windowOf(time), limit: READ })),
        askFor(one, (who) =>
          loki.searchLogs({ ...who, ...half, ...windowOf({ from: time.from, to: moment }) }),
        ),
        askFor(one, (who) =>
          loki.searchLogs({ ...who, ...half, ...windowOf({ from: moment, to: time.to }), order: 'oldest' }),
        ),
      ]);
      if ('error' in whole || !whole.value.truncated || 'error' in before || 'error' in after) return whole;
      const lines = [...before.value.lines, ...after.value.lines];
      return { ...whole, value: { ...whole.value, lines } };
    }),
  );
}

/** The lines of whom and of when it was asked; of a long time its last hours where they are more than is read, or all that Loki can search soon. */
export async function readLines(question: LokiQuestion): Promise<Answered<Found>[]> {
  const { loki, whose, which, time } = question;
  const moment = momentOf(question);
  if (moment !== undefined) return readNear(question, moment);
  const search = (who: Whose, { from, to }: { from: number; to: number }, until?: AbortSignal) =>
    askFor(who, (one) =>
      loki.searchLogs({ ...one, ...which, ...windowOf({ from, to }), limit: READ }, until),
    );
  const late = { from: Math.max(time.from, time.to - LONG_MS), to: time.to };
  if (late.from === time.from) return Promise.all(whose.map((one) => search(one, time)));
  return Promise.all(
    whose.map(async (one) => {
      const end = await search(one, late);
      const partial = 'value' in end ? { ...end, partial: true } : end;
      if ('value' in end && end.value.truncated) return partial;
      const whole = await search(one, time, AbortSignal.timeout(PATIENCE_MS));
      return 'error' in whole && SLOW.has(whole.code) ? partial : whole;
    }),
  );
}
