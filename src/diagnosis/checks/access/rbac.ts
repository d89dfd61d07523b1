import type { ObjectRef, Role, RoleBinding } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { grantOf } from '../../facts/grants.ts';
import type { Grant } from '../../facts/grants.ts';
import { memoByIdentity } from '../../facts/memo.ts';
import { joinWords } from '../../facts/wording.ts';
import { fact } from '../draft.ts';
import type { Draft } from '../draft.ts';

/** Bindings that come with Kubernetes or a provider carry one of these names. */
const PROVIDED =
  /^(system:|eks:|aks|gke|gce:|kubeadm:|k3s|rke2|helm-|kube-|cluster-admin$|openshift|cloud-provider|azure|aws-|microk8s|admin$|edit$|view$)/;
const SYSTEM_NAMESPACE = /^kube-|-system$|^openshift/;
const EVERYBODY = new Set([
  'system:anonymous',
  'system:unauthenticated',
  'system:authenticated',
  'system:serviceaccounts',
]);

const isProvided = (name: string, labels: Record<string, string>) =>
  PROVIDED.test(name) || labels['kubernetes.io/bootstrapping'] === 'rbac-defaults';

/** Everything in every API group: a wildcard on one's own group is an operator's good right. */
const allowsEverything = memoByIdentity((role: Role) =>
  role.rules.some(
    ({ verbs, apiGroups, resources, resourceNames }) =>
      verbs.includes('*') && resources.includes('*') && apiGroups.includes('*') && !resourceNames.length,
  ),
);

type Subject = RoleBinding['subjects'][number];
const accounts = ({ subjects }: RoleBinding): Subject[] =>
  subjects.filter(
    ({ kind, namespace }) => kind === 'ServiceAccount' && !SYSTEM_NAMESPACE.test(namespace ?? ''),
  );

function base(index: ClusterIndex, grant: Grant): Pick<Draft, 'object' | 'next' | 'related' | 'evidence'> {
  const { binding, role } = grant;
  const scope = binding.namespace ? `-n ${binding.namespace} ` : '';
  return {
    object: binding,
    related: [role],
    evidence: [fact(index, binding, `${binding.kind} ${binding.name} gives ${role.kind} ${role.name}`)],
    next: `See who needs it and give only that. kubectl ${scope}describe ${binding.kind.toLowerCase()} ${binding.name}`,
  };
}

function subjectRef(index: ClusterIndex, { name, namespace = '' }: Subject): ObjectRef {
  return { cluster: index.snapshot.cluster, kind: 'ServiceAccount', namespace, name };
}

function isFull(index: ClusterIndex, { role }: Grant): boolean {
  if (role.kind === 'ClusterRole' && role.name === 'cluster-admin') return true;
  const known = index.get(role.kind === 'Role' ? 'Role' : 'ClusterRole', role.namespace, role.name);
  return known !== undefined && allowsEverything(known);
}

/** Rights bound to a default service account: every pod of the namespace that names no other has them. */
function defaultAccount(index: ClusterIndex, binding: RoleBinding, grant: Grant): Draft[] {
  const found = accounts(binding).filter(({ name }) => name === 'default');
  const full = isFull(index, grant);
  return found.map((subject) => ({
    ...base(index, grant),
    check: 'rbac-default-service-account',
    severity: full ? ('warning' as const) : ('info' as const),
    title: 'gives rights to a default service account',
    cause: `${grant.binding.kind} ${grant.binding.name} gives ${full ? 'all rights' : `the rights of ${grant.role.name}`} to the default service account of ${subject.namespace ?? ''}, and so to every pod there that names no other.`,
    related: [grant.role, subjectRef(index, subject)],
  }));
}

function wildcard(index: ClusterIndex, binding: RoleBinding, grant: Grant): Draft[] {
  const found = accounts(binding).filter(({ name }) => name !== 'default');
  if (!found.length || !isFull(index, grant)) return [];
  return [
    {
      ...base(index, grant),
      check: 'rbac-wildcard',
      severity: 'info',
      title: 'gives a service account all rights',
      cause: `${grant.binding.kind} ${grant.binding.name} gives all rights${grant.namespace ? ` in ${grant.namespace}` : ' in the whole cluster'} (${grant.role.name}) to ${joinWords(found.map(({ name, namespace }) => `${namespace ?? ''}/${name}`))}.`,
      related: [grant.role, ...found.map((subject) => subjectRef(index, subject))],
    },
  ];
}

function everybody(index: ClusterIndex, binding: RoleBinding, grant: Grant): Draft[] {
  const found = binding.subjects.find(({ name }) => EVERYBODY.has(name));
  if (!found || !isFull(index, grant)) return [];
  return [
    {
      ...base(index, grant),
      check: 'rbac-everybody',
      severity: 'warning',
      title: `gives all rights to ${found.name}`,
      cause: `${grant.binding.kind} ${grant.binding.name} gives all rights (${grant.role.name}) to ${found.name}, which is nearly everybody.`,
    },
  ];
}

function checkBinding(
  index: ClusterIndex,
  kind: 'RoleBinding' | 'ClusterRoleBinding',
  binding: RoleBinding,
): Draft[] {
  const { name, labels, namespace } = binding.metadata;
  const grant = grantOf(index, kind, binding);
  const open = everybody(index, binding, grant);
  if (isProvided(name, labels) || SYSTEM_NAMESPACE.test(namespace)) return open;
  return [...open, ...defaultAccount(index, binding, grant), ...wildcard(index, binding, grant)];
}

/** Rights given too freely. Good order, not trouble. */
export function checkBindings(index: ClusterIndex): Draft[] {
  return (['RoleBinding', 'ClusterRoleBinding'] as const).flatMap((kind) =>
    index.list(kind).flatMap((binding) => checkBinding(index, kind, binding)),
  );
}
