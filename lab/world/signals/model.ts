import type { Cluster } from '../engine/cluster.ts';
import { createCurve } from './curve.ts';
import type { Curve } from './curve.ts';
import { STATIONS } from './graph.ts';
import type { Journal } from './journal.ts';
import { podLives } from './pod-lives.ts';
import type { PodLife } from './pod-life.ts';
import { segmentsOf } from './segments.ts';
import type { Segment } from './segments.ts';
import { unrestOfFailures, unrestOfWork } from './unrest.ts';
import type { Unrest } from './unrest.ts';

/** What a cluster's telemetry is computed from. Metrics, logs, traces and alerts are projections of this. */
export interface SignalModel {
  cluster: Cluster;
  journal: Journal;
  /** Grows whenever the past, or what is wrong, has changed. */
  version(): number;
  pods(): readonly PodLife[];
  segments(): readonly Segment[];
  /** The traffic of an application over time. */
  curve(station: string): Curve;
  /** How an application's own times of work stray from the usual, and its everyday failures. */
  unrest(station: string): Unrest;
  failures(station: string): Unrest;
}

/** Traffic of a cluster without customers. */
const ELSEWHERE = 0.08;

/** Noise that no two companies have in common. */
function noiseOf(cluster: Cluster): Pick<SignalModel, 'unrest' | 'failures'> {
  const signature = (station: string): string => {
    const home = cluster.store.get('namespaces', undefined, 'kube-system')?.metadata.uid ?? '';
    return `${cluster.name}/${home}/${station}`;
  };
  const each = (make: (text: string) => Unrest): ((station: string) => Unrest) => {
    const known = new Map<string, Unrest>();
    return (station) => {
      const found = known.get(station) ?? make(signature(station));
      known.set(station, found);
      return found;
    };
  };
  return { unrest: each(unrestOfWork), failures: each(unrestOfFailures) };
}

/** The model over a cluster's journal. Costs nothing until somebody asks. */
export function createSignals(cluster: Cluster, journal: Journal): SignalModel {
  const scale = cluster.environment === 'prod' ? 1 : ELSEWHERE;
  const curves = new Map<string, Curve>();
  const noise = noiseOf(cluster);
  let known: { version: number; written: number; pods: PodLife[]; segments: Segment[] } | undefined;
  const faultsSeen = (): number =>
    cluster.faults.history().reduce((total, { to }) => total + (to === undefined ? 1 : 2), 0);
  const version = (): number => journal.version() + faultsSeen();

  function current() {
    if (known?.version === version()) return known;
    const pods = podLives(cluster, journal);
    const changed = known ? (journal.changedSince(known.written) ?? Infinity) : -Infinity;
    const faultsChanged = known && version() - journal.version() !== known.version - known.written;
    const kept = faultsChanged ? [] : (known?.segments ?? []).filter(({ to }) => to < changed);
    const segments = segmentsOf({ cluster, journal, pods }, kept);
    known = { version: version(), written: journal.version(), pods, segments };
    return known;
  }

  return {
    cluster,
    journal,
    version,
    pods: () => current().pods,
    segments: () => current().segments,
    curve(station) {
      let curve = curves.get(station);
      if (!curve) curves.set(station, (curve = createCurve(`${cluster.name}/${station}`, scale)));
      return curve;
    },
    ...noise,
  };
}

/** The stations a cluster's traffic passes through. */
export { STATIONS };
