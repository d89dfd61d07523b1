/** The parts of Kubernetes objects that expectations are worked out from; read from the world, never from the product. */
export interface Thing {
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    creationTimestamp: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: { kind: string; name: string }[];
  };
}

export interface ContainerSpec {
  name: string;
  image: string;
  env?: { name: string; value?: string; valueFrom?: Record<string, { name: string; key: string }> }[];
  ports?: { name?: string; containerPort: number }[];
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  livenessProbe?: unknown;
  readinessProbe?: unknown;
}

export interface PodSpec {
  containers: ContainerSpec[];
  initContainers?: ContainerSpec[];
  nodeName?: string;
  serviceAccountName?: string;
  volumes?: {
    configMap?: { name: string };
    secret?: { secretName: string };
    persistentVolumeClaim?: { claimName: string };
  }[];
}

export interface PodThing extends Thing {
  spec: PodSpec;
  status: {
    phase: string;
    podIP?: string;
    conditions?: { type: string; status: string }[];
    containerStatuses?: { name: string; ready: boolean; restartCount: number }[];
  };
}

export interface WorkloadThing extends Thing {
  spec: {
    replicas?: number;
    selector: { matchLabels?: Record<string, string> };
    template: { metadata?: { labels?: Record<string, string> }; spec: PodSpec };
    strategy?: { type?: string };
  };
  status: { readyReplicas?: number; numberReady?: number; desiredNumberScheduled?: number };
}

export interface NodeThing extends Thing {
  spec: { unschedulable?: boolean; taints?: { key: string; effect: string }[] };
  status: {
    capacity: Record<string, string>;
    allocatable: Record<string, string>;
    conditions: { type: string; status: string }[];
    nodeInfo: { kubeletVersion: string };
  };
}

export interface ServiceThing extends Thing {
  spec: {
    type?: string;
    selector?: Record<string, string>;
    clusterIP?: string;
    ports?: { name?: string; port: number; targetPort?: number | string }[];
  };
}

export interface ClaimThing extends Thing {
  spec: { storageClassName?: string; resources?: { requests?: Record<string, string> } };
  status: { phase: string; capacity?: Record<string, string> };
}

export interface JobThing extends Thing {
  spec: { suspend?: boolean };
  status: { succeeded?: number; failed?: number };
}

export interface CronJobThing extends Thing {
  spec: { schedule: string; suspend?: boolean };
}

export interface IngressThing extends Thing {
  spec: { rules?: { host?: string }[]; ingressClassName?: string; tls?: { secretName?: string }[] };
}

export interface AutoscalerThing extends Thing {
  spec: { minReplicas?: number; maxReplicas: number; scaleTargetRef: { kind: string; name: string } };
}

export interface Kinds {
  Pod: PodThing;
  Deployment: WorkloadThing;
  StatefulSet: WorkloadThing;
  DaemonSet: WorkloadThing;
  ReplicaSet: WorkloadThing;
  Node: NodeThing;
  Namespace: Thing;
  Service: ServiceThing;
  Ingress: IngressThing;
  ConfigMap: Thing;
  Secret: Thing;
  ServiceAccount: Thing;
  PersistentVolumeClaim: ClaimThing;
  PersistentVolume: Thing;
  StorageClass: Thing;
  Job: JobThing;
  CronJob: CronJobThing;
  HorizontalPodAutoscaler: AutoscalerThing;
  PodDisruptionBudget: Thing;
  NetworkPolicy: Thing;
  ResourceQuota: Thing;
  Role: Thing;
  RoleBinding: Thing;
  ClusterRole: Thing;
  CustomResourceDefinition: Thing;
}
