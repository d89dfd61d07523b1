import type { Cluster } from '../engine/cluster.ts';
import type { ContainerStatus, Pod } from '../kube/types.ts';
import { ghostsOf } from './ghosts.ts';
import type { Journal, Life } from './journal.ts';
import { versionAt } from './journal.ts';
import type { Interval, PodLife, Run } from './pod-life.ts';

type Runs = Map<string, Run>;

function note(
  runs: Runs,
  container: string,
  run: { startedAt: string; finishedAt?: string } & Partial<Run>,
): void {
  const from = Date.parse(run.startedAt);
  if (Number.isNaN(from)) return;
  const key = `${container}/${from}`;
  const known = runs.get(key) ?? { container, from, to: Infinity };
  if (run.finishedAt !== undefined) {
    known.to = Date.parse(run.finishedAt);
    known.reason = run.reason;
    known.exitCode = run.exitCode;
  }
  runs.set(key, known);
}

function noteStatus(runs: Runs, { name, state, lastState }: ContainerStatus): void {
  for (const ended of [lastState.terminated, state.terminated]) if (ended) note(runs, name, ended);
  if (state.running) note(runs, name, state.running);
}

/** Closes runs whose end nobody saw: when the next one began, or when the pod went. */
function closed(runs: Run[], goneAt: number): Run[] {
  const sorted = [...runs].sort((a, b) => a.from - b.from);
  return sorted
    .map((run) => {
      const next = sorted.find((other) => other.container === run.container && other.from > run.from);
      return { ...run, to: Math.min(run.to, next?.from ?? Infinity, goneAt) };
    })
    .filter(({ from, to }) => to > from);
}

function runsOf({ versions, goneAt = Infinity }: Life<Pod>): Run[] {
  const runs: Runs = new Map();
  for (const { object } of versions) {
    const { containerStatuses = [], initContainerStatuses = [] } = object.status;
    for (const status of [...containerStatuses, ...initContainerStatuses]) noteStatus(runs, status);
  }
  return closed([...runs.values()], goneAt);
}

function readySince(pod: Pod): number | undefined {
  const condition = pod.status.conditions?.find(({ type }) => type === 'Ready');
  if (condition?.status !== 'True') return undefined;
  return Date.parse(condition.lastTransitionTime ?? '') || 0;
}

function readyOf({ versions, goneAt = Infinity }: Life<Pod>): Interval[] {
  const intervals: Interval[] = [];
  let open: number | undefined;
  versions.forEach(({ from, object }, index) => {
    const since = readySince(object);
    if (since !== undefined) open ??= index === 0 ? since : from;
    else if (open !== undefined) {
      intervals.push({ from: open, to: from });
      open = undefined;
    }
  });
  if (open !== undefined) intervals.push({ from: open, to: goneAt });
  return intervals;
}

function appOf({ metadata }: Pod): string {
  const { app, 'k8s-app': system, component } = metadata.labels ?? {};
  return app ?? system ?? component ?? metadata.name;
}

function lifeOf(life: Life<Pod>): PodLife | undefined {
  const pod = life.versions.at(-1)?.object;
  if (!pod) return undefined;
  const { namespace = '', name, ownerReferences = [] } = pod.metadata;
  const [owner] = ownerReferences;
  return {
    namespace,
    name,
    uid: life.uid,
    app: appOf(pod),
    node: pod.spec.nodeName ?? '',
    ip: pod.status.podIP ?? '',
    owner: { kind: owner?.kind ?? '', name: owner?.name ?? '' },
    containers: pod.spec.containers,
    from: life.bornAt,
    to: life.goneAt ?? Infinity,
    runs: runsOf(life),
    ready: readyOf(life),
    at: (time) => versionAt(life, time),
    said: () => life.versions.map(({ object }) => object),
  };
}

/** Every pod of the last two weeks, those that earlier releases ran included. */
export function podLives(cluster: Cluster, journal: Journal): PodLife[] {
  const lives = journal.lives('pods');
  const real = lives.map(lifeOf).filter((life) => life !== undefined);
  return [...real, ...ghostsOf(cluster, lives)];
}

export function holds(intervals: readonly Interval[], time: number): boolean {
  return intervals.some(({ from, to }) => time >= from && time < to);
}
