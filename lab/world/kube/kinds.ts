import type {
  Condition,
  KubeObject,
  LabelSelector,
  NodeSelectorTerm,
  Pod,
  PodTemplate,
  PortNumber,
  StringMap,
  Taint,
} from './types.ts';

export interface Node extends KubeObject {
  spec: { unschedulable?: boolean; taints?: Taint[]; podCIDR?: string; providerID?: string };
  status: {
    capacity: StringMap;
    allocatable: StringMap;
    conditions: Condition[];
    addresses: { type: string; address: string }[];
    nodeInfo: StringMap;
    [field: string]: unknown;
  };
}

interface RolloutStrategy {
  type?: string;
  rollingUpdate?: { maxSurge?: PortNumber; maxUnavailable?: PortNumber; partition?: number };
}

interface WorkloadSpec {
  replicas?: number;
  selector: LabelSelector;
  template: PodTemplate;
  minReadySeconds?: number;
  revisionHistoryLimit?: number;
}

export interface WorkloadStatus {
  observedGeneration?: number;
  replicas?: number;
  readyReplicas?: number;
  availableReplicas?: number;
  unavailableReplicas?: number;
  updatedReplicas?: number;
  fullyLabeledReplicas?: number;
  currentReplicas?: number;
  currentRevision?: string;
  updateRevision?: string;
  collisionCount?: number;
  conditions?: Condition[];
}

export interface Deployment extends KubeObject {
  spec: WorkloadSpec & { strategy?: RolloutStrategy; progressDeadlineSeconds?: number; paused?: boolean };
  status: WorkloadStatus;
}

export interface ReplicaSet extends KubeObject {
  spec: WorkloadSpec;
  status: WorkloadStatus;
}

export interface StatefulSet extends KubeObject {
  spec: WorkloadSpec & {
    serviceName?: string;
    podManagementPolicy?: string;
    updateStrategy?: RolloutStrategy;
    volumeClaimTemplates?: PersistentVolumeClaim[];
  };
  status: WorkloadStatus;
}

export interface DaemonSet extends KubeObject {
  spec: WorkloadSpec & { updateStrategy?: RolloutStrategy };
  status: {
    observedGeneration?: number;
    currentNumberScheduled: number;
    desiredNumberScheduled: number;
    numberReady: number;
    numberAvailable?: number;
    numberUnavailable?: number;
    updatedNumberScheduled?: number;
    numberMisscheduled: number;
  };
}

export interface ControllerRevision extends KubeObject {
  revision: number;
  data: unknown;
}

export interface JobSpec {
  parallelism?: number;
  completions?: number;
  backoffLimit?: number;
  activeDeadlineSeconds?: number;
  ttlSecondsAfterFinished?: number;
  suspend?: boolean;
  selector?: LabelSelector;
  template: PodTemplate;
  [field: string]: unknown;
}

export interface Job extends KubeObject {
  spec: JobSpec;
  status: {
    active?: number;
    succeeded?: number;
    failed?: number;
    ready?: number;
    terminating?: number;
    startTime?: string;
    completionTime?: string;
    conditions?: Condition[];
    uncountedTerminatedPods?: unknown;
  };
}

export interface CronJob extends KubeObject {
  spec: {
    schedule: string;
    timeZone?: string;
    suspend?: boolean;
    concurrencyPolicy?: string;
    successfulJobsHistoryLimit?: number;
    failedJobsHistoryLimit?: number;
    jobTemplate: { metadata?: { labels?: StringMap; annotations?: StringMap }; spec: JobSpec };
  };
  status: {
    active?: { apiVersion: string; kind: string; name: string; namespace?: string; uid: string }[];
    lastScheduleTime?: string;
    lastSuccessfulTime?: string;
  };
}

export interface ServicePort {
  name?: string;
  port: number;
  targetPort?: PortNumber;
  protocol?: string;
  nodePort?: number;
}

export interface Service extends KubeObject {
  spec: {
    type?: string;
    selector?: StringMap;
    ports?: ServicePort[];
    clusterIP?: string;
    clusterIPs?: string[];
    externalName?: string;
    publishNotReadyAddresses?: boolean;
    [field: string]: unknown;
  };
}

export interface Endpoint {
  addresses: string[];
  conditions: { ready: boolean; serving: boolean; terminating: boolean };
  nodeName?: string;
  zone?: string;
  hostname?: string;
  targetRef?: { kind: string; name: string; namespace?: string; uid: string };
}

export interface EndpointSlice extends KubeObject {
  addressType: string;
  endpoints: Endpoint[];
  ports: { name: string; port: number; protocol: string }[] | null;
}

export interface PersistentVolumeClaim extends KubeObject {
  spec: {
    storageClassName?: string;
    volumeName?: string;
    accessModes?: string[];
    volumeMode?: string;
    resources?: { requests?: StringMap };
  };
  status: { phase: string; capacity?: StringMap; accessModes?: string[] };
}

