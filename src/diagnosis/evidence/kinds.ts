import {
  configMapSchema,
  eventSchema,
  horizontalPodAutoscalerSchema,
  namespaceSchema,
  nodeSchema,
  persistentVolumeClaimSchema,
  persistentVolumeSchema,
  podDisruptionBudgetSchema,
  resourceQuotaSchema,
  roleBindingSchema,
  roleSchema,
  secretSchema,
  serviceAccountSchema,
  storageClassSchema,
  webhookConfigurationSchema,
} from './cluster-objects.ts';
import {
  endpointSliceSchema,
  gatewayClassSchema,
  gatewaySchema,
  httpRouteSchema,
  ingressClassSchema,
  ingressSchema,
  networkPolicySchema,
  serviceSchema,
} from './network.ts';
import { podSchema } from './pod.ts';
import {
  cronJobSchema,
  daemonSetSchema,
  deploymentSchema,
  jobSchema,
  replicaSetSchema,
  statefulSetSchema,
} from './workload.ts';

/** The schema that trims each kind which questions and checks read. */
export const KIND_SCHEMAS = {
  Pod: podSchema,
  Node: nodeSchema,
  Namespace: namespaceSchema,
  Deployment: deploymentSchema,
  ReplicaSet: replicaSetSchema,
  StatefulSet: statefulSetSchema,
  DaemonSet: daemonSetSchema,
  Job: jobSchema,
  CronJob: cronJobSchema,
  Service: serviceSchema,
  EndpointSlice: endpointSliceSchema,
  Ingress: ingressSchema,
  IngressClass: ingressClassSchema,
  NetworkPolicy: networkPolicySchema,
  Event: eventSchema,
  PersistentVolumeClaim: persistentVolumeClaimSchema,
  PersistentVolume: persistentVolumeSchema,
  StorageClass: storageClassSchema,
  HorizontalPodAutoscaler: horizontalPodAutoscalerSchema,
  PodDisruptionBudget: podDisruptionBudgetSchema,
  ResourceQuota: resourceQuotaSchema,
  ConfigMap: configMapSchema,
  Secret: secretSchema,
  ServiceAccount: serviceAccountSchema,
  Role: roleSchema,
  ClusterRole: roleSchema,
  RoleBinding: roleBindingSchema,
  ClusterRoleBinding: roleBindingSchema,
  ValidatingWebhookConfiguration: webhookConfigurationSchema,
  MutatingWebhookConfiguration: webhookConfigurationSchema,
  GatewayClass: gatewayClassSchema,
  Gateway: gatewaySchema,
  HTTPRoute: httpRouteSchema,
} as const;

/** A kind that the watch cache keeps and the checks know. */
export type WatchedKind = keyof typeof KIND_SCHEMAS;

export const WATCHED_KINDS = Object.keys(KIND_SCHEMAS) as WatchedKind[];
