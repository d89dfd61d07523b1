import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { roleOf } from './items.ts';
import { HINDRANCE, REASON, TROUBLE } from './trouble-signs.ts';
import { plainWords } from './wording.ts';

/** What a list, a log or a setting is asked for with. */
const ASKS_FOR =
  /^(?:please |can you |could you |pls |hey |jamie )*(?:show|list|get|give|display|print|count|tell|find|describe|compare|explain|open|grep|search|tail|fetch|use|switch|focus|sort|group|filter|(?:up|down)?scale|turn|shut|take|bring|spin|put|set|reduce|lower|update|upgrade|only|just|and|what about|how about)\b|\blogs?\b|\bevents?\b|\byaml\b|\bchanged?\b|\bchanges\b|\bmetrics?\b|\bhistory\b/;
const OF_LIST =
  /^(?:the |all |my |_ )?(?:pods?|deployments?|nodes?|services?|jobs?|pvcs?|containers?|workloads?) (?:that|which|with|without|not|in|on|from|where|older|newer)\b|\bdns\b|\bresolv|\blook ?ups?\b/;
const NOT_STATED =
  /^(?:(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should)(?! not\b)|who|which|where|when|how|what|any)\b/;
/** What somebody says of logs who does not ask for them. */
const OF_LOGS =
  /\b(?:(?:in|from|by|says|per) (?:its|the|their|all) (?:own )?logs?|logs? (?:is|are|look|looks|seem|seems|say|says|show|shows) (?:fine|ok|okay|clean|empty|nothing|good|normal|healthy|clear)|nothing in (?:the |its )?logs?|no (?:errors? in (?:the |its )?)?logs?)\b/g;
/** "lost their metrics" asks for none. */
const LACKS = /\b(?:lost|no|missing|without|lose|loses|lacks?)(?: (?:their|its|the|all|any))? metrics\b/g;
/** "0/2" and "1 of 2" survive as they are written. */
const saidOf = (analysis: Analysis): string =>
  plainWords(analysis)
    .replace(/(\d+) of (\d+)/g, '$1/$2')
    .replace(OF_LOGS, ' ')
    .replace(LACKS, 'missing');

/** A list of many is asked for, whatever is wrong with them. */
const OF_MANY =
  /^(?:and |so )?(?:which|what|list|show|how many|count)(?: of)?(?: the| all| other)? (?:[a-z]+ )?(?:pods|deployments|nodes|services|jobs|pvcs|containers|workloads|namespaces|images|events|users|alerts|policies|ingresses|replicasets|statefulsets|daemonsets|hpas|config ?maps|secrets)\b/;

/** The one thing that a message is about, of which something is told or asked that is not well. */
function oneNamed({ named, asks, kinds }: Features): boolean {
  const known = knownOf(named);
  if (known.length === 0 || distinct(known) > 1 || asks === 'how-many') return false;
  return !kinds.includes('Event') && !kinds.includes('Namespace');
}

/** Somebody tells that something named is not well, without asking anything: "auth-api 0 ready though deployed an hour ago". */
function symptomTold(analysis: Analysis, features: Features): boolean {
  const { asks } = features;
  const said = saidOf(analysis);
  if (!oneNamed(features)) return false;
  if ((asks !== 'none' && asks !== 'why' && NOT_STATED.test(said)) || /^who\b/.test(said)) return false;
  if (ASKS_FOR.test(said) || OF_LIST.test(said) || asksDns(analysis, features)) return false;
  if (analysis.items.some((item) => roleOf(item, 'verb')?.verb === 'count')) return false;
  return TROUBLE.test(said) || (!NOT_STATED.test(said) && REASON.test(analysis.text));
}

/** Somebody asks what hinders something named: "which taint keeps cart out", "is there a mistake in the image of cart". */
function hindranceAsked(analysis: Analysis, features: Features): boolean {
  const said = saidOf(analysis);
  if (!oneNamed(features) || OF_MANY.test(said) || ASKS_FOR.test(said)) return false;
  return HINDRANCE.test(said);
}

/** Whether trouble is told of or its cause asked for, and no list of many things. */
export function tellsOfTrouble(analysis: Analysis): boolean {
  const said = saidOf(analysis);
  if (ASKS_FOR.test(said) || OF_MANY.test(said) || OF_LIST.test(said)) return false;
  return TROUBLE.test(said) || CAUSE.test(said) || REASON.test(analysis.text);
}

const CAUSE = /\b(?:root cause|cause|reason|errors?|problems?|issues?|trouble|mess|chaos|what happened)\b/;

const HOLDERS: ReadonlySet<string> = new Set(['Secret', 'ConfigMap', 'ServiceAccount']);
const isHeld = ({ matches }: Features['named'][number]): boolean =>
  matches.every(({ kind }) => HOLDERS.has(kind));

/** The names that something goes by; "credentials?" beside a name is a guess at the cause, not another name. */
function knownOf(named: Features['named']): Features['named'] {
  const known = named.filter(({ matches }) => matches.length > 0);
  const exact = known.filter(({ how }) => how === 'exact');
  return exact.length > 0 ? known.filter((one) => one.how === 'exact' || !isHeld(one)) : known;
}

