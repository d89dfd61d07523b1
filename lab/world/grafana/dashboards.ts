import { PLATFORM_TEAM } from '../company/people.ts';
import { SERVICES } from '../company/services.ts';

/** A panel as its author wrote it. */
export interface Panel {
  title: string;
  unit: string;
  queries: string[];
  description?: string;
  type?: string;
}

/** A dashboard as its author wrote it. */
export interface Dashboard {
  uid: string;
  title: string;
  tags: string[];
  folder: string;
  /** Names of variables with their usual values. */
  variables: Record<string, string>;
  panels: Panel[];
}

const OWN = 'cluster="$cluster",namespace="$namespace",service="$service"';
const POD = 'cluster="$cluster",namespace="$namespace",container="$service"';

const SERVICE_PANELS: readonly Panel[] = [
  {
    title: 'Request rate',
    unit: 'reqps',
    queries: [`sum by (code) (rate(http_requests_total{${OWN}}[5m]))`],
  },
  {
    title: 'Error rate',
    unit: 'percentunit',
    queries: [
      `sum(rate(http_requests_total{${OWN},code=~"5.."}[5m])) / sum(rate(http_requests_total{${OWN}}[5m]))`,
    ],
  },
  {
    title: 'Latency (p50, p95, p99)',
    unit: 's',
    queries: ['0.5', '0.95', '0.99'].map(
      (quantile) =>
        `histogram_quantile(${quantile}, sum by (le) (rate(http_request_duration_seconds_bucket{${OWN}}[5m])))`,
    ),
  },
  {
    title: 'CPU by pod',
    unit: 'cores',
    queries: [`sum by (pod) (rate(container_cpu_usage_seconds_total{${POD}}[5m]))`],
  },
  {
    title: 'Memory by pod',
    unit: 'bytes',
    queries: [`sum by (pod) (container_memory_working_set_bytes{${POD}})`],
  },
  {
    title: 'Container restarts',
    unit: 'short',
    queries: [`sum by (pod) (increase(kube_pod_container_status_restarts_total{${POD}}[1h]))`],
  },
  {
    title: 'Database connections in use',
    unit: 'short',
    queries: [
      `sum by (pod) (db_pool_connections_in_use{${OWN}})`,
      `sum by (pod) (db_pool_connections_max{${OWN}})`,
    ],
    description: 'Orders wait for a connection when both lines meet.',
  },
  {
    title: 'Outgoing requests',
    unit: 'reqps',
    queries: [`sum by (target, outcome) (rate(client_requests_total{${OWN}}[5m]))`],
  },
];

/** Whether a service has what a panel shows. */
function suits({ title }: Panel, { port, dependencies = [] }: (typeof SERVICES)[number]): boolean {
  if (/^(Request|Error|Latency)/.test(title)) return port !== undefined;
  return !title.startsWith('Database') || dependencies.some(({ service }) => service === 'postgres');
}

const serviceDashboards: readonly Dashboard[] = SERVICES.map((service) => ({
  uid: `svc-${service.name}`,
  title: `${service.name} service`,
  tags: ['service', service.name, service.team],
  folder: 'Services',
  variables: { cluster: 'harbour-prod', namespace: service.namespace, service: service.name },
  panels: SERVICE_PANELS.filter((panel) => suits(panel, service)),
}));

const OVERVIEW: Dashboard = {
  uid: 'harbour-overview',
  title: 'Harbour overview',
  tags: ['overview', 'slo'],
  folder: 'General',
  variables: { cluster: 'harbour-prod' },
  panels: [
    {
      title: 'Requests by service',
      unit: 'reqps',
      queries: ['sum by (service) (rate(http_requests_total{cluster="$cluster"}[5m]))'],
    },
    {
      title: 'Error rate by service',
      unit: 'percentunit',
      queries: ['service:http_errors:ratio_rate5m{cluster="$cluster"}'],
      description: 'The promise is 99.5 % of requests without an error over 30 days.',
    },
    {
      title: 'Latency p95 by service',
      unit: 's',
      queries: ['service:http_request_duration_seconds:p95_5m{cluster="$cluster"}'],
    },
    {
      title: 'Alerts that fire',
      unit: 'short',
      type: 'table',
      queries: ['ALERTS{alertstate="firing",cluster="$cluster"}'],
    },
    {
      title: 'Requests through the ingress by status',
      unit: 'reqps',
      queries: ['sum by (status) (rate(nginx_ingress_controller_requests{cluster="$cluster"}[5m]))'],
    },
  ],
};

const NODES: Dashboard = {
  uid: 'k8s-nodes',
  title: 'Kubernetes / Nodes',
  tags: ['kubernetes', PLATFORM_TEAM],
  folder: 'Platform',
  variables: { cluster: 'harbour-prod' },
  panels: [
    {
      title: 'CPU busy by node',
      unit: 'percentunit',
      queries: ['1 - avg by (node) (rate(node_cpu_seconds_total{cluster="$cluster",mode="idle"}[5m]))'],
    },
    {
      title: 'Memory available by node',
      unit: 'bytes',
      queries: ['sum by (node) (node_memory_MemAvailable_bytes{cluster="$cluster"})'],
    },
    {
      title: 'Disk free by node',
      unit: 'bytes',
      queries: ['min by (node) (node_filesystem_avail_bytes{cluster="$cluster"})'],
    },
    { title: 'Load', unit: 'short', queries: ['node_load1{cluster="$cluster"}'] },
  ],
};

/** Every dashboard of the company. */
export const DASHBOARDS: readonly Dashboard[] = [OVERVIEW, NODES, ...serviceDashboards];

export const FOLDERS: readonly string[] = [...new Set(DASHBOARDS.map(({ folder }) => folder)), 'SLO'].filter(
  (name) => name !== 'General',
);

/** How a title looks in an address. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
