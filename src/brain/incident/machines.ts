import { worseMachine, type Bar, type NodeFinding, type Replica, type WorseMachine } from '#diagnosis';
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

interface Comparison {
  signal: 'latency' | 'error-rate';
  bar: Bar;
  /** What replicas on the machine do, in words. */
  says: (worse: WorseMachine) => string;
}

const milliseconds = (seconds: number): string => `${Math.round(1000 * seconds)} ms`;
const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;
const those = ({ workloads }: WorseMachine): string => workloads.slice(0, 4).join(', ');

const COMPARISONS: readonly Comparison[] = [
  {
    signal: 'error-rate',
    bar: { times: 3, more: 0.03 },
    says: (worse) =>
      `pods on ${worse.machine} fail ${percent(worse.here)} of their requests, those of the same workloads elsewhere ${percent(worse.elsewhere)} (${those(worse)})`,
  },
  {
    signal: 'latency',
    bar: { times: 1.8, more: 0.01 },
    says: (worse) =>
      `pods on ${worse.machine} take ${milliseconds(worse.here)}, those of the same workloads elsewhere ${milliseconds(worse.elsewhere)} (${those(worse)})`,
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
      : [{ workload: workloadOf(index, pod).name, machine, value }];
  });
}

async function compare(
  { systems: { prometheus } }: SkillContext,
  index: ClusterIndex,
  { cluster, to, signal, bar, says }: Asked & Comparison,
): Promise<Gathered<NodeFinding>> {
  const range = { start: new Date(to - RECENT).toISOString(), end: new Date(to).toISOString() };
  const asked = { signal, by: 'pod' as const, cluster, ...range, maxPoints: POINTS, limit: 200 };
  const result = await prometheus?.measureSignal(asked);
  if (!result?.ok) return nothing();
  const { value: answer } = result;
  const scale = answer.unit === 'milliseconds' ? 0.001 : 1;
  const values = answer.series.flatMap(({ labels: { pod }, last }): [string, number][] =>
    pod === undefined || last === null ? [] : [[pod, scale * last]],
  );
  const worse = worseMachine(replicasOf(index, new Map(values)), bar);
  if (worse === undefined) return nothing();
  const id = `machine/${signal}/${worse.machine}`;
  const told = says(worse);
  return {
    items: [{ id, node: worse.machine, says: told, weight: WEIGHT }],
    sources: [
      [id, { at: answer.end, source: { system: 'prometheus', cluster, query: answer.query }, says: told }],
    ],
    missing: [],
  };
}

/** The machine on which pods do worse than their siblings elsewhere, as findings about it. */
export async function findMachines(
  context: SkillContext,
  index: ClusterIndex,
  asked: Asked,
): Promise<Gathered<NodeFinding>> {
  return together(await Promise.all(COMPARISONS.map((one) => compare(context, index, { ...asked, ...one }))));
}
