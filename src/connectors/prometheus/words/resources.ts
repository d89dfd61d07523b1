import { braces } from './signals.ts';
import type { Convention, Dimension, Pieces, SignalName } from './signals.ts';

const REAL = 'container!="",container!="POD"';
const NODES: readonly Dimension[] = ['node'];

const sumOfRate =
  (metric: string, extra = ''): Convention['write'] =>
  ({ where, by, window }) =>
    `sum${by} (rate(${metric}${braces(where, extra)}[${window}]))`;
const sumOf =
  (metric: string, extra = ''): Convention['write'] =>
  ({ where, by }) =>
    `sum${by} (${metric}${braces(where, extra)})`;
const maxOf =
  (metric: string, extra = ''): Convention['write'] =>
  ({ where, by }) =>
    `max${by} (${metric}${braces(where, extra)})`;

const limitShare =
  (used: (pieces: Pieces) => string, resource: string): Convention['write'] =>
  (pieces) => {
    const { where, by, container } = pieces;
    const same = container.join(', ');
    const limit = `kube_pod_container_resource_limits${braces(where, `resource="${resource}"`)}`;
    return `max${by} (${used(pieces)} / on (${same}) group_left () max by (${same}) (${limit}))`;
  };

/** Every container's own, with the labels that are grouped by. */
const perContainer = ({ groups, container }: Pieces, vector: string): string =>
  `sum by (${[...new Set([...groups, ...container])].join(', ')}) (${vector})`;

/** The use of the container that is nearest to its limit. */
const CPU_OF_LIMIT: Convention = {
  source: 'cAdvisor and kube-state-metrics',
  needs: ['container_cpu_usage_seconds_total', 'kube_pod_container_resource_limits'],
  unit: 'ratio',
  write: limitShare(
    (pieces) =>
      perContainer(
        pieces,
        `rate(container_cpu_usage_seconds_total${braces(pieces.where, REAL)}[${pieces.window}])`,
      ),
    'cpu',
  ),
};

