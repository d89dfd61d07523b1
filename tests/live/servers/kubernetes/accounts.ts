import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** Someone who may speak to the API server, and the kubeconfig that does. */
interface Account {
  user: string;
  token: string;
  kubeconfigPath: string;
}

/** The namespace that the account `restricted` is confined to. */
export const RESTRICTED_NAMESPACE = 'team-a';

const PEOPLE = {
  /** May do everything. */
  admin: { user: 'live-admin', group: 'system:masters' },
  /** May read everything but secrets, in every namespace, nodes included. */
  viewer: { user: 'live-viewer', group: 'live-viewers' },
  /** May read and edit in RESTRICTED_NAMESPACE and see nothing outside it. */
  restricted: { user: 'live-restricted', group: 'live-restricted' },
} as const;

const COMPONENTS = {
  controllerManager: { user: 'system:kube-controller-manager', group: '' },
  scheduler: { user: 'system:kube-scheduler', group: '' },
  kwok: { user: 'system:kwok', group: 'system:masters' },
  metricsServer: { user: 'system:metrics-server', group: 'system:masters' },
} as const;

const ALL = { ...PEOPLE, ...COMPONENTS };

/** The accounts for people. */
export type People = Record<keyof typeof PEOPLE, Account>;

/** The accounts of people and of the control plane's parts. */
export type Accounts = Record<keyof typeof ALL, Account>;

/** Writes a token file for the API server and one kubeconfig an account. */
export function makeAccounts(folder: string, cluster: { url: string; caFile: string }): Accounts {
  const entries = Object.entries(ALL).map(([name, { user }]) => {
    const token = randomBytes(24).toString('hex');
    const kubeconfigPath = path.join(folder, `${name}.kubeconfig`);
    writeKubeconfig(kubeconfigPath, { ...cluster, user, token, restricted: name === 'restricted' });
    return [name, { user, token, kubeconfigPath }];
  });
  const accounts = Object.fromEntries(entries) as Accounts;
  writeFileSync(tokenFile(folder), Object.entries(accounts).map(tokenLine).join(''), { mode: 0o600 });
  return accounts;
}

/** Where makeAccounts writes the tokens. */
export function tokenFile(folder: string): string {
  return path.join(folder, 'tokens.csv');
}

/** The roles that make the accounts what they are; `system:masters` needs none. */
export function accountRoles(): object[] {
  const { viewer, restricted } = PEOPLE;
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: RESTRICTED_NAMESPACE } },
    clusterReader(),
    binding('live-viewer-view', { user: viewer.user, role: 'view' }),
    binding('live-viewer-cluster', { user: viewer.user, role: 'live-cluster-reader' }),
    binding('live-restricted', { user: restricted.user, role: 'edit', namespace: RESTRICTED_NAMESPACE }),
  ];
}

function tokenLine([name, { user, token }]: [string, Account]): string {
  const { group } = ALL[name as keyof typeof ALL];
  return `${token},${user},${user}${group ? `,"${group}"` : ''}\n`;
}

function clusterReader() {
  const verbs = ['get', 'list', 'watch'];
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'live-cluster-reader' },
    rules: [
      { apiGroups: [''], resources: ['nodes', 'persistentvolumes', 'namespaces'], verbs },
      { apiGroups: ['storage.k8s.io'], resources: ['*'], verbs },
      { apiGroups: ['metrics.k8s.io'], resources: ['nodes', 'pods'], verbs },
    ],
  };
}

function binding(name: string, to: { user: string; role: string; namespace?: string }) {
  const { namespace } = to;
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
    metadata: { name, ...(namespace && { namespace }) },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: to.role },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: to.user }],
  };
}

function writeKubeconfig(
  file: string,
  cluster: { url: string; caFile: string; user: string; token: string; restricted: boolean },
): void {
  const namespace = cluster.restricted ? { namespace: RESTRICTED_NAMESPACE } : {};
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'live',
    clusters: [{ name: 'live', cluster: { server: cluster.url, 'certificate-authority': cluster.caFile } }],
    users: [{ name: cluster.user, user: { token: cluster.token } }],
    contexts: [{ name: 'live', context: { cluster: 'live', user: cluster.user, ...namespace } }],
  };
  writeFileSync(file, JSON.stringify(kubeconfig, null, 2), { mode: 0o600 });
}
