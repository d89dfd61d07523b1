import type { ObjectRef } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { fact, say, type Block, type Draft, type Item } from '../answer/draft.ts';
import { bold, code, listed, inline, type Markdown } from '../answer/markdown.ts';
import { clock, span as spanOf } from '../answer/phrase.ts';
import { ownersOf, refKeyOf, sameObject, type ClusterIndex } from '../cluster/facts.ts';
import { fullName } from '../cluster/name.ts';
import { citeList } from '../cluster/observe.ts';
import { usedBy } from '../cluster/users.ts';
import { indexOf, podsFor, targetOf } from '../cluster/target.ts';
import { changesIn, type Change, type Span } from './changing/collect.ts';
import { lastOf, lastRolled } from './changing/last.ts';
import { suggest, WHY } from './ask.ts';
import { reach } from './out-of-reach.ts';
import type { Skill, SkillContext } from './skill.ts';

const DAY = 24 * 3_600_000;
const SHOWN = 12;
const KINDS = ['Deployment', 'ReplicaSet', 'Pod', 'Event', 'Service', 'ConfigMap', 'Node'] as const;

/** The object, what it owns, what owns it, and the settings that its pods use. */
function family(context: SkillContext, ref: ObjectRef): Set<string> {
  const target = targetOf(context, ref);
  if (target === undefined) return new Set([refKeyOf(ref)]);
  const { index, object } = target;
  const pods = ref.kind === 'Node' ? [] : podsFor(target);
  const used = pods.slice(0, 1).flatMap(({ spec }) =>
    usedBy(spec)
      .filter(({ name }) => name !== 'default')
      .map((one) => ({ ...ref, ...one })),
  );
  const sets =
    ref.kind === 'Deployment'
      ? index.ownedBy('ReplicaSet', object).map((set) => index.ref('ReplicaSet', set))
      : [];
  return new Set(
    [ref, ...ownersOf(index, object), ...sets, ...pods.map((pod) => index.ref('Pod', pod)), ...used].map(
      refKeyOf,
    ),
  );
}

function wanted(context: SkillContext, cluster: string): (change: Change) => boolean {
  const { objects, namespaces } = context.slots;
  const here = objects.filter((ref) => ref.cluster === cluster);
  const places = new Set([
    ...namespaces,
    ...here.flatMap(({ kind, name }) => (kind === 'Namespace' ? [name] : [])),
  ]);
  const named = here.filter(({ kind }) => kind !== 'Namespace');
  const keys = new Set(named.flatMap((ref) => [...family(context, ref)]));
  if (named.length > 0) return ({ ref }) => keys.has(refKeyOf(ref));
  return ({ ref }) =>
    places.size === 0 || places.has(ref.namespace) || (ref.kind === 'Namespace' && places.has(ref.name));
}

/** Whether only rollouts, or only one kind, is asked after. */
function ofAspect({ slots: { aspect, kind } }: SkillContext): (change: Change) => boolean {
  if (aspect === 'rollouts') return ({ isRollout }) => isRollout === true;
  return aspect === 'of-kind' ? ({ ref }) => ref.kind === kind : () => true;
}

function subject({ slots }: SkillContext, cluster: string): Markdown {
  if (slots.objects.length > 0) return listed(slots.objects.slice(0, 3).map(fullName));
  return slots.namespaces.length > 0
    ? inline`${listed(slots.namespaces.map(code))} on ${code(cluster)}`
    : code(cluster);
}

const CLOCK = /\d:\d\d|\d ?[ap]m\b/i;

/** An end of today says so after a beginning on another day. */
const endInWords = (from: string, to: string): string =>
  `${to}${/[a-z]/i.test(from) && !/[a-z]/i.test(to) ? ' today' : ''}`;

/** The range that was read, so that nobody takes one hour for another; a span up to now needs no more than its name. */
function rangeInWords(context: SkillContext, { from, to, said }: Span & { said: string }): string {
  const told = (at: number): string => clock(new Date(at).toISOString(), context.now, context.timeZone);
  if (to < context.now)
    return `${CLOCK.test(said) ? '' : `${said}, `}${told(from)} to ${endInWords(told(from), told(to))}`;
  return CLOCK.test(said) ? `since ${told(from)}` : said;
}

/** Only the newest of what says the same about the same object. */
function distinct(changes: Change[]): Change[] {
  return [
    ...new Map(
      changes.toReversed().map((change) => [`${refKeyOf(change.ref)} ${change.text.markdown}`, change]),
    ).values(),
  ].toReversed();
}

function item(context: SkillContext, { at, text, cite, isAtLeast }: Change): Item {
  const when = clock(new Date(at).toISOString(), context.now, context.timeZone);
  const told =
    isAtLeast === true ? inline`some time after ${when}` : inline`${when} (${spanOf(context.now - at)} ago)`;
  return {
    text: inline`${told}: ${text}`,
    evidence: [cite()],
  };
}

/** Signs of trouble in one line: how often each was seen, and on how many objects. */
function symptoms(all: Change[]): Block[] {
  const found = all.filter(({ symptom }) => symptom !== undefined);
  if (found.length === 0) return [];
  const names = [...new Set(found.map(({ symptom = '' }) => symptom))];
  const told = names.map((name) => {
    const ofName = found.filter(({ symptom }) => symptom === name);
    const times = ofName.reduce((sum, { count = 1 }) => sum + count, 0);
    const objects = new Set(ofName.map(({ ref }) => refKeyOf(ref))).size;
    return inline`${name === 'restart' ? 'containers that ended' : code(name)} (${times} on ${plural(objects, 'object')})`;
  });
  const evidence = names
    .slice(0, 4)
    .flatMap((name) => found.find(({ symptom }) => symptom === name)?.cite() ?? []);
  return [
    fact(
      inline`Signs of trouble in that time, which change nothing by themselves: ${listed(told)}.`,
      evidence,
    ),
  ];
}

