import type { ObjectRef } from '#diagnosis/evidence';
import { WATCHED_KINDS } from '#diagnosis/evidence';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, listed, inline, type Markdown } from '../answer/markdown.ts';
import { plural } from '#ground/text';
import { fullName, kindWord, shortName } from '../cluster/name.ts';
import { citeObject } from '../cluster/observe.ts';
import { relationsOf, type Relation } from '../cluster/relations.ts';
import { podsFor, targetOf, type Target } from '../cluster/target.ts';
import { DESCRIBE, suggest, WHY } from './ask.ts';
import { linksReply } from './connecting/links.ts';
import { outOfReach } from './out-of-reach.ts';
import { notSeen } from './sight.ts';
import type { Skill, SkillContext } from './skill.ts';

const SHOWN = 15;

function named(ref: ObjectRef, home: string): Markdown {
  const where =
    ref.namespace === '' || ref.namespace === home ? inline`` : inline` in ${code(ref.namespace)}`;
  return inline`${code(ref.name)}${where}`;
}

function inWords({ objects }: Relation, home: string): Markdown {
  const byKind = Map.groupBy(objects, ({ kind }) => kind);
  const groups = [...byKind].map(([kind, refs]) => {
    const names = refs.slice(0, SHOWN).map((ref) => named(ref, home));
    const more = refs.length > SHOWN ? [inline`${refs.length - SHOWN} more`] : [];
    const word = refs.length === 1 ? kindWord(kind) : plural(refs.length, kindWord(kind));
    return inline`${word} ${listed([...names, ...more])}`;
  });
  return listed(groups);
}

const YES_NO = /^\W*(?:is|are|does|do|has|have|any)\b/i;
const USE = /\bus(?:e|es|ed|ing)\b|\bin use\b|\bmount\w*|\breferenc\w*|\bneed\w*/i;
const USABLE: ReadonlySet<string> = new Set([
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
  'ServiceAccount',
  'StorageClass',
]);

/** Whether it is asked who uses the object, rather than what it hangs together with. */
const asksForUsers = ({ message, slots }: SkillContext, { kind }: ObjectRef): boolean =>
  USABLE.has(kind) && (slots.aspect === 'users' || USE.test(message));

/** What of all relations was asked for: the owner, who uses it, what hangs off it, one kind, or everything. */
function chosen(context: SkillContext, ref: ObjectRef, all: Relation[]): Relation[] {
  const { aspect, kind, objects } = context.slots;
  if (aspect === 'owner') return all.filter(({ name }) => name === 'Owned by');
  if (asksForUsers(context, ref)) return all.filter(({ name }) => name === 'Used by');
  const asked = kind === undefined || objects.some((ref) => ref.kind === kind) ? undefined : kind;
  if (asked === undefined) return all;
  return all
    .map(({ name, objects: some }) => ({ name, objects: some.filter((ref) => ref.kind === asked) }))
    .filter(({ objects: some }) => some.length > 0);
}

/** What to say when there is nothing of what was asked for. */
function nothingOf(context: SkillContext, ref: ObjectRef): Markdown {
  const { slots, message } = context;
  const no = YES_NO.test(message) ? inline`No: ` : inline``;
  if (asksForUsers(context, ref))
    return inline`${no}nothing that I can see uses ${fullName(ref)}: no ${ref.kind === 'StorageClass' ? 'PVC' : 'pod, workload or ingress'} names it.`;
  if (slots.aspect === 'owner') return inline`Nothing owns ${fullName(ref)}.`;
  if (slots.kind !== undefined && slots.kind !== ref.kind)
    return inline`${no}no ${kindWord(slots.kind)} hangs together with ${fullName(ref)}.`;
  return inline`I find nothing that ${fullName(ref)} hangs together with: no owner, no pods, nothing that names it.`;
}

/** "who owns the pod of cart" is about the pod, not about cart. */
function meant(context: SkillContext, target: Target): Target {
  const [pod] = podsFor(target);
  const isOfPod = context.slots.aspect === 'owner' && /\bpods?\b/i.test(context.message);
  if (!isOfPod || pod === undefined || ['Pod', 'Node', 'Namespace'].includes(target.kind)) return target;
  return targetOf(context, target.index.ref('Pod', pod)) ?? target;
}

