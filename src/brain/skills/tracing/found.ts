import { few, whenInWords, windowOf } from '../elsewhere/words.ts';
import type { PortAnswer } from '#connectors/kit';
import type { TempoConnector } from '#connectors/tempo';
import { plural } from '#ground/text';
import { fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, type Markdown } from '../../answer/markdown.ts';
import { clock } from '../../answer/phrase.ts';
import type { SkillContext } from '../skill.ts';
import {
  asked,
  cite,
  citeTrace,
  failed,
  narrowInWords,
  nothing,
  placeInWords,
  took,
  type TempoQuestion,
} from './asking.ts';

type Answer = PortAnswer<TempoConnector, 'searchTraces'>;
type Found = Answer['traces'][number];
type Result = Awaited<ReturnType<TempoConnector['searchTraces']>>;

const READ = 100;
const SHOWN = 10;
const MOST_SHOWN = 30;
/** Without a limit of the asker's own, this long is slow. */
const SLOW_MS = 1000;
/** Tempo gives the newest, not the slowest: ever longer ones are asked for. */
const STEPS_MS = [10, 30, 100, 300, SLOW_MS, 3000, 10_000] as const;

const spanOf = ({ spans, durationMs }: Found): number =>
  spans.length === 0 ? durationMs : Math.max(...spans.map((one) => one.durationMs));

/** How long the part that was asked about took: the span of the service, else the whole. */
const lengthOf = ({ place, traces }: TempoQuestion, found: Found): number =>
  place.service === undefined || traces.via !== undefined ? found.durationMs : spanOf(found);

const isError = ({ services }: Found): boolean => services.some(({ errors }) => errors > 0);

/** Traces by how long they took, and the query that found the longest. */
interface Slowest {
  traces: Found[];
  query: string;
  note?: string | undefined;
}

/** Asks for the newest of the traces that fit, of this length at least or at most. */
export async function search(
  { tempo, place, traces, time }: TempoQuestion,
  minDurationMs = traces.minDurationMs ?? 0,
  maxDurationMs = traces.maxDurationMs,
): Promise<Result> {
  const { failed, succeeded, operation, attributes, via } = traces;
  return tempo.searchTraces({
    ...place,
    ...(minDurationMs > 0 ? { minDurationMs } : {}),
    ...(maxDurationMs === undefined ? {} : { maxDurationMs }),
    ...(failed === true ? { status: 'error' as const } : {}),
    ...(succeeded === true ? { status: 'ok' as const } : {}),
    ...(operation === undefined ? {} : { operation }),
    ...(attributes === undefined ? {} : { attributes }),
    ...(via === undefined ? {} : { through: via }),
    wholeTrace: place.service === undefined,
    ...windowOf(time),
    limit: READ,
  });
}

/** The slowest traces of a time, the slowest first; the fastest first where those were asked for. */
export async function slowest(question: TempoQuestion): Promise<Slowest | { error: string }> {
  const { minDurationMs = 0, maxDurationMs = Infinity, fast } = question.traces;
  const steps = STEPS_MS.filter((step) => step > minDurationMs && step < maxDurationMs);
  const answers = await Promise.all([
    search(question),
    ...steps.map((step) => (fast === true ? search(question, minDurationMs, step) : search(question, step))),
  ]);
  const known = answers.flatMap((one) => (one.ok ? [one.value] : []));
  const [first] = answers;
  if (first?.ok !== true) return { error: first?.error.message ?? '' };
  const all = new Map(known.flatMap(({ traces }) => traces).map((one) => [one.traceId, one]));
  const way = fast === true ? -1 : 1;
  const traces = [...all.values()].toSorted((a, b) => way * (lengthOf(question, b) - lengthOf(question, a)));
  return { traces, query: first.value.query, note: first.value.note };
}

function rowOf(context: SkillContext, question: TempoQuestion, one: Found): Markdown[] {
  const other = question.place.service === undefined ? [] : [inline`${took(spanOf(one))}`];
  return [
    inline`${clock(one.at, context.now, context.timeZone)}`,
    ...other,
    inline`${took(Math.max(one.durationMs, spanOf(one)))}`,
    inline`${code(`${one.service} ${one.operation}`)}`,
    inline`${one.services.reduce((sum, { errors }) => sum + errors, 0) || '–'}`,
    code(one.traceId),
  ];
}

/** Traces as rows, each with its id. */
export function table(context: SkillContext, question: TempoQuestion, traces: readonly Found[]): Block {
  const { service } = question.place;
  return {
    type: 'table',
    head: [
      'At',
      ...(service === undefined ? [] : [`In ${service}`]),
      'Whole',
      'Begins with',
      'Errors',
      'Trace',
    ],
    rows: traces.slice(0, shownOf(question)).map((one) => rowOf(context, question, one)),
    cap: shownOf(question),
  };
}

const shownOf = ({ traces: { count } }: TempoQuestion): number =>
  count === undefined || count < 1 ? SHOWN : Math.min(MOST_SHOWN, count);

