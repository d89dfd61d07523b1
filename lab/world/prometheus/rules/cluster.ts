import type { Rule } from '../backend.ts';
import { alerting } from './book.ts';

const POD = '{{ $labels.namespace }}/{{ $labels.pod }}';

/** What is watched of pods and workloads. */
export const WORKLOAD_ALERTS: Rule[] = [
  alerting({
    alert: 'KubePodCrashLooping',
    expr: 'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) >= 1',
    minutes: 5,
    severity: 'warning',
    summary: 'Pod is crash looping',
    description: `Pod ${POD} ({{ $labels.container }}) is in waiting state (reason: "CrashLoopBackOff").`,
  }),
  alerting({
    alert: 'KubePodNotReady',
    expr: 'sum by (cluster, namespace, pod) (kube_pod_status_phase{phase=~"Pending|Unknown|Failed"}) > 0 and on (cluster, namespace, pod) kube_pod_owner{owner_kind!="Job"}',
    minutes: 15,
    severity: 'warning',
    summary: 'Pod has been in a non-ready state for a long time',
    description: `Pod ${POD} has been in a non-ready state for longer than 15 minutes.`,
  }),
  alerting({
    alert: 'KubeContainerWaiting',
    expr: 'sum by (cluster, namespace, pod, container, reason) (kube_pod_container_status_waiting_reason{reason!="CrashLoopBackOff"}) > 0',
    minutes: 10,
    severity: 'warning',
    summary: 'Pod container waiting',
    description: `Container {{ $labels.container }} of pod ${POD} has been waiting: {{ $labels.reason }}.`,
  }),
  alerting({
    alert: 'KubeContainerOOMKilled',
    expr: 'increase(container_oom_events_total[10m]) > 0',
    minutes: 0,
    severity: 'warning',
    summary: 'Container ran out of memory',
    description: `Container {{ $labels.container }} of pod ${POD} was killed for running out of memory.`,
  }),
  alerting({
    alert: 'ContainerMemoryNearLimit',
    expr: 'container_memory_working_set_bytes / on(cluster, namespace, pod, container) group_left() kube_pod_container_resource_limits{resource="memory"} > 0.9',
    minutes: 5,
    severity: 'warning',
    summary: 'Container is close to its memory limit',
    description: `Container {{ $labels.container }} of pod ${POD} uses {{ $value | humanizePercentage }} of its memory limit.`,
  }),
  alerting({
    alert: 'KubeDeploymentReplicasMismatch',
    expr: 'kube_deployment_spec_replicas > kube_deployment_status_replicas_available',
    minutes: 10,
    severity: 'warning',
    summary: 'Deployment has not matched the expected number of replicas',
    description:
      'Deployment {{ $labels.namespace }}/{{ $labels.deployment }} has not matched the expected number of replicas for longer than 10 minutes.',
  }),
  alerting({
    alert: 'KubeStatefulSetReplicasMismatch',
    expr: 'kube_statefulset_status_replicas_ready != kube_statefulset_replicas',
    minutes: 10,
    severity: 'warning',
    summary: 'StatefulSet has not matched the expected number of replicas',
    description:
      'StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} has not matched the expected number of replicas for longer than 10 minutes.',
  }),
  alerting({
    alert: 'KubeJobFailed',
    expr: 'kube_job_status_failed > 0 unless on(cluster, namespace, job_name) kube_job_status_succeeded > 0',
    minutes: 5,
    severity: 'warning',
    summary: 'Job failed to complete',
    description: 'Job {{ $labels.namespace }}/{{ $labels.job_name }} failed to complete.',
  }),
  alerting({
    alert: 'KubeHpaMaxedOut',
    expr: 'kube_horizontalpodautoscaler_status_current_replicas == kube_horizontalpodautoscaler_spec_max_replicas and kube_horizontalpodautoscaler_spec_max_replicas > kube_horizontalpodautoscaler_spec_min_replicas',
    minutes: 10,
    severity: 'warning',
    summary: 'HPA is running at its maximum',
    description:
      'HPA {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has been running at max replicas for longer than 10 minutes.',
  }),
];

/** What is watched of machines, volumes, certificates and scraping. */
export const CLUSTER_ALERTS: Rule[] = [
  alerting({
    alert: 'KubeNodeNotReady',
    expr: 'kube_node_status_condition{condition="Ready",status="true"} == 0',
    minutes: 5,
    severity: 'critical',
    team: 'platform',
    summary: 'Node is not ready',
    description: '{{ $labels.node }} has been unready for more than 5 minutes.',
  }),
  alerting({
    alert: 'NodeFilesystemAlmostOutOfSpace',
    expr: 'node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.1',
    minutes: 5,
    severity: 'warning',
    team: 'platform',
    summary: 'Filesystem has less than 10% space left',
    description:
      'Filesystem {{ $labels.mountpoint }} of {{ $labels.node }} has only {{ $value | humanizePercentage }} available space left.',
  }),
  alerting({
    alert: 'NodeFilesystemFilesFillingUp',
    expr: 'predict_linear(node_filesystem_avail_bytes[2h], 4 * 3600) < 0 and node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.4',
    minutes: 10,
    severity: 'warning',
    team: 'platform',
    summary: 'Filesystem is predicted to run out of space within 4 hours',
    description: 'Filesystem {{ $labels.mountpoint }} of {{ $labels.node }} is filling up fast.',
  }),
  alerting({
    alert: 'KubePersistentVolumeClaimPending',
    expr: 'kube_persistentvolumeclaim_status_phase{phase="Pending"} == 1',
    minutes: 10,
    severity: 'warning',
    team: 'platform',
    summary: 'Claim waits for a volume',
    description:
      'Claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has been pending for 10 minutes.',
  }),
  alerting({
    alert: 'CertificateExpired',
    expr: 'certmanager_certificate_expiration_timestamp_seconds < time()',
    minutes: 0,
    severity: 'critical',
    team: 'platform',
    summary: 'Certificate has expired',
    description: 'Certificate {{ $labels.namespace }}/{{ $labels.name }} has expired and was not renewed.',
  }),
  alerting({
    alert: 'TargetDown',
    expr: 'up == 0',
    minutes: 5,
    severity: 'warning',
    team: 'platform',
    summary: 'Target cannot be scraped',
    description: '{{ $labels.job }} at {{ $labels.instance }} has been unreachable for more than 5 minutes.',
  }),
  alerting({
    alert: 'Watchdog',
    expr: 'vector(1)',
    minutes: 0,
    severity: 'none',
    summary: 'An alert that should always be firing',
    description: 'This alert always fires, to show that alerting works as a whole.',
  }),
];
