import type { Cluster } from '../engine/cluster.ts';
import { apiVersionOf, METRICS } from '../kube/resources.ts';
import type { Resource } from '../kube/resources.ts';

export const VERSION = {
  major: '1',
  minor: '32',
  gitVersion: 'v1.32.4',
  gitCommit: '59526cd4867447956156ae3a602fcbac10a2c335',
  gitTreeState: 'clean',
  buildDate: '2025-04-22T15:56:19Z',
  goVersion: 'go1.23.6',
  compiler: 'gc',
  platform: 'linux/amd64',
};

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const REVIEWS: { group: string; rows: [kind: string, plural: string, namespaced?: boolean][] }[] = [
  { group: 'authentication.k8s.io', rows: [['SelfSubjectReview', 'selfsubjectreviews']] },
  {
    group: 'authorization.k8s.io',
    rows: [
      ['LocalSubjectAccessReview', 'localsubjectaccessreviews', true],
      ['SelfSubjectAccessReview', 'selfsubjectaccessreviews'],
      ['SelfSubjectRulesReview', 'selfsubjectrulesreviews'],
      ['SubjectAccessReview', 'subjectaccessreviews'],
    ],
  },
];

interface Served {
  resource: Pick<Resource, 'group' | 'version' | 'kind' | 'plural' | 'singular' | 'namespaced'> &
    Partial<Resource>;
  verbs: string[];
}

const REVIEW_RESOURCES: Served[] = REVIEWS.flatMap(({ group, rows }) =>
  rows.map(([kind, plural, namespaced = false]) => ({
    resource: { group, version: 'v1', kind, plural, singular: kind.toLowerCase(), namespaced },
    verbs: ['create'],
  })),
);

function served(cluster: Cluster): Served[] {
  return [
    ...cluster.registry.all().map((resource) => ({ resource, verbs: VERBS })),
    ...METRICS.map((resource) => ({ resource, verbs: ['get', 'list'] })),
    ...REVIEW_RESOURCES,
  ];
}

const SUBRESOURCE_KINDS: Record<string, { kind: string; group?: string; version?: string; verbs: string[] }> =
  {
    scale: { kind: 'Scale', group: 'autoscaling', version: 'v1', verbs: ['get', 'patch', 'update'] },
    eviction: { kind: 'Eviction', group: 'policy', version: 'v1', verbs: ['create'] },
    log: { kind: 'Pod', verbs: ['get'] },
    binding: { kind: 'Binding', verbs: ['create'] },
    token: { kind: 'TokenRequest', group: 'authentication.k8s.io', version: 'v1', verbs: ['create'] },
  };

function subresource(name: string, parent: Served['resource']) {
  return SUBRESOURCE_KINDS[name] ?? { kind: parent.kind, verbs: ['get', 'patch', 'update'] };
}

function plainEntries({ resource, verbs }: Served): object[] {
  const { plural, singular, namespaced, kind, shortNames, categories } = resource;
  const main = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(shortNames?.length ? { shortNames } : {}),
    ...(categories?.length ? { categories } : {}),
    storageVersionHash: Buffer.from(plural).toString('base64').slice(0, 12),
  };
  const subs = (resource.subresources ?? []).map((name) => ({
    name: `${plural}/${name}`,
    singularName: '',
    namespaced,
    ...subresource(name, resource),
  }));
  return [main, ...subs];
}

function aggregatedEntry({ resource, verbs }: Served): object {
  const { plural, singular, namespaced, kind, group, version, shortNames, categories } = resource;
  return {
    resource: plural,
    responseKind: { group, version, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
    ...(shortNames?.length ? { shortNames } : {}),
    ...(categories?.length ? { categories } : {}),
    subresources: (resource.subresources ?? []).map((name) => {
      const sub = subresource(name, resource);
      const responseKind = { group: sub.group ?? group, version: sub.version ?? version, kind: sub.kind };
      return { subresource: name, responseKind, verbs: sub.verbs };
    }),
  };
}

function groupVersions(cluster: Cluster): Map<string, Map<string, Served[]>> {
  const groups = new Map<string, Map<string, Served[]>>();
  for (const entry of served(cluster)) {
    const { group, version } = entry.resource;
    const versions = groups.get(group) ?? new Map<string, Served[]>();
    groups.set(group, versions);
    versions.set(version, [...(versions.get(version) ?? []), entry]);
  }
  return groups;
}

const AGGREGATED = 'apidiscovery.k8s.io/v2';
const AGGREGATED_TYPE = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

function aggregated(cluster: Cluster, core: boolean): object {
  const groups = [...groupVersions(cluster)].filter(([group]) => (group === '') === core);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: AGGREGATED,
    metadata: {},
    items: groups.map(([group, versions]) => ({
      metadata: { name: group, creationTimestamp: null },
      versions: [...versions].map(([version, entries]) => ({
        version,
        resources: entries.map(aggregatedEntry),
        freshness: 'Current',
      })),
    })),
  };
}

function groupOf(name: string, versions: Iterable<string>): object {
  const all = [...versions].map((version) => ({
    groupVersion: apiVersionOf({ group: name, version }),
    version,
  }));
  return { name, versions: all, preferredVersion: all[0] };
}

function groupList(cluster: Cluster): object {
  const groups = [...groupVersions(cluster)].filter(([group]) => group !== '');
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map(([group, versions]) => groupOf(group, versions.keys())),
  };
}

function resourceList(cluster: Cluster, group: string, version: string): object | undefined {
  const entries = groupVersions(cluster).get(group)?.get(version);
  if (!entries) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf({ group, version }),
    resources: entries.flatMap(plainEntries),
  };
}

/** Answers discovery paths; undefined for any other. */
export function discover(
  cluster: Cluster,
  path: string,
  accept: string,
): { body: object; type?: string } | undefined {
  const parts = path.split('/').filter(Boolean);
  const wantsAll = accept.includes('as=APIGroupDiscoveryList') && accept.includes('v=v2;');
  if (parts.length === 1 && (parts[0] === 'api' || parts[0] === 'apis')) {
    const core = parts[0] === 'api';
    if (wantsAll) return { body: aggregated(cluster, core), type: AGGREGATED_TYPE };
    return { body: core ? { kind: 'APIVersions', versions: ['v1'] } : groupList(cluster) };
  }
  if (parts[0] === 'api' && parts.length === 2) return wrap(resourceList(cluster, '', parts[1] ?? ''));
  if (parts[0] !== 'apis') return undefined;
  if (parts.length === 3) return wrap(resourceList(cluster, parts[1] ?? '', parts[2] ?? ''));
  const versions = parts.length === 2 ? groupVersions(cluster).get(parts[1] ?? '') : undefined;
  return (
    versions && { body: { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(parts[1] ?? '', versions.keys()) } }
  );
}

function wrap(body: object | undefined): { body: object } | undefined {
  return body && { body };
}
