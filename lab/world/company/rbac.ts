import type { Manifest } from '../engine/write.ts';
import type { RbacRule } from '../kube/cluster-kinds.ts';
import { named } from './manifest.ts';

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];

const VIEW_CORE = [
  'configmaps',
  'endpoints',
  'events',
  'limitranges',
  'namespaces',
  'namespaces/status',
  'persistentvolumeclaims',
  'persistentvolumeclaims/status',
  'pods',
  'pods/log',
  'pods/status',
  'replicationcontrollers',
  'replicationcontrollers/scale',
  'resourcequotas',
  'resourcequotas/status',
  'serviceaccounts',
  'services',
  'services/status',
];
const VIEW_OTHER: [group: string, resources: string[]][] = [
  ['discovery.k8s.io', ['endpointslices']],
  [
    'apps',
    [
      'controllerrevisions',
      'daemonsets',
      'daemonsets/status',
      'deployments',
      'deployments/scale',
      'deployments/status',
      'replicasets',
      'replicasets/scale',
      'replicasets/status',
      'statefulsets',
      'statefulsets/scale',
      'statefulsets/status',
    ],
  ],
  ['autoscaling', ['horizontalpodautoscalers', 'horizontalpodautoscalers/status']],
  ['batch', ['cronjobs', 'cronjobs/status', 'jobs', 'jobs/status']],
  ['policy', ['poddisruptionbudgets', 'poddisruptionbudgets/status']],
  ['networking.k8s.io', ['ingresses', 'ingresses/status', 'networkpolicies']],
  ['metrics.k8s.io', ['pods', 'nodes']],
  ['cert-manager.io', ['certificates', 'certificates/status']],
  ['gateway.networking.k8s.io', ['gateways', 'httproutes']],
];

const VIEW: RbacRule[] = [
  { verbs: READ, apiGroups: [''], resources: VIEW_CORE },
  ...VIEW_OTHER.map(([group, resources]) => ({ verbs: READ, apiGroups: [group], resources })),
];
const EDIT: RbacRule[] = [
  ...VIEW,
  {
    verbs: [...READ, ...WRITE],
    apiGroups: ['', 'apps', 'batch', 'autoscaling', 'networking.k8s.io', 'policy'],
    resources: [
      'configmaps',
      'secrets',
      'pods',
      'services',
      'deployments',
      'deployments/scale',
      'statefulsets',
      'statefulsets/scale',
      'daemonsets',
      'replicasets',
      'jobs',
      'cronjobs',
      'horizontalpodautoscalers',
      'ingresses',
      'networkpolicies',
      'poddisruptionbudgets',
      'persistentvolumeclaims',
      'serviceaccounts',
    ],
  },
];

