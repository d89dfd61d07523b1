import type { WatchedKind } from '#diagnosis/evidence';

/** Where a watched kind lives in the API, and how much of it is asked for. */
export interface WatchedResource {
  group: string;
  /** The first that is served is used. */
  versions: readonly string[];
  plural: string;
  namespaced: boolean;
  /** Only names, labels and dates ever leave the API server. */
  metadataOnly?: true;
}

const core = (plural: string, namespaced = true): WatchedResource => ({
  group: '',
  versions: ['v1'],
  plural,
  namespaced,
});
const inGroup = (group: string, versions = ['v1']) => ({
  namespaced: (plural: string): WatchedResource => ({ group, versions, plural, namespaced: true }),
  clusterWide: (plural: string): WatchedResource => ({ group, versions, plural, namespaced: false }),
});
const apps = inGroup('apps');
const batch = inGroup('batch');
const networking = inGroup('networking.k8s.io');
const rbac = inGroup('rbac.authorization.k8s.io');
const admission = inGroup('admissionregistration.k8s.io');
const gateway = inGroup('gateway.networking.k8s.io', ['v1', 'v1beta1']);

/** The most asked-about kinds first: they are listed in this order. */
export const WATCHED_RESOURCES: Record<WatchedKind, WatchedResource> = {
  Pod: core('pods'),
  Node: core('nodes', false),
  Namespace: core('namespaces', false),
  Deployment: apps.namespaced('deployments'),
  ReplicaSet: apps.namespaced('replicasets'),
  StatefulSet: apps.namespaced('statefulsets'),
  DaemonSet: apps.namespaced('daemonsets'),
  Service: core('services'),
  Event: core('events'),
  EndpointSlice: inGroup('discovery.k8s.io').namespaced('endpointslices'),
  Job: batch.namespaced('jobs'),
  CronJob: batch.namespaced('cronjobs'),
  Ingress: networking.namespaced('ingresses'),
  IngressClass: networking.clusterWide('ingressclasses'),
  NetworkPolicy: networking.namespaced('networkpolicies'),
  PersistentVolumeClaim: core('persistentvolumeclaims'),
  PersistentVolume: core('persistentvolumes', false),
  StorageClass: inGroup('storage.k8s.io').clusterWide('storageclasses'),
  HorizontalPodAutoscaler: inGroup('autoscaling', ['v2']).namespaced('horizontalpodautoscalers'),
  PodDisruptionBudget: inGroup('policy').namespaced('poddisruptionbudgets'),
  ResourceQuota: core('resourcequotas'),
  ConfigMap: { ...core('configmaps'), metadataOnly: true },
  Secret: { ...core('secrets'), metadataOnly: true },
  ServiceAccount: core('serviceaccounts'),
  Role: rbac.namespaced('roles'),
  ClusterRole: rbac.clusterWide('clusterroles'),
  RoleBinding: rbac.namespaced('rolebindings'),
  ClusterRoleBinding: rbac.clusterWide('clusterrolebindings'),
  ValidatingWebhookConfiguration: admission.clusterWide('validatingwebhookconfigurations'),
  MutatingWebhookConfiguration: admission.clusterWide('mutatingwebhookconfigurations'),
  GatewayClass: gateway.clusterWide('gatewayclasses'),
  Gateway: gateway.namespaced('gateways'),
  HTTPRoute: gateway.namespaced('httproutes'),
};
