const LABELS = { 'app.kubernetes.io/part-of': 'argocd' };

/** Where Argo CD keeps itself. */
export const NAMESPACE = 'argocd';
/** Whose token the contract uses: it may read everything and change nothing. */
export const ACCOUNT = 'jamie';

function configMap(name: string, data: Record<string, string> = {}): object {
  const metadata = { name, namespace: NAMESPACE, labels: LABELS };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
}

/** What `kubectl apply -k manifests/base/config` would make, with an account that has an API key. */
export function configuration(): object {
  const metadata = { name: 'argocd-secret', namespace: NAMESPACE, labels: LABELS };
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
      configMap('argocd-cm', { [`accounts.${ACCOUNT}`]: 'apiKey', 'timeout.reconciliation': '10s' }),
      configMap('argocd-rbac-cm', { 'policy.default': 'role:readonly' }),
      configMap('argocd-ssh-known-hosts-cm'),
      configMap('argocd-tls-certs-cm'),
      configMap('argocd-gpg-keys-cm'),
      { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata },
    ],
  };
}

/** A project of everything in one namespace. */
export function projectOf(name: string): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      description: `Services in ${name}`,
      sourceRepos: ['*'],
      destinations: [{ server: '*', namespace: name }],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
    },
  };
}

/** An application of plain manifests in a folder of a repository. */
export interface ApplicationAsked {
  name: string;
  path: string;
  /** Where it deploys to; its project is called the same. */
  namespace: string;
  /** Whether every commit is synced by itself; by hand unless told. */
  automatic?: boolean;
  /** main unless told. */
  revision?: string;
}

/** The application as Argo CD keeps it. */
export function applicationOf(asked: ApplicationAsked, repository: string) {
  const { name, path, namespace, automatic, revision = 'main' } = asked;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: NAMESPACE, labels: { team: namespace } },
    spec: {
      project: namespace,
      source: { repoURL: repository, path, targetRevision: revision },
      destination: { server: 'https://kubernetes.default.svc', namespace },
      syncPolicy: {
        ...(automatic ? { automated: { prune: true } } : {}),
        syncOptions: ['CreateNamespace=true'],
        retry: { limit: 1 },
      },
    },
  };
}
