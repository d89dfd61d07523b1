import type { ClusterSnapshot, Unseen, WatchedKind } from '#diagnosis/evidence';
import { hides } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { kindWord } from '../cluster/name.ts';
import { say, type Block } from './draft.ts';
import { code, listed, inline, type Markdown } from './markdown.ts';
import { span } from './phrase.ts';

/** What an answer was read from. */
export interface Look {
  cluster: string;
  kinds: ReadonlySet<WatchedKind>;
  /** Empty: everywhere. */
  namespaces: ReadonlySet<string>;
}

const LIVE_MS = 2_000;
const MOST_KINDS = 5;

const plain = (unseen: Unseen): string => plural(2, kindWord(unseen.kind)).replace(/^2 /, '');

function concerns({ kinds, namespaces }: Look, unseen: Unseen): boolean {
  if (unseen.reason === 'not-served' || !kinds.has(unseen.kind)) return false;
  if (namespaces.size === 0) return true;
  return [...namespaces].some((namespace) => hides(unseen, unseen.kind, namespace));
}

function kindsOf(unseen: Unseen[]): Markdown {
  const kinds = [...new Set(unseen.map(plain))];
  const more = kinds.length > MOST_KINDS ? [inline`${kinds.length - MOST_KINDS} more kinds`] : [];
  return listed([...kinds.slice(0, MOST_KINDS).map((kind) => inline`${kind}`), ...more]);
}

function placesOf(unseen: Pick<Unseen, 'namespace'>[]): Markdown {
  const places = [...new Set(unseen.flatMap(({ namespace }) => namespace ?? []))];
  if (unseen.some(({ namespace }) => namespace === undefined)) return inline``;
  const shown = places.slice(0, 4).map(code);
  return places.length > 4
    ? inline` in ${listed([...shown, inline`${places.length - 4} more namespaces`])}`
    : inline` in ${listed(shown)}`;
}

/** "I may see pods and jobs only in `team-a`": said once for all kinds that are confined to the same namespaces. */
function confinedNotes(cluster: string, unseen: Unseen[]): Block[] {
  const byPlaces = Map.groupBy(unseen, ({ exceptIn = [] }) => exceptIn.join());
  return [...byPlaces.values()].map((same) => {
    const places = placesOf((same[0]?.exceptIn ?? []).map((namespace) => ({ namespace })));
    return say(
      inline`I may see ${kindsOf(same)} only${places} on ${code(cluster)}, so this may be incomplete.`,
    );
  });
}

const REASONS: Record<Unseen['reason'], string> = {
  forbidden: 'I may not see',
  unreachable: 'I could not read',
  'not-yet-listed': 'I have not read yet',
  'not-served': '',
};

function unseenNotes(look: Look, snapshot: ClusterSnapshot): Block[] {
  const relevant = snapshot.unseen.filter((unseen) => concerns(look, unseen));
  const [confined, whole] = [true, false].map((is) =>
    relevant.filter(({ exceptIn }) => (exceptIn !== undefined) === is),
  ) as [Unseen[], Unseen[]];
  const byReason = Map.groupBy(whole, ({ reason }) => reason);
  const unread = [...byReason].map(([reason, unseen]) =>
    say(
      inline`${REASONS[reason]} ${kindsOf(unseen)}${placesOf(unseen)} on ${code(look.cluster)}, so this may be incomplete.`,
    ),
  );
  return [...confinedNotes(look.cluster, confined), ...unread];
}

function freshness(snapshots: ClusterSnapshot[], now: number): Block {
  const parts = snapshots.map(({ cluster, currentAsOf }) => {
    const old = now - currentAsOf;
    return old <= LIVE_MS ? inline`${code(cluster)}, live` : inline`${code(cluster)}, as of ${span(old)} ago`;
  });
  return say(inline`_${listed(parts)}._`);
}

/** What to know about an answer's ground: what of it could not be seen, and how old it is. */
export function notesOn(
  looks: Look[],
  { snapshot, now }: { snapshot: (cluster: string) => ClusterSnapshot | undefined; now: number },
): Block[] {
  const read = looks.flatMap((look) => {
    const found = snapshot(look.cluster);
    return found === undefined ? [] : [{ look, found }];
  });
  if (read.length === 0) return [];
  const unseen = read.flatMap(({ look, found }) => unseenNotes(look, found));
  return [
    ...unseen,
    freshness(
      read.map(({ found }) => found),
      now,
    ),
  ];
}
