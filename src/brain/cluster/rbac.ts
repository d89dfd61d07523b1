import type { ObjectRef, Role, RoleBinding } from '#diagnosis/evidence';
import type { ClusterIndex } from './facts.ts';

/** Somebody that RBAC may bind: a user, a group or a service account. */
export interface Subject {
  kind: string;
  name: string;
  /** Of a service account. */
  namespace?: string;
}

type Rule = Role['rules'][number];

/** Rules that a subject has, where, and through what. */
export interface Grant {
  subject: Subject;
  rules: Rule[];
  /** '' everywhere. */
  namespace: string;
  binding: ObjectRef;
  role: ObjectRef;
}

function roleOf(index: ClusterIndex, { metadata, roleRef }: RoleBinding): { ref: ObjectRef; rules: Rule[] } {
  const kind = roleRef.kind === 'Role' ? 'Role' : 'ClusterRole';
  const namespace = kind === 'Role' ? metadata.namespace : '';
  const role = index.get(kind, namespace, roleRef.name);
  const ref = { cluster: index.snapshot.cluster, kind, namespace, name: roleRef.name };
  return { ref, rules: role?.rules ?? [] };
}

function grantsOf(index: ClusterIndex, kind: 'RoleBinding' | 'ClusterRoleBinding'): Grant[] {
  return index.list(kind).flatMap((binding) => {
    const { ref, rules } = roleOf(index, binding);
    const { namespace } = binding.metadata;
    return binding.subjects.map((subject) => ({
      subject,
      rules,
      namespace,
      binding: index.ref(kind, binding),
      role: ref,
    }));
  });
}

/** Every grant of the cluster. */
export const allGrants = (index: ClusterIndex): Grant[] => [
  ...grantsOf(index, 'RoleBinding'),
  ...grantsOf(index, 'ClusterRoleBinding'),
];

/** The groups that every service account is in. */
const groupsOf = (namespace: string): string[] => [
  'system:serviceaccounts',
  `system:serviceaccounts:${namespace}`,
  'system:authenticated',
];

/** The grants of one service account, those through its groups included. */
export function grantsTo(index: ClusterIndex, account: { namespace: string; name: string }): Grant[] {
  const groups = groupsOf(account.namespace);
  return allGrants(index).filter(({ subject, namespace }) => {
    if (subject.kind === 'Group') return groups.includes(subject.name);
    if (subject.kind === 'User')
      return subject.name === `system:serviceaccount:${account.namespace}:${account.name}`;
    const home = subject.namespace ?? namespace;
    return subject.kind === 'ServiceAccount' && subject.name === account.name && home === account.namespace;
  });
}

/** Something that one may want to do. */
export interface Deed {
  verb: string;
  /** Plural, `resource/subresource` with one. */
  resource: string;
  /** '' for everywhere. */
  namespace: string;
}

const has = (list: string[], value: string): boolean => list.includes('*') || list.includes(value);

/** Whether a rule allows the deed on every object of the resource; API groups are not told apart. */
function allows({ verbs, resources, resourceNames }: Rule, { verb, resource }: Deed): boolean {
  return has(verbs, verb) && has(resources, resource) && resourceNames.length === 0;
}

/** The grants that allow a deed. */
export function grantsFor(grants: Grant[], deed: Deed): Grant[] {
  return grants.filter(
    (grant) =>
      (grant.namespace === '' || grant.namespace === deed.namespace) &&
      grant.rules.some((rule) => allows(rule, deed)),
  );
}

/** A rule in words: "get, list, watch pods, services". */
export function ruleInWords({ verbs, resources, resourceNames, nonResourceURLs }: Rule): string {
  const what = [...resources, ...nonResourceURLs].map((one) => (one === '*' ? 'everything' : one)).join(', ');
  const how = verbs.includes('*') ? 'do anything with' : verbs.join(', ');
  const named = resourceNames.length === 0 ? '' : ` named ${resourceNames.join(', ')}`;
  return `${how} ${what}${named}`;
}
