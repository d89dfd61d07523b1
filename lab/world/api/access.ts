import type { Cluster } from '../engine/cluster.ts';
import { forbidden } from '../kube/errors.ts';
import type { RbacRule, RoleBinding } from '../kube/cluster-kinds.ts';
import { BUILT_IN } from '../kube/resources.ts';
import type { User } from './request.ts';

/** One thing somebody wants to do. */
export interface Attempt {
  verb: string;
  group: string;
  plural: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

function allows(list: string[] | undefined, value: string): boolean {
  return list !== undefined && (list.includes('*') || list.includes(value));
}

function permits(rule: RbacRule, attempt: Attempt): boolean {
  const resource = attempt.subresource ? `${attempt.plural}/${attempt.subresource}` : attempt.plural;
  const named = rule.resourceNames ?? [];
  return (
    allows(rule.verbs, attempt.verb) &&
    allows(rule.apiGroups, attempt.group) &&
    (allows(rule.resources, resource) || allows(rule.resources, `*/${attempt.subresource ?? ''}`)) &&
    (named.length === 0 || (attempt.name !== undefined && named.includes(attempt.name)))
  );
}

type Subject = NonNullable<RoleBinding['subjects']>[number];

function isSubject(subject: Subject, user: User): boolean {
  if (subject.kind === 'User') return subject.name === user.name;
  if (subject.kind === 'Group') return user.groups.includes(subject.name);
  return user.name === `system:serviceaccount:${subject.namespace ?? ''}:${subject.name}`;
}

function binds(binding: RoleBinding, user: User): boolean {
  return (binding.subjects ?? []).some((subject) => isSubject(subject, user));
}

function rulesOf(cluster: Cluster, binding: RoleBinding): RbacRule[] {
  const { kind, name } = binding.roleRef;
  const role =
    kind === 'ClusterRole'
      ? cluster.store.get('clusterroles.rbac.authorization.k8s.io', undefined, name)
      : cluster.store.get('roles.rbac.authorization.k8s.io', binding.metadata.namespace, name);
  return role?.rules ?? [];
}

const EVERYTHING: RbacRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

/** Every rule that holds for a user, cluster-wide and in one namespace. */
export function rulesFor(cluster: Cluster, user: User, namespace: string | undefined): RbacRule[] {
  if (user.groups.includes('system:masters')) return EVERYTHING;
  return bindingsOf(cluster, user, namespace).flatMap((binding) => rulesOf(cluster, binding));
}

function bindingsOf(cluster: Cluster, user: User, namespace: string | undefined): RoleBinding[] {
  const wide = cluster.store.list('clusterrolebindings.rbac.authorization.k8s.io');
  const local =
    namespace === undefined ? [] : cluster.store.list('rolebindings.rbac.authorization.k8s.io', namespace);
  return [...wide, ...local].filter((binding) => binds(binding, user));
}

function may(cluster: Cluster, user: User, attempt: Attempt): boolean {
  return rulesFor(cluster, user, attempt.namespace).some((rule) => permits(rule, attempt));
}

/** By which binding somebody may do it, in the API server's words ('' for masters); undefined when nobody allows it. */
export function grantFor(cluster: Cluster, user: User, attempt: Attempt): string | undefined {
  if (user.groups.includes('system:masters')) return '';
  const binding = bindingsOf(cluster, user, attempt.namespace).find((one) =>
    rulesOf(cluster, one).some((rule) => permits(rule, attempt)),
  );
  if (!binding) return undefined;
  const { name, namespace } = binding.metadata;
  const subject = binding.subjects?.find((one) => isSubject(one, user));
  const who =
    subject?.kind === 'ServiceAccount' ? `${subject.name}/${subject.namespace ?? ''}` : subject?.name;
  const named = namespace === undefined ? name : `${name}/${namespace}`;
  return `RBAC: allowed by ${binding.kind} "${named}" of ${binding.roleRef.kind} "${binding.roleRef.name}" to ${subject?.kind ?? 'User'} "${who ?? ''}"`;
}

/** Refuses with the API server's own wording. */
export function authorise(cluster: Cluster, user: User, attempt: Attempt): void {
  if (may(cluster, user, attempt)) return;
  const { plural, group, namespace, subresource } = attempt;
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const resource = subresource ? `${plural}/${subresource}` : plural;
  const kind = BUILT_IN.find((known) => known.plural === plural)?.kind ?? plural;
  throw forbidden(
    { plural, group, kind },
    attempt.name ?? '',
    `User "${user.name}" cannot ${attempt.verb} resource "${resource}" in API group "${group}" ${where}`,
  );
}