/** A word of everyday English that stood where a name may stand: "something about db migration". */
const isGuess = ({ how, said }: Features['named'][number]): boolean =>
  how === 'unknown' && !/[-\d]/.test(said);

/**
 * The features with only the thing for a name of which trouble is told, or asked what it is; undefined when there is none.
 * A part of it that is asked for in so many words is no symptom.
 */
export function oneInTrouble(
  analysis: Analysis,
  features: Features,
  aspect: string | undefined,
): Features | undefined {
  const isField = aspect?.includes(' ') === true;
  if (!hindranceAsked(analysis, features) && (isField || !symptomTold(analysis, features))) return undefined;
  const known = knownOf(features.named);
  const named = features.named.filter(
    (one) => known.includes(one) || (one.matches.length === 0 && !isGuess(one)),
  );
  return { ...features, named };
}

/** "we have an outage in platform": trouble told of a place and of nothing in it. */
export function troubleInPlace(analysis: Analysis, { named, kinds, asks }: Features): boolean {
  const { namespaces, clusters } = analysis.places;
  const said = saidOf(analysis);
  return (
    named.length + kinds.length === 0 &&
    namespaces.length + clusters.length > 0 &&
    asks === 'none' &&
    !ASKS_FOR.test(said) &&
    TROUBLE.test(said)
  );
}

/** "cannot resolve postgres.data": what is not found is not what is wrong. */
const UNRESOLVED =
  /\b(?:not(?: be able to)?|unable to|fail(?:s|ed|ing)? to|never) (?:[a-z]+ ){0,5}?(?:_ )?resolve _/;

/** "dns lookups fail in shop": of a place, no object. */
export const asksDns = (analysis: Analysis, { named }: Features): boolean =>
  (named.every(({ matches }) => matches.length === 0) || UNRESOLVED.test(saidOf(analysis))) &&
  analysis.places.namespaces.length > 0 &&
  (UNRESOLVED.test(saidOf(analysis)) ||
    /\bdns\b|\bname resolution\b|\bresolve names\b|\blook(?:ing)? ?ups?\b/.test(saidOf(analysis))) &&
  TROUBLE.test(saidOf(analysis));

/** "nodes are slow": what can be seen of the kind, and that speed cannot. */
export const areSlow = (analysis: Analysis, { named, kinds }: Features): boolean =>
  named.length === 0 &&
  kinds.length === 1 &&
  /^(?:why )?(?:are |is )?(?:the |my |our |all )*[a-z ]{3,20} (?:are |is |feel |seem |look |so )*(?:very |really |so |too )?(?:slow|sluggish|lagging|laggy)(?: today| now| again| lately)?$/.test(
    saidOf(analysis).replace(/[?!.]+$/, ''),
  );

const EARLIER =
  /\b(?:before|previous(?:ly)?|prior|earlier|older|last)\b.*\b(?:images?|versions?|tags?|revisions?|releases?|deploy(?:ed|ment|s)?|rollouts?|released|rolled out|ran|run|running)\b|\b(?:images?|versions?|tags?|run|running|ran|was)\b.*\b(?:before|previously|earlier|prior)\b|\bhow many (?:revisions|rollouts|releases|versions)\b|\brevisions? (?:of|does|has|are)\b|\bwhen\b.*\b(?:last|most recently)\b.*\b(?:deployed|released|rolled out|updated|upgraded|change)\b/;
const OF_RUNS =
  /\b(?:logs?|containers?|pods?|instances?|jobs?|schedule|crash\w*|restart\w*|who|succe\w+|fail\w*|command|before it|change(?:d|s)? in)\b/;
const UNDOES =
  /^(?:please |can you |could you |jamie )*(?:undo|roll|rollback|revert|restore|go back|bring back)\b/;
const ROLLED: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** "which image did cart run before": what a workload was, as far as its revisions tell. */
export function asksEarlierRevision(analysis: Analysis, { named }: Features): boolean {
  const isWorkload = named.some(({ matches }) => matches.some(({ kind }) => ROLLED.has(kind)));
  const said = plainWords(analysis);
  return (
    isWorkload &&
    EARLIER.test(said) &&
    !/\b(?:older|newer|younger|earlier|longer) than\b/.test(said) &&
    !OF_RUNS.test(said) &&
    !UNDOES.test(said)
  );
}

const DEPLOYED =
  /^(?:and |so )?(?:who|when|what time|did (?:anyone|anybody|someone|somebody|we))\b.*\b(?:deploy\w*|releas\w*|roll(?:ed|s)? ?out|rolled|shipp?\w*|push\w*|updat\w*|upgrad\w*|chang\w*|touch\w*|edit\w*|scal(?:ed|es)|modif\w*)\b/;

/** "who deployed cart", "when was cart last released": its last rollout. */
export function asksLastChange(analysis: Analysis, { named }: Features): boolean {
  const said = plainWords(analysis);
  return (
    named.some(({ matches }) => matches.length > 0) &&
    DEPLOYED.test(said) &&
    !/\b(?:can|could|may|allowed|will)\b/.test(said)
  );
}

const distinct = (known: Features['named']): number =>
  new Set(known.map(({ matches, said }) => matches[0]?.name ?? said)).size;
