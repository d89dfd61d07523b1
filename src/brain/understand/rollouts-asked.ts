import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import type { Mood, Reading, Slots } from './reading.ts';

const ROLLOUTS = /\b(?:rollouts?|roll-outs?|deploys|releases)\b/i;
const ROLLED =
  '(?:changed|updated|rolled out|upgraded|released|touched|modified|redeployed|deployed|bumped|got a new (?:version|image)|new (?:version|image))';
const OF_DEPLOYMENTS = new RegExp(
  `\\bdeployments?\\b.{0,40}\\b${ROLLED}|\\b${ROLLED}\\b.{0,20}\\bdeployments?\\b|\\bdeployments (?:of|from|in|since|during|over|within|between|made|done|yesterday|today|this)\\b`,
  'i',
);
/** Of how a rollout goes, of ages and of states, which are told elsewhere. */
const NOT_MEANT =
  /\b(?:status|stuck|hang\w*|progress|finish\w*|done|complete\w*|fail\w*|pause\w*|older|newer|younger|created|restart\w*|replicas|unhealthy|ready|why|undo|roll ?back|scale\w*|how (?:do|can|to)|strategy|logs?|errors?|slow\w*|latency|cpu|memory)\b/i;
const LAST = new RegExp(
  [
    '\\b(?:last|latest|most recent|newest) (?:rollout|roll-out|release|deploy)\\b',
    '\\b(?:last|latest|most recent) deployment (?:change|update|rollout)\\b',
    '\\b(?:rolled out|deployed|updated|released|upgraded|changed|redeployed) (?:last|most recently|latest|the latest)\\b',
    '\\b(?:most recently|last|latest) (?:rolled out|deployed|updated|released|upgraded|redeployed|changed) (?:deployment|workload|service|app|thing)\\b',
    '\\bwhat (?:was|got|is) (?:the )?(?:last|latest|most recent)(?: thing)? (?:deployed|rolled out|released)\\b',
  ].join('|'),
  'i',
);
const ADDED =
  /\b(?:was|were|has|have|did|any|which|what)\b.*\b(?:added|created|introduced|set up|new|appear(?:ed)?)\b/i;
const LATELY = /\b(?:recently|lately|just|newly)\b/i;
const TOLD: ReadonlySet<string> = new Set([
  'NetworkPolicy',
  'ConfigMap',
  'Secret',
  'Ingress',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ResourceQuota',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
  'CronJob',
  'ServiceAccount',
]);

const CONTENTS =
  /\b(?:commits?|prs?|pull requests?|went in(?:to)?|contain\w*|inside|in the (?:last|latest))\b/i;
const DONE = /^(?:added|created|introduced|new|appeared|recently|lately)$/i;

/** The kind in a question; "a network policy added" takes the deed for a name. */
const kindSaid = ({ kinds, named }: Pick<Features, 'kinds' | 'named'>): string | undefined =>
  kinds[0] ?? named.find(({ how, said }) => how === 'unknown' && DONE.test(said))?.kind;

/** The namespaces among the words, though they are parts of other names too: "payments rollouts". */
function namespacesSaid({ words, places, indexes }: Analysis): string[] {
  const said = words.filter(({ raw }) => indexes.some((index) => index.hasNamespace(raw)));
  return [...new Set([...places.namespaces, ...said.map(({ raw }) => raw.toLowerCase())])];
}

const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** The workloads that are named in full, in the clusters asked about. */
function workloadsNamed({ scope }: Analysis, { named }: Features): ObjectRef[] {
  return named.flatMap(({ matches, how }) =>
    how === 'exact'
      ? matches.filter(({ kind, cluster }) => WORKLOADS.has(kind) && scope.includes(cluster)).slice(0, 1)
      : [],
  );
}

function aspectOf({ text, time, places }: Analysis, { kinds, named }: Features): string | undefined {
  if (places.unknown !== undefined || places.notClusters.length + places.notNamespaces.length > 0)
    return undefined;
  const kind = kindSaid({ kinds, named });
  if (ADDED.test(text) && LATELY.test(text) && kind !== undefined && TOLD.has(kind)) return 'of-kind';
  if (NOT_MEANT.test(text)) return undefined;
  if (time === undefined) return LAST.test(text) && !CONTENTS.test(text) ? 'last-rollout' : undefined;
  return ROLLOUTS.test(text) || OF_DEPLOYMENTS.test(text) ? 'rollouts' : undefined;
}

/** "rollouts of the last 10 days in shop", "which deployment was rolled out last": what the revisions of workloads tell. */
export function rolloutsAsked(analysis: Analysis, features: Features, mood: Mood): Reading | undefined {
  const aspect = aspectOf(analysis, features);
  if (aspect === undefined) return undefined;
  const namespaces = namespacesSaid(analysis);
  const unknown = features.named.some(
    ({ how, said }) => (how === 'unknown' || how === 'part') && !namespaces.includes(said.toLowerCase()),
  );
  if (unknown) return undefined;
  const objects = workloadsNamed(analysis, features);
  const isNamed = features.named.some(
    ({ matches, said }) => matches.length > 0 && !namespaces.includes(said.toLowerCase()),
  );
  if (isNamed && objects.length === 0) return undefined;
  const kind = kindSaid(features);
  const slots: Slots = {
    clusters: analysis.scope,
    clusterNamed: analysis.places.clusters.length > 0,
    namespaces: objects.length > 0 ? [] : namespaces,
    objects,
    aspect,
    ...(analysis.time && { time: analysis.time }),
    ...(kind !== undefined && { kind }),
  };
  return { type: 'skill', skill: 'changes', slots, confidence: 0.85, mood };
}
