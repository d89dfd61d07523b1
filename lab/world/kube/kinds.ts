import type {
  Deployment,
  ReplicaSet,
  StatefulSet,
  DaemonSet,
  ControllerRevision,
  Job,
  CronJob,
  HorizontalPodAutoscaler,
  PodDisruptionBudget,
} from './workload-kinds.ts';
import type {
  Service,
  EndpointSlice,
  NetworkPolicy,
  Ingress,
  Certificate,
  HttpRoute,
} from './network-kinds.ts';
import type {
  Node,
  PersistentVolumeClaim,
  PersistentVolume,
  StorageClass,
  ResourceQuota,
  ConfigMap,
  Secret,
  Role,
  RoleBinding,
  WebhookConfiguration,
  CustomResourceDefinition,
  KubeEvent,
} from './cluster-kinds.ts';
import type { KubeObject, Pod } from './types.ts';

/** The kinds the controllers know the shape of, by storage key. */
export interface Kinds {
  pods: Pod;
  nodes: Node;
  services: Service;
  events: KubeEvent;
  configmaps: ConfigMap;
  secrets: Secret;
  namespaces: KubeObject & { status: { phase: string }; spec: { finalizers?: string[] } };
  persistentvolumeclaims: PersistentVolumeClaim;
  persistentvolumes: PersistentVolume;
  resourcequotas: ResourceQuota;
  'deployments.apps': Deployment;
  'replicasets.apps': ReplicaSet;
  'statefulsets.apps': StatefulSet;
  'daemonsets.apps': DaemonSet;
  'controllerrevisions.apps': ControllerRevision;
  'jobs.batch': Job;
  'cronjobs.batch': CronJob;
  'endpointslices.discovery.k8s.io': EndpointSlice;
  'storageclasses.storage.k8s.io': StorageClass;
  'horizontalpodautoscalers.autoscaling': HorizontalPodAutoscaler;
  'poddisruptionbudgets.policy': PodDisruptionBudget;
  'networkpolicies.networking.k8s.io': NetworkPolicy;
  'ingresses.networking.k8s.io': Ingress;
  'certificates.cert-manager.io': Certificate;
  'httproutes.gateway.networking.k8s.io': HttpRoute;
  serviceaccounts: KubeObject;
  'roles.rbac.authorization.k8s.io': Role;
  'clusterroles.rbac.authorization.k8s.io': Role;
  'rolebindings.rbac.authorization.k8s.io': RoleBinding;
  'clusterrolebindings.rbac.authorization.k8s.io': RoleBinding;
  'validatingwebhookconfigurations.admissionregistration.k8s.io': WebhookConfiguration;
  'mutatingwebhookconfigurations.admissionregistration.k8s.io': WebhookConfiguration;
  'customresourcedefinitions.apiextensions.k8s.io': CustomResourceDefinition;
}
