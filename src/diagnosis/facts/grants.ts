import type { ObjectRef, Role, RoleBinding } from '../evidence/index.ts';
import type { ClusterIndex } from './cluster-index.ts';
import { joinWords } from './wording.ts';

type Rule = Role['rules'][number];
type Subject = RoleBinding['subjects'][number];

/** What a binding gives: the role's rules, where they hold ('' is everywhere), and through which objects. */
export interface Grant {
  binding: ObjectRef;
  role: ObjectRef;
  rules: Rule[];
  namespace: string;
}

/** A grant to somebody: a user, a group or a service account. */
export interface SubjectGrant extends Grant {
  subject: Subject;
}

interface Account {
  namespace: string;
  name: string;
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

/** Every grant of the cluster, one for each subject of each binding. */
export function allGrants(index: ClusterIndex): SubjectGrant[] {
  return (['RoleBinding', 'ClusterRoleBinding'] as const).flatMap((kind) =>
    index.list(kind).flatMap((binding) => {
      const grant = grantOf(index, kind, binding);
      return binding.subjects.map((subject) => ({ ...grant, subject }));
    }),
  );
}

/** The grants of one service account, those through the groups that it is in included. */
export function grantsTo(index: ClusterIndex, account: Account): SubjectGrant[] {
  const groups = [
    'system:serviceaccounts',
    `system:serviceaccounts:${account.namespace}`,
    'system:authenticated',
  ];
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
  /** Any group when it is not known. */
  apiGroup?: string;
  /** '' for everywhere. */
  namespace: string;
}

const names = (list: readonly string[], wanted: string) => list.includes('*') || list.includes(wanted);

const covers = ({ resources, apiGroups }: Rule, { resource, apiGroup }: Omit<Deed, 'verb'>) =>
  names(resources, resource) && (apiGroup === undefined || names(apiGroups, apiGroup));

/** The grants that allow a deed on every object of the resource. */
export function grantsFor<G extends Grant>(grants: readonly G[], deed: Deed): G[] {
  return grants.filter(
    ({ namespace, rules }) =>
      (namespace === '' || namespace === deed.namespace) &&
      rules.some((rule) => covers(rule, deed) && names(rule.verbs, deed.verb) && !rule.resourceNames.length),
  );
}

/** A rule in words: "get, list, watch pods, services". */
export function ruleInWords({ verbs, resources, resourceNames, nonResourceURLs }: Rule): string {
  const what = [...resources, ...nonResourceURLs].map((one) => (one === '*' ? 'everything' : one)).join(', ');
  const how = verbs.includes('*') ? 'do anything with' : verbs.join(', ');
  const named = resourceNames.length === 0 ? '' : ` named ${resourceNames.join(', ')}`;
  return `${how} ${what}${named}`;
}

/** A request that the API server refused to a service account. */
interface Forbidden {
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

function allowedVerbs(index: ClusterIndex, account: Account, asked: Omit<Deed, 'verb'>): string[] {
  const grants = grantsTo(index, account).filter(
    ({ namespace }) => namespace === '' || namespace === asked.namespace,
  );
  const fitting = grants.flatMap(({ rules }) => rules.filter((rule) => covers(rule, asked)));
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
