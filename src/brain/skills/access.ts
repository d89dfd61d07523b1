import {
  allGrants,
  grantsFor,
  grantsTo,
  ruleInWords,
  type Deed,
  type SubjectGrant as Grant,
} from '#diagnosis';
import { plural } from '#ground/text';
import type { ObjectRef } from '#diagnosis/evidence';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline, type Markdown } from '../answer/markdown.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { fullName, kindWord } from '../cluster/name.ts';
import { citeList, citeObject } from '../cluster/observe.ts';
import { indexOf, podsFor, targetOf } from '../cluster/target.ts';
import { roleRules } from './granting/role-rules.ts';
import { outOfReach } from './out-of-reach.ts';
import { mayHide } from './sight.ts';
import type { Skill, SkillContext } from './skill.ts';

const RBAC_KINDS = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'] as const;
const WHO =
  /\b(?:who|whoever|anyone|anybody|everyone|which (?:users?|groups?|accounts?|service accounts?))\b/i;
const ONESELF =
  /\b(?:can|could|may|am|are|do|does) (?:i|we|you|jamie)\b(?!-)|\bmy (?:own )?(?:permissions?|rights|access)\b/i;
const SHOWN = 15;

interface Asked extends Deed {
  cluster: string;
  subject?: string;
}

const where = ({ namespace, cluster }: Asked): Markdown =>
  namespace === '' ? inline`on ${code(cluster)}` : inline`in ${code(namespace)} on ${code(cluster)}`;

const deedInWords = ({ verb, resource }: Asked): Markdown => inline`${code(verb)} ${code(resource)}`;

async function canI(context: SkillContext, asked: Asked): Promise<Block[]> {
  const { cluster, verb, resource, namespace } = asked;
  const place = namespace === '' ? undefined : namespace;
  const result = await context.calls.canI({ cluster, verb, resource, namespace: place });
  if (!result.ok) return [say(inline`The API server did not say whether I may: ${result.error.message}.`)];
  const { allowed, reason } = result.value;
  const words = ['auth', 'can-i', verb, resource, ...(namespace === '' ? ['-A'] : ['-n', namespace])];
  const says = `${allowed ? 'yes' : 'no'}${reason === '' ? '' : `: ${reason}`}`;
  const answer = allowed
    ? inline`Yes, with the credentials that I run under one may`
    : inline`No, with the credentials that I run under one may not`;
  return [
    fact(bold(inline`${answer} ${deedInWords(asked)} ${where(asked)}.`), [
      citeList(context, { cluster }, words)(says),
    ]),
  ];
}

function subjectInWords({ kind, name, namespace }: Grant['subject']): Markdown {
  const place = namespace === undefined || namespace === '' ? inline`` : inline` in ${code(namespace)}`;
  return inline`${kindWord(kind).toLowerCase()} ${code(name)}${place}`;
}

function grantItem(context: SkillContext, grant: Grant, text: Markdown) {
  const says = `${grant.binding.kind} ${grant.binding.name} gives ${grant.role.kind} ${grant.role.name} to ${grant.subject.kind} ${grant.subject.name}`;
  return {
    text: inline`${text}, through ${fullName(grant.binding)}`,
    evidence: [citeObject(context, grant.binding, says)],
  };
}

/** Why it is not known who has which role there; nothing when all roles and bindings can be seen. */
const unreadRoles = (context: SkillContext, { cluster, namespace }: Asked): Markdown[] =>
  RBAC_KINDS.flatMap((kind) =>
    mayHide(context, {
      clusters: [cluster],
      namespaces: kind.startsWith('Cluster') || namespace === '' ? [] : [namespace],
      kind,
    }),
  );

const citeBindings = (context: SkillContext, { cluster }: Asked) =>
  citeList(context, { cluster }, ['get', 'rolebindings,clusterrolebindings', '-A']);

function nobody(context: SkillContext, asked: Asked): Block {
  const [unread] = unreadRoles(context, asked);
  const deed = inline`may ${deedInWords(asked)} ${where(asked)}.`;
  if (unread !== undefined) return say(inline`${bold(inline`I cannot tell who ${deed}`)} ${unread}`);
  return fact(bold(inline`Nobody that I can see ${deed}`), [
    citeBindings(context, asked)('no binding gives it'),
  ]);
}

function whoCan(context: SkillContext, asked: Asked): Block[] {
  const index = indexOf(context, asked.cluster);
  if (index === undefined) return [outOfReach(context, asked.cluster)];
  const found = grantsFor(allGrants(index), asked);
  const unique = [
    ...new Map(
      found.map((grant) => [
        `${grant.subject.kind}/${grant.subject.namespace ?? ''}/${grant.subject.name}`,
        grant,
      ]),
    ).values(),
  ];
  const cite = citeBindings(context, asked);
  if (unique.length === 0) return [nobody(context, asked)];
  const head = fact(
    bold(inline`${plural(unique.length, 'subject')} may ${deedInWords(asked)} ${where(asked)}:`),
    [cite(`${unique.length} subjects`)],
  );
  return [
    head,
    {
      type: 'list',
      items: unique.map((grant) => grantItem(context, grant, subjectInWords(grant.subject))),
      cap: SHOWN,
    },
  ];
}

interface Account {
  namespace: string;
  name: string;
}

/** The account that an object runs as; the object itself when it is an account. */
function accountBehind(context: SkillContext, ref: ObjectRef): Account | undefined {
  if (ref.kind === 'ServiceAccount') return ref;
  const target = targetOf(context, ref);
  const pod =
    target === undefined || ref.kind === 'Node' || ref.kind === 'Namespace' ? undefined : podsFor(target)[0];
  if (pod === undefined) return undefined;
  return { namespace: ref.namespace, name: pod.spec.serviceAccountName ?? 'default' };
}

