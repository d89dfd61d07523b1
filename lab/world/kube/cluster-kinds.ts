import type { Condition, KubeObject, LabelSelector, NodeSelectorTerm, StringMap, Taint } from './types.ts';

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

export interface ResourceQuota extends KubeObject {
  spec: { hard: StringMap };
  status: { hard?: StringMap; used?: StringMap };
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
  reportingComponent?: string;
}