const OF_NAMESPACE = /\b(?:which|what) (?:namespaces?|ns)\b|^\W*(?:the )?(?:namespace|ns) (?:of|for)\b/i;

/** In which namespace an object is, where that is the question. */
function place(context: SkillContext, ref: ObjectRef): Block[] {
  if (ref.namespace === '')
    return [
      fact(inline`${bold(fullName(ref))} is in no namespace: its kind belongs to the whole cluster.`, [
        citeObject(context, ref, 'has no namespace'),
      ]),
    ];
  const says = `in namespace ${ref.namespace}`;
  return [
    fact(
      bold(inline`${shortName(ref)} is in the namespace ${code(ref.namespace)} on ${code(ref.cluster)}.`),
      [citeObject(context, ref, says)],
    ),
  ];
}

function about(context: SkillContext, asked: ObjectRef): { blocks: Block[]; related: ObjectRef[] } {
  if (context.snapshot(asked.cluster) === undefined)
    return { blocks: [outOfReach(context, asked.cluster)], related: [] };
  const found = targetOf(context, asked);
  if (found === undefined) return { blocks: [notSeen(context, asked)], related: [] };
  const target = meant(context, found);
  const { ref } = target;
  if (OF_NAMESPACE.test(context.message)) return { blocks: place(context, found.ref), related: [] };
  context.looked(ref.cluster, WATCHED_KINDS, ref.namespace === '' ? [] : [ref.namespace]);
  const relations = chosen(context, ref, relationsOf(target));
  const cite = (relation: Relation): string =>
    citeObject(
      context,
      ref,
      `${relation.name}: ${relation.objects.map(({ kind, name }) => `${kind} ${name}`).join(', ')}`,
    );
  if (relations.length === 0) {
    return {
      blocks: [fact(nothingOf(context, ref), [citeObject(context, ref, 'no relations found')])],
      related: [],
    };
  }
  const items = relations.map((relation) => ({
    text: inline`${bold(inline`${relation.name}`)}: ${inWords(relation, ref.namespace)}`,
    evidence: [cite(relation)],
  }));
  const [only] = items;
  if (only !== undefined && items.length === 1) {
    const yes = YES_NO.test(context.message) ? inline`Yes: ` : inline``;
    const sentence = inline`${yes}${bold(fullName(ref))}, ${only.text}.`;
    return { blocks: [fact(sentence, only.evidence)], related: relations[0]?.objects ?? [] };
  }
  const head = fact(
    inline`What ${fullName(ref)} hangs together with:`,
    items.flatMap(({ evidence }) => evidence).slice(0, 1),
  );
  return { blocks: [head, { type: 'list', items, cap: items.length }], related: [] };
}

async function answer(context: SkillContext): Promise<Draft> {
  const isOfClaims = context.slots.kind === 'PersistentVolumeClaim';
  const links = isOfClaims ? undefined : await linksReply(context);
  if (links !== undefined) return links;
  const refs = context.slots.objects.slice(0, 3);
  const [first] = refs;
  if (first === undefined) {
    const text = 'Of which object would you like to see what it belongs to?';
    return {
      outcome: 'asked',
      blocks: [say(inline`${text}`)],
      suggestions: [],
      question: { text, choices: [] },
    };
  }
  const answers = refs.map((ref) => about(context, ref));
  const related = answers.flatMap((one) => one.related);
  return {
    outcome: context.ledger.all().length > 0 ? 'answered' : 'unknown',
    blocks: answers.flatMap(({ blocks }) => blocks),
    focus: related.length > 0 ? related : refs,
    suggestions: [DESCRIBE, WHY].map((wording) => suggest(context.clusters, first, wording)),
  };
}

export const relationsSkill: Skill = {
  id: 'relations',
  answers: 'What belongs to what: owners, pods, services, ingresses, volumes, who uses a config map.',
  examples: [
    'Who owns pod cart-0?',
    'Which pods run on node worker-1?',
    'What uses config map app-settings?',
  ],
  answer,
};
