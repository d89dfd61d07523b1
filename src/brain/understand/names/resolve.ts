import { nearest } from '#ground/text';
import type { ObjectRef } from '#diagnosis/evidence';
import { WATCHED_KINDS } from '#diagnosis/evidence';
import type { Analysis } from '../analyse.ts';
import type { SkillId } from '../reading.ts';
import type { Mention } from './mentions.ts';
import { preferredKinds } from './preferences.ts';

/** What became of a name. */
export type Resolution =
  | { type: 'found'; objects: ObjectRef[] }
  /** Several things fit; nothing said which. */
  | { type: 'several'; objects: ObjectRef[]; mention: Mention }
  | { type: 'none'; mention: Mention; suggestions: ObjectRef[] };

const MOST_SUGGESTIONS = 3;

/** Finds the one object that a name stands for: where it was asked about, the kind that was said, the workload of a story. */
export function resolveMention(analysis: Analysis, mention: Mention, skill: SkillId): Resolution {
  if (mention.focus === 'all') return { type: 'found', objects: moved(analysis, mention.matches) };
  const here = inPlace(analysis, mention);
  if (here.length === 0) return elsewhere(analysis, mention);
  const exact = isLiteral(mention, skill) ? ofLiteralKind(analysis, here, mention) : here;
  if (exact.length === 0) return { type: 'none', mention, suggestions: here.slice(0, MOST_SUGGESTIONS) };
  const running = runningBehind(analysis, exact, { mention, skill });
  const stories = tellStories(ofKind(analysis, running, { mention, skill }), skill);
  const chosen = narrowed(analysis, stories, mention);
  if (chosen.length === 1 || (mention.said.endsWith('*') && chosen.length > 0))
    return { type: 'found', objects: chosen };
  return { type: 'several', objects: chosen, mention };
}

/** Kinds that nobody says loosely for what else goes by a name. */
const LITERAL = new Set(['CronJob', 'HorizontalPodAutoscaler', 'PodDisruptionBudget']);

const isLiteral = ({ kind, focus }: Mention, skill: SkillId): boolean =>
  kind !== undefined &&
  focus === undefined &&
  LITERAL.has(kind) &&
  (skill === 'describe' || skill === 'diagnose');

/** Those of the kind that was said, else those of it whose name has that part. */
function ofLiteralKind(analysis: Analysis, here: ObjectRef[], mention: Mention): ObjectRef[] {
  const own = here.filter(({ kind }) => kind === mention.kind);
  if (own.length > 0) return own;
  const matches = analysis.indexes
    .flatMap((index) => index.byParts(mention.said))
    .filter(({ kind }) => kind === mention.kind);
  return inPlace(analysis, { ...mention, matches });
}

/** Kinds that only lend a name: nothing of them runs or fails. */
const NAMES_ONLY = new Set([
  'IngressClass',
  'GatewayClass',
  'PriorityClass',
  'ServiceAccount',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
]);

/** "is nginx ok": not whether its ingress class is, but what runs under such a name. */
function runningBehind(analysis: Analysis, here: ObjectRef[], { mention, skill }: Asked): ObjectRef[] {
  const isAsked = mention.kind === undefined && mention.focus === undefined && OF_WORKLOADS.has(skill);
  if (!isAsked || !here.every(({ kind }) => NAMES_ONLY.has(kind))) return here;
  const matches = analysis.indexes
    .flatMap((index) => index.byParts(mention.said))
    .filter(({ kind }) => WORKLOADS.has(kind));
  const running = inPlace(analysis, { ...mention, matches });
  return running.length > 0 ? running : here;
}

function wantedNamespaces({ places }: Analysis, { namespace }: Mention): readonly string[] {
  return namespace === undefined ? places.namespaces : [namespace];
}

/** Matches in the namespaces and clusters asked about; those of other clusters when no cluster is named. */
function inPlace(analysis: Analysis, mention: Mention): ObjectRef[] {
  const { places, scope } = analysis;
  const namespaces = wantedNamespaces(analysis, mention);
  const fits = moved(analysis, mention.matches).filter(
    ({ namespace }) =>
      (namespaces.length === 0 || namespace === '' || namespaces.includes(namespace)) &&
      !places.notNamespaces.includes(namespace),
  );
  const inScope = fits.filter(({ cluster }) => scope.includes(cluster));
  return inScope.length > 0 || places.clusters.length > 0 ? inScope : fits;
}

/** Objects of the conversation looked for in the cluster that is asked about now. */
function moved({ places, indexes }: Analysis, objects: readonly ObjectRef[]): ObjectRef[] {
  if (places.clusters.length === 0) return [...objects];
  return places.clusters.flatMap((cluster) =>
    objects.flatMap((object) => {
      if (object.cluster === cluster) return [object];
      const index = indexes.find((one) => one.cluster === cluster);
      const there = index
        ?.exact(object.name)
        .filter(({ kind, namespace }) => kind === object.kind && namespace === object.namespace);
      return there ?? [];
    }),
  );
}

interface Asked {
  mention: Mention;
  skill: SkillId;
}

/** Those of the kind that was said; when there are none of it, the kind was said loosely. */
function ofKind(analysis: Analysis, objects: ObjectRef[], { mention, skill }: Asked): ObjectRef[] {
  const { kind } = mention;
  if (
    kind === undefined ||
    (kind === 'Service' &&
      !(mention.isExactKind && (skill === 'diagnose' || isOfServices(analysis, skill))) &&
      meansWorkload(objects, skill))
  )
    return objects;
  const said = objects.filter((object) => object.kind === kind);
  return said.length > 0 ? said : objects;
}

