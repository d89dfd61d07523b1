import { seedOf, wander } from '../../signals/noise.ts';
import type { SignalModel } from '../../signals/model.ts';
import { counter, gauge } from './family.ts';
import type { Family, Signal } from './family.ts';
import { counted, processes } from './pod-work.ts';
import type { Process } from './pod-work.ts';
import { containerOf, cpuCounter, limitOf, memoryAt } from './usage.ts';
import type { Running } from './usage.ts';

function labelsOf({ pod, run }: Running): Record<string, string> {
  return {
    job: 'kubelet',
    metrics_path: '/metrics/cadvisor',
    namespace: pod.namespace,
    pod: pod.name,
    container: run.container,
    image: pod.containers.find(({ name }) => name === run.container)?.image ?? '',
    node: pod.node,
    instance: `${pod.node}:10250`,
  };
}

function nodeDownAt({ cluster }: SignalModel, node: string): number {
  const down = cluster.faults
    .history()
    .find(({ fault, to }) => fault.type === 'node-down' && fault.node === node && to === undefined);
  return down?.from ?? Infinity;
}

type Make = (model: SignalModel, running: Running) => ((time: number) => number) | undefined;

function each(make: Make): Family['signals'] {
  return (model) =>
    model.pods().flatMap((pod) => {
      const down = nodeDownAt(model, pod.node);
      return pod.runs.flatMap((run): Signal[] => {
        const value = containerOf({ pod, run }) ? make(model, { pod, run }) : undefined;
        const to = Math.min(run.to, down);
        return value && to > run.from ? [{ labels: labelsOf({ pod, run }), from: run.from, to, value }] : [];
      });
    });
}

const limited =
  (resource: 'cpu' | 'memory', scale: number): Make =>
  (_, running) => {
    const limit = limitOf(running, resource);
    return limit === Infinity ? undefined : () => limit * scale;
  };

const PERIODS_A_SECOND = 10;

/** Containers with a CPU limit count periods; those of applications under an effect are held back in some. */
const periods =
  (heldBack: boolean): Make =>
  (model, running) => {
    if (limitOf(running, 'cpu') === Infinity) return undefined;
    const process = processes(model).find(({ run }) => run === running.run);
    const share = (held: number): number => (heldBack ? 0.004 + held : 1) * PERIODS_A_SECOND;
    if (!process) return (time) => Math.floor(((time - running.run.from) / 1000) * share(0));
    return counted(process, () => 0, { whole: true, constant: ({ effect }) => share(effect.throttled ?? 0) });
  };

const BYTES_A_REQUEST = { receive: 1_400, transmit: 9_200 };

function network(direction: 'receive' | 'transmit'): Family['signals'] {
  const one = (process: Process): Signal => {
    const { pod, run } = process;
    const { container: _container, image: _image, ...labels } = labelsOf({ pod, run });
    return {
      labels: { ...labels, interface: 'eth0' },
      from: run.from,
      to: run.to,
      value: counted(process, () => BYTES_A_REQUEST[direction], { whole: true, constant: () => 900 }),
    };
  };
  return (model) => processes(model).map(one);
}

function filesystem(_: SignalModel, { pod, run }: Running): (time: number) => number {
  const seed = seedOf(`${pod.uid}/${run.container}/fs`);
  return (time) => Math.round(2.4e7 + ((time - run.from) / 1000) * 3 + 4e5 * wander(seed, time, 600_000));
}

function oomEvents(model: SignalModel): Signal[] {
  return model.pods().flatMap((pod) => {
    const names = [...new Set(pod.runs.map(({ container }) => container))];
    return names.flatMap((container): Signal[] => {
      const runs = pod.runs.filter((run) => run.container === container);
      const [first] = runs;
      const killed = runs.filter(({ reason }) => reason === 'OOMKilled').map(({ to }) => to);
      if (!first || killed.length === 0) return [];
      return [
        {
          labels: labelsOf({ pod, run: first }),
          from: first.from,
          to: pod.to,
          value: (time) => killed.filter((at) => at <= time).length,
        },
      ];
    });
  });
}

/** What cAdvisor says of containers. */
export const CONTAINERS: Family[] = [
  counter('container_cpu_usage_seconds_total', 'CPU time of the container.', each(cpuCounter)),
  counter('container_cpu_cfs_periods_total', 'Scheduling periods.', each(periods(false))),
  counter(
    'container_cpu_cfs_throttled_periods_total',
    'Scheduling periods in which it was throttled.',
    each(periods(true)),
  ),
  gauge(
    'container_memory_working_set_bytes',
    'Memory that cannot be taken back.',
    each((model, running) => (time) => Math.round(memoryAt(model, running, time))),
  ),
  gauge(
    'container_memory_rss',
    'Anonymous memory.',
    each((model, running) => (time) => Math.round(memoryAt(model, running, time) * 0.91)),
  ),
  gauge('container_spec_memory_limit_bytes', 'The memory limit.', each(limited('memory', 1))),
  gauge(
    'container_spec_cpu_quota',
    'The CPU quota of a period, in microseconds.',
    each(limited('cpu', 100_000)),
  ),
  gauge(
    'container_start_time_seconds',
    'When the container started.',
    each(
      (_, { run }) =>
        () =>
          run.from / 1000,
    ),
  ),
  gauge('container_fs_usage_bytes', 'Bytes written to the container.', each(filesystem)),
  counter('container_network_receive_bytes_total', 'Bytes received.', network('receive')),
  counter('container_network_transmit_bytes_total', 'Bytes sent.', network('transmit')),
  counter('container_oom_events_total', 'Times it ran out of memory.', oomEvents),
];
