import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { roleOf } from './items.ts';
import { plainWords } from './wording.ts';

/** What is wrong, in the words of people who see it. */
const TROUBLE = new RegExp(
  [
    'crash(?:es|ed|ing|loop\\w*)?|crashloopbackoff|imagepullbackoff|errimagepull|back ?off|down|broken|bust(?:ed)?|borked|dead|dying|dies?|died|toast|kaput|unwell|ill|sick',
    'fail(?:s|ed|ing|ure)?|flap(?:s|ping)?|flak(?:y|ing)|stuck|hang(?:s|ing)?|hung|froze(?:n)?|freez(?:es|ing)|stall(?:s|ed|ing)?|pending|unavailable|unreachable|unhealthy|unready|unstable|degraded',
    'restarting|keeps? (?:on )?restarting|restarted|restarts (?:all|every|again|constantly|over|a lot|like)|restart loop|loops?|looping|oom\\w*|evicted|(?:5|4)\\d\\ds?|time(?:s|d)? ?outs?|timing out|slow(?:ly)?|sluggish|lagg(?:y|ing)|laggs?|takes? (?:ages|forever|(?:way |far |much )?(?:too|so|very) long|an age|a long time)',
    '(?:throws?|throwing|getting|seeing|lots of|many|spitting|full of|returns?|returning|reports?) (?:[a-z0-9]+ )?(?:errors?|exceptions?|5xx|4xx|5\\d\\ds?|alerts?|timeouts?)|erroring|refus(?:es|ed|ing)|weird|odd|strange|wonky|funny|wrong|bad|misbehav\\w*|complain\\w*|alert(?:ing|s|ed)|paging|paged|outage|incident|acting up|playing up|on fire|red',
    '(?:not|never|no longer|stopped|stops|quit) (?:be |even |really |getting |coming |going )?(?:ready|work(?:ing)?|respond(?:ing)?|start(?:ing|ed)?|com(?:e|ing) up|up|scal(?:e|ing)|schedul(?:e|ed|ing)|run(?:ning)?|reach(?:able)?|available|bound|bind(?:ing)?|serv(?:e|ing)|answer(?:ing)?|load(?:ing)?|open(?:ing)?|pull(?:ing)?|mount(?:ed|ing)?|ok|fine|healthy|happy|good|progress(?:ing)?|finish(?:ed|ing)?|complet(?:e|ed|ing)|log in|connect(?:ing)?|resolv(?:e|ing)|accept(?:ing)?|reply(?:ing)?|mak(?:e|ing) it)',
    '(?:can not|will not|does not|did not|do not|could not|would not|is not|are not|has not|have not) [a-z]+',
    '(?:nothing|nobody|no one|none) (?:can |is able to |could )?(?:reach|reaches|connect|connects|get|gets|talk|talks|access|accesses|resolve|resolves|log)',
    '(?:0|zero|no|none|0 of \\d+|0/\\d+|[1-9]/[2-9]) (?:pods? |replicas? |containers? |instances? |endpoints? )?(?:are |is )?(?:ready|available|running|up|healthy|traffic|pods|replicas|endpoints)',
    '(?:at|shows?|says?|stays?|still|only|is|sits? at|with) (?:0 of \\d+|0/\\d+|[1-9]/[2-9]|zero|unknown|error|terminating|containercreating|init|notready|createcontainerconfigerror)',
  ]
    .map((part) => `(?:${part})`)
    .join('|')
    .replace(/^/, '\\b(?:')
    .concat(')(?![\\w-])'),
);

/** What a list, a log or a setting is asked for with. */
const ASKS_FOR =
  /^(?:please |can you |could you |pls |hey |jamie )*(?:show|list|get|give|display|print|count|tell|find|describe|compare|explain|open|grep|search|tail|fetch|use|switch|focus|sort|group|filter|(?:up|down)?scale|turn|shut|take|bring|spin|put|set|reduce|lower|update|upgrade|only|just|and|what about|how about)\b|\blogs?\b|\bevents?\b|\byaml\b|\bchanged?\b|\bchanges\b|\bmetrics?\b|\bhistory\b/;
const OF_LIST =
  /^(?:the |all |my |_ )?(?:pods?|deployments?|nodes?|services?|jobs?|pvcs?|containers?|workloads?) (?:that|which|with|without|not|in|on|from|where|older|newer)\b|\bdns\b|\bresolv|\blook ?ups?\b/;
const NOT_STATED =
  /^(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|who|which|where|when|how|what|any)\b/;
/** "0/2" and "1 of 2" survive as they are written. */
const saidOf = (analysis: Analysis): string => plainWords(analysis).replace(/(\d+) of (\d+)/g, '$1/$2');

/** Somebody tells that something named is not well, without asking anything: "auth-api 0 ready though deployed an hour ago". */
export function symptomTold(analysis: Analysis, { named, asks, kinds }: Features): boolean {
  const known = named.filter(({ matches }) => matches.length > 0);
  const names = new Set(known.flatMap(({ matches }) => matches.map(({ name }) => name)).slice(0, 1));
  const said = saidOf(analysis);
  if (names.size === 0 || distinct(known) > 1 || asks === 'how-many') return false;
  if ((asks !== 'none' && asks !== 'why' && NOT_STATED.test(said)) || /^who\b/.test(said)) return false;
  if (ASKS_FOR.test(said) || OF_LIST.test(said)) return false;
  if (analysis.items.some((item) => roleOf(item, 'verb')?.verb === 'count')) return false;
  if (kinds.includes('Event') || kinds.includes('Namespace')) return false;
  return TROUBLE.test(said);
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

/** "dns lookups fail in shop": of a place, no object. */
export const asksDns = (analysis: Analysis, { named }: Features): boolean =>
  named.length === 0 &&
  analysis.places.namespaces.length > 0 &&
  /\bdns\b|\bname resolution\b|\bresolve names\b/.test(saidOf(analysis)) &&
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
