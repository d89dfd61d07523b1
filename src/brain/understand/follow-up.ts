import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from './analyse.ts';
import { inventoryContext, type Features } from './features.ts';
import { roleOf } from './items.ts';
import { mergedQuery, WHICH_ONES } from './merged-query.ts';
import type { SkillId, Slots } from './reading.ts';
import type { Scored } from './score.ts';
import { logSlots } from './slots/logs.ts';
import { resourceOf } from './slots/others.ts';
import { upToNow } from './time.ts';

const OPENER =
  /^(?:(?:ok|okay|right|so|hm+|great|cool|thanks|alright|good|no|yes|then)[,.]? )*(?:and|what about|how about|whatabout|same|also|only|just|but|or|now|the same|likewise|ditto|wbu|limit|show only|filter|exclude|without|excluding|except|as well)\b/i;
const INHERITED: ReadonlySet<SkillId> = new Set([
  'cluster-health',
  'diagnose',
  'inventory',
  'describe',
  'logs',
  'events',
  'usage',
  'changes',
  'relations',
  'rollout',
  'access',
  'connectivity',
  'change-request',
  'command',
  'explain',
  'traces',
  'deployments',
  'sync',
  'incidents',
  'dashboards',
  'slo',
]);

/** The skill that a fragment continues: "and in staging?", "what about cart?", "only the not ready ones". */
export function continued(
  analysis: Analysis,
  features: Features,
  [best]: readonly Scored[],
): SkillId | undefined {
  const { focus } = analysis.input;
  const last = focus.lastSkill;
  if (last === undefined || focus.lastSlots === undefined || !INHERITED.has(last) || best === undefined)
    return undefined;
  if (asksHowItIs(analysis, last)) return undefined;
  if (last === 'diagnose' && asksOfNamespace(analysis, features)) return undefined;
  if (last === 'inventory' && WHICH_ONES.test(analysis.text.trim())) return 'inventory';
  const part = fragment(analysis, features, last);
  if (part !== undefined) return part;
  const isOpened = OPENER.test(analysis.text.trim());
  const short = analysis.words.length <= (isOpened ? 14 : 6);
  const isCountedOn = isOpened && last === 'inventory' && best.skill === 'inventory';
  const hasOwnWords = !isCountedOn && best.cues >= (isOpened ? 2 : 1.3);
  if (last === 'inventory' && short && countsAgain(features)) return 'inventory';
  if (last === 'inventory' && /\bof (?:them|those|these)\b/i.test(analysis.text)) return 'inventory';
  if (
    !short ||
    features.asks === 'why' ||
    (features.asks === 'how-many' && !(isOpened && last === 'inventory')) ||
    analysis.words.length === 0
  )
    return undefined;
  const isWhole = !isOpened && features.kinds.length > 0 && features.query !== undefined;
  if (isWhole) return undefined;
  if (last === 'logs' && analysis.words.some(({ word }) => word === 'previous')) return 'logs';
  if (hasOwnWords && !isSameAgain(analysis, best.skill, last)) return undefined;
  if (features.hasResource && last !== 'inventory' && last !== 'usage') return 'usage';
  if (features.aspects.length > 0 && last === 'describe') return 'describe';
  return isOpened || isMoreOfTheSame(analysis, features) ? last : undefined;
}

const countsAgain = ({ asks, kinds, named }: Features): boolean =>
  asks === 'how-many' && kinds.length === 0 && named.length === 0;

const HOW_IT_IS =
  /^(?:(?:and|but|so|ok|okay)[, ]+)*(?:is|are) (?:it|that|this|they|those|he)(?: one| thing)?\b.{0,40}$/i;
const OF_HEALTH: ReadonlySet<SkillId> = new Set(['diagnose', 'cluster-health']);

/** "and is it fine?": a question of its own about what was spoken of. */
const asksHowItIs = ({ text, items, places }: Analysis, last: SkillId): boolean =>
  !OF_HEALTH.has(last) &&
  HOW_IT_IS.test(text.trim()) &&
  places.clusters.length + places.namespaces.length === 0 &&
  items.some((item) =>
    /^(?:healthy|unhealthy|ready|not-ready|running)$/.test(roleOf(item, 'status')?.status ?? ''),
  );

/** "is namespace money healthy": of a whole, not of the one that was looked at before. */
const asksOfNamespace = ({ text, places }: Analysis, { named }: Features): boolean =>
  places.namespaces.length > 0 &&
  named.every(({ focus }) => focus !== undefined) &&
  /^(?:(?:and|but|so|ok|okay)[, ]+)*(?:how|is|are)\b.*\bnamespace\b/i.test(text.trim());

const NARROWS =
  /^(?:(?:ok|and|only|just|but|now|show|those|these|the ones?|ones?|the)[, ]+)*(?:on|in|at|of|from|with|without|that|which|whose|who|not|under|having|using|sort(?:ed)?|order(?:ed)?|group(?:ed)?|by|per)\b/i;
/** The same of another. */
const OF_OTHER = /^(?:(?:and|only|just|now|but) )*(?:of|for|from) [\w./-]+[?.!]*$/i;
const OF_ONE: ReadonlySet<SkillId> = new Set([
  'diagnose',
  'usage',
  'logs',
  'events',
  'rollout',
  'relations',
  'changes',
]);

