import type { ObjectRef } from '#diagnosis/evidence';
import { WATCHED_KINDS } from '#diagnosis/evidence';
import { fact, say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, listed, inline, type Markdown } from '../answer/markdown.ts';
import { plural } from '#ground/text';
import { fullName, kindWord } from '../cluster/name.ts';
import { citeObject } from '../cluster/observe.ts';
import { relationsOf, type Relation } from '../cluster/relations.ts';
import { targetOf } from '../cluster/target.ts';
import { DESCRIBE, suggest, WHY } from './ask.ts';
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

/** What of all relations was asked for: the owner, what hangs off it, one kind, or everything. */
function chosen({ slots }: SkillContext, all: Relation[]): Relation[] {
  const { aspect, kind, objects } = slots;
  if (aspect === 'owner') return all.filter(({ name }) => name === 'Owned by');
  const asked = kind === undefined || objects.some((ref) => ref.kind === kind) ? undefined : kind;
  if (asked === undefined) return all;
  return all
    .map(({ name, objects: some }) => ({ name, objects: some.filter((ref) => ref.kind === asked) }))
    .filter(({ objects: some }) => some.length > 0);
}

/** What to say when there is nothing of what was asked for. */
function nothingOf({ slots }: SkillContext, ref: ObjectRef): Markdown {
  if (slots.aspect === 'owner') return inline`Nothing owns ${fullName(ref)}.`;
  if (slots.kind !== undefined && slots.kind !== ref.kind)
    return inline`No ${kindWord(slots.kind)} hangs together with ${fullName(ref)}.`;
  return inline`${fullName(ref)} stands alone: nothing owns it, nothing uses it.`;
}

function about(context: SkillContext, ref: ObjectRef): { blocks: Block[]; related: ObjectRef[] } {
  if (context.snapshot(ref.cluster) === undefined)
    return { blocks: [outOfReach(context, ref.cluster)], related: [] };
  const target = targetOf(context, ref);
  if (target === undefined) return { blocks: [notSeen(context, ref)], related: [] };
  context.looked(ref.cluster, WATCHED_KINDS, ref.namespace === '' ? [] : [ref.namespace]);
  const relations = chosen(context, relationsOf(target));
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
    const sentence = inline`${bold(fullName(ref))}, ${only.text}.`;
    return { blocks: [fact(sentence, only.evidence)], related: relations[0]?.objects ?? [] };
  }
  const head = fact(
    inline`What ${fullName(ref)} hangs together with:`,
    items.flatMap(({ evidence }) => evidence).slice(0, 1),
  );
  return { blocks: [head, { type: 'list', items, cap: items.length }], related: [] };
}

function answer(context: SkillContext): Draft {
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
