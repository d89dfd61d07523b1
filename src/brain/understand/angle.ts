import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import type { Slots } from './reading.ts';
import { plainWords } from './wording.ts';

const LEAD = '^(?:(?:ok|okay|and|so|but|now|then|right|hm+|well|please|jamie|alright|cool|thanks) )*';
const IT =
  '(?:it|this|that|them|these|those|things|everything|_|(?:the|this|that) (?:first |second |third |last )?(?:problem|issue|one|mess|thing|error|trouble|pod|service|app))';

const REMEDY: readonly RegExp[] = [
  `${LEAD}(?:(?:how|what) (?:do|can|could|should|would|must|might|to|does one) ?(?:i|we|you|one)? ?(?:best |actually |quickly )?(?:do to )?(?:fix|solve|resolve|repair|mend|remedy|recover|cure|unbreak|correct|get rid of)|can (?:you|i|we) (?:tell me how to )?(?:fix|solve|repair|mend)|how (?:to|can i|do i|do we) get ${IT} (?:back|running|working|up|healthy|going)|fix|how to fix)(?: ${IT})?(?: (?:up|back|again|now|then|please|fast|quickly|properly|in _|on _|running|working))*$`,
  `${LEAD}(?:what(?:'?s| is| would be| are)? (?:the |a |my |your )?(?:best |quickest |next |suggested |first )?(?:fix|fixes|solution|remedy|cure|workaround|next steps?|next step|steps?|recommendation|recommended action|action|first thing to do)|any (?:fix|ideas?|suggestions?|workaround|remedy|solution)|next steps?|what next|what now|now what|fix for ${IT}|suggestions?|recommendations?)(?: (?:for|to|about|on|of|here|then|now|please|do|${IT}))*$`,
  `${LEAD}what (?:should|can|do|must|shall|would|could|ought) (?:(?:i|we) (?:to )?(?:do|try|check|look at|fix|tackle|start with)|you (?:suggest|recommend|advise|do first|try first))(?: (?:first|next|now|about ${IT}|here|then|with ${IT}|for ${IT}|to fix ${IT}))*$`,
  `${LEAD}where (?:should|do|can|shall) (?:i|we) (?:start|begin)(?: (?:with ${IT}|first|looking|fixing|here))*$`,
  `${LEAD}(?:which|what)(?: (?:one|problem|of them|of those))? (?:should|do|must|shall) (?:i|we) (?:fix|tackle|do|look at|start with|handle) first$`,
].map((pattern) => new RegExp(pattern));

const SAFETY: readonly RegExp[] = [
  `${LEAD}(?:is|would|will|are) (?:it|that|this|doing (?:it|that|this|so)|the (?:fix|command|change))(?: be)? (?:really |actually |completely |quite )?(?:safe|risky|dangerous|harmless|reversible|disruptive|destructive|ok to do|okay to do|a good idea|without risk|undoable)(?: (?:to (?:do|run|try|apply|execute)(?: (?:it|that|this|now))?|now|in prod(?:uction)?|on _|in _))*$`,
  `${LEAD}(?:what(?:'?s| is| are)? the (?:risks?|danger|dangers|downsides?|blast radius|side effects?)|any (?:risks?|downsides?|dangers?|side effects?|downtime)|what (?:could|can|might) go wrong|how risky is (?:it|that|this)|how dangerous is (?:it|that|this))(?: (?:of|in|with) (?:it|that|this|doing (?:it|that|this|so)))?$`,
  `${LEAD}(?:can|could) (?:i|we) (?:undo|revert|roll back|rollback|reverse|take back) (?:it|that|this)(?: (?:back|later|again|afterwards|if needed|easily))*$`,
  `${LEAD}(?:will|would|does|could|can) (?:it|that|this) (?:cause|break|hurt|affect|lose|impact|delete|interrupt|disrupt|have (?:an? |any |some )?(?:downtime|impact|effects?|side effects?|consequences|risks?|outage)) ?.{0,50}$`,
  `${LEAD}how (?:do|can|would) (?:i|we) (?:undo|revert|walk back|take back|reverse) (?:it|that|this)(?: back)?$`,
  `${LEAD}what (?:does|would|will|could) (?:it|that|this|the command) (?:do|change|break|affect|cause)(?: exactly| then)?$`,
].map((pattern) => new RegExp(pattern));

const WELL =
  '(?:up|running|alive|around|deployed|there|live|online|old|available|healthy|ready|scheduled|existing|on)';
