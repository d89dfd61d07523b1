import type { Rule } from '../backend.ts';
import { alerting } from './book.ts';

/** What is computed ahead for dashboards and alerts. */
export const RECORDINGS: Rule[] = [
  {
    record: 'service:http_requests:rate5m',
    expr: 'sum by (cluster, namespace, service) (rate(http_requests_total[5m]))',
  },
  {
    record: 'service:http_errors:ratio_rate5m',
    expr: 'sum by (cluster, namespace, service) (rate(http_requests_total{code=~"5.."}[5m])) / sum by (cluster, namespace, service) (rate(http_requests_total[5m]))',
  },
  {
    record: 'service:http_request_duration_seconds:p95_5m',
    expr: 'histogram_quantile(0.95, sum by (cluster, namespace, service, le) (rate(http_request_duration_seconds_bucket[5m])))',
  },
];

/** What is watched of the services that customers use. */
export const SERVICE_ALERTS: Rule[] = [
  alerting({
    alert: 'ServiceHighErrorRate',
    expr: 'sum by (cluster, namespace, service) (rate(http_requests_total{code=~"5.."}[5m])) / sum by (cluster, namespace, service) (rate(http_requests_total[5m])) > 0.05 and on (cluster, namespace, service) sum by (cluster, namespace, service) (rate(http_requests_total[5m])) > 0.2',
    minutes: 5,
    severity: 'critical',
    summary: 'Service answers too many requests with errors',
    description: '{{ $value | humanizePercentage }} of the requests to {{ $labels.service }} fail.',
  }),
  alerting({
    alert: 'ServiceHighLatency',
    expr: 'histogram_quantile(0.95, sum by (cluster, namespace, service, le) (rate(http_request_duration_seconds_bucket[5m]))) > 1 and on (cluster, namespace, service) sum by (cluster, namespace, service) (rate(http_requests_total[5m])) > 0.2',
    minutes: 5,
    severity: 'warning',
    summary: 'Service answers slowly',
    description: 'The 95th percentile of {{ $labels.service }} is {{ $value | humanizeDuration }}.',
  }),
  alerting({
    alert: 'IngressHighErrorRate',
    expr: 'sum by (cluster, exported_namespace, exported_service, ingress) (rate(nginx_ingress_controller_requests{status=~"5.."}[5m])) / sum by (cluster, exported_namespace, exported_service, ingress) (rate(nginx_ingress_controller_requests[5m])) > 0.05',
    minutes: 3,
    severity: 'critical',
    team: 'web',
    summary: 'Customers see errors',
    description:
      '{{ $value | humanizePercentage }} of the requests through ingress {{ $labels.ingress }} to {{ $labels.exported_service }} fail.',
  }),
  alerting({
    alert: 'ConnectionPoolExhausted',
    expr: 'max by (cluster, namespace, service) (db_pool_connections_in_use / db_pool_connections_max) > 0.95',
    minutes: 5,
    severity: 'warning',
    summary: 'Every database connection is in use',
    description: '{{ $labels.service }} uses {{ $value | humanizePercentage }} of its connection pool.',
  }),
  alerting({
    alert: 'QueueBacklog',
    expr: 'sum by (cluster, namespace, service) (queue_depth) > 500',
    minutes: 10,
    severity: 'warning',
    summary: 'A queue is not worked off',
    description: '{{ $value | humanize }} entries wait in the queue of {{ $labels.service }}.',
  }),
];
