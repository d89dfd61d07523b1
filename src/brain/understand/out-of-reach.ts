import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { HISTORY_PHRASES, MESSAGES, OUTSIDE_SYSTEMS, type OutsideSystem } from './lexicon/systems.ts';
import type { Scored } from './score.ts';
import { phraseTrie } from './text/phrase-trie.ts';

const SYSTEMS = phraseTrie(
  OUTSIDE_SYSTEMS.flatMap((system) => system.phrases.map((phrase) => [phrase, system] as const)),
);
const HISTORY = phraseTrie(HISTORY_PHRASES.map((phrase) => [phrase, true] as const));
const METRICS: OutsideSystem = { system: 'Prometheus', what: 'metrics history', phrases: [] };

/** Answered from the cluster even when a word of another system falls. */
const CLUSTER_SKILLS = new Set([
  'diagnose',
  'logs',
  'describe',
  'events',
  'relations',
  'rollout',
  'connectivity',
  'change-request',
  'command',
  'access',
  'usage',
  'changes',
]);

const PAST: OutsideSystem = { system: 'history', what: 'how things were at an earlier time', phrases: [] };
const FUTURE: OutsideSystem = { system: 'forecasts', what: 'what will be', phrases: [] };

const PEOPLE: OutsideSystem = { system: 'the chat of your team', what: MESSAGES, phrases: [] };
const TELLS =
  /^(?:(?:please|pls|can you|could you|would you|will you|jamie|hey|and|so|ok|now|then|kindly|i want you to|i need you to|go and|let us|lets)[, ]+)*(?:post|send|write|tell|notify|message|ping|email|e-mail|mail|text|announce|inform|dm|sms|share|forward|broadcast|let)(?! (?:me|us)\b)\b.{0,80}\b(?:slack|ms teams|microsoft teams|teams channel|discord|mattermost|telegram|whatsapp|e-?mails?|mail|sms|chat|channel|#[a-z][\w-]*|customers?|my boss|the boss|my manager|management|everyone|everybody|the team|my team|my colleagues?|the others)\b/i;

/** How a disk fills up, and how a budget burns, is measured; a certificate says itself when it ends. */
const MEASURED_AHEAD = /\b(?:disks?|volumes?|storage|file ?systems?|space|pvcs?|pvs?|cert\w*|budgets?)\b/i;

/** "when do we run out of memory": nothing here looks ahead. */
export const foretold = (analysis: Analysis): OutsideSystem | undefined =>
  RUNS_OUT.test(analysis.text) && !MEASURED_AHEAD.test(analysis.text) && isOfFuture(analysis)
    ? FUTURE
    : undefined;

/** "post to slack that prod is down": nobody but Jamie is written to from here. */
export const peopleTold = ({ text }: Analysis): OutsideSystem | undefined =>
  TELLS.test(text.trim()) && !/\?\s*$/.test(text.replace(/^(?:can|could|would|will) you\b.*$/i, ''))
    ? PEOPLE
    : undefined;

const HOUR = 3_600_000;
const TOLD_OF_PAST: ReadonlySet<string> = new Set([
  'inventory',
  'diagnose',
  'cluster-health',
  'describe',
  'usage',
]);

/** "how many pods were running three weeks ago", "was cart healthy last tuesday": only the present is kept. */
function isOfPast({ time, text, input }: Analysis, best: Scored | undefined): boolean {
  if (time === undefined) return false;
  const isLongGone =
    time.to < input.now - HOUR ||
    (time.from < input.now - 6 * HOUR && /\bago\b|^(?:last|previous|past) [a-z]+$/i.test(time.said));
  const asksState =
    /^(?:and |so |but )?(?:was|were)\b|\b(?:what|how|which|who|where)\b.*\b(?:was|were)\b/i.test(
      text.trim(),
    ) &&
    isLongGone &&
    !/\bchanged?\b|\bhappen/i.test(text);
  if (asksState && (best === undefined || TOLD_OF_PAST.has(best.skill))) return true;
  if (best?.skill === 'inventory' && time.from < input.now - KEPT && OFTEN.test(text)) return true;
  return (
    best?.skill === 'inventory' &&
    /\b(?:were|was|did (?:we|i|you|they) have|had|used to)\b/i.test(text) &&
    !/\b(?:created|started|deployed|restarted|launched|added|scheduled|evicted|killed|made)\b/i.test(text)
  );
}

/** Only the last end of each container that still exists is kept: over more than a day that is no count. */
const KEPT = 36 * HOUR;
const OFTEN =
  /\bhow (?:many|often)\b.*\b(?:crash(?:ed|es)?|fail(?:ed|ures?)?|died|oom\w*|evicted|restart(?:ed|s)|killed)\b/i;

const AHEAD =
  /\b(?:when will|what will|how (?:many|much) .{0,60}\bwill\b|next (?:week|month|year|quarter|weekend|release|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|next (?:outage|incident|crash|failure|restart|problem|fault)|tomorrow|at christmas|over christmas|in (?:the )?(?:near )?future|predict|forecast|in (?:a|\d{1,3}|two|three|six) (?:hours?|days?|weeks?|months?|years?)(?: from now| time)|by the end of)\b/i;
const RUNS_OUT =
  /\b(?:when(?! (?:did|was|were|has|had)\b)|how (?:long|soon|many (?:days|weeks|months|hours)))\b.{0,60}\b(?:run(?:s|ning)? out|be full|fill(?:s|ing)? up|exhausted|exhaust|max(?:ed)? out|reach (?:the|its|our|their) (?:limit|ceiling|cap|maximum)|hit (?:the|its|our|their) (?:limit|ceiling|cap|maximum)|need (?:more|new|another|bigger))\b/i;
const WILL =
  /^(?:and |so |but )?(?:will|would|is|are) .{1,80}\b(?:survive|hold up|last (?:until|till|through|the)|cope|crash again|fail again|going to|run out|be (?:ok|fine|enough|full|down|up)|happen again|make it)\b/i;

/** "how many pods will we need at christmas", "will cart survive the weekend". */
const isOfFuture = ({ text }: Analysis) =>
  (AHEAD.test(text) || RUNS_OUT.test(text) || WILL.test(text.trim())) &&
  !/\bwill not\b|\bwon't\b|\bif\b|\bschedule|\bnext run\b|\bruns? next\b/i.test(text);

const PREPOSITIONS = new Set(['from', 'in', 'with', 'on', 'using']);

/** Asked through another. */
const ALSO_CALLED: Readonly<Record<string, string>> = { Alertmanager: 'prometheus', 'Argo CD': 'argocd' };

/** The system that a question needs and that is not connected; undefined when the cluster can answer. */
export function systemNeeded(
  analysis: Analysis,
  features: Features,
  [best]: readonly Scored[],
): OutsideSystem | undefined {
  const { words } = analysis;
  const hits = SYSTEMS.longest(words);
  const named = features.named.some(({ matches }) => matches.length > 0);
  const isObject = (at: number) =>
    analysis.mentions.some(
      ({ from, to, matches, kind }) =>
        at >= from && at < to && (matches.length > 0 || (kind !== undefined && kind !== 'Workload')),
    );
  const isPlace = ({ from, to }: { from: number; to: number }) =>
    [words[from - 1]?.word, words[to]?.word].some((word) => word === 'namespace' || word === 'ns');
  const free = hits.filter((hit) => !isPlace(hit) && (hit.to - hit.from > 1 || !isObject(hit.from)));
  const isAboutObject = ({ from, to }: { from: number; to: number }) =>
    to - from === 2 && isObject(to - 1) && PREPOSITIONS.has(words[from]?.word ?? '');
  const hard = free.filter(
    (hit) =>
      !(isAboutObject(hit) && best !== undefined && CLUSTER_SKILLS.has(best.skill) && best.cues >= 1.5),
  );
  const connected = [...(analysis.input.connected ?? [])] as string[];
  const isThere = ({ system: one }: OutsideSystem) =>
    connected.includes((ALSO_CALLED[one] ?? one).toLowerCase());
  const system = hard
    .map(({ meanings }) => meanings[0])
    .find((one) => one !== undefined && !isThere(one) && !isSaidInPassing(one, { named, best }));
  if (system !== undefined) return system;
  if (isOfFuture(analysis)) return FUTURE;
  if (isOfPast(analysis, best)) return PAST;
  const needsHistory = HISTORY.longest(features.cueWords).length > 0;
  const isDiagnosis = features.named.length > 0 && best?.skill === 'diagnose' && best.cues >= 2.5;
  return needsHistory && !isDiagnosis && best?.skill !== 'explain' && !isThere(METRICS) ? METRICS : undefined;
}

/** Signals and everyday words that a question about a real object may well mention. */
const SOFT = new Set([
  'the database',
  'billing',
  'GitHub',
  'Jira',
  'Tempo',
  'the web',
  'Helm',
  'a runbook library',
  'RabbitMQ',
  'Kafka',
  'Alertmanager',
  'Elasticsearch',
  'AWS',
]);

function isSaidInPassing(
  { system }: OutsideSystem,
  { named, best }: { named: boolean; best: Scored | undefined },
): boolean {
  if (!SOFT.has(system) || best === undefined) return false;
  if (!named) return best.skill === 'greet';
  return CLUSTER_SKILLS.has(best.skill) && best.cues >= 2.4 && best.skill !== 'changes';
}