const SINCE: readonly RegExp[] = [
  `${LEAD}(?:since when|how long(?: ago)?)$`,
  `${LEAD}since when (?:is|has|was|are|have) ${IT} (?!${WELL}\\b).*$`,
  `${LEAD}(?:when|what time|at what time|how long ago) did (?:it|this|that|they|_|the (?:problem|issue|trouble|outage|crash\\w*|errors?)) (?:all |first )?(?:start|begin|break|fail|happen|occur|go (?:down|bad|wrong|unready|unhealthy|red)|stop(?: working)?|crash|die|become (?:unready|unhealthy|unavailable))(?: (?:fail\\w*|crash\\w*|happen\\w*|break\\w*|being .*|restarting|to \\w+|first|last|exactly|_))*$`,
  `${LEAD}(?:for )?how long (?:has|have|had|is|was) (?:it|this|that|they|_|the (?:problem|issue|outage))(?: (?:service|pod|deployment|node|in _|on _))*(?: (?:already|now))? (?:been |be )?(?:going on|happening|like (?:this|that)|in (?:this|that) (?:state|condition)|not|(?!${WELL}\\b|been\\b|be\\b|take|will|to\\b)[a-z]+ ?(?:[a-z]+ ?){0,3})$`,
  `${LEAD}how long (?:has|have) (?:it|this|that|_) been (?!${WELL}\\b).+$`,
  `${LEAD}when (?:was|is) (?:it|this|that|_) last (?:ready|healthy|up|working|ok|fine|running)$`,
  `${LEAD}when did (?:it|this|that|_) last (?:work|respond|answer|run (?:fine|properly|well))$`,
].map((pattern) => new RegExp(pattern));

const ANGLES = [
  ['remedy', REMEDY],
  ['safety', SAFETY],
  ['since', SINCE],
] as const;

const WAS =
  /^(?:(?:and|so|but|ok|okay|hm+|well) )*(?:was|were|did|has|had|how was|how were)\b.*\b(?:ok|okay|fine|healthy|good|well|up|down|broken|working|work|red|green|alright|ready|unhealthy|unready|bad|failing|dead|alive|so|like this|like that|the same)\b/;

/** Of what was before that, the cluster keeps next to no traces. */
const KEPT = 3 * 3_600_000;
/** "was it ok an hour ago": how something was, of which only its traces are kept. */
const asksThen = ({ time, text, input: { now } }: Analysis): boolean =>
  time !== undefined && now - time.from < KEPT && text.length < 120 && WAS.test(text.toLowerCase());

/** The side of a trouble that a message asks after: what to do, whether that is safe, since when. */
export function angleAsked(analysis: Analysis, { named, kinds }: Features): Slots['angle'] {
  const said = plainWords(analysis)
    .replace(/(?:_ )+_/g, '_')
    .replace(/\s+/g, ' ')
    .trim();
  const asSaid = saidIn(analysis);
  const isOfTrouble = /\bdid (?:it|this|that) (?:all |first )?start$/.test(asSaid) && wasOfTrouble(analysis);
  if (/\bdid _ (?:first |last )?start$/.test(said) && !isOfTrouble) return undefined;
  const spoken = [said, asSaid, analysis.words.map(({ word }) => word).join(' ')];
  if (kinds.length > 1 || named.some(({ how }) => how === 'unknown')) return undefined;
  if (kinds.length === 0 && asksThen(analysis)) return 'since';
  return ANGLES.find(([, patterns]) =>
    patterns.some((pattern) => spoken.some((one) => pattern.test(one))),
  )?.[0];
}

/** With the pronouns that were taken for names put back. */
const saidIn = ({ words }: Analysis): string =>
  words
    .map(({ word, claim }) => (claim === 'name' && !/^(?:it|this|that|them|they)$/.test(word) ? '_' : word))
    .join(' ')
    .replace(/(?:_ )+_/g, '_');

/** Whether the last answer judged how something is. */
const wasOfTrouble = ({ input: { focus } }: Analysis): boolean =>
  focus.lastSkill === 'diagnose' || focus.lastSkill === 'cluster-health';

const ABOUT_ALL: ReadonlySet<string> = new Set(['cluster-health', 'inventory', 'changes', 'events', 'usage']);
const OF_ALL = /\b(?:first|start|begin|everything|things)\b/;
/** What a change was spoken of in. */
const CHANGING: ReadonlySet<string> = new Set(['change-request', 'command']);

/** What a question after one side of a trouble is about when it names nothing: what was looked at, or the first of what was listed. */
export function angleObjects({ input: { focus }, text }: Analysis): ObjectRef[] {
  const list = focus.list ?? [];
  const isListed = focus.lastSkill !== undefined && ABOUT_ALL.has(focus.lastSkill);
  if (OF_ALL.test(text.toLowerCase()) && (isListed || list.length > 1)) return list.slice(0, 1);
  return focus.objects.slice(0, 1);
}

/** The change that was spoken of last: what "is it safe?" is about. */
export const changeSpokenOf = ({ input: { focus } }: Analysis): Slots['change'] =>
  focus.lastSkill !== undefined && (CHANGING.has(focus.lastSkill) || focus.lastSlots?.angle === 'safety')
    ? focus.lastSlots?.change
    : undefined;
