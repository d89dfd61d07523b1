/** How one replica of a workload does on its machine: seconds, or the share of its requests that fail. */
export interface Replica {
  workload: string;
  name: string;
  machine: string;
  value: number;
}

/** A machine on which replicas do worse than their siblings elsewhere. */
export interface WorseMachine {
  machine: string;
  /** Workloads whose replicas there do worse. */
  workloads: string[];
  /** Workloads that have replicas both there and elsewhere. */
  compared: number;
  /** In the middle of the workloads that do worse: there, and elsewhere. */
  here: number;
  elsewhere: number;
}

/** What counts as worse: so many times the siblings, and at least so much more. */
export interface Bar {
  times: number;
  more: number;
}

/** One workload may have one bad replica; two that suffer in the same place have that place in common. */
const LEAST = 2;
const MOST_OF = 0.6;

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / Math.max(1, values.length);

interface Contrast {
  workload: string;
  here: number;
  elsewhere: number;
}

function contrastsOn(machine: string, byWorkload: Map<string, Replica[]>): Contrast[] {
  return [...byWorkload].flatMap(([workload, replicas]) => {
    const here = replicas.filter((one) => one.machine === machine).map(({ value }) => value);
    const elsewhere = replicas.filter((one) => one.machine !== machine).map(({ value }) => value);
    return here.length === 0 || elsewhere.length === 0
      ? []
      : [{ workload, here: mean(here), elsewhere: mean(elsewhere) }];
  });
}

/** The machine on which replicas of several workloads do worse than their siblings elsewhere; undefined when there is none. */
export function worseMachine(replicas: readonly Replica[], { times, more }: Bar): WorseMachine | undefined {
  const byWorkload = Map.groupBy(replicas, ({ workload }) => workload);
  const machines = [...new Set(replicas.map(({ machine }) => machine))].sort();
  const found = machines.flatMap((machine): WorseMachine[] => {
    const contrasts = contrastsOn(machine, byWorkload);
    const worse = contrasts
      .filter(({ here, elsewhere }) => here >= times * elsewhere && here - elsewhere >= more)
      .toSorted((a, b) => b.here - a.here);
    const middle = worse[Math.floor(worse.length / 2)];
    if (!middle || worse.length < LEAST || worse.length < MOST_OF * contrasts.length) return [];
    const workloads = worse.map(({ workload }) => workload).sort();
    return [
      { machine, workloads, compared: contrasts.length, here: middle.here, elsewhere: middle.elsewhere },
    ];
  });
  return found.toSorted((a, b) => b.workloads.length - a.workloads.length)[0];
}

/** A replica that does worse than all its siblings. */
export interface WorseReplica {
  workload: string;
  name: string;
  here: number;
  elsewhere: number;
}

/** The one replica of each workload that does worse than its siblings do; none where several do. */
export function worseReplicas(replicas: readonly Replica[], { times, more }: Bar): WorseReplica[] {
  const byWorkload = Map.groupBy(replicas, ({ workload }) => workload);
  return [...byWorkload].flatMap(([workload, own]) => {
    const [worst, ...rest] = own.toSorted((a, b) => b.value - a.value);
    const [next] = rest;
    if (!worst || !next || worst.value < times * next.value || worst.value - next.value < more) return [];
    return [
      { workload, name: worst.name, here: worst.value, elsewhere: mean(rest.map(({ value }) => value)) },
    ];
  });
}
