import type { ClusterSnapshot, ObjectRef } from '#diagnosis/evidence';
import { indexCluster, workloadOf } from '#diagnosis';
import type { Analysis } from './analyse.ts';
import { inFull, labelsFor, replaced } from './choices.ts';
import type { Features } from './features.ts';
import { kindOfWord } from './grammar.ts';
import { ROLES, type Role } from './lexicon/roles.ts';
import type { Word } from './names/word.ts';
import type { Mood, Reading } from './reading.ts';

/** A part that something plays in a cluster, where it was said, and what plays it. */
export interface Part {
  said: string;
  span: { start: number; end: number };
  objects: ObjectRef[];
}

const BEFORE =
  /^(?:is|are|was|were|of|for|from|in|with|about|does|do|did|has|describe|check|inspect|diagnose|restart|why|logs?|to)$/;
const ARTICLE = /^(?:the|our|my)$/;
const AFTER =
  /^(?:is|are|was|ok|okay|fine|healthy|unhealthy|up|down|running|alive|dead|broken|working|slow|available|reachable|ready|use|uses|using|restart|restarts|restarted|restarting|crash|crashes|crashed|crashing|doing|have|has|need|needs|get|gets|still|now|today|again|keep|keeps|fail|fails|failing|log|logs|write|say|lately|overloaded|full|the|on|in|seems|looks|not|cannot|good|well|stable|pods?|problem|cause|culprit)$/;
/** Asked of the notion, not of what plays it. */
const NOTION =
  /^(?:so |and |ok |please )*(?:what (?:is|are)|whats|explain|define|what does|what do|how (?:does|do|is|can|to)|difference|do (?:we|you|i)|can (?:you|i|we)|is there|are there|have we|which|who|how many)\b/;
const STATE_OF =
  /^(?:and |so )?(?:what is (?:wrong|up|the (?:state|status|health))|whats (?:wrong|up)|how (?:is|are) )/;

/** Nobody asks this in more words. */
const MOST_WORDS = 24;

const PHRASES: readonly { words: string[]; role: Role }[] = ROLES.flatMap((role) =>
  role.said.split('|').map((phrase) => ({ words: phrase.split(' '), role })),
).sort((a, b) => b.words.length - a.words.length);

/** The part that a message asks about as if there were one: "is etcd ok", "logs of the scheduler". Undefined when it names none, or an object besides. */
export function partAsked(analysis: Analysis, { named, kinds }: Features): Part | undefined {
  const { words } = analysis;
  const said = words.map(({ word }) => word).join(' ');
  if (words.length > MOST_WORDS) return undefined;
  if (NOTION.test(said) && !STATE_OF.test(said)) return undefined;
  for (let from = 0; from < words.length; from += 1) {
    const found = PHRASES.find((phrase) => standsAt(words, from, phrase.words));
    if (found === undefined) continue;
    const to = from + found.words.length;
    const isTold = named.some(
      ({ how, from: start, to: end }) =>
        how === 'exact' || start < from || end > to || (how === 'part' && found.words.length === 1),
    );
    if (isTold || kinds.some((kind) => kind !== 'Event' && !isKindWithin(kind, found.words)))
      return undefined;
    return {
      said: found.words.join(' '),
      span: { start: words[from]?.start ?? 0, end: words[to - 1]?.end ?? 0 },
      objects: playersOf(analysis, found.role),
    };
  }
  return undefined;
}

/** "api server", "worker": words of the part that are kinds by themselves. */
const isKindWithin = (kind: string, words: readonly string[]) =>
  words.some((word) => kindOfWord(word) === kind) || kindOfWord(words.join(' ')) === kind;

function standsAt(words: readonly Word[], from: number, phrase: readonly string[]): boolean {
  if (!phrase.every((word, index) => words[from + index]?.word === word)) return false;
  const before = words[from - 1]?.word ?? '';
  const next = words[from + phrase.length - 1]?.ends ? undefined : words[from + phrase.length];
  const isLed = ARTICLE.test(before) || BEFORE.test(before) || from === 0;
  return isLed && (next === undefined || next.claim !== undefined || AFTER.test(next.word));
}

/** What plays a part: told by images, or for load balancers by the type of the Service. */
function playersOf({ input, scope, places }: Analysis, role: Role): ObjectRef[] {
  const snapshots = scope.flatMap((cluster) => input.snapshot(cluster) ?? []);
  const found = snapshots.flatMap((snapshot) =>
    role.isLoadBalancer ? balancers(snapshot) : runners(snapshot, role.images),
  );
  return found.filter(
    ({ namespace }) => places.namespaces.length === 0 || places.namespaces.includes(namespace),
  );
}

const balancers = ({ cluster, objects }: ClusterSnapshot): ObjectRef[] =>
  objects.Service.filter(({ spec }) => spec.type === 'LoadBalancer').map(
    ({ metadata: { namespace, name } }): ObjectRef => ({ cluster, kind: 'Service', namespace, name }),
  );

function runners(snapshot: ClusterSnapshot, images: string | undefined): ObjectRef[] {
  if (images === undefined) return [];
  const image = new RegExp(`(?:^|/)(?:[a-z0-9.-]+-)?(?:${images})(?:-[a-z0-9.-]+)?(?:/|[:@]|$)`, 'i');
  const index = indexCluster(snapshot);
  const owners = snapshot.objects.Pod.filter(({ spec }) =>
    spec.containers.some((container) => image.test(container.image)),
  ).map((pod) => workloadOf(index, pod));
  const idle = (['StatefulSet', 'Deployment'] as const).flatMap((kind) =>
    snapshot.objects[kind]
      .filter(({ spec }) => spec.template.spec.containers.some((container) => image.test(container.image)))
      .map((object) => index.ref(kind, object)),
  );
  return [
    ...new Map([...owners, ...idle].map((ref) => [`${ref.kind}/${ref.namespace}/${ref.name}`, ref])).values(),
  ];
}

const HEALTH =
  /\b(?:ok|okay|fine|healthy|unhealthy|up|down|running|alive|dead|broken|working|slow|available|doing|wrong|crash\w*|fail\w*|stable|good|well|check|diagnose|why|overloaded|reachable|problem|cause|culprit)\b/;
const MOST = 4;

/** How a message about a part is read: as one about what plays it, as a question which is meant, or as about nothing that exists. */
export function ofPart(analysis: Analysis, { said, span, objects }: Part, mood: Mood): Reading | string {
  const [only, another] = objects;
  const { text, scope, places, input } = analysis;
  if (only === undefined)
    return {
      type: 'no-such-name',
      said,
      where: { clusters: scope, namespaces: [...places.namespaces] },
      suggestions: [],
      rewrites: [],
      mood,
    };
  if (another === undefined) return replaced(text, span, inFull(only, input.clusters));
  if (HEALTH.test(text.toLowerCase())) {
    const slots = {
      clusters: [...scope],
      clusterNamed: false,
      namespaces: [],
      objects: objects.slice(0, MOST),
    };
    return { type: 'skill', skill: 'diagnose', slots, confidence: 0.85, mood };
  }
  const offered = objects.slice(0, MOST);
  const labels = labelsFor(offered);
  return {
    type: 'ambiguous',
    question: `Several play the part of the ${said}. Which do you mean?`,
    choices: offered.map((object, at) => ({
      label: labels[at] ?? object.name,
      message: replaced(text, span, inFull(object, input.clusters)),
    })),
    mood,
  };
}
