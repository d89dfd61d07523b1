import { seedOf, wander } from '../../signals/noise.ts';
import { counter, gauge } from './family.ts';
import type { Family, Signal } from './family.ts';
import { counted, latencyIn, processes, rateAt, stateIn } from './pod-work.ts';
import type { Process } from './pod-work.ts';

const MINUTE = 60_000;

function exporter({ station, pod }: Process): Record<string, string> {
  return {
    namespace: station.namespace,
    job: `${station.name}-exporter`,
    service: station.name,
    pod: pod.name,
    instance: `${pod.name}.${station.name}:${station.name === 'postgres' ? 9187 : 9121}`,
  };
}

type Values = (process: Process) => { labels?: Record<string, string>; value: (time: number) => number }[];

function each(store: 'postgres' | 'redis', values: Values): Family['signals'] {
  return (model) =>
    processes(model)
      .filter(({ station }) => station.name === store)
      .flatMap((process) =>
        values(process).map(({ labels, value }): Signal => ({
          labels: { ...exporter(process), ...labels },
          from: process.run.from,
          to: process.run.to,
          value,
        })),
      );
}

const CONNECTIONS = 100;

function backends(process: Process): (time: number) => number {
  const seed = seedOf(`${process.pod.uid}/backends`);
  return (time) => {
    const state = stateIn(process, time);
    const waiting = Math.max(1, latencyIn(process, time) / process.station.latency);
    const usual = 4 + rateAt(process, time) * 0.12 * waiting + 2 * wander(seed, time, 2 * MINUTE);
    return Math.min(
      CONNECTIONS,
      Math.max(1, Math.round(Math.max(usual, (state?.effect.pool ?? 0) * CONNECTIONS))),
    );
  };
}

const activity: Values = (process) => {
  const active = backends(process);
  return [
    { labels: { datname: 'app', state: 'active' }, value: active },
    {
      labels: { datname: 'app', state: 'idle' },
      value: (time) => Math.max(0, 34 - Math.floor(active(time) / 3)),
    },
  ];
};

const queries: Values = (process) => [
  { labels: { datname: 'app' }, value: counted(process, () => 2.4, { whole: true }) },
];
const slowest: Values = (process) => [
  { labels: { datname: 'app' }, value: (time) => latencyIn(process, time) * 40 },
];
const commands: Values = (process) => [{ value: counted(process, () => 3.1, { whole: true }) }];
const hits =
  (share: number): Values =>
  (process) => [{ value: counted(process, () => share, { whole: true }) }];
const clients: Values = (process) => [
  {
    value: (time) =>
      Math.round(18 + rateAt(process, time) / 4 + 2 * wander(seedOf(process.pod.uid), time, MINUTE)),
  },
];
const redisMemory: Values = (process) => [
  {
    value: (time) => Math.round(3.4e7 + 4e6 * wander(seedOf(`${process.pod.uid}/memory`), time, 40 * MINUTE)),
  },
];

/** What the exporters of the datastores say. */
export const STORES: Family[] = [
  gauge(
    'pg_up',
    'Whether PostgreSQL can be asked.',
    each('postgres', () => [{ value: () => 1 }]),
  ),
  gauge('pg_stat_activity_count', 'Connections by state.', each('postgres', activity)),
  gauge('pg_stat_activity_max_tx_duration', 'Seconds of the longest transaction.', each('postgres', slowest)),
  gauge(
    'pg_settings_max_connections',
    'The most connections.',
    each('postgres', () => [{ value: () => CONNECTIONS }]),
  ),
  counter('pg_stat_database_xact_commit', 'Transactions committed.', each('postgres', queries)),
  gauge(
    'redis_up',
    'Whether Redis can be asked.',
    each('redis', () => [{ value: () => 1 }]),
  ),
  gauge('redis_connected_clients', 'Connected clients.', each('redis', clients)),
  gauge('redis_memory_used_bytes', 'Memory in use.', each('redis', redisMemory)),
  counter('redis_commands_processed_total', 'Commands worked on.', each('redis', commands)),
  counter('redis_keyspace_hits_total', 'Keys found.', each('redis', hits(2.2))),
  counter('redis_keyspace_misses_total', 'Keys not found.', each('redis', hits(0.3))),
];
