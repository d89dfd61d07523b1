import type { ObjectRef, Role, RoleBinding } from '../evidence/index.ts';
import type { ClusterIndex } from './cluster-index.ts';
import { joinWords } from './wording.ts';

/** What a binding gives: the role's rules, where they hold ('' is everywhere), and through which objects. */
export interface Grant {
  binding: ObjectRef;
  role: ObjectRef;
  rules: Role['rules'];
  namespace: string;
}

export interface Account {
  namespace: string;
  name: string;
}

function isSubject({ subjects }: RoleBinding, { namespace, name }: Account): boolean {
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
  return subjects.some((subject) =>
    subject.kind === 'ServiceAccount'
      ? subject.name === name && subject.namespace === namespace
      : subject.kind === 'Group' && groups.includes(subject.name),
  );
}

/** The role that a binding of a kind gives; rules are empty when it does not exist or may not be seen. */
export function grantOf(
  index: ClusterIndex,
  kind: 'RoleBinding' | 'ClusterRoleBinding',
  binding: RoleBinding,
): Grant {
  const { namespace } = binding.metadata;
  const isRole = binding.roleRef.kind === 'Role';
  const roleKind = isRole ? 'Role' : 'ClusterRole';
  const home = isRole ? namespace : '';
  const role = index.get(roleKind, home, binding.roleRef.name);
  return {
    binding: index.ref(kind, binding),
    role: { cluster: index.snapshot.cluster, kind: roleKind, namespace: home, name: binding.roleRef.name },
    rules: role?.rules ?? [],
    namespace,
  };
}

/** Everything that role bindings give a service account. */
function grantsOf(index: ClusterIndex, account: Account): Grant[] {
  return (['RoleBinding', 'ClusterRoleBinding'] as const).flatMap((kind) =>
    index
      .list(kind)
      .filter((binding) => isSubject(binding, account))
      .map((binding) => grantOf(index, kind, binding)),
  );
}

/** A request that the API server refused to a service account. */
export interface Forbidden {
  account: Account;
  verb: string;
  resource: string;
  apiGroup: string;
  /** '' for the whole cluster. */
  namespace: string;
  /** One sentence, with what its roles do allow where that may be seen. */
  words: string;
}

const REFUSAL =
  /User "system:serviceaccount:([\w.-]+):([\w.-]+)" cannot (\w+) resource "([^"]+)" in API group "([^"]*)"(?: in the namespace "([^"]+)"| at the cluster scope)?/;

const names = (list: readonly string[], wanted: string) => list.includes('*') || list.includes(wanted);

function allowedVerbs(
  index: ClusterIndex,
  account: Account,
  { resource, apiGroup, namespace }: Omit<Forbidden, 'words' | 'account' | 'verb'>,
): string[] {
  const grants = grantsOf(index, account).filter(
    (grant) => grant.namespace === '' || grant.namespace === namespace,
  );
  const rules = grants.flatMap((grant) => grant.rules);
  const fitting = rules.filter(
    ({ resources, apiGroups }) => names(resources, resource) && names(apiGroups, apiGroup),
  );
  return [...new Set(fitting.flatMap(({ verbs }) => verbs))];
}

/** Reads a "forbidden: User system:serviceaccount:…" message from a log or event; undefined when it is none. */
export function explainForbidden(index: ClusterIndex, message: string): Forbidden | undefined {
  const [, home, name, verb, resource, apiGroup = '', namespace = ''] = REFUSAL.exec(message) ?? [];
  if (!home || !name || !verb || !resource) return undefined;
  const account = { namespace: home, name };
  const asked = { resource, apiGroup, namespace };
  const readable = (['RoleBinding', 'ClusterRoleBinding', 'Role', 'ClusterRole'] as const).every((kind) =>
    index.sees(kind),
  );
  const verbs = readable ? allowedVerbs(index, account, asked) : [];
  const where = namespace ? `in ${namespace}` : 'in the whole cluster';
  const has = !readable
    ? ''
    : verbs.length
      ? `; its roles allow only ${joinWords(verbs)}`
      : '; none of its roles covers them';
  return {
    account,
    verb,
    ...asked,
    words: `the service account ${home}/${name} may not ${verb} ${resource}${apiGroup ? `.${apiGroup}` : ''} ${where}${has}`,
  };
}