/** CPU, memory, disk and the like, best source first. */
export const RESOURCE_CONVENTIONS: Partial<Record<SignalName, readonly Convention[]>> = {
  cpu: [
    {
      source: 'node_exporter',
      needs: ['node_cpu_seconds_total'],
      unit: 'ratio',
      only: NODES,
      write: ({ where, by, window }) =>
        `1 - avg${by} (rate(node_cpu_seconds_total${braces(where, 'mode="idle"')}[${window}]))`,
    },
    {
      source: 'cAdvisor',
      needs: ['container_cpu_usage_seconds_total'],
      unit: 'cores',
      write: sumOfRate('container_cpu_usage_seconds_total', REAL),
    },
    {
      source: 'OpenTelemetry',
      needs: ['container_cpu_time_seconds_total'],
      unit: 'cores',
      write: sumOfRate('container_cpu_time_seconds_total'),
    },
    {
      source: 'the processes themselves',
      needs: ['process_cpu_seconds_total'],
      unit: 'cores',
      write: sumOfRate('process_cpu_seconds_total'),
    },
  ],
  'cpu-saturation': [
    {
      source: 'cAdvisor',
      needs: ['container_cpu_cfs_throttled_periods_total', 'container_cpu_cfs_periods_total'],
      unit: 'ratio',
      write: ({ where, by, window }) =>
        `sum${by} (rate(container_cpu_cfs_throttled_periods_total${braces(where, REAL)}[${window}])) / sum${by} (rate(container_cpu_cfs_periods_total${braces(where, REAL)}[${window}]))`,
    },
    {
      source: 'node_exporter',
      needs: ['node_load1', 'node_cpu_seconds_total'],
      unit: 'ratio',
      only: NODES,
      write: ({ where, by }) =>
        `sum${by} (node_load1${braces(where)}) / count${by} (node_cpu_seconds_total${braces(where, 'mode="idle"')})`,
    },
    CPU_OF_LIMIT,
  ],
  'cpu-limit': [CPU_OF_LIMIT],
  memory: [
    {
      source: 'node_exporter',
      needs: ['node_memory_MemAvailable_bytes', 'node_memory_MemTotal_bytes'],
      unit: 'ratio',
      only: NODES,
      write: ({ where, by }) =>
        `1 - sum${by} (node_memory_MemAvailable_bytes${braces(where)}) / sum${by} (node_memory_MemTotal_bytes${braces(where)})`,
    },
    {
      source: 'cAdvisor',
      needs: ['container_memory_working_set_bytes'],
      unit: 'bytes',
      write: sumOf('container_memory_working_set_bytes', REAL),
    },
    {
      source: 'the processes themselves',
      needs: ['process_resident_memory_bytes'],
      unit: 'bytes',
      write: sumOf('process_resident_memory_bytes'),
    },
  ],
  'memory-saturation': [
    {
      source: 'cAdvisor and kube-state-metrics',
      needs: ['container_memory_working_set_bytes', 'kube_pod_container_resource_limits'],
      unit: 'ratio',
      write: limitShare(
        (pieces) => perContainer(pieces, `container_memory_working_set_bytes${braces(pieces.where, REAL)}`),
        'memory',
      ),
    },
    {
      source: 'cAdvisor',
      needs: ['container_spec_memory_limit_bytes', 'container_memory_working_set_bytes'],
      unit: 'ratio',
      write: ({ where, by }) =>
        `max${by} (container_memory_working_set_bytes${braces(where, REAL)} / (container_spec_memory_limit_bytes${braces(where, REAL)} > 0))`,
    },
  ],
  restarts: [
    {
      source: 'kube-state-metrics',
      needs: ['kube_pod_container_status_restarts_total'],
      unit: 'count',
      write: ({ where, by, window }) =>
        `round(sum${by} (increase(kube_pod_container_status_restarts_total${braces(where)}[${window}])))`,
    },
  ],
  disk: [
    {
      source: 'node_exporter',
      needs: ['node_filesystem_avail_bytes', 'node_filesystem_size_bytes'],
      unit: 'ratio',
      write: ({ where, by }) =>
        `max${by} (1 - node_filesystem_avail_bytes${braces(where, 'fstype!~"tmpfs|overlay|squashfs"')} / node_filesystem_size_bytes${braces(where, 'fstype!~"tmpfs|overlay|squashfs"')})`,
    },
  ],
  volume: [
    {
      source: 'the kubelet',
      needs: ['kubelet_volume_stats_used_bytes', 'kubelet_volume_stats_capacity_bytes'],
      unit: 'ratio',
      write: ({ where, groups }) =>
        `max by (${[...new Set([...groups, 'namespace', 'persistentvolumeclaim'])].join(', ')}) (kubelet_volume_stats_used_bytes${braces(where)} / kubelet_volume_stats_capacity_bytes${braces(where)})`,
    },
  ],
  'network-received': network('receive'),
  'network-sent': network('transmit'),
  'connection-pool': [
    pool('db_pool_connections_in_use', 'db_pool_connections_max'),
    pool('hikaricp_connections_active', 'hikaricp_connections_max'),
    pool('pg_stat_activity_count', 'pg_settings_max_connections'),
    pool('go_sql_in_use_connections', 'go_sql_max_open_connections'),
  ],
  'queue-depth': [
    'queue_depth',
    'rabbitmq_queue_messages_ready',
    'rabbitmq_queue_messages',
    'kafka_consumergroup_lag',
    'bullmq_queue_waiting',
    'celery_queue_length',
    'sidekiq_queue_size',
  ].map((metric) => ({ source: metric, needs: [metric], unit: 'count', write: sumOf(metric) })),
};

function network(direction: 'receive' | 'transmit'): readonly Convention[] {
  const unit = 'bytes per second';
  return [
    {
      source: 'node_exporter',
      needs: [`node_network_${direction}_bytes_total`],
      unit,
      only: NODES,
      write: sumOfRate(`node_network_${direction}_bytes_total`, 'device!="lo"'),
    },
    {
      source: 'cAdvisor',
      needs: [`container_network_${direction}_bytes_total`],
      unit,
      write: sumOfRate(`container_network_${direction}_bytes_total`),
    },
  ];
}

function pool(used: string, most: string): Convention {
  const write: Convention['write'] = (pieces) =>
    `${sumOf(used)(pieces, '')} / ${maxOf(most)(pieces, '').replace(/^max/, 'sum')}`;
  return { source: used, needs: [used, most], unit: 'ratio', write };
}