const ONLY_WORKLOADS =
  /\b(?:restart|scal|roll|bounc|redeploy|deploy|reboot|recycl|image|paus|resum|replicas?|logs?|exec|shell|top|upgrad|stop|start)/i;

/** "delete service cart": what is done to it can be done to a Service as such. */
const isOfServices = ({ text }: Analysis, skill: SkillId): boolean =>
  (skill === 'change-request' || skill === 'command') && !ONLY_WORKLOADS.test(text);

const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);
const OF_WORKLOADS = new Set<SkillId>([
  'diagnose',
  'logs',
  'usage',
  'rollout',
  'changes',
  'change-request',
  'command',
]);

/** "the cart service" is the Service for the network, and what runs behind it for everything else. */
const meansWorkload = (objects: readonly ObjectRef[], skill: SkillId) =>
  OF_WORKLOADS.has(skill) && objects.some(({ kind }) => WORKLOADS.has(kind));

/** One object for each story: of a Deployment and the Service, pods and config map of its name, the one that the skill is about. */
function tellStories(objects: readonly ObjectRef[], skill: SkillId): ObjectRef[] {
  const order = preferredKinds(skill);
  const rank = ({ kind }: ObjectRef) => (order.includes(kind) ? order.indexOf(kind) : order.length);
  const best = Math.min(...objects.map(rank));
  const stories = new Map<string, ObjectRef>();
  for (const object of objects) {
    const key = `${object.cluster}/${object.namespace}/${object.name}`;
    const told = stories.get(key);
    if (told === undefined || rank(object) < rank(told)) stories.set(key, object);
  }
  const told = [...stories.values()];
  const isMixed = best < WORKLOAD_RANKS && told.some((object) => rank(object) >= WORKLOAD_RANKS);
  return isMixed ? told.filter((object) => rank(object) < WORKLOAD_RANKS) : told;
}

const WORKLOAD_RANKS = 5;

/** The nearest of several: whole names before parts, the first part before later ones, the default cluster, the namespaces of the conversation. */
function narrowed(analysis: Analysis, objects: ObjectRef[], mention: Mention): ObjectRef[] {
  const { focus } = analysis.input;
  const said = mention.said.toLowerCase();
  const keep = (list: ObjectRef[], test: (object: ObjectRef) => boolean) =>
    list.some(test) ? list.filter(test) : list;
  const begins =
    mention.how === 'part' ? keep(objects, ({ name }) => name.toLowerCase().startsWith(said)) : objects;
  const [home] = analysis.scope;
  const near = analysis.places.clusters.length > 1 ? begins : keep(begins, ({ cluster }) => cluster === home);
  return mention.focus === undefined
    ? keep(near, ({ namespace }) => focus.namespaces.includes(namespace))
    : near;
}

function elsewhere(analysis: Analysis, mention: Mention): Resolution {
  const unseen = unverifiable(analysis, mention);
  if (unseen !== undefined) return { type: 'found', objects: [unseen] };
  if (mention.matches.length > 0)
    return {
      type: 'none',
      mention,
      suggestions: tellStories(mention.matches, 'diagnose').slice(0, MOST_SUGGESTIONS),
    };
  return { type: 'none', mention, suggestions: suggestionsFor(analysis, mention) };
}

/** A name that cannot be looked up here: of a kind that is not watched, or that may not be seen. */
function unverifiable({ scope, indexes, places }: Analysis, mention: Mention): ObjectRef | undefined {
  const { kind, said } = mention;
  const cluster = scope[0];
  if (kind === undefined || cluster === undefined || kind === 'Workload') return undefined;
  const namespace = mention.namespace ?? places.namespaces[0] ?? '';
  const isWatched = (WATCHED_KINDS as string[]).includes(kind);
  const index = indexes.find((one) => one.cluster === cluster);
  if (isWatched && (index === undefined || index.sees(kind, namespace || undefined))) return undefined;
  return { cluster, kind, namespace, name: said };
}

const GENERATED = /^(.+?)(?:-[a-f0-9]{6,10})?-[a-z0-9]{5}$/;

/** Names near to what was said, those asked about first. */
function suggestionsFor({ indexes, scope, places }: Analysis, { said }: Mention): ObjectRef[] {
  const stem = GENERATED.exec(said.toLowerCase())?.[1];
  const named = indexes.flatMap((index) =>
    [...index.given()].map((one) => ({ ...one, cluster: index.cluster })),
  );
  const names = named.map(({ name }) => name);
  const workload = stem === undefined ? [] : names.filter((name) => name === stem);
  const alike = new Set([...workload, ...nearNames(said, names)]);
  const distance = (ref: ObjectRef) =>
    Number(!scope.includes(ref.cluster)) * 2 +
    Number(places.namespaces.length > 0 && !places.namespaces.includes(ref.namespace));
  const refs = [...alike].flatMap((name) =>
    tellStories(
      named.filter((one) => one.name === name),
      'diagnose',
    )
      .sort((a, b) => distance(a) - distance(b))
      .slice(0, 2),
  );
  const isNear = ({ cluster }: ObjectRef) => scope.includes(cluster);
  return (refs.some(isNear) ? refs.filter(isNear) : refs).slice(0, MOST_SUGGESTIONS);
}

/** The nearest names; those with the same first letter are looked at first, since few slips are there. */
function nearNames(said: string, names: readonly string[]): string[] {
  const letter = said.charAt(0).toLowerCase();
  const likely = nearest(
    said,
    names.filter((name) => name.startsWith(letter) || name.includes(`-${letter}`)),
    MOST_SUGGESTIONS,
  );
  return likely.length > 0 ? likely : nearest(said, names, MOST_SUGGESTIONS);
}
