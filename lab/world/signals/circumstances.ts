import type { Cluster } from '../engine/cluster.ts';
import { SERVICES } from '../company/services.ts';
import { reachFailure } from '../kubelet/network.ts';
import type { SignalEffect } from './effect.ts';
import type { Episode } from './effects.ts';
import { STATIONS } from './graph.ts';
import type { Call, Station } from './graph.ts';
import { holds } from './pod-lives.ts';
import type { PodLife } from './pod-life.ts';
import { episodesAt, sufferedBy } from './suffer.ts';

/** What there was at a moment. */
export interface Moment {
  time: number;
  /** The cluster as it was. */
  cluster: Cluster;
  pods: readonly PodLife[];
  episodes: readonly Episode[];
}

/** What an application works under at a moment, before anybody asks it anything. */
export interface Circumstances {
  station: Station;
  episodes: readonly Episode[];
  effect: SignalEffect;
  ready: PodLife[];
  /** Replicas it should have, and how many of them its usual traffic needs. */
  desired: number;
  usual: number;
  /** What it calls for each request. */
  calls: readonly Call[];
  /** Callees it cannot reach, with what its runtime says about it. */
  unreachable: Map<string, string>;
}

const STORE_NAMES: ReadonlySet<string> = new Set(
  STATIONS.filter(({ language }) => language === 'store').map(({ name }) => name),
);
const PLANNED: ReadonlyMap<string, number> = new Map(SERVICES.map(({ name, replicas }) => [name, replicas]));

function desiredOf({ namespace, name }: Station, { cluster }: Moment): number {
  const workload =
    cluster.store.get('deployments.apps', namespace, name) ??
    cluster.store.get('statefulsets.apps', namespace, name);
  return Math.max(1, workload?.spec.replicas ?? 1);
}

function callsOf({ calls }: Station, { queries = 1, calls: all = 1 }: SignalEffect): readonly Call[] {
  if (queries === 1 && all === 1) return calls;
  const times = ({ service }: Call): number => all * (STORE_NAMES.has(service) ? queries : 1);
  return calls.map((call) => ({ ...call, perRequest: call.perRequest * times(call) }));
}

function failureOf(call: Call, asker: PodLife | undefined, { cluster, time }: Moment): string | undefined {
  const pod = asker?.at(time);
  return pod ? reachFailure(cluster, pod, call) : undefined;
}

/** Pods of before the journal are in no cluster that was: nothing kept anybody from them. */
const isMadeUp = (callee: Circumstances | undefined, { time }: Moment): boolean =>
  callee?.ready.some((pod) => pod.at(time) === undefined) ?? false;

type Known = ReadonlyMap<string, Circumstances>;

function unreachableFor(
  { calls }: Station,
  asker: PodLife | undefined,
  { moment, known }: { moment: Moment; known: Known },
): Map<string, string> {
  const failures = calls.flatMap((call): [string, string][] => {
    const callee = known.get(call.service);
    const failure =
      (isMadeUp(callee, moment) ? undefined : failureOf(call, asker, moment)) ?? callee?.effect.refuses;
    return failure === undefined ? [] : [[call.service, failure]];
  });
  return new Map(failures);
}

function circumstancesOf(station: Station, moment: Moment, known: Known): Circumstances {
  const { time, pods } = moment;
  const own = pods.filter(({ app, namespace }) => app === station.name && namespace === station.namespace);
  const ready = own.filter((pod) => holds(pod.ready, time));
  const episodes = episodesAt(station, moment.episodes);
  const effect = sufferedBy(ready, episodes, time);
  const asker = ready[0] ?? own.find(({ from, to }) => from <= time && time < to);
  const desired = desiredOf(station, moment);
  return {
    station,
    episodes,
    effect,
    ready,
    desired,
    usual: Math.min(desired, PLANNED.get(station.name) ?? desired),
    calls: callsOf(station, effect),
    unreachable: unreachableFor(station, asker, { moment, known }),
  };
}

/** What every application works under at a moment, callees before their callers. */
export function circumstancesAt(moment: Moment): Known {
  const known = new Map<string, Circumstances>();
  for (const station of STATIONS) known.set(station.name, circumstancesOf(station, moment, known));
  return known;
}
