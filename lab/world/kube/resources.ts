/** One served resource: what discovery says of it and how it is stored. */
export interface Resource {
  /** Storage key: the plural, followed by the group when there is one. */
  key: string;
  group: string;
  version: string;
  kind: string;
  plural: string;
  singular: string;
  shortNames: string[];
  categories: string[];
  namespaced: boolean;
  subresources: string[];
  custom: boolean;
  columns?: { name: string; type: string; jsonPath: string; priority?: number }[];
}

export function apiVersionOf(resource: Pick<Resource, 'group' | 'version'>): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}

export function storageKey(plural: string, group: string): string {
  return group === '' ? plural : `${plural}.${group}`;
}

/** kind plural [shortNames] ; flags: C cluster-scoped, S status, X scale, A in category all */
type Row = [kind: string, plural: string, shortNames?: string, flags?: string, extra?: string];

const CORE: Row[] = [
  ['Binding', 'bindings', '', ''],
  ['ConfigMap', 'configmaps', 'cm'],
  ['Endpoints', 'endpoints', 'ep'],
  ['Event', 'events', 'ev'],
  ['LimitRange', 'limitranges', 'limits'],
  ['Namespace', 'namespaces', 'ns', 'CS', 'finalize'],
  ['Node', 'nodes', 'no', 'CS', 'proxy'],
  ['PersistentVolumeClaim', 'persistentvolumeclaims', 'pvc', 'S'],
  ['PersistentVolume', 'persistentvolumes', 'pv', 'CS'],
  ['Pod', 'pods', 'po', 'SA', 'log,eviction,binding,ephemeralcontainers'],
  ['PodTemplate', 'podtemplates'],
  ['ReplicationController', 'replicationcontrollers', 'rc', 'SXA'],
  ['ResourceQuota', 'resourcequotas', 'quota', 'S'],
  ['Secret', 'secrets'],
  ['ServiceAccount', 'serviceaccounts', 'sa', '', 'token'],
  ['Service', 'services', 'svc', 'SA'],
];

const GROUPS: { group: string; version: string; rows: Row[] }[] = [
  { group: '', version: 'v1', rows: CORE },
  {
    group: 'apps',
    version: 'v1',
    rows: [
      ['ControllerRevision', 'controllerrevisions'],
      ['DaemonSet', 'daemonsets', 'ds', 'SA'],
      ['Deployment', 'deployments', 'deploy', 'SXA'],
      ['ReplicaSet', 'replicasets', 'rs', 'SXA'],
      ['StatefulSet', 'statefulsets', 'sts', 'SXA'],
    ],
  },
  {
    group: 'batch',
    version: 'v1',
    rows: [
      ['CronJob', 'cronjobs', 'cj', 'SA'],
      ['Job', 'jobs', '', 'SA'],
    ],
  },
  {
    group: 'autoscaling',
    version: 'v2',
    rows: [['HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'hpa', 'SA']],
  },
  {
    group: 'networking.k8s.io',
    version: 'v1',
    rows: [
      ['IngressClass', 'ingressclasses', '', 'C'],
      ['Ingress', 'ingresses', 'ing', 'S'],
      ['NetworkPolicy', 'networkpolicies', 'netpol'],
    ],
  },
  { group: 'policy', version: 'v1', rows: [['PodDisruptionBudget', 'poddisruptionbudgets', 'pdb', 'S']] },
  {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    rows: [
      ['ClusterRoleBinding', 'clusterrolebindings', '', 'C'],
      ['ClusterRole', 'clusterroles', '', 'C'],
      ['RoleBinding', 'rolebindings'],
      ['Role', 'roles'],
    ],
  },
  {
    group: 'storage.k8s.io',
    version: 'v1',
    rows: [
      ['CSIDriver', 'csidrivers', '', 'C'],
      ['CSINode', 'csinodes', '', 'C'],
      ['StorageClass', 'storageclasses', 'sc', 'C'],
      ['VolumeAttachment', 'volumeattachments', '', 'CS'],
    ],
  },
  { group: 'scheduling.k8s.io', version: 'v1', rows: [['PriorityClass', 'priorityclasses', 'pc', 'C']] },
  { group: 'discovery.k8s.io', version: 'v1', rows: [['EndpointSlice', 'endpointslices']] },
  { group: 'coordination.k8s.io', version: 'v1', rows: [['Lease', 'leases']] },
  {
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    rows: [
      ['MutatingWebhookConfiguration', 'mutatingwebhookconfigurations', '', 'C'],
      ['ValidatingWebhookConfiguration', 'validatingwebhookconfigurations', '', 'C'],
    ],
  },
  {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    rows: [['CustomResourceDefinition', 'customresourcedefinitions', 'crd,crds', 'CS']],
  },
  { group: 'apiregistration.k8s.io', version: 'v1', rows: [['APIService', 'apiservices', '', 'CS']] },
  {
    group: 'certificates.k8s.io',
    version: 'v1',
    rows: [['CertificateSigningRequest', 'certificatesigningrequests', 'csr', 'CS']],
  },
];

function toResource(group: string, version: string, row: Row): Resource {
  const [kind, plural, shortNames = '', flags = '', extra = ''] = row;
  return {
    key: storageKey(plural, group),
    group,
    version,
    kind,
    plural,
    singular: kind.toLowerCase(),
    shortNames: shortNames.split(',').filter(Boolean),
    categories: flags.includes('A') ? ['all'] : [],
    namespaced: !flags.includes('C'),
    subresources: [
      ...(flags.includes('S') ? ['status'] : []),
      ...(flags.includes('X') ? ['scale'] : []),
      ...extra.split(',').filter(Boolean),
    ],
    custom: false,
  };
}

/** Every built-in resource with storage behind it. */
export const BUILT_IN: readonly Resource[] = GROUPS.flatMap(({ group, version, rows }) =>
  rows.filter(([kind]) => kind !== 'Binding').map((row) => toResource(group, version, row)),
);

/** Served from what the pods and nodes use, never stored. */
export const METRICS: readonly Resource[] = [
  toResource('metrics.k8s.io', 'v1beta1', ['NodeMetrics', 'nodes', '', 'C']),
  toResource('metrics.k8s.io', 'v1beta1', ['PodMetrics', 'pods']),
];
