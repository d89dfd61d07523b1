import type { LokiConnector } from '#connectors/loki';
import type { ToolResult } from '#connectors/kit';
import { revisionsOf } from '../../../cluster/revisions.ts';
import { indexOf, targetOf } from '../../../cluster/target.ts';
import type { KeptLogs, TimeRange } from '../../../understand/slot-types.ts';
import type { SkillContext } from '../../skill.ts';

type Search = Parameters<LokiConnector['searchLogs']>[0];
/** Whose lines, in Loki's words. */
export type Whose = Pick<Search, 'service' | 'namespace' | 'pod' | 'container' | 'node' | 'cluster'>;
/** Which of their lines. */
type Which = Pick<Search, 'level' | 'only' | 'text' | 'without'>;

/** What is asked of Loki: whose lines, which of them, when. */
export interface LokiQuestion {
  loki: LokiConnector;
  kept: KeptLogs;
  /** Each is asked on its own. */
  whose: Whose[];
  which: Which;
  time: TimeRange;
}

/** What one question gave, what could not be told apart, and whether it is of the last hours only. */
export type Answered<Value> =
  { value: Value; allClusters: boolean; partial?: boolean } | { error: string; code: string };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WORKLOAD_HASH = /-[a-f0-9]{6,10}$/;
/** Labels that a Loki need not have: without one, lines of all clusters are one. */
const NO_CLUSTERS: ReadonlySet<string> = new Set(['no-such-label', 'no-such-cluster']);

function whoseOf(context: SkillContext): Whose[] {
  const { objects, namespaces, clusters, logs } = context.slots;
  const container = logs?.container === undefined ? {} : { container: logs.container };
  const places = clusters.length > 0 ? clusters : [undefined];
  const gone = logs?.kept?.pod;
  if (gone !== undefined) return places.map((cluster) => ({ pod: gone, cluster, ...container }));
  const stranger = logs?.kept?.service;
  if (stranger !== undefined) return places.map((cluster) => ({ service: stranger, cluster, ...container }));
  if (objects.length > 0)
    return objects.map(({ kind, name, namespace, cluster }): Whose => {
      if (kind === 'Namespace') return { namespace: name, cluster, ...container };
      if (kind === 'Node') return { node: name, cluster, ...container };
      if (kind === 'Pod') return { pod: name, namespace, cluster, ...container };
      const service = kind === 'ReplicaSet' ? name.replace(WORKLOAD_HASH, '') : name;
      return { service, namespace: namespace === '' ? undefined : namespace, cluster, ...container };
    });
  const within = namespaces.length > 0 ? namespaces : [undefined];
  return places.flatMap((cluster) => within.map((namespace) => ({ cluster, namespace, ...container })));
}

const newest = (times: (string | undefined)[]): number =>
  Math.max(...times.map((time) => (time === undefined ? Number.NEGATIVE_INFINITY : Date.parse(time))));

/** When what is asked about was last rolled out, as far as its clusters tell. */
function lastRollout(context: SkillContext): number | undefined {
  const { objects, clusters, namespaces } = context.slots;
  const own = objects.flatMap((ref) => {
    const target = targetOf(context, ref);
    return target === undefined ? [] : [revisionsOf(target)[0]?.createdAt];
  });
  const ofPlace = clusters.flatMap((cluster) => {
    const index = indexOf(context, cluster);
    const sets = index?.list('ReplicaSet') ?? [];
    return sets
      .filter(({ metadata }) => namespaces.length === 0 || namespaces.includes(metadata.namespace))
      .map(({ metadata }) => metadata.creationTimestamp);
  });
  const at = newest(objects.length > 0 ? own : ofPlace);
  return Number.isFinite(at) && at < context.now ? at : undefined;
}

/** The time that is asked about; the last hour when none is told. */
function timeOf(context: SkillContext, kept: KeptLogs): TimeRange {
  const { now, slots } = context;
  const rollout = kept.sinceRollout === true ? lastRollout(context) : undefined;
  if (rollout !== undefined) return { from: rollout, to: now, isOpen: true, said: 'since the last rollout' };
  if (slots.time !== undefined && slots.time.to - slots.time.from >= 1000) return slots.time;
  if (kept.end !== undefined || kept.gone === true)
    return { from: now - DAY, to: now, isOpen: true, said: 'the last 24 hours' };
  return { from: now - HOUR, to: now, isOpen: true, said: 'the last hour' };
}

/** What a message asks of Loki, from its slots. */
export function questionFor(context: SkillContext, loki: LokiConnector): LokiQuestion {
  const { logs } = context.slots;
  const kept: KeptLogs = logs?.kept ?? { what: 'lines' };
  const isErrors = logs?.errorsOnly === true;
  return {
    loki,
    kept,
    whose: whoseOf(context),
    which: {
      level: kept.level ?? (isErrors ? 'error' : undefined),
      only: kept.only,
      text: logs?.contains,
      without: kept.without,
    },
    time: timeOf(context, kept),
  };
}

/** Asks about one of those that are asked about; where Loki does not tell clusters apart, about all of them. */
export async function askFor<Value>(
  whose: Whose,
  ask: (whose: Whose) => Promise<ToolResult<Value>>,
): Promise<Answered<Value>> {
  const first = await ask(whose);
  if (first.ok) return { value: first.value, allClusters: false };
  const { code, message } = first.error;
  if (whose.cluster === undefined || !NO_CLUSTERS.has(code)) return { error: message, code };
  const { cluster: _cluster, ...anywhere } = whose;
  const again = await ask(anywhere);
  return again.ok
    ? { value: again.value, allClusters: true }
    : { error: again.error.message, code: again.error.code };
}
