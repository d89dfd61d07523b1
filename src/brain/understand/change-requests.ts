import type { Analysis } from './analyse.ts';
import { changeDetails } from './change-details.ts';
import type { Features } from './features.ts';
import { CHANGE_PHRASES, WEAK_CHANGES } from './lexicon/changes.ts';
import { roleOf } from './items.ts';
import type { Slots } from './reading.ts';
import { plainWords } from './wording.ts';
import { phraseTrie, type PhraseHit } from './text/phrase-trie.ts';

const PHRASES = Object.entries(CHANGE_PHRASES).flatMap(([verb, phrases]) =>
  phrases.map((phrase) => [phrase.replace(/^=/, ''), verb] as const),
);
/** In the imperative a verb stands as it is: a cordoned node asks for nothing. */
const IMPERATIVES = phraseTrie(PHRASES.map(([phrase, verb]) => [`=${phrase}`, verb] as const));
const CHANGES = phraseTrie(PHRASES);

type Change = NonNullable<Slots['change']>;

const POLITE = new Set(
  'please pls jamie can could would will you kindly just now then and go ahead i we want wanna need to like let us lets ok okay hey hi so should must have also again right time help me quickly immediately asap first next finally but or d be able you gonna going rollout rolling try'.split(
    ' ',
  ),
);
const ASKING = new Set(
  'how what why when who which where whats does did has have is are was if whether should shall do'.split(
    ' ',
  ),
);

/** A change that somebody asks for in the imperative: "restart cart", "could you please scale checkout to 5". */
export function changeRequested(analysis: Analysis, features: Features): Change | undefined {
  const hits = IMPERATIVES.longest(features.cueWords);
  const hit = hits.find((one) => isImperative(analysis, one));
  const verb = hit?.meanings[0];
  if (hit === undefined || verb === undefined || isNoun(analysis, hit)) return undefined;
  const hasTarget = features.named.length > 0 || features.kinds.length > 0;
  if (WEAK_CHANGES.has(verb) && !(hasTarget && isAboutTarget(analysis, features, hit))) return undefined;
  const precise = verbFor(preciseVerb(verb, analysis), analysis, features);
  if (analysis.words[hit.from]?.word === 'give' && precise !== 'set-resources') return undefined;
  return isTurnedOff(precise, analysis, features)
    ? { verb: 'scale', parameters: { replicas: '0' } }
    : { verb: precise, parameters: parametersOf(analysis) };
}

const SCALED = new Set(['Deployment', 'StatefulSet', 'ReplicaSet']);
/** "turn off cart": nothing but no replicas does that. */
const isTurnedOff = (verb: string, { text }: Analysis, { named }: Features): boolean =>
  verb === 'pause' &&
  /\b(?:turn|switch|shut|take|spin)(?:ing)?\b.*\b(?:off|down)\b|\bshutdown\b|\b(?:stop|halt|disable)\b(?!.*\b(?:roll ?out|rolling|deploy\w*|updat\w*)\b)|\b(?:0|zero) replicas\b/i.test(
    text,
  ) &&
  named.some(({ matches }) => SCALED.has(matches[0]?.kind ?? ''));

const KINDS_OF_SIZE: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: 'bound',
  PersistentVolumeClaim: 'expand',
};
const OF_SIZE: ReadonlySet<string> = new Set(['edit', 'scale', 'set-resources', 'expand', 'set-image']);

/** What a verb comes down to for the kind that it is said of: an autoscaler has bounds, a claim has a size. */
function verbFor(verb: string, { text }: Analysis, { named }: Features): string {
  const matches = named.flatMap(({ matches: all, kind }) => [kind ?? '', ...all.map((one) => one.kind)]);
  const meant = named.flatMap(({ matches: all, kind }) =>
    kind === undefined ? (all.length === 1 ? all.map((one) => one.kind) : []) : [kind],
  );
  if ((verb === 'edit' || verb === 'create') && /\b(?:env|environment|variables?)\b/i.test(text))
    return 'set-env';
  const own = meant.map((kind) => KINDS_OF_SIZE[kind]).find((found) => found !== undefined);
  const details = changeDetails(text);
  if (own === 'bound' && OF_SIZE.has(verb) && (details['max'] ?? details['min']) !== undefined)
    return 'bound';
  if (verb === 'expand' || (own === 'expand' && OF_SIZE.has(verb)))
    return own === 'expand' ? 'expand' : 'scale';
  if ((verb === 'create' || verb === 'edit' || verb === 'delete') && details['by'] !== undefined)
    return 'scale';
  const isScaled = named.some(({ matches: all }) => SCALED.has(all[0]?.kind ?? ''));
  const runsJobs = matches.some((kind) => kind === 'CronJob' || kind === 'Job');
  return verb === 'trigger' && isScaled && !runsJobs ? 'scale' : verb;
}

