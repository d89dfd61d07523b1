import type { Analysis } from '../analyse.ts';
import type { SyncSlots } from '../slot-types.ts';
import { readAbout, withoutNames } from './read-about.ts';
import { nothingCalled, strangerSaid } from './stranger-said.ts';
import type { SystemReader } from './system-reader.ts';

const ARGO = /\bargo(?: ?cd)?\b|\bgit ?ops\b/i;
const AS_GIT =
  /\b(?:match(?:es|ing)?|against|from|with|in|as|than|to|equals?|versus|vs) (?:what is in |what's in |the )?git(?: says| has| wants)?\b(?! ?(?:hub|lab|log|history|sha|revision))|\bgit (?:says|has|wants)\b/i;
const SYNC =
  /\b(?:in|out[- ]of|not in|un)[- ]?sync(?:ed)?\b|\boutofsync\b|\b(?:last |failed )?sync(?:ed|s|ing|hroni[sz]ed)?\b|\bdrift(?:ed|s|ing)?\b|\bdiffers? from git\b/i;
const NOT_MEANT = /\byou\b|\bclocks?\b|\bntp\b|\btime sync|\breplica(?:tion)?\b|\binformers?\b/i;
const FAILS = /\bfail(?:ed|s|ing|ure)?\b|\berrors?\b|\bstuck\b|\bbroke\b/i;
const HISTORY = /\bhistory\b|\bprevious (?:syncs|revisions)\b|\bpast syncs\b|\blast syncs\b|\bsyncs\b/i;
const DIFF = /\bdiff(?:s|ers?|erences?|erent)?\b|\bdrift(?:ed|s)?\b/i;
const LISTS =
  /\b(?:list|all|every|show|name|which|what)\b.{0,30}\b(?:apps|applications)\b|\b(?:apps|applications)\b.{0,30}\b(?:managed?|exist|there|list|deploys?|handles?)\b|\bargo(?: ?cd)? (?:apps|applications)\b|\bwhat does argo(?: ?cd)? (?:manage|deploy|run|handle|look after)\b/i;
const BY_STATE =
  /\b(?:out|not|un|in)[- ]?(?:of[- ])?sync\w*\b|\boutofsync\b|\bsynced\b|\bdegraded\b|\bunhealthy\b|\bhealthy\b|\bdrift\w*|\bfail\w*|\bbroken\b|\bprogressing\b|\bmissing\b|\bhow many\b/i;
const APPLICATION = /\bapp(?:lication)? ([a-z0-9][a-z0-9-]{1,80})\b/i;
const NO_NAME =
  /^(?:out|in|is|are|not|of|on|for|status|states?|health|synced|sync|drifted|degraded|that|with|and|which|does|do|has|have|list|names?|history|details?|diff|to|from|by|at|was|were|as|or)$/i;
const ENVIRONMENT = 'prod|production|staging|stage|dev|test|qa|preprod';
/** With the environment in its name, as no object of a cluster has it: checkout-prod. */
const SUFFIXED = new RegExp(`\\b([a-z0-9]+(?:-[a-z0-9]+)*-(?:${ENVIRONMENT}))\\b`, 'i');
const PLACE = /\b(prod|production|staging|stage|dev|development|test|qa|preprod)\b/i;
const DOING =
  /^(?:please |can you )?(?:sync|refresh|resync|re-sync)\b(?! (?:history|status|state|and|health|failures?|errors?|log|revisions?|diff|of|policy))|\bhow (?:do|can|to) (?:i|we)?\b/i;
/** What Argo CD knows of an application, besides whether it is in sync. */
const OF_APPLICATIONS =
  /\b(?:health\w*|unhealthy|degraded|progressing|status|state|history|revisions?|commit|diff\w*|reasons?|why|deployed|ok|okay|fine|wrong|broken|missing|in order|app|application|details?|look|up to date|last|when|who|how is|doing|source|destination|repo|project)\b/i;
const ELSEWHERE =
  /\b(?:logs?|lines|errors?|latency|slow\w*|cpu|memory|ram|traces?|spans?|requests?|rps|5xx|alerts?|on call|incidents?|pods?|replicas|image|nodes?|events?|cluster|namespace)\b/i;

/** The words of a message that name an application, though no object of a cluster goes by them. */
function applicationIn({ text, indexes }: Analysis): string | undefined {
  const suffixed = SUFFIXED.exec(text)?.[1];
  if (suffixed !== undefined && indexes.every((index) => index.exact(suffixed).length === 0)) return suffixed;
  const said = APPLICATION.exec(text)?.[1];
  return said === undefined || NO_NAME.test(said) ? undefined : said;
}

/** Whether nothing is said but an application's name and what Argo CD knows of it. */
function asksOfApplication({ text, indexes }: Analysis, application: string | undefined): boolean {
  if (application === undefined || !SUFFIXED.test(application)) return false;
  const isCluster = indexes.some(({ cluster }) => cluster === application);
  const rest = text.replace(application, '').replace(/[?!.,:\s]/g, '');
  return !isCluster && !ELSEWHERE.test(text) && (rest === '' || OF_APPLICATIONS.test(text));
}

function whatOf(text: string): SyncSlots['what'] {
  if (HISTORY.test(text)) return 'history';
  if (FAILS.test(text) && /\bsync|\bwhy\b/i.test(text)) return 'failure';
  if (DIFF.test(text) && !/\bany(?:thing)? drift|\bis there (?:any )?drift/i.test(text)) return 'diff';
  return LISTS.test(text) && !BY_STATE.test(text) ? 'list' : 'status';
}

function asked(text: string, analysis: Analysis): SyncSlots | undefined {
  if (DOING.test(text) || NOT_MEANT.test(text)) return undefined;
  const application = applicationIn(analysis);
  const isDiffOfApplication = DIFF.test(text) && application !== undefined;
  const isOfSync = [ARGO, SYNC, AS_GIT].some((pattern) => pattern.test(text));
  if (!isOfSync && !isDiffOfApplication && !asksOfApplication(analysis, application)) return undefined;
  const place = application === undefined ? PLACE.exec(analysis.text)?.[1] : undefined;
  return { what: whatOf(text), ...(application && { application }), ...(place && { place }) };
}

const SUBJECTS = [
  /^(?:and |so |but )?(?:is|are|does|do|did|has|was) (?:the |our |my )?([a-z][\w-]*)\b/gi,
  /\b(?:of|for|about|is|does|did|has) (?:the |our |my |app |application |service )?([a-z][\w-]*)\b/gi,
  /^([a-z][\w-]*)(?: in)? (?:argo|sync|drift)/gi,
  /\b(?:argo(?:cd)?|sync) (?:status|state|health|history|diff) (?:of |for )?([a-z][\w-]*)/gi,
];

/** "is staging in sync?", "history of checkout in argo", "why did the sync fail", "diff of application cart-prod". */
export const syncAsked: SystemReader = (analysis, features, mood) => {
  const sync = asked(withoutNames(analysis), analysis);
  if (sync === undefined) return undefined;
  const strange = sync.application === undefined ? strangerSaid(analysis, features, SUBJECTS) : undefined;
  if (strange !== undefined) return nothingCalled(analysis, strange, mood);
  const own = { sync };
  if (sync.application !== undefined)
    return readAbout(analysis, { skill: 'sync', features: { ...features, named: [] }, mood, own });
  return readAbout(analysis, { skill: 'sync', features, mood, own });
};
