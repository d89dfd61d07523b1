import { few, whenInWords, windowOf } from '../elsewhere/words.ts';
import type { TempoConnector } from '#connectors/tempo';
import { plural } from '#ground/text';
import { fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, type Markdown } from '../../answer/markdown.ts';
import { clock } from '../../answer/phrase.ts';
import type { SkillContext } from '../skill.ts';
import { asked, cite, citeTrace, failed, nothing, placeInWords, took, type TempoQuestion } from './asking.ts';

type Answer = Extract<Awaited<ReturnType<TempoConnector['searchTraces']>>, { ok: true }>['value'];
type Found = Answer['traces'][number];
type Result = Awaited<ReturnType<TempoConnector['searchTraces']>>;

const READ = 100;
const SHOWN = 10;
/** Without a limit of the asker's own, this long is slow. */
const SLOW_MS = 1000;
/** Tempo gives the newest, not the slowest: ever longer ones are asked for. */
const STEPS_MS = [0, 100, 300, SLOW_MS, 3000, 10_000] as const;

const spanOf = ({ spans, durationMs }: Found): number =>
  spans.length === 0 ? durationMs : Math.max(...spans.map((one) => one.durationMs));

/** How long the part that was asked about took: the span of the service, else the whole. */
const lengthOf = ({ place }: TempoQuestion, found: Found): number =>
  place.service === undefined ? found.durationMs : spanOf(found);

const isError = ({ services }: Found): boolean => services.some(({ errors }) => errors > 0);

/** Traces by how long they took, and the query that found the longest. */
interface Slowest {
  traces: Found[];
  query: string;
  note?: string | undefined;
}

async function search({ tempo, place, traces, time }: TempoQuestion, minDurationMs: number): Promise<Result> {
  return tempo.searchTraces({
    ...place,
    ...(minDurationMs > 0 ? { minDurationMs } : {}),
    ...(traces.failed === true ? { status: 'error' as const } : {}),
    wholeTrace: place.service === undefined,
    ...windowOf(time),
    limit: READ,
  });
}

/** The slowest traces of a time, the slowest first. */
export async function slowest(question: TempoQuestion): Promise<Slowest | { error: string }> {
  const { minDurationMs = 0 } = question.traces;
  const steps = STEPS_MS.filter((step) => step > minDurationMs);
  const answers = await Promise.all([minDurationMs, ...steps].map((step) => search(question, step)));
  const known = answers.flatMap((one) => (one.ok ? [one.value] : []));
  const [first] = answers;
  if (first?.ok !== true) return { error: first?.error.message ?? '' };
  const all = new Map(known.flatMap(({ traces }) => traces).map((one) => [one.traceId, one]));
  const traces = [...all.values()].toSorted((a, b) => lengthOf(question, b) - lengthOf(question, a));
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

function table(context: SkillContext, question: TempoQuestion, traces: readonly Found[]): Block {
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
    rows: traces.slice(0, SHOWN).map((one) => rowOf(context, question, one)),
    cap: SHOWN,
  };
}

const citeAll = (context: SkillContext, traces: readonly Found[]): string[] =>
  traces
    .slice(0, SHOWN)
    .map((one) =>
      citeTrace(
        context,
        one,
        `${one.service} ${one.operation} took ${took(one.durationMs)}${isError(one) ? ', with errors' : ''}`,
      ),
    );

const suggestions = (traces: readonly Found[]): Draft['suggestions'] =>
  traces.slice(0, 2).map(({ traceId, operation }) => ({
    label: `Explain ${operation}`,
    message: `explain trace ${traceId}`,
  }));

function slowHead(context: SkillContext, question: TempoQuestion, traces: readonly Found[]): Markdown {
  const limit = question.traces.minDurationMs ?? SLOW_MS;
  const slow = traces.filter((one) => lengthOf(question, one) >= limit);
  const longest = traces[0] === undefined ? 0 : lengthOf(question, traces[0]);
  const errors = question.traces.failed === true ? ' with errors' : '';
  const of = inline`${placeInWords(question.place)}${errors}`;
  const when = whenInWords(context, question.time);
  const count = slow.length >= READ ? `At least ${READ}` : String(slow.length);
  if (slow.length === 0)
    return inline`${bold(inline`No trace${of} took ${took(limit)} or longer; the slowest took ${took(longest)}.`)} That is of ${when}.`;
  return inline`${bold(inline`${count} ${slow.length === 1 ? 'trace' : 'traces'}${of} took ${took(limit)} or longer; the slowest took ${took(longest)}.`)} That is of ${when}.`;
}