/** What "change", "mark" and "give" come down to, by what is changed. */
function preciseVerb(verb: string, { items, words }: Analysis): string {
  if (verb !== 'edit') return verb;
  const said = words.map(({ word }) => word).join(' ');
  if (/\bunschedulable\b/.test(said)) return 'cordon';
  if (/\bschedulable\b/.test(said)) return 'uncordon';
  if (items.some((item) => roleOf(item, 'resource') !== undefined)) return 'set-resources';
  const fields = items.flatMap(({ meanings }) =>
    meanings.map((meaning) => (meaning.role === 'field' ? meaning.field : undefined)),
  );
  const isImage = words.some(({ raw }) => /^[\w./-]+:v?\d[\w.-]*$/.test(raw));
  if (isImage || fields.includes('image') || fields.includes('imageTag')) return 'set-image';
  return fields.includes('replicas') ? 'scale' : verb;
}

/** The change that a question is about, wherever its verb stands: for "how do I restart cart". */
export function changeMentioned(analysis: Analysis, features: Features): Change | undefined {
  const verb = CHANGES.longest(features.cueWords)[0]?.meanings[0];
  const isMarked = /\bunschedulable\b/.test(plainWords(analysis));
  if (isMarked) return { verb: 'cordon', parameters: {} };
  return verb === undefined
    ? undefined
    : { verb: preciseVerb(verb, analysis), parameters: parametersOf(analysis) };
}

/** Only polite words between the beginning of the clause and the verb, and no question word among them. */
function isImperative({ words }: Analysis, { from }: PhraseHit<string>): boolean {
  for (let at = from - 1; at >= 0; at -= 1) {
    const word = words[at];
    if (word === undefined || word.ends || word.word === 'then') return true;
    if (word.word === 'and' || word.word === 'to') {
      if (at > 0 && !isAsked(words.slice(0, at).map((one) => one.word)) && word.word === 'and') return true;
      continue;
    }
    if (
      ASKING.has(word.word) &&
      !(word.word === 'have' || (word.word === 'should' && words[at - 1]?.word === 'you'))
    )
      return false;
    if (word.word === 'i' && /^(?:can|could|should|may|do|must|would)$/.test(words[at - 1]?.word ?? ''))
      return false;
    if (!POLITE.has(word.word)) return false;
  }
  return true;
}

const isAsked = (before: string[]) => before.some((word) => ASKING.has(word));

const NOUN_AFTER = new Set([
  'count',
  'counts',
  'policy',
  'history',
  'status',
  'events',
  'reason',
  'reasons',
  'loop',
  'logs',
  'strategy',
  'rate',
  'requests',
  'plan',
  'settings',
  'is',
  'are',
  'has',
  'was',
  'mean',
  'means',
  'times',
]);

/** "restart count" and "scale events" are things, not deeds. */
const isNoun = ({ words }: Analysis, { from, to }: PhraseHit<string>) =>
  words[to - 1]?.ends !== true &&
  (NOUN_AFTER.has(words[to]?.word ?? '') || (words[to]?.word === 'of' && to - from === 1));

/** A common verb is a request only with its object near: "stop cart", not "stop asking". */
function isAboutTarget({ words }: Analysis, { named, kinds }: Features, { to }: PhraseHit<string>): boolean {
  const nearest = Math.min(...named.map(({ from }) => from).filter((from) => from >= to), Infinity);
  return nearest - to <= 4 || (kinds.length > 0 && words.length - to <= 10);
}

/** "0 replicas" is a state to the grammar. */
const TO_NOTHING = /\b(?:to|at|with) (?:0|zero|no) (?:replicas?|pods?|instances?|copies)\b/i;

function parametersOf({ text, words, items, flags }: Analysis): Record<string, string> {
  const parameters = changeDetails(text);
  const amount = items.find(
    (item, at) =>
      item.amount !== undefined && /^(?:to|at|with|replicas|by|from|==)$/.test(items[at - 1]?.word ?? ''),
  );
  const last = items.findLast((item) => item.amount !== undefined);
  const value = amount ?? last;
  if (value?.amount !== undefined && parameters['by'] === undefined)
    parameters[value.amount.dimension === undefined ? 'replicas' : 'amount'] =
      value.amount.dimension === undefined ? String(value.amount.value) : value.raw;
  if (TO_NOTHING.test(text)) parameters.replicas = '0';
  if (flags.replicas !== undefined) parameters.replicas = flags.replicas;
  const revision = words.find(({ word }, at) => /^\d+$/.test(word) && words[at - 1]?.word === 'revision');
  if (revision !== undefined) parameters.revision = revision.word;
  const image = words.find(
    ({ raw }) => /^[\w./-]+:[\w.-]+$/.test(raw) || /^v?\d+\.\d+(?:\.\d+)?(?:-[\w.]+)?$/.test(raw),
  );
  if (image !== undefined) parameters.image = image.raw;
  const isDown = words.some(({ word }) => /^(?:down|reduce|decrease|lower|fewer|halve)$/.test(word));
  const isUp = words.some(({ word }) => /^(?:up|increase|more|raise|double|bump)$/.test(word));
  if (isDown || isUp) parameters.direction = isDown ? 'down' : 'up';
  return parameters;
}
