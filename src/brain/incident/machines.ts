import {
  worseMachine,
  worseReplicas,
  type Bar,
  type NodeFinding,
  type Replica,
  type WorseMachine,
  type WorseReplica,
} from '#diagnosis';
import { formatDuration, formatShare } from '#ground/text';
import type { ClusterIndex } from '../cluster/facts.ts';
import { workloadOf } from '../cluster/facts.ts';
import { livePods } from '../cluster/target.ts';
import type { SkillContext } from '../skills/skill.ts';
import { nothing, together, type Gathered } from './source.ts';

const MINUTE = 60_000;
/** What is compared is how replicas do now. */
const RECENT = 10 * MINUTE;
const POINTS = 3;
const WEIGHT = 0.9;
const OF_ONE_POD = 0.5;
const MOST_PODS = 4;

interface Comparison {
  signal: 'latency' | 'error-rate';
  bar: Bar;
  /** What replicas on the machine do, in words. */
  says: (worse: WorseMachine) => string;
  /** What one pod does, in words. */
  saysOfPod: (worse: WorseReplica) => string;
}

const those = ({ workloads }: WorseMachine): string => workloads.slice(0, 4).join(', ');

const COMPARISONS: readonly Comparison[] = [
  {
    signal: 'error-rate',
    bar: { times: 3, more: 0.03 },
    says: (worse) =>
      `pods on ${worse.machine} fail ${formatShare(worse.here)} of their requests, those of the same workloads elsewhere ${formatShare(worse.elsewhere)} (${those(worse)})`,
    saysOfPod: ({ name, workload, here, elsewhere }) =>
      `the pod ${name} fails ${formatShare(here)} of its requests, the other pods of ${workload} ${formatShare(elsewhere)}`,
  },
  {
    signal: 'latency',
    bar: { times: 1.8, more: 0.01 },
    says: (worse) =>
      `pods on ${worse.machine} take ${formatDuration(worse.here)}, those of the same workloads elsewhere ${formatDuration(worse.elsewhere)} (${those(worse)})`,
    saysOfPod: ({ name, workload, here, elsewhere }) =>
      `the pod ${name} takes ${formatDuration(here)}, the other pods of ${workload} ${formatDuration(elsewhere)}`,
  },
];

interface Asked {
  cluster: string;
  to: number;
}

type Values = ReadonlyMap<string, number>;

function replicasOf(index: ClusterIndex, values: Values): Replica[] {
  return livePods(index.list('Pod')).flatMap((pod) => {
    const value = values.get(pod.metadata.name);
    const { nodeName: machine } = pod.spec;
    return value === undefined || machine === undefined
      ? []
      : [{ workload: workloadOf(index, pod).name, name: pod.metadata.name, machine, value }];
  });
}

/** A machine on which pods do worse, else single pods that do. */
function findingsOf(
  replicas: readonly Replica[],
  { signal, bar, says, saysOfPod }: Comparison,
): NodeFinding[] {
  const worse = worseMachine(replicas, bar);
  if (worse !== undefined)
    return [
      { id: `machine/${signal}/${worse.machine}`, node: worse.machine, says: says(worse), weight: WEIGHT },
    ];
  return worseReplicas(replicas, bar)
    .toSorted((a, b) => b.here - b.elsewhere - (a.here - a.elsewhere))
    .slice(0, MOST_PODS)
    .map((one) => ({
      id: `pod/${signal}/${one.name}`,
      node: one.workload,
      says: saysOfPod(one),
      weight: OF_ONE_POD,
    }));
}

async function compare(
  { systems: { prometheus } }: SkillContext,
  index: ClusterIndex,
  { cluster, to, ...comparison }: Asked & Comparison,
): Promise<Gathered<NodeFinding>> {
  const range = { start: new Date(to - RECENT).toISOString(), end: new Date(to).toISOString() };
  const { signal } = comparison;
  const asked = { signal, by: 'pod' as const, cluster, ...range, maxPoints: POINTS, limit: 200 };
  const result = await prometheus?.measureSignal(asked);
  if (!result?.ok) return nothing();
  const { value: answer } = result;
  const scale = answer.unit === 'milliseconds' ? 0.001 : 1;
  const values = answer.series.flatMap(({ labels: { pod }, last }): [string, number][] =>
    pod === undefined || last === null ? [] : [[pod, scale * last]],
  );
  const found = findingsOf(replicasOf(index, new Map(values)), comparison);
  const source = { system: 'prometheus', cluster, query: answer.query };
  return {
    items: found,
    sources: found.map(({ id, says: told }) => [id, { at: answer.end, source, says: told }]),
    missing: [],
  };
}

/** The machine on which pods do worse than their siblings elsewhere, else single pods that do, as findings. */
export async function findMachines(
  context: SkillContext,
  index: ClusterIndex,
  asked: Asked,
): Promise<Gathered<NodeFinding>> {
  return together(await Promise.all(COMPARISONS.map((one) => compare(context, index, { ...asked, ...one }))));
}