function accountCalled(
  context: SkillContext,
  { cluster, namespace }: Asked,
  said: string,
): Account | undefined {
  const [first = '', second] = said.replace(/^system:serviceaccount:/, '').split(/[:/]/);
  if (second !== undefined) return { namespace: first, name: second };
  const accounts = indexOf(context, cluster)?.list('ServiceAccount') ?? [];
  const found = accounts.filter(
    ({ metadata }) => metadata.name === first && (namespace === '' || metadata.namespace === namespace),
  );
  return found.length === 1 ? found[0]?.metadata : undefined;
}

/** The service account that is meant: named, behind an object that was named, or `namespace/name`. */
function accountOf(context: SkillContext, asked: Asked): Account | undefined {
  const { objects } = context.slots;
  const named = objects.find(({ kind }) => kind === 'ServiceAccount') ?? objects[0];
  const behind = named === undefined ? undefined : accountBehind(context, named);
  return behind ?? (asked.subject === undefined ? undefined : accountCalled(context, asked, asked.subject));
}

const inWords = (context: SkillContext, grant: Grant) =>
  grant.rules.map((rule) => {
    const place = grant.namespace === '' ? '' : ` in ${grant.namespace}`;
    return grantItem(context, grant, inline`${ruleInWords(rule)}${place}`);
  });

function judged(asked: Asked, account: ObjectRef, grants: Grant[]): Markdown {
  const name = fullName(account);
  const rules = grants.reduce((sum, grant) => sum + grant.rules.length, 0);
  if (asked.verb === '*' || asked.resource === '*') {
    return rules === 0
      ? inline`${name} may do nothing beyond what everybody may: no role is bound to it.`
      : inline`${name} has ${plural(rules, 'rule')}.`;
  }
  const namespace = asked.namespace === '' ? account.namespace : asked.namespace;
  const may = grantsFor(grants, { ...asked, namespace }).length > 0;
  const head = may ? inline`Yes, ${name} may` : inline`No, ${name} may not`;
  return inline`${head} ${deedInWords(asked)} ${where({ ...asked, namespace })}.`;
}

function mayDo(
  context: SkillContext,
  asked: Asked,
  { namespace, name }: { namespace: string; name: string },
): Block[] {
  const index = indexOf(context, asked.cluster);
  if (index === undefined) return [outOfReach(context, asked.cluster)];
  const account = { cluster: asked.cluster, kind: 'ServiceAccount', namespace, name };
  const grants = grantsTo(index, account);
  const says = `bound to ${grants.map(({ role }) => `${role.kind} ${role.name}`).join(', ') || 'no role'}`;
  const items = grants.flatMap((grant) => inWords(context, grant));
  const [unread] = unreadRoles(context, asked);
  if (grants.length === 0 && unread !== undefined)
    return [say(inline`${bold(inline`I cannot tell what ${fullName(account)} may do.`)} ${unread}`)];
  return [
    fact(bold(judged(asked, account, grants)), [citeObject(context, account, says)]),
    ...(items.length === 0
      ? []
      : [say(inline`What it may do:`), { type: 'list' as const, items, cap: SHOWN }]),
  ];
}

async function blocksFor(context: SkillContext, asked: Asked): Promise<Block[]> {
  const { subject = '' } = asked;
  const role = context.slots.objects.find(({ kind }) => kind === 'Role' || kind === 'ClusterRole');
  if (role !== undefined) return role.cluster === asked.cluster ? roleRules(context, role) : [];
  if (ONESELF.test(context.message)) return canI(context, asked);
  if (WHO.test(subject) || (subject === '' && WHO.test(context.message))) return whoCan(context, asked);
  const account = accountOf(context, asked);
  if (account !== undefined) return mayDo(context, asked, account);
  if (subject === '') return canI(context, asked);
  const command = kubectl({ clusters: context.clusters, cluster: asked.cluster }, [
    'auth',
    'can-i',
    asked.verb,
    asked.resource,
    '--as',
    subject,
  ]);
  return [
    say(
      inline`I find no service account ${code(subject)}. For a user, the API server can tell: ${code(command)}`,
    ),
  ];
}

async function answer(context: SkillContext): Promise<Draft> {
  const { access, clusters, namespaces } = context.slots;
  const { verb = '*', resource = '*', subject } = access ?? {};
  const [namespace = ''] = namespaces;
  const reachable = clusters.filter((cluster) => context.snapshot(cluster) !== undefined);
  for (const cluster of reachable) context.looked(cluster, RBAC_KINDS, namespaces);
  const asked = clusters.map((cluster): Asked => ({ cluster, verb, resource, subject, namespace }));
  const blocks = await Promise.all(asked.map((one) => blocksFor(context, one)));
  const known = context.ledger.all().length > 0;
  return {
    outcome: known ? 'answered' : 'unknown',
    blocks: blocks.flat(),
    focus: context.slots.objects.length > 0 ? context.slots.objects : undefined,
    suggestions:
      resource === '*' || verb === '*'
        ? []
        : [{ label: `Who can ${verb} ${resource}?`, message: `who can ${verb} ${resource}?` }],
  };
}

export const accessSkill: Skill = {
  id: 'access',
  answers: 'Who may do what: you, anybody, or a service account.',
  examples: ['Can I delete pods in web?', 'Who can read secrets?', 'What may service account ci-bot do?'],
  answer,
};