function failedHead(context: SkillContext, question: TempoQuestion, traces: readonly Found[]): Markdown {
  const count = traces.length >= READ ? `At least ${READ}` : String(traces.length);
  const services = [
    ...new Set(
      traces.flatMap((one) => one.services.filter(({ errors }) => errors > 0).map(({ service }) => service)),
    ),
  ];
  return inline`${bold(inline`${count} ${traces.length === 1 ? 'trace' : 'traces'}${placeInWords(question.place)} with errors`)}, ${whenInWords(context, question.time)}. Spans failed in ${few(services)}.`;
}

function what({ place, traces }: TempoQuestion): Markdown {
  const longer = traces.minDurationMs === undefined ? '' : ` of ${took(traces.minDurationMs)} or longer`;
  return inline`traces${placeInWords(place)}${longer}${traces.failed === true ? ' with errors' : ''}`;
}

/** The newest first, unless the slowest were asked for. */
async function newest(context: SkillContext, question: TempoQuestion): Promise<Draft> {
  const result = await search(question, 0);
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
      : inline`${bold(inline`${isCut ? 'More than ' : ''}${plural(traces.length, 'trace')}${placeInWords(question.place)}`)}, ${whenInWords(context, question.time)}. The newest:`;
  const evidence = [cite(context, query, `${traces.length} traces`), ...citeAll(context, traces)];
  return {
    outcome: 'answered',
    blocks: [fact(head, evidence), table(context, question, traces), ...sampled(), ...asked(query)],
    focus: context.slots.objects.length > 0 ? context.slots.objects : undefined,
    suggestions: suggestions(traces),
  };
}

const sampled = (): Block[] => [
  say(inline`Traces are sampled: these numbers are not those of all requests.`),
];

/** Traces that were asked for in words: slow ones, failed ones, the newest. */
export async function found(context: SkillContext, question: TempoQuestion): Promise<Draft> {
  if (question.traces.slow !== true) return newest(context, question);
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

/** A query of the asker's own. */
export async function queried(context: SkillContext, question: TempoQuestion, query: string): Promise<Draft> {
  const { tempo, time } = question;
  const anywhere = { ...question, place: {} };
  if (question.traces.counts === true) return counted(context, question, query);
  const result = await tempo.queryTraces({ query, ...windowOf(time), limit: READ });
  if (!result.ok) return failed(result.error.message);
  const { traces, note } = result.value;
  if (traces.length === 0)
    return nothing(context, inline`traces for that query, ${whenInWords(context, time)}`, { query, note });
  const head = inline`${bold(inline`${plural(traces.length, 'trace')} for that query`)}, ${whenInWords(context, time)}.`;
  return {
    outcome: 'answered',
    blocks: [
      fact(head, [cite(context, query, `${traces.length} traces`), ...citeAll(context, traces)]),
      table(context, anywhere, traces),
      ...sampled(),
    ],
    suggestions: suggestions(traces),
  };
}

async function counted(context: SkillContext, { tempo, time }: TempoQuestion, query: string): Promise<Draft> {
  const result = await tempo.queryMetrics({ query, ...windowOf(time), maxPoints: 40 });
  if (!result.ok) return failed(result.error.message);
  const { series, total, note } = result.value;
  if (total === 0)
    return nothing(context, inline`spans for that query, ${whenInWords(context, time)}`, { query, note });
  const rows = series.map(({ labels, points }) => {
    const values = points.map(([, value]) => value);
    const name = Object.values(labels).join(' / ') || 'all';
    const numbers = [values.at(-1) ?? 0, Math.min(...values), Math.max(...values)];
    return [code(name), ...numbers.map((value) => inline`${String(Number(value.toPrecision(3)))}`)];
  });
  return {
    outcome: 'answered',
    blocks: [
      fact(inline`${bold(inline`${total} series`)}, ${whenInWords(context, time)}.`, [
        cite(context, query, `${total} series`),
      ]),
      { type: 'table', head: ['Series', 'Last', 'Lowest', 'Highest'], rows, total, cap: SHOWN },
      ...sampled(),
    ],
    suggestions: [],
  };
}