/** The traces that are shown, as evidence. */
export const citeAll = (context: SkillContext, traces: readonly Found[]): string[] =>
  traces
    .slice(0, SHOWN)
    .map((one) =>
      citeTrace(
        context,
        one,
        `${one.service} ${one.operation} took ${took(one.durationMs)}${isError(one) ? ', with errors' : ''}`,
      ),
    );

/** The first of them, to be explained. */
export const suggestions = (traces: readonly Found[]): Draft['suggestions'] =>
  traces.slice(0, 2).map(({ traceId, operation }) => ({
    label: `Explain ${operation}`,
    message: `explain trace ${traceId}`,
  }));

function slowHead(context: SkillContext, question: TempoQuestion, traces: readonly Found[]): Markdown {
  const { minDurationMs, maxDurationMs, fast } = question.traces;
  const when = whenInWords(context, question.time);
  const end = traces[0] === undefined ? 0 : lengthOf(question, traces[0]);
  const all = what(question);
  if (fast === true)
    return inline`${bold(inline`The fastest of the ${all} took ${took(end)}.`)} That is of ${when}.`;
  const limit = minDurationMs ?? SLOW_MS;
  const slow = traces.filter((one) => lengthOf(question, one) >= limit);
  const count = slow.length >= READ ? `At least ${READ}` : String(slow.length);
  const than = maxDurationMs === undefined ? inline` took ${took(limit)} or longer` : inline``;
  const { minDurationMs: _least, ...rest } = question.traces;
  const of = inline`${placeInWords(question.place)}${narrowInWords(maxDurationMs === undefined ? rest : question.traces)}`;
  if (slow.length === 0)
    return inline`${bold(inline`No trace${of}${than}; the slowest took ${took(end)}.`)} That is of ${when}.`;
  const several = inline`${count} ${slow.length === 1 ? 'trace' : 'traces'}${of}${than}`;
  return inline`${bold(inline`${several}; the slowest took ${took(end)}.`)} That is of ${when}.`;
}

function failedHead(context: SkillContext, question: TempoQuestion, traces: readonly Found[]): Markdown {
  const count = traces.length >= READ ? `At least ${READ}` : String(traces.length);
  const services = [
    ...new Set(
      traces.flatMap((one) => one.services.filter(({ errors }) => errors > 0).map(({ service }) => service)),
    ),
  ];
  const of = inline`${placeInWords(question.place)}${narrowInWords(question.traces)}`;
  return inline`${bold(inline`${count} ${traces.length === 1 ? 'trace' : 'traces'}${of}`)}, ${whenInWords(context, question.time)}. Spans failed in ${few(services)}.`;
}

/** Which traces, of whom. */
export const what = ({ place, traces }: TempoQuestion): Markdown =>
  inline`traces${placeInWords(place)}${narrowInWords(traces)}`;

/** The newest first, unless the slowest were asked for. */
async function newest(context: SkillContext, question: TempoQuestion): Promise<Draft> {
  const result = await search(question);
  if (!result.ok) return failed(result.error.message);
  const { traces, query, note, isCut } = result.value;
  if (traces.length === 0)
    return nothing(context, inline`${what(question)}, ${whenInWords(context, question.time)}`, {
      query,
      note,
    });
  const head =
    question.traces.failed === true
      ? failedHead(context, question, traces)
      : inline`${bold(inline`${isCut ? 'More than ' : ''}${plural(traces.length, 'trace')}${placeInWords(question.place)}${narrowInWords(question.traces)}`)}, ${whenInWords(context, question.time)}. The newest:`;
  const evidence = [cite(context, query, `${traces.length} traces`), ...citeAll(context, traces)];
  return {
    outcome: 'answered',
    blocks: [fact(head, evidence), table(context, question, traces), ...sampled(), ...asked(query)],
    focus: context.slots.objects.length > 0 ? context.slots.objects : undefined,
    suggestions: suggestions(traces),
  };
}

/** What no number of traces is. */
export const sampled = (): Block[] => [
  say(inline`Traces are sampled: these numbers are not those of all requests.`),
];

/** Traces that were asked for in words: slow ones, failed ones, the newest. */
export async function found(context: SkillContext, question: TempoQuestion): Promise<Draft> {
  const { slow: isSlow, fast } = question.traces;
  if (isSlow !== true && fast !== true) return newest(context, question);
  const slow = await slowest(question);
  if ('error' in slow) return failed(slow.error);
  const { traces, query, note } = slow;
  if (traces.length === 0)
    return nothing(context, inline`${what(question)}, ${whenInWords(context, question.time)}`, {
      query,
      note,
    });
  const evidence = [cite(context, query, `${traces.length} traces`), ...citeAll(context, traces)];
  return {
    outcome: 'answered',
    blocks: [
      fact(slowHead(context, question, traces), evidence),
      table(context, question, traces),
      ...sampled(),
      ...asked(query),
    ],
    focus: context.slots.objects.length > 0 ? context.slots.objects : undefined,
    suggestions: suggestions(traces),
  };
}
