import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from '../analyse.ts';
import type { Features } from '../features.ts';
import type { UnderstandInput } from '../reading.ts';
import type { DeploymentSlots } from '../slot-types.ts';
import { readAbout, withoutNames } from './read-about.ts';
import { nothingCalled, strangerSaid } from './stranger-said.ts';
import type { SystemReader } from './system-reader.ts';

const DEPLOYED = '(?:deployed|released|shipped|rolled out|promoted)';
const DEPLOYMENT =
  '(?:deploy(?:ment)?|release|rollout|roll-out|version|prod deploy(?:ment)?|production (?:deploy(?:ment)?|release))';

const PULLS = /(?<![-\w])(?:prs?|pull requests?|merge requests?)(?![-\w])/i;
const OPEN = /\b(?:open|opened|unmerged|pending|waiting|in review|to review|outstanding)\b/i;
const MERGED = /\b(?:merged|merges)\b/i;
const PULL_NUMBER = /(?:\bprs?|\bpull requests?|#)\s*#?(\d{1,7})\b/i;
const CI = /(?<![-\w])(?:ci|workflows?|workflow runs?|github actions|actions|builds?|pipelines?)(?![-\w])/i;
/** A run that is told by its name: no word for runs of jobs in a cluster. */
const NAMED_RUN =
  /\bnightly (?:build|audit|run|test|tests|scan|check|checks|workflow|pipeline)\b|\b(?:last|latest|failed|red) (?:failed )?(?:workflow |ci |build )?runs? of\b|\bworkflow runs?\b/i;
const RUNS =
  /\b(?:fail(?:ed|s|ing|ures?)?|red|broken?|breaks?|green|pass(?:ed|es|ing)?|runs?|status|ok|latest|last)\b/i;
const BRANCH =
  /\bon (?:the )?(?:branch )?(main|master|develop|trunk|(?:[\w.-]+\/)[\w./-]+)\b|\bbranch ([\w./-]+)/i;
const COMMITS = /\bcommits\b|\bgit (?:log|history)\b|\bcommitted\b/i;
const SHA = /\b(?:commit|revision|sha) ([0-9a-f]{7,40})\b/i;
const RUNNING =
  /\b(?:which|what|show|the)\b.{0,20}\b(?:commit|sha|git revision|git hash)\b|\bcommit (?:hash )?(?:runs|is running|is live|is deployed|behind|in prod|in production|live|deployed)\b|\b(?:deployed|running|live|current) (?:git )?(?:commit|sha|hash)\b|\b(?:git |commit )(?:sha|hash)\b|\bgit (?:commit|revision) (?:of|for|behind|in)\b|^_ ?:? (?:commit|sha)\b|\b(?:sha|commit) of _/i;
const NEWEST_COMMIT = /\b(?:last|latest|newest|most recent|recent) commit\b/i;
const VERSION = /(?<![\w.:/-])v?(\d+\.\d+(?:\.\d+)?(?:-[\w.]+)?)(?![\w.:/])/;
const IN_VERSION =
  /\b(?:what(?:'s| is| was)? (?:new )?in|what (?:does|did) .{0,20}(?:contain|bring|change)|what changed in|changes? (?:in|of)|(?:release )?notes (?:of|for)|changelog)\b/i;
const DIFF = /\bdiff(?:s)?\b|\b(?:commits?|code|versions?) (?:between|differ)|\bahead of\b|\bbehind\b/i;
const LAST = new RegExp(`\\b(?:last|latest|most recent|newest) (?:_(?: 's)? )?${DEPLOYMENT}s?\\b`, 'i');
/** "the last release of cart": of one thing that is named, whatever else is asked of it. */
const OF_NAMED = new RegExp(
  `\\b(?:last|latest|most recent|newest) _(?:'s| 's)? ${DEPLOYMENT}\\b|_(?:'s| 's)? (?:last|latest|most recent|newest) ${DEPLOYMENT}\\b|\\b(?:last|latest|most recent|newest) ${DEPLOYMENT} (?:of|for|to) (?:the )?_`,
  'i',
);
const ASKS =
  /\b(?:what|which|who|how|when|show|tell|summari[sz]e|explain|changed?|changes|contents?|diff|whom|content|inside|include[sd]?|contain(?:s|ed)?|risky?|in|details?|about|brought|bring)\b/i;
const WHO = new RegExp(
  `\\bby whom\\b|\\bwhose\\b|\\bauthor of\\b|\\bwho (?:did|made|ran|triggered|started|was behind|is behind|is to blame for|approved|put out)\\b.{0,30}\\b${DEPLOYMENT}|\\bwho (?:last |has |just )?(?:${DEPLOYED}|ship(?:ped)?|pushed)\\b`,
  'i',
);
const RELEASED = new RegExp(
  `\\b(?:what|which|anything|something|everything|who|list|show)\\b.{0,40}\\b(?:${DEPLOYED}|ship(?:ped)?)\\b|\\b(?:deploys|releases|rollouts)\\b|\\b(?:deployments) (?:of |from |since |in the last |made )?(?:today|yesterday|this (?:morning|week|afternoon)|hours?|days?)\\b|\\bdid (?:we|you|they|anyone|anybody|someone) (?:just )?(?:deploy|release|ship|roll out)\\b`,
  'i',
);
/** With a time beside it, deployments are what was deployed then. */
const IN_TIME =
  /\b(?:deployments|deploys|releases|rollouts)\b(?!.{0,40}\b(?:older|newer|younger|created|restarted|failing|unhealthy|scaled|with|without)\b)/i;
/** What ran before is told by the cluster's own revisions. */
const OF_PAST = /\b(?:roll ?back|rolled back|rollback|before|previous(?:ly)?|prior)\b/i;
const DONE =
  /^(?:please |can you |could you )?(?:deploy|release|ship|roll ?back|roll ?out|restart|promote|undo|merge|revert|scale|delete)\b|\bhow (?:do|can|to|would|should) (?:i|we|you)?\b/i;
const ARGO = /\bargo(?:cd| cd)?\b|\bsync\b/i;
const STATE = /\b(?:are|is) .{0,30}\b(?:deployed|released)\b|\bimages?\b|\bhelm\b/i;

function ofCode(text: string): DeploymentSlots | undefined {
  const branch = BRANCH.exec(text);
  const on = branch?.[1] ?? branch?.[2];
  const why = /\bwhy\b|\breason\b|\bexplain(?:ed)?\b|\blog say|\bwhat (?:broke|failed)\b/i.test(text);
  if ((CI.test(text) && RUNS.test(text)) || NAMED_RUN.test(text))
    return { what: 'runs', why, ...(on && { branch: on }) };
  const number = PULLS.test(text) ? PULL_NUMBER.exec(text)?.[1] : undefined;
  if (number !== undefined) return { what: 'one-pull', number: Number(number) };
  if (PULLS.test(text) || /\bwhat\b.{0,30}\bmerged\b/i.test(text))
    return { what: 'pulls', state: MERGED.test(text) ? 'merged' : OPEN.test(text) ? 'open' : 'all' };
  const sha = SHA.exec(text)?.[1];
  if (sha !== undefined) return { what: 'one-commit', sha };
  if (NEWEST_COMMIT.test(text) && !/\b(?:deployed|running|live)\b/i.test(text)) return { what: 'commits' };
  if (RUNNING.test(text)) return { what: 'commit' };
  if (COMMITS.test(text)) return { what: 'commits' };
  return undefined;
}

function ofReleases(text: string, { places, time }: Analysis): DeploymentSlots | undefined {
  const version = IN_VERSION.test(text) ? VERSION.exec(text)?.[1] : undefined;
  if (version !== undefined) return { what: 'version', version };
  if (DIFF.test(text) && places.clusters.length > 1) return { what: 'compare' };
  if (STATE.test(text)) return undefined;
  if (OF_PAST.test(text)) return undefined;
  if ((LAST.test(text) && ASKS.test(text)) || OF_NAMED.test(text))
    return { what: 'last', who: WHO.test(text) };
  if (WHO.test(text) && /_/.test(text)) return { what: 'last', who: true };
  if (time !== undefined && IN_TIME.test(text)) return { what: 'released' };
  return RELEASED.test(text) ? { what: 'released' } : undefined;
}

const WORKLOADS: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** What goes by a name in several clusters is one thing when they are compared: its workload in the first. */
function comparedObject({ places }: Analysis, { named }: Features): ObjectRef[] {
  const all = named
    .flatMap(({ matches }) => matches)
    .filter(({ cluster }) => places.clusters.includes(cluster));
  const workloads = all.filter(({ kind }) => WORKLOADS.includes(kind));
  return (workloads.length > 0 ? workloads : all).slice(0, 1);
}

/** Whether a message speaks of releases to systems that keep them: the cluster's own words for it must not be put in their place. */
export function asksAfterReleases({ message, connected }: UnderstandInput): boolean {
  const keeps = connected?.has('github') === true || connected?.has('argocd') === true;
  return keeps && !DONE.test(message) && !ARGO.test(message) && RELEASED.test(message);
}

const SUBJECTS = [
  /\b(?:of|for|to|in) (?:the |our |my |service |app |deployment )?([a-z][\w-]*)(?= (?:last|runs?|is|was|deployed|yesterday|today|in|on|please|recently|now|this|that|get|got|by|and)\b|[?.!,:]*$)/gi,
  /\bwho (?:last |has |just )?(?:deployed|released|shipped|rolled out|pushed) (?:the |our )?([a-z][\w-]*)/gi,
  /\b(?:last|latest|newest|most recent) ([a-z][\w-]*) (?:deploy|deployment|release|rollout|version)\b/gi,
  /^([a-z][\w-]*)\s?:/gi,
];

/** Numbers, branches and commits say by themselves what is asked about. */
const isOfOne = ({ number, sha, branch, version }: DeploymentSlots): boolean =>
  [number, sha, branch, version].every((one) => one === undefined);

/** "what changed in the last deployment", "who deployed checkout", "open PRs of cart", "why did CI fail on main". */
export const deploymentsAsked: SystemReader = (analysis, features, mood) => {
  const text = withoutNames(analysis);
  if (DONE.test(text) || ARGO.test(text)) return undefined;
  const hasCode = analysis.input.connected?.has('github') === true;
  const deployments = (hasCode ? ofCode(text) : undefined) ?? ofReleases(text, analysis);
  if (deployments === undefined) return undefined;
  const strange = isOfOne(deployments) ? strangerSaid(analysis, features, SUBJECTS) : undefined;
  if (strange !== undefined) return nothingCalled(analysis, strange, mood);
  if (deployments.what !== 'compare')
    return readAbout(analysis, { skill: 'deployments', features, mood, own: { deployments } });
  const own = { deployments, objects: comparedObject(analysis, features) };
  return readAbout(analysis, { skill: 'deployments', features: { ...features, named: [] }, mood, own });
};
