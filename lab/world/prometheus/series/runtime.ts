import { jitter, seedOf, wander } from '../../signals/noise.ts';
import { counter, gauge } from './family.ts';
import type { Family, Signal } from './family.ts';
import { counted, latencyIn, processes, rateAt, stateIn } from './pod-work.ts';
import type { Process } from './pod-work.ts';
import { ownLabels } from './requests.ts';
import { cpuCounter, memoryAt } from './usage.ts';

const MINUTE = 60_000;
const POOL = 20;
const QUEUES: ReadonlySet<string> = new Set(['payments-worker', 'auth-worker', 'notifications', 'orders']);

type Language = 'go' | 'node';

function each(
  value: (process: Process) => (time: number) => number,
  suits: (process: Process) => boolean = () => true,
  labels: Record<string, string> = {},
): Family['signals'] {
  return (model) =>
    processes(model)
      .filter((process) => process.station.language !== 'store' && suits(process))
      .map((process): Signal => {
        const { run } = process;
        return {
          labels: { ...ownLabels(process), ...labels },
          from: run.from,
          to: run.to,
          value: value(process),
        };
      });
}

const written =
  (language: Language) =>
  ({ station }: Process): boolean =>
    station.language === language;
const queues = ({ station }: Process): boolean => QUEUES.has(station.name);
const pools = ({ station }: Process): boolean => station.calls.some(({ service }) => service === 'postgres');

function seed({ pod }: Process, what: string): number {
  return seedOf(`${pod.uid}/${what}`);
}

/** Connections to the database that are in use. */
function poolInUse(process: Process): (time: number) => number {
  const own = seed(process, 'pool');
  return (time) => {
    const taken = stateIn(process, time)?.effect.pool;
    const slow = latencyIn(process, time) * rateAt(process, time);
    const usual = 3 + slow * 0.8 + 1.5 * wander(own, time, 3 * MINUTE);
    return Math.min(POOL, Math.max(0, Math.round(Math.max(usual, (taken ?? 0) * POOL))));
  };
}

function queueDepth(process: Process): (time: number) => number {
  const own = seed(process, 'queue');
  return (time) => {
    const usual = 6 + 5 * wander(own, time, 4 * MINUTE) + 2 * jitter(own, time, 30_000);
    return Math.max(0, Math.round(usual + (stateIn(process, time)?.effect.queue ?? 0)));
  };
}

function eventLoopLag(process: Process): (time: number) => number {
  const own = seed(process, 'lag');
  return (time) => {
    const { effect } = stateIn(process, time) ?? {};
    const busy =
      Math.max(1, (effect?.cpu ?? 1) * (effect?.traffic ?? 1)) * (1 + 8 * (effect?.throttled ?? 0));
    return 0.0021 * busy * (1 + 0.3 * wander(own, time, MINUTE));
  };
}

const steady =
  (what: string, level: number, swing: number) =>
  (process: Process): ((time: number) => number) => {
    const own = seed(process, what);
    return (time) => Math.round(level + swing * wander(own, time, 5 * MINUTE) + rateAt(process, time) / 3);
  };

const memory = (share: number) => (process: Process) => (time: number) =>
  Math.round(memoryAt(process.model, { pod: process.pod, run: process.run }, time) * share);

/** What the runtimes and client libraries of applications say. */
export const RUNTIME: Family[] = [
  counter(
    'process_cpu_seconds_total',
    'CPU time of the process.',
    each((process) => cpuCounter(process.model, process)),
  ),
  gauge('process_resident_memory_bytes', 'Resident memory of the process.', each(memory(0.94))),
  gauge(
    'process_start_time_seconds',
    'When the process started.',
    each(
      ({ run }) =>
        () =>
          run.from / 1000,
    ),
  ),
  gauge('process_open_fds', 'Open file descriptors.', each(steady('fds', 42, 6))),
  gauge(
    'process_max_fds',
    'The most file descriptors.',
    each(() => () => 65_536),
  ),
  gauge('go_goroutines', 'Goroutines there are.', each(steady('goroutines', 38, 9), written('go'))),
  gauge('go_memstats_alloc_bytes', 'Bytes allocated and in use.', each(memory(0.55), written('go'))),
  counter(
    'go_gc_duration_seconds_sum',
    'Seconds of garbage collection pauses.',
    each((process) => counted(process, () => 0.00004, { whole: false }), written('go')),
  ),
  counter(
    'go_gc_duration_seconds_count',
    'Garbage collections.',
    each((process) => counted(process, () => 0.02, { whole: true }), written('go')),
  ),
  gauge('nodejs_eventloop_lag_seconds', 'Lag of the event loop.', each(eventLoopLag, written('node'))),
  gauge('nodejs_heap_size_used_bytes', 'Heap in use.', each(memory(0.6), written('node'))),
  counter(
    'nodejs_gc_duration_seconds_sum',
    'Seconds of garbage collection.',
    each((process) => counted(process, () => 0.0002, { whole: false }), written('node')),
  ),
  gauge('db_pool_connections_in_use', 'Database connections in use.', each(poolInUse, pools)),
  gauge(
    'db_pool_connections_max',
    'The most database connections.',
    each(() => () => POOL, pools),
  ),
  gauge(
    'db_pool_waiting_requests',
    'Requests waiting for a database connection.',
    each(
      (process) => (time) =>
        poolInUse(process)(time) >= POOL ? Math.round(4 + rateAt(process, time) * 0.6) : 0,
      pools,
    ),
  ),
  gauge('queue_depth', 'Entries waiting to be worked on.', each(queueDepth, queues)),
  counter(
    'jobs_processed_total',
    'Entries worked on.',
    each(
      (process) =>
        counted(process, ({ ownErrors, calleeErrors }) => 1 - ownErrors - calleeErrors, { whole: true }),
      queues,
    ),
  ),
];