const ROLES: Record<string, RbacRule[]> = {
  'cluster-admin': [
    { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
    { verbs: ['*'], nonResourceURLs: ['*'] },
  ],
  admin: [
    ...EDIT,
    {
      verbs: [...READ, ...WRITE],
      apiGroups: ['rbac.authorization.k8s.io'],
      resources: ['rolebindings', 'roles'],
    },
  ],
  edit: EDIT,
  view: VIEW,
  'system:basic-user': [
    {
      verbs: ['create'],
      apiGroups: ['authorization.k8s.io'],
      resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
    },
    { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
  ],
  'system:discovery': [
    {
      verbs: ['get'],
      nonResourceURLs: [
        '/api',
        '/api/*',
        '/apis',
        '/apis/*',
        '/healthz',
        '/livez',
        '/openapi',
        '/openapi/*',
        '/readyz',
        '/version',
        '/version/',
      ],
    },
  ],
  'system:public-info-viewer': [
    { verbs: ['get'], nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/'] },
  ],
  'system:coredns': [
    { verbs: ['list', 'watch'], apiGroups: [''], resources: ['endpoints', 'services', 'pods', 'namespaces'] },
    { verbs: ['list', 'watch'], apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'] },
  ],
  'system:node-proxier': [
    { verbs: ['list', 'watch'], apiGroups: [''], resources: ['services', 'nodes'] },
    { verbs: ['list', 'watch'], apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'] },
  ],
  'system:kube-scheduler': [
    {
      verbs: READ,
      apiGroups: [''],
      resources: ['nodes', 'pods', 'persistentvolumeclaims', 'persistentvolumes'],
    },
  ],
  'system:kube-controller-manager': [{ verbs: ['list', 'watch'], apiGroups: ['*'], resources: ['*'] }],
  'system:metrics-server': [
    { verbs: READ, apiGroups: [''], resources: ['pods', 'nodes', 'namespaces', 'configmaps'] },
  ],
  'system:auth-delegator': [
    { verbs: ['create'], apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'] },
  ],
  flannel: [{ verbs: ['get', 'list', 'watch'], apiGroups: [''], resources: ['nodes', 'pods'] }],
  'ingress-nginx': [
    {
      verbs: READ,
      apiGroups: [''],
      resources: ['services', 'endpoints', 'secrets', 'configmaps', 'pods', 'nodes'],
    },
    { verbs: READ, apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'ingressclasses'] },
  ],
  'log-agent': [{ verbs: READ, apiGroups: [''], resources: ['pods', 'namespaces'] }],
  'cert-manager-controller': [
    {
      verbs: [...READ, 'update', 'patch'],
      apiGroups: ['cert-manager.io'],
      resources: ['certificates', 'certificates/status', 'clusterissuers'],
    },
    { verbs: [...READ, 'create', 'update'], apiGroups: [''], resources: ['secrets'] },
  ],
};

type Subject = [kind: string, name: string, namespace?: string];

const BINDINGS: [name: string, role: string, ...subjects: Subject[]][] = [
  ['cluster-admin', 'cluster-admin', ['Group', 'system:masters']],
  ['system:basic-user', 'system:basic-user', ['Group', 'system:authenticated']],
  ['system:discovery', 'system:discovery', ['Group', 'system:authenticated']],
  [
    'system:public-info-viewer',
    'system:public-info-viewer',
    ['Group', 'system:authenticated'],
    ['Group', 'system:unauthenticated'],
  ],
  ['system:coredns', 'system:coredns', ['ServiceAccount', 'coredns', 'kube-system']],
  ['system:node-proxier', 'system:node-proxier', ['User', 'system:kube-proxy']],
  ['kubeadm:node-proxier', 'system:node-proxier', ['ServiceAccount', 'kube-proxy', 'kube-system']],
  ['system:kube-scheduler', 'system:kube-scheduler', ['User', 'system:kube-scheduler']],
  [
    'system:kube-controller-manager',
    'system:kube-controller-manager',
    ['User', 'system:kube-controller-manager'],
  ],
  ['system:metrics-server', 'system:metrics-server', ['ServiceAccount', 'metrics-server', 'kube-system']],
  [
    'metrics-server:system:auth-delegator',
    'system:auth-delegator',
    ['ServiceAccount', 'metrics-server', 'kube-system'],
  ],
  ['flannel', 'flannel', ['ServiceAccount', 'flannel', 'kube-system']],
  ['ingress-nginx', 'ingress-nginx', ['ServiceAccount', 'ingress-nginx', 'platform']],
  ['log-agent', 'log-agent', ['ServiceAccount', 'log-agent', 'platform']],
  ['cert-manager-controller', 'cert-manager-controller', ['ServiceAccount', 'cert-manager', 'platform']],
];

const BOOTSTRAP = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
const API_GROUP = 'rbac.authorization.k8s.io';

function isBootstrap(name: string): boolean {
  return name.startsWith('system:') || ['cluster-admin', 'admin', 'edit', 'view'].includes(name);
}

function subjectOf([kind, name, namespace]: Subject): object {
  return namespace === undefined ? { kind, apiGroup: API_GROUP, name } : { kind, name, namespace };
}

/** Cluster roles and bindings as a fresh cluster and its add-ons have them. */
export function rbacManifests(): Manifest[] {
  const roles = Object.entries(ROLES).map(([name, rules]) => ({
    ...named('ClusterRole', name, { labels: isBootstrap(name) ? BOOTSTRAP : undefined }),
    rules,
  }));
  const bindings = BINDINGS.map(([name, role, ...subjects]) => ({
    ...named('ClusterRoleBinding', name, { labels: isBootstrap(name) ? BOOTSTRAP : undefined }),
    roleRef: { apiGroup: API_GROUP, kind: 'ClusterRole', name: role },
    subjects: subjects.map(subjectOf),
  }));
  return [...roles, ...bindings];
}

export const READER = 'jamie-reader';

/** A service account that may read one namespace. */
export function readerManifests(namespace: string): Manifest[] {
  return [
    { ...named('ServiceAccount', READER, { namespace }), automountServiceAccountToken: false },
    {
      ...named('RoleBinding', READER, { namespace }),
      roleRef: { apiGroup: API_GROUP, kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'ServiceAccount', name: READER, namespace }],
    },
  ];
}