export interface PersistentVolume extends KubeObject {
  spec: {
    capacity: StringMap;
    accessModes: string[];
    storageClassName?: string;
    persistentVolumeReclaimPolicy?: string;
    claimRef?: { kind: string; apiVersion: string; namespace: string; name: string; uid: string };
    nodeAffinity?: { required?: { nodeSelectorTerms: NodeSelectorTerm[] } };
    [field: string]: unknown;
  };
  status: { phase: string };
}

export interface StorageClass extends KubeObject {
  provisioner: string;
  reclaimPolicy?: string;
  volumeBindingMode?: string;
}

export interface HorizontalPodAutoscaler extends KubeObject {
  spec: {
    scaleTargetRef: { apiVersion: string; kind: string; name: string };
    minReplicas?: number;
    maxReplicas: number;
    metrics?: {
      type: string;
      resource?: { name: string; target: { type: string; averageUtilization?: number } };
    }[];
  };
  status: {
    currentReplicas?: number;
    desiredReplicas: number;
    currentMetrics?: unknown[] | null;
    conditions?: Condition[];
    lastScaleTime?: string;
  };
}

export interface PodDisruptionBudget extends KubeObject {
  spec: { minAvailable?: PortNumber; maxUnavailable?: PortNumber; selector?: LabelSelector };
  status: {
    currentHealthy: number;
    desiredHealthy: number;
    disruptionsAllowed: number;
    expectedPods: number;
    observedGeneration?: number;
    conditions?: Condition[];
  };
}

export interface ResourceQuota extends KubeObject {
  spec: { hard: StringMap };
  status: { hard?: StringMap; used?: StringMap };
}

export interface NetworkPolicyPeer {
  podSelector?: LabelSelector;
  namespaceSelector?: LabelSelector;
  ipBlock?: { cidr: string; except?: string[] };
}

export interface NetworkPolicyRule {
  from?: NetworkPolicyPeer[];
  to?: NetworkPolicyPeer[];
  ports?: { port?: PortNumber; protocol?: string }[];
}

export interface NetworkPolicy extends KubeObject {
  spec: {
    podSelector: LabelSelector;
    policyTypes?: string[];
    ingress?: NetworkPolicyRule[];
    egress?: NetworkPolicyRule[];
  };
}

interface IngressBackend {
  service?: { name: string; port: { name?: string; number?: number } };
}

export interface Ingress extends KubeObject {
  spec: {
    ingressClassName?: string;
    defaultBackend?: IngressBackend;
    tls?: { hosts?: string[]; secretName?: string }[];
    rules?: {
      host?: string;
      http?: { paths: { path?: string; pathType: string; backend: IngressBackend }[] };
    }[];
  };
}

export interface Certificate extends KubeObject {
  spec: { secretName: string; dnsNames?: string[] };
  status: { notBefore?: string; notAfter?: string; renewalTime?: string; conditions?: Condition[] };
}

export interface HttpRoute extends KubeObject {
  spec: { hostnames?: string[]; rules: { backendRefs?: { name: string; port?: number }[] }[] };
  status: { parents: { parentRef: object; controllerName: string; conditions: Condition[] }[] };
}

export interface ConfigMap extends KubeObject {
  data?: StringMap;
}

export interface Secret extends KubeObject {
  type?: string;
  data?: StringMap;
}

export interface RbacRule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

export interface Role extends KubeObject {
  rules: RbacRule[] | null;
}

export interface RoleBinding extends KubeObject {
  subjects?: { kind: string; name: string; namespace?: string; apiGroup?: string }[];
  roleRef: { apiGroup: string; kind: string; name: string };
}

export interface WebhookConfiguration extends KubeObject {
  webhooks: {
    name: string;
    clientConfig: { service?: { name: string; namespace: string; path?: string; port?: number } };
    rules: { apiGroups: string[]; operations: string[]; resources: string[] }[];
    failurePolicy?: string;
    namespaceSelector?: LabelSelector;
    timeoutSeconds?: number;
  }[];
}

export interface CustomResourceDefinition extends KubeObject {
  spec: {
    group: string;
    scope: string;
    names: {
      plural: string;
      singular?: string;
      kind: string;
      listKind?: string;
      shortNames?: string[];
      categories?: string[];
    };
    versions: {
      name: string;
      served: boolean;
      storage: boolean;
      subresources?: { status?: unknown; scale?: unknown };
      additionalPrinterColumns?: { name: string; type: string; jsonPath: string; priority?: number }[];
      [field: string]: unknown;
    }[];
  };
}

export interface KubeEvent extends KubeObject {
  involvedObject: {
    apiVersion?: string;
    kind: string;
    namespace?: string;
    name: string;
    uid?: string;
    fieldPath?: string;
  };
  type: string;
  reason: string;
  message: string;
  count?: number;
  firstTimestamp: string | null;
  lastTimestamp: string | null;
  eventTime: string | null;
  series?: { count: number; lastObservedTime: string };
  source: { component?: string; host?: string };
}

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
