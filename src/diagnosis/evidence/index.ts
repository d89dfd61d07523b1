export { KIND_SCHEMAS, WATCHED_KINDS } from './kinds.ts';
export type { WatchedKind } from './kinds.ts';
export { objectRefSchema, observationSchema } from './observation.ts';
export type { ObjectRef, Observation } from './observation.ts';
export type { AnyObject, ClusterSnapshot, ObjectOf, Unseen, Usage } from './snapshot.ts';
export { hides, isBlindTo } from './visibility.ts';
export type { Condition, LabelSelector, Metadata, OwnerReference } from './shape.ts';
export type { Container, ContainerStatus, Pod, PodSpec, Probe, Toleration } from './pod.ts';
export type { CronJob, DaemonSet, Deployment, Job, ReplicaSet, StatefulSet } from './workload.ts';
export type {
  EndpointSlice,
  Gateway,
  GatewayClass,
  HttpRoute,
  Ingress,
  NetworkPolicy,
  Service,
} from './network.ts';
export type {
  HorizontalPodAutoscaler,
  KubernetesEvent,
  Namespace,
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  ResourceQuota,
  Role,
  RoleBinding,
  Secret,
  StorageClass,
  WebhookConfiguration,
} from './cluster-objects.ts';
