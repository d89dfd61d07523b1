import type { RuleGroup } from '../backend.ts';
import { CLUSTER_ALERTS, WORKLOAD_ALERTS } from './cluster.ts';
import { RECORDINGS, SERVICE_ALERTS } from './services.ts';

const INTERVAL = 30_000;

/** The rule files of the company. */
export const RULE_GROUPS: readonly RuleGroup[] = [
  {
    name: 'services.recording',
    file: '/etc/prometheus/rules/services.yml',
    intervalMs: INTERVAL,
    rules: RECORDINGS,
  },
  {
    name: 'services.alerts',
    file: '/etc/prometheus/rules/services.yml',
    intervalMs: INTERVAL,
    rules: SERVICE_ALERTS,
  },
  {
    name: 'kubernetes.workloads',
    file: '/etc/prometheus/rules/kubernetes.yml',
    intervalMs: INTERVAL,
    rules: WORKLOAD_ALERTS,
  },
  {
    name: 'kubernetes.cluster',
    file: '/etc/prometheus/rules/kubernetes.yml',
    intervalMs: INTERVAL,
    rules: CLUSTER_ALERTS,
  },
];