function nothingChanged(
  context: SkillContext,
  cluster: string,
  { span, all }: { span: { said: string }; all: Change[] },
): Block {
  return fact(
    bold(
      inline`I see no change in ${subject(context, cluster)} (${span.said}): nothing released, created, scaled or deleted.`,
    ),
    all.slice(0, 1).map(({ cite }) => cite()),
  );
}

interface Told {
  blocks: Block[];
  refs: ObjectRef[];
}

function tell(context: SkillContext, index: ClusterIndex, span: Span & { said: string }): Told {
  const { cluster } = index.snapshot;
  context.looked(cluster, KINDS, context.slots.namespaces);
  const isAsked = ofAspect(context);
  const all = distinct(changesIn(context, index, span).filter(wanted(context, cluster)).filter(isAsked));
  const changes = all.filter(({ symptom }) => symptom === undefined);
  const signs = symptoms(all);
  const [first] = changes;
  if (first === undefined && signs.length > 0)
    return {
      blocks: [nothingChanged(context, cluster, { span, all }), ...signs],
      refs: all.map(({ ref }) => ref),
    };
  if (first === undefined) {
    const cite = citeList(context, { cluster }, ['get', 'events', '-A', '--sort-by=.lastTimestamp']);
    const what = context.slots.aspect === 'rollouts' ? 'rollout' : 'change';
    const none = bold(inline`I see no ${what} in ${subject(context, cluster)} (${span.said}).`);
    return {
      blocks: [fact(none, [cite('nothing created, rolled out, restarted or reported in that time')])],
      refs: [],
    };
  }
  const items = changes.slice(0, SHOWN).map((change) => item(context, change));
  const what = context.slots.aspect === 'rollouts' ? 'rollout' : 'change';
  const head = inline`${plural(changes.length, what)} in ${subject(context, cluster)} (${span.said}), newest first:`;
  const more =
    changes.length > SHOWN
      ? [say(inline`…and ${changes.length - SHOWN} more. Name an object or a shorter time to see them.`)]
      : [];
  return {
    blocks: [
      fact(bold(head), items[0]?.evidence ?? []),
      { type: 'list', items, cap: SHOWN },
      ...more,
      ...signs,
    ],
    refs: changes.map(({ ref }) => ref),
  };
}

const LIMITS = say(
  inline`What the cluster alone cannot tell: edits of what is there already (config maps, secrets, selectors of services, network policies, quotas, taints and cordons, replicas of stateful sets, settings of autoscalers) unless an event tells of them; what was deleted and is gone; who made a change; and events that the API server has dropped since (it keeps them for about an hour).`,
);

const LAST =
  /\b(?:last|latest|recently|deployed|deploy|deploys|released|release|rolled out|rollout|shipped|pushed|updated|upgraded)\b/i;

const WHO = /\b(?:who|whom|whose|anyone|anybody|someone|somebody)\b/i;
const NOT_WHO = say(
  inline`${bold(inline`Who did it the cluster does not tell`)}: it keeps no names of people. The API server’s audit log, or the pipeline that deploys, does.`,
);

function answer(context: SkillContext): Draft {
  const { time, aspect } = context.slots;
  const { reachable, notes } = reach(context);
  const isLast = aspect === 'last-rollout';
  const found = isLast && context.slots.objects.length === 0 ? lastRolled(context, reachable) : undefined;
  const objects = found === undefined ? context.slots.objects : [found];
  const [only] = objects;
  const last =
    time === undefined && objects.length === 1 && only !== undefined ? lastOf(context, only) : undefined;
  if (last !== undefined && (isLast || LAST.test(context.message)))
    return {
      outcome: 'answered',
      blocks: [...last, ...(WHO.test(context.message) ? [NOT_WHO] : []), ...(isLast ? notes : [])],
      focus: objects,
      suggestions: objects.map((ref) => suggest(context.clusters, ref, WHY)),
    };
  const asked = time ?? { from: context.now - DAY, to: context.now, said: 'the last 24 hours' };
  const span = { ...asked, said: rangeInWords(context, asked) };
  const told = reachable.flatMap((cluster): Told[] => {
    const index = indexOf(context, cluster);
    return index === undefined ? [] : [tell(context, index, span)];
  });
  const refs = told.flatMap((one) => one.refs);
  const unique = refs
    .filter((ref, at) => refs.findIndex((other) => sameObject(ref, other)) === at)
    .slice(0, 20);
  const [first] = objects;
  return {
    outcome: told.length > 0 ? 'answered' : 'unknown',
    blocks: [
      ...told.flatMap(({ blocks }) => blocks),
      ...(refs.length === 0 ? (last ?? []) : []),
      ...(told.length > 0 ? [WHO.test(context.message) ? NOT_WHO : LIMITS] : []),
      ...notes,
    ],
    focus: objects.length > 0 ? objects : unique,
    suggestions: first === undefined ? [] : [suggest(context.clusters, first, WHY)],
  };
}

export const changesSkill: Skill = {
  id: 'changes',
  answers: 'What changed: rollouts, restarts, scaling, things created or deleted, newest first.',
  examples: ['What changed in the last hour?', 'What changed in checkout?', 'What was deployed today?'],
  answer,
};
