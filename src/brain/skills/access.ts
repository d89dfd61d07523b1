import { plural } from '#ground/text';
import type { ObjectRef } from '#diagnosis/evidence';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline, type Markdown } from '../answer/markdown.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { fullName, kindWord } from '../cluster/name.ts';
import { citeList, citeObject } from '../cluster/observe.ts';
import {
  allGrants,
  grantsFor,
  grantsTo,
  ruleInWords,
  type Deed,
  type Grant,
  type Subject,
} from '../cluster/rbac.ts';
import { indexOf } from '../cluster/target.ts';
import { outOfReach } from './out-of-reach.ts';
import type { Skill, SkillContext } from './skill.ts';

const RBAC_KINDS = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'] as const;
const WHO = /^(?:who|whoever|anyone|anybody|which|everyone)\b/i;
const SELF = /^(?:i|me|we|you|jamie|myself|us)$/i;
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
  const result = await context.calls.canI({
    cluster,
    verb,
    resource,
    namespace: namespace === '' ? undefined : namespace,
  });
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

function subjectInWords({ kind, name, namespace }: Subject): Markdown {
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
  const cite = citeList(context, { cluster: asked.cluster }, [
    'get',
    'rolebindings,clusterrolebindings',
    '-A',
  ]);
  if (unique.length === 0)
    return [
      fact(bold(inline`Nobody that I can see may ${deedInWords(asked)} ${where(asked)}.`), [
        cite('no binding gives it'),
      ]),
    ];
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

/** The service account that is meant: `namespace/name`, `namespace:name`, an object that was named, or a bare name. */
function accountOf(context: SkillContext, asked: Asked): { namespace: string; name: string } | undefined {
  const named = context.slots.objects.find(({ kind }) => kind === 'ServiceAccount');
  if (named !== undefined) return named;
  const said = asked.subject?.replace(/^system:serviceaccount:/, '');
  if (said === undefined) return undefined;
  const [first = '', second] = said.split(/[:/]/);
  if (second !== undefined) return { namespace: first, name: second };
  const index = indexOf(context, asked.cluster);
  const found =
    index
      ?.list('ServiceAccount')
      .filter(
        ({ metadata }) =>
          metadata.name === first && (asked.namespace === '' || metadata.namespace === asked.namespace),
      ) ?? [];
  return found.length === 1 ? found[0]?.metadata : undefined;
}

const inWords = (context: SkillContext, grant: Grant) =>
  grant.rules.map((rule) => {
    const place = grant.namespace === '' ? '' : ` in ${grant.namespace}`;
    return grantItem(context, grant, inline`${ruleInWords(rule)}${place}`);
  });

function judged(asked: Asked, account: ObjectRef, grants: Grant[]): Markdown {
  const name = fullName(account);
  const rules = grants.reduce((sum, grant) => sum + grant.rules.length, 0);
  if (asked.verb === '*' || asked.resource === '') {
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
  return [
    fact(bold(judged(asked, account, grants)), [citeObject(context, account, says)]),
    ...(items.length === 0
      ? []
      : [say(inline`What it may do:`), { type: 'list' as const, items, cap: SHOWN }]),
  ];
}

async function blocksFor(context: SkillContext, asked: Asked): Promise<Block[]> {
  const { subject = '' } = asked;
  if (WHO.test(subject)) return whoCan(context, asked);
  const account = accountOf(context, asked);
  if (account !== undefined) return mayDo(context, asked, account);
  if (subject === '' || SELF.test(subject)) return canI(context, asked);
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
  const { verb = '*', resource = '', subject } = access ?? {};
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
      resource === ''
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
