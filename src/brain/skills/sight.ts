import type { ClusterSnapshot, ObjectRef, WatchedKind } from '#diagnosis/evidence';
import { hides, isBlindTo, WATCHED_KINDS } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { say, type Block, type Draft } from '../answer/draft.ts';
import { bold, code, inline, join, listed, type Markdown } from '../answer/markdown.ts';
import { fullName, kindWord } from '../cluster/name.ts';
import type { SkillId } from '../understand/reading.ts';
import { reach, withoutClusters } from './out-of-reach.ts';
import type { SkillContext } from './skill.ts';

/** The kind without which a skill can say nothing of a place. */
const NEEDS: Partial<Record<SkillId, WatchedKind>> = {
  'cluster-health': 'Pod',
  diagnose: 'Pod',
  describe: 'Pod',
  logs: 'Pod',
  events: 'Event',
  usage: 'Pod',
  changes: 'Pod',
  relations: 'Pod',
  rollout: 'Deployment',
  connectivity: 'Pod',
};
/** Seen nowhere at all, these leave nothing to say even when no place was named. */
const NEEDED_ANYWHERE: ReadonlySet<SkillId> = new Set(['events', 'logs', 'rollout']);
const NEEDS_NO_CLUSTER: ReadonlySet<SkillId> = new Set([
  'recall',
  'preferences',
  'greet',
  'help',
  'explain',
  'command',
  'change-request',
  'knowledge',
  'teach',
]);
/** What a name without a kind most often is. */
const COMMON: readonly WatchedKind[] = [
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Service',
  'Job',
  'CronJob',
];
const MOST_PLACES = 5;

const isWatched = (kind: string): kind is WatchedKind => (WATCHED_KINDS as string[]).includes(kind);

/** "This account may see only `shop`": what of a cluster may be seen of a kind, where that is not everything. */
export function sightOf({ unseen, cluster }: ClusterSnapshot, kind: WatchedKind): Markdown | undefined {
  const own = unseen.filter((one) => one.kind === kind && one.reason !== 'not-served');
  const confined = own.find(({ exceptIn }) => exceptIn !== undefined);
  const things = plural(2, kindWord(kind)).replace(/^2 /, '');
  if (confined?.exceptIn !== undefined)
    return inline`On ${code(cluster)} I may see ${things} only in ${places(confined.exceptIn)}.`;
  const closed = own.flatMap(({ namespace }) => namespace ?? []);
  if (closed.length > 0) return inline`On ${code(cluster)} I cannot see ${things} in ${places(closed)}.`;
  return own.length > 0 ? inline`I cannot see ${things} on ${code(cluster)}.` : undefined;
}

function places(names: readonly string[]): Markdown {
  const more = names.length - MOST_PLACES;
  return listed([
    ...names.slice(0, MOST_PLACES).map(code),
    ...(more > 0 ? [inline`${plural(more, 'more namespace')}`] : []),
  ]);
}

/** What keeps a name from being known to exist or not, for each cluster in which it may hide. */
export function mayHide(
  context: SkillContext,
  { clusters, namespaces, kind }: { clusters: string[]; namespaces: string[]; kind?: string },
): Markdown[] {
  const kinds = kind === undefined ? COMMON : isWatched(kind) ? [kind] : [];
  return clusters.flatMap((cluster) => {
    const snapshot = context.snapshot(cluster);
    if (snapshot === undefined) return [];
    const hidden = kinds.find((one) =>
      (namespaces.length > 0 ? namespaces : [undefined]).some((namespace) =>
        snapshot.unseen.some((unseen) => unseen.reason !== 'not-served' && hides(unseen, one, namespace)),
      ),
    );
    return hidden === undefined ? [] : (sightOf(snapshot, hidden) ?? []);
  });
}

/** An object that is not among those that can be seen: whether it exists is only known where its kind may be seen. */
export function notSeen(context: SkillContext, ref: ObjectRef): Block {
  const namespaces = ref.namespace === '' ? [] : [ref.namespace];
  const [why] = mayHide(context, { clusters: [ref.cluster], namespaces, kind: ref.kind });
  if (why === undefined) return say(inline`I find no ${fullName(ref)} on ${code(ref.cluster)}.`);
  return say(inline`${bold(inline`I cannot tell: I may not see ${fullName(ref)}.`)} ${why}`);
}

/** The namespaces asked about, by the name of the place or as the object of the question. */
function placesAsked({ slots }: SkillContext): string[] | undefined {
  const places = slots.objects.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name);
  if (places.length < slots.objects.length) return undefined;
  return [...new Set([...slots.namespaces, ...places])];
}

/** What to say when there is no cluster, or nothing of the places asked about can be seen; undefined when something can. */
export function blindReply(context: SkillContext, skill: SkillId): Draft | undefined {
  const empty = NEEDS_NO_CLUSTER.has(skill) ? undefined : withoutClusters(context);
  if (empty !== undefined) return empty;
  const kind = NEEDS[skill];
  const asked = placesAsked(context);
  if (kind === undefined || asked === undefined) return undefined;
  if (asked.length === 0 && !NEEDED_ANYWHERE.has(skill)) return undefined;
  const { reachable, notes } = reach(context);
  const snapshots = reachable.flatMap((cluster) => context.snapshot(cluster) ?? []);
  const isBlind = snapshots.every(({ unseen }) => isBlindTo(unseen, kind, asked));
  if (snapshots.length === 0 || !isBlind) return undefined;
  const where = asked.length === 0 ? reachable : asked;
  const head = bold(inline`I cannot tell: I may not look into ${listed(where.map(code))}.`);
  const sights = snapshots.flatMap((snapshot) => sightOf(snapshot, kind) ?? []);
  return {
    outcome: 'unknown',
    blocks: [say(inline`${head} ${join(sights, ' ')}`), ...notes],
    suggestions: [],
    gap: { outcome: 'out-of-reach', detail: `may not see ${kind} in ${where.join(', ')}` },
  };
}
