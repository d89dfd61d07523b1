import type { TempoConnector } from '#connectors/tempo';
import { formatDuration } from '#ground/text';
import { say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, prose, type Markdown } from '../../answer/markdown.ts';
import { workloadOf } from '../../cluster/facts.ts';
import { as, podsFor, targetOf } from '../../cluster/target.ts';
import type { TimeRange, TraceSlots } from '../../understand/slot-types.ts';
import { citing } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';

const HOUR = 3_600_000;

/** Of whom, in Tempo's words. */
export interface SpanPlace {
  service?: string | undefined;
  namespace?: string | undefined;
  cluster?: string | undefined;
}

/** What is asked of Tempo: of whom, and when. */
export interface TempoQuestion {
  tempo: TempoConnector;
  traces: TraceSlots;
  place: SpanPlace;
  time: TimeRange;
}

/** The name that an object's spans bear: that of the workload behind it. */
function serviceOf(context: SkillContext): string | undefined {
  const { objects, traces } = context.slots;
  const [ref] = objects;
  if (traces?.service !== undefined) return traces.service;
  if (ref === undefined || ref.kind === 'Namespace') return undefined;
  const target = targetOf(context, ref);
  const pod = target && (as('Pod', target) ?? podsFor(target)[0]);
  return target === undefined || pod === undefined ? ref.name : workloadOf(target.index, pod).name;
}

function timeOf({ slots, now }: SkillContext): TimeRange {
  const { time, traces } = slots;
  const isOther = traces?.what === 'compare' && time !== undefined && time.to < now - 60_000;
  if (time !== undefined && !isOther && time.to - time.from >= 1000) return time;
  return { from: now - HOUR, to: now, isOpen: true, said: 'the last hour' };
}

/** What a message asks of Tempo, from its slots. */
export function questionFor(context: SkillContext, tempo: TempoConnector): TempoQuestion {
  const { objects, namespaces, clusters, traces } = context.slots;
  const ofNamespace = objects.find(({ kind }) => kind === 'Namespace')?.name ?? namespaces[0];
  const place: SpanPlace = {
    service: serviceOf(context),
    namespace: objects.some(({ kind }) => kind !== 'Namespace') ? undefined : ofNamespace,
    cluster: context.clusters.length > 1 ? (objects[0]?.cluster ?? clusters[0]) : undefined,
  };
  return { tempo, traces: traces ?? { what: 'search' }, place, time: timeOf(context) };
}

/** Of whom: " of `checkout` on `prod`". */
export function placeInWords({ service, namespace, cluster }: SpanPlace): Markdown {
  const parts = [
    ...(service === undefined ? [] : [inline` of ${code(service)}`]),
    ...(namespace === undefined ? [] : [inline` in ${code(namespace)}`]),
    ...(cluster === undefined ? [] : [inline` on ${code(cluster)}`]),
  ];
  return { markdown: parts.map(({ markdown }) => markdown).join('') };
}

/** Which of them: " with errors of 200 ms or longer with `http.status_code` 500". */
export function narrowInWords(traces: TraceSlots): Markdown {
  const { minDurationMs, maxDurationMs, failed, succeeded, operation, attributes = {}, via } = traces;
  const parts = [
    ...(via === undefined ? [] : [inline` through ${code(via)}`]),
    ...(failed === true ? [inline` with errors`] : []),
    ...(succeeded === true ? [inline` without errors`] : []),
    ...(operation === undefined ? [] : [inline` with a span ${code(operation)}`]),
    ...Object.entries(attributes).map(([key, value]) =>
      value === '*' ? inline` with ${code(key)}` : inline` with ${code(`${key} = ${value}`)}`,
    ),
    ...(minDurationMs === undefined ? [] : [inline` of ${took(minDurationMs)} or longer`]),
    ...(maxDurationMs === undefined ? [] : [inline` of ${took(maxDurationMs)} or shorter`]),
  ];
  return { markdown: parts.map(({ markdown }) => markdown).join('') };
}

/** Milliseconds as people say them. */
export function took(ms: number): string {
  return ms < 120_000 ? formatDuration(ms / 1000) : `${Math.round(ms / 60_000)} min`;
}

/** Cites what Tempo answered; gives the evidence id. */
export const cite = citing('tempo');

/** How a trace is cited: whoever has its id finds it again. */
export const traceQuery = (traceId: string): string => `trace ${traceId}`;

/** A trace as evidence, at its own time. */
export function citeTrace(
  context: SkillContext,
  { traceId, at }: { traceId: string; at: string },
  says: string,
): string {
  const [cluster] = context.slots.clusters;
  return context.ledger.add({ at, source: { system: 'tempo', cluster, query: traceQuery(traceId) }, says });
}

/** The query, to be changed and sent again. */
export function asked(query: string): Block[] {
  return [
    say(inline`Asked of Tempo; change it and send it to me if you like:`),
    { type: 'code', language: 'traceql', text: query },
  ];
}

/** What to say when Tempo does not. */
export function failed(message: string, code?: string): Draft {
  const isMissing = code === 'no-such-trace';
  const head = isMissing ? inline`I could not find that trace.` : inline`I could not get the traces.`;
  return {
    outcome: 'unknown',
    blocks: [say(inline`${bold(head)} Tempo: ${prose(message)}`)],
    suggestions: [],
    gap: { outcome: isMissing ? 'no-such-name' : 'failed', detail: message.slice(0, 200) },
  };
}

const EXPLAINED =
  /(?:There is no service|No span of this range|Whether its names).*?(?= Traces are sampled|$)/s;

const NO_SERVICE = /\bThere is no service\b/;

/** Why there is nothing, without what the headline says already. */
function whyNone(note: string): Block[] {
  const why = EXPLAINED.exec(note)?.[0];
  return why === undefined ? [] : [say(prose(why))];
}

/** There is nothing: what was looked for, and that it proves nothing. */
export function nothing(
  context: SkillContext,
  what: Markdown,
  { query, note }: { query: string; note?: string | undefined },
): Draft {
  const isStranger = context.slots.traces?.service !== undefined && NO_SERVICE.test(note ?? '');
  return {
    outcome: isStranger ? 'unknown' : 'answered',
    ...(isStranger ? { gap: { outcome: 'no-such-name' as const, detail: query.slice(0, 200) } } : {}),
    blocks: [
      {
        type: 'fact',
        text: bold(inline`Tempo has no ${what}.`),
        evidence: [cite(context, query, 'no traces')],
      },
      ...(note === undefined ? [] : whyNone(note)),
      say(inline`Traces are sampled: none found does not mean that all is well.`),
      ...asked(query),
    ],
    suggestions: [],
  };
}