/** A few words that cannot stand alone: they narrow the list that was shown, or ask for one thing of what was looked at. */
function fragment({ text, words, time, input: { focus } }: Analysis, features: Features, last: SkillId) {
  const said = text.trim();
  const { named, kinds, aspects, hasResource, asks } = features;
  const hasList = (last === 'inventory' || last === 'usage') && focus.lastSlots?.query !== undefined;
  if (hasList && kinds.length === 0 && words.length <= 7 && NARROWS.test(said) && asks === 'none')
    return last;
  const isExact = named.some(({ how, focus: of }) => how === 'exact' && of === undefined);
  if (OF_OTHER.test(said) && isExact) return last;
  const objects = focus.lastSlots?.objects ?? [];
  const isOfOne = OF_ONE.has(last) && objects.length > 0 && named.every((one) => one.focus !== undefined);
  if (isOfOne && words.length <= 3 && aspects.length > 0 && !hasResource && time === undefined)
    return 'describe';
  const isOther = words.length === 1 && said.endsWith('?') && named.some(({ how }) => how === 'exact');
  return isOther && last !== 'inventory' ? last : undefined;
}

const isSameAgain = ({ text }: Analysis, skill: SkillId, last: SkillId) =>
  skill === last && OPENER.test(text.trim());

/** A place, a time, a filter or a grouping, and hardly anything else. */
function isMoreOfTheSame({ places, time, items }: Analysis, { named, query }: Features): boolean {
  if (named.length > 0) return false;
  const hasPlace =
    places.clusters.length > 0 ||
    places.namespaces.length > 0 ||
    places.notNamespaces.length > 0 ||
    places.undecided.length > 0;
  const hasPiece = items.some(
    (item) =>
      roleOf(item, 'group') ??
      roleOf(item, 'status') ??
      roleOf(item, 'everywhere') ??
      roleOf(item, 'all-namespaces') ??
      roleOf(item, 'resource'),
  );
  return hasPlace || time !== undefined || hasPiece || (query?.filters.length ?? 0) > 0;
}

/** The slots of the last answer with what the fragment says put in their place. */
export function inheritedSlots(
  analysis: Analysis,
  features: Features,
  { skill, objects }: { skill: SkillId; objects: ObjectRef[] },
): Slots | undefined {
  const { focus, clusters: known } = analysis.input;
  const last = focus.lastSlots;
  if (last === undefined) return undefined;
  const { places, time } = analysis;
  const { clusters, namespaces } = inventoryContext(analysis);
  const isEverywhere = clusters.length === known.length && known.length > 1;
  const isNamed = places.clusters.length > 0 || isEverywhere;
  const liftsNamespace = analysis.items.some((item) => roleOf(item, 'all-namespaces'));
  const isSame = skill === focus.lastSkill;
  const kept: Slots = isSame
    ? { ...last, angle: undefined, time: upToNow(last.time, analysis.input.now) }
    : {
        ...last,
        time: undefined,
        logs: undefined,
        aspect: undefined,
        angle: undefined,
        query: skill === 'usage' ? last.query : undefined,
      };
  const slots: Slots = {
    ...kept,
    clusters: isNamed ? clusters : last.clusters,
    clusterNamed: last.clusterNamed || isNamed,
    namespaces: namespaces.length > 0 || liftsNamespace ? [...namespaces] : last.namespaces,
    objects,
    ...(time === undefined ? {} : { time }),
    ...(features.kinds[0] === undefined ? {} : { kind: features.kinds[0] }),
  };
  if (skill === 'logs') slots.logs = { ...last.logs, ...logSlots(analysis) };
  if (skill === 'usage')
    slots.resource = features.hasResource ? resourceOf(analysis) : (last.resource ?? 'both');
  if (skill === 'describe' && features.aspects[0] !== undefined) slots.aspect = features.aspects[0];
  if (skill === 'inventory' || skill === 'usage') slots.query = mergedQuery(analysis, last.query, slots);
  return slots;
}

/** The last answer's objects as they are called in the clusters asked about now; undefined for those that are not there. */
export function carriedObjects({ places, indexes, input: { focus } }: Analysis): (ObjectRef | undefined)[] {
  const objects = focus.lastSlots?.objects ?? [];
  if (places.clusters.length === 0) return objects;
  return places.clusters.flatMap((cluster) =>
    objects.map((object) =>
      counterpart(
        object,
        indexes.find((index) => index.cluster === cluster),
      ),
    ),
  );
}

const GENERATED = /^(.+?)(?:-[a-f0-9]{6,10})?-[a-z0-9]{5}$/;

function counterpart(
  object: ObjectRef,
  index: Analysis['indexes'][number] | undefined,
): ObjectRef | undefined {
  if (index === undefined || index.cluster === object.cluster) return index && object;
  const same = index.exact(object.name).filter(({ kind }) => kind === object.kind);
  const workload = object.kind === 'Pod' ? index.exact(GENERATED.exec(object.name)?.[1] ?? object.name) : [];
  const found = [...same, ...workload];
  return found.find(({ namespace }) => namespace === object.namespace) ?? found[0];
}
