import type { SkillId } from '../reading.ts';

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Job'];
const REST = [
  'Pod',
  'ReplicaSet',
  'Node',
  'Service',
  'Ingress',
  'PersistentVolumeClaim',
  'HorizontalPodAutoscaler',
  'Gateway',
  'HTTPRoute',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'PersistentVolume',
  'StorageClass',
  'ConfigMap',
  'Secret',
  'ServiceAccount',
];
const NETWORK = ['Service', 'Ingress', ...WORKLOADS, ...REST];

/** Which kind of one name a skill is about, first choice first. The first five are workloads, or what stands for them. */
export function preferredKinds(skill: SkillId): readonly string[] {
  return skill === 'access'
    ? ['ServiceAccount', ...WORKLOADS, 'Role', 'ClusterRole', ...REST]
    : skill === 'connectivity'
      ? [...WORKLOADS, ...NETWORK]
      : [...WORKLOADS, ...REST];
}
