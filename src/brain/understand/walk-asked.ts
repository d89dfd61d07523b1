import { moodOf } from './mood.ts';
import type { Focus, Reading, Slots, UnderstandInput } from './reading.ts';
import type { WalkSlots } from './slot-types.ts';
import { cleanMessage } from './text/clean.ts';

type Read = (input: UnderstandInput) => Reading;

const POLITE =
  /^(?:(?:ok|okay|so|hey|hi|please|jamie|now|can you|could you|would you|will you|i (?:want|need|would like)(?: you)? to|let['’]?s|let us)[, ]+)+/i;
const STEPWISE = /[, ]*\b(?:step[- ]by[- ]step|one step at a time|with me|together|for (?:me|us))\b/gi;
const BEGINS =
  /^(?:troubleshoot(?:ing)?|(?:help (?:me|us) )?(?:to )?troubleshoot|walk (?:me|us) through|guide (?:me|us)(?: through)?|(?:step|take|lead) (?:me|us) through|guided troubleshooting(?: of| for)?|(?:start|begin) (?:a|the) (?:walk|walk-?through)(?: (?:on|of|for|through))?)(?=\s|[?.!:]|$)/i;
const STEPPED =
  /^(?:help (?:me|us) (?:to )?)?(?:debug|diagnose|investigate|analyse|analyze|find out|figure out|look into)\b/i;
const HOW_TO =
  /^\W*(?:how\b|what (?:is|are) (?:an?|the difference)\b|creating|writing|setting up|installing)/i;
const ASKS = /^(?:why|what(?:'s| is) wrong|what is the matter)\b/i;
const NOBODY =
  /^(?:it|this|that|the (?:problem|issue|trouble)|a problem|an issue|something|my (?:problem|issue))?$/i;

const SYMPTOMS: readonly (readonly [RegExp, NonNullable<WalkSlots['symptom']>])[] = [
  [/\b(?:slow\w*|latenc\w*|lag\w*|sluggish|response times?|hang\w*)\b/i, 'slow'],
  [/\b(?:restart\w*|crash\w*|dies|dying|oom\w*|killed)\b/i, 'restarts'],
  [
    /\b(?:reach\w*|unreachable|connect\w*|refus\w*|time ?outs?|timing out|offline|not available)\b/i,
    'unreachable',
  ],
  [/\b(?:errors?|5xx|50\d\w*|fail\w*|exceptions?|bad gateway)\b/i, 'errors'],
];

const symptomIn = (text: string): WalkSlots['symptom'] =>
  SYMPTOMS.find(([pattern]) => pattern.test(text))?.[1];

/** What is asked of the object, without the words that ask for a walk; undefined when none is asked for. */
function subjectAsked(text: string): string | undefined {
  const plain = text
    .replace(POLITE, '')

    .trim();
  const isStepped = text.search(STEPWISE) >= 0 && STEPPED.test(plain);
  const begin = BEGINS.exec(plain) ?? (isStepped ? STEPPED.exec(plain) : null);
  if (begin === null) return undefined;
  const rest = plain
    .slice(begin[0].length)
    .replace(STEPWISE, '')
    .replace(/^[\s:,]+|[\s?!.]+$/g, '');
  return HOW_TO.test(rest) ? undefined : rest;
}

interface Said {
  input: UnderstandInput;
  mood: Reading['mood'];
}

function reading({ input, mood }: Said, walk: WalkSlots, more: Partial<Slots> = {}): Reading {
  const known =
    input.focus.clusters.length > 0
      ? input.focus.clusters
      : input.clusters.filter(({ isDefault }) => isDefault).map(({ name }) => name);
  const slots: Slots = { clusters: known, clusterNamed: false, namespaces: [], objects: [], ...more, walk };
  return { type: 'skill', skill: 'walk', slots, confidence: 0.95, mood };
}

const through = (message: string): string => `walk me through ${message}`;

/** The start of a walk, its object read as in any question about what is wrong. */
function begun(said: Said, rest: string, read: Read): Reading | undefined {
  const { input } = said;
  const walk: WalkSlots = { what: 'start', symptom: symptomIn(rest) };
  if (NOBODY.test(rest)) return reading(said, walk, { objects: input.focus.objects.slice(0, 1) });
  const message = ASKS.test(rest) ? rest : `why is ${rest} not healthy?`;
  const asked = read({ ...input, message, focus: { ...input.focus, openChoices: [] } });
  switch (asked.type) {
    case 'skill': {
      const isTrouble =
        asked.skill === 'diagnose' || asked.skill === 'cluster-health' || asked.slots.objects.length > 0;
      return isTrouble
        ? reading(said, walk, { clusters: asked.slots.clusters, objects: asked.slots.objects })
        : undefined;
    }
    case 'ambiguous':
      return { ...asked, choices: asked.choices.map((one) => ({ ...one, message: through(one.message) })) };
    case 'no-such-name':
      return { ...asked, rewrites: asked.rewrites.map(through) };
    case 'out-of-reach':
      return asked.objects.length > 0 ? reading(said, walk, { objects: asked.objects }) : undefined;
    case 'not-understood':
      return undefined;
  }
}

const WALK = String.raw`(?:walk(?:-?through)?|troubleshooting|guided troubleshooting|investigation)`;
const named = (pattern: string): RegExp => new RegExp(`^(?:${pattern.replaceAll('WALK', WALK)})$`, 'i');

/** Said of a walk by name, at any time. */
const BY_NAME: readonly (readonly [RegExp, WalkSlots['what']])[] = [
  [named('go on with the walk: (.+)'), 'branch'],
  [named('(?:go on|continue|proceed) with (?:the|this) WALK'), 'next'],
  [named('the symptom of the walk: (.+)'), 'symptom'],
  [named('skip (?:this|the|that) step(?: of the WALK)?'), 'skip'],
  [named('(?:pause|stop|end|leave|quit|cancel|abort) (?:the|this|my|our) WALK'), 'pause'],
  [named('the WALK is (?:done|over|finished).*'), 'done'],
  [
    named(
      '(?:resume|continue|pick up|go back to|return to|reopen)(?: (?:the|my|our|last))*(?: WALK)(?: (?:on|of|for|through|about|with))?(?: (.+))?',
    ),
    'resume',
  ],
  [named('(?:so |and )?where (?:were|are) we(?: with (.+))?'), 'resume'],
  [named('resume'), 'resume'],
  [
    named(
      '(?:(?:list|show|give me|what are|which are|any)(?: me)? )?(?:all )?(?:the |my |our )?(?:open |paused |running )*walks(?: (?:are|do i have) open)?',
    ),
    'list',
  ],
  [
    named(
      '(?:show|give|print|get|export)(?: me| us)? (?:the|a) (?:written )?(?:record|report|write-?up|post-?mortem)(?: (?:of|for|on) (?:the|this|that|our) WALK)?(?: (?:on|of|for|about) (.+))?',
    ),
    'record',
  ],
  [
    named('write (?:it|this|that|everything|the WALK) up|write up (?:the|this) WALK(?: (?:on|of|for) (.+))?'),
    'record',
  ],
];

/** Said within a walk. */
const BARE: readonly (readonly [RegExp, WalkSlots['what']])[] = [
  [
    named(
      "(?:and )?(?:the )?next(?: step)?|go on|continue|proceed|carry on|keep going|move on|go ahead|what(?:'s| is) next|and then",
    ),
    'next',
  ],
  [named('skip(?: (?:it|this|that))?'), 'skip'],
  [named('(?:go |step |one )*back|previous(?: step)?'), 'back'],
  [named('stop|pause|halt|quit|later|enough|cancel'), 'pause'],
  [
    named("done|(?:that|this) was it|that(?:'s| is) it|found it|solved(?: it)?|(?:it(?:'s| is) )?fixed"),
    'done',
  ],
];
/** Said right after a step, where it would mean something else later. */
const CLOSE: readonly (readonly [RegExp, WalkSlots['what']])[] = [
  [named('yes|yep|yeah|y|ok|okay|sure|please|do it'), 'next'],
  [
    named(
      'why(?: (?:that|this|there|next|so))*(?: (?:step|one))?|why (?:do you )?(?:look|want to look) (?:at (?:that|it) )?(?:there|next)?',
    ),
    'why',
  ],
  [
    named(
      '(?:check |look |do (?:it|that) |try )?(?:again|once more)|re-?check|repeat(?: (?:it|that))?|refresh',
    ),
    'again',
  ],
];

const asksSymptom = ({ openChoices }: Focus): boolean =>
  openChoices.some(({ message }) => message.startsWith('the symptom of the walk:'));

function found(
  text: string,
  table: readonly (readonly [RegExp, WalkSlots['what']])[],
): WalkSlots | undefined {
  for (const [pattern, what] of table) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const rest = match
      .slice(1)
      .find((part) => part !== undefined)
      ?.trim();
    if (what === 'symptom') return { what, symptom: rest as WalkSlots['symptom'] };
    if (what === 'branch') return { what, step: rest };
    return rest === undefined ? { what } : { what, about: rest.toLowerCase() };
  }
  return undefined;
}

function steered(text: string, focus: Focus): WalkSlots | undefined {
  const byName = found(text, BY_NAME);
  if (byName !== undefined || focus.walk === undefined) return byName;
  const isClose = focus.lastSkill === 'walk';
  const told = isClose && asksSymptom(focus) && text.length < 80 ? symptomIn(text) : undefined;
  if (told !== undefined) return { what: 'symptom', symptom: told };
  return found(text, BARE) ?? (isClose ? found(text, CLOSE) : undefined);
}

/** "troubleshoot checkout", "walk me through why cart is slow", and what is said within a walk: "next", "skip", "why", "done". */
export function walkAsked(input: UnderstandInput, read: Read): Reading | undefined {
  const text = cleanMessage(input.message).trim();
  if (text.length > 300) return undefined;
  const said = { input, mood: moodOf([], text) };
  const plain = text
    .replace(POLITE, '')
    .replace(/(?:[, ]+please)?[\s?!.]*$/i, '')
    .replaceAll('’', "'");
  const steer = steered(plain === '' ? text.replace(/[\s?!.]+$/, '') : plain, input.focus);
  if (steer !== undefined) return reading(said, steer);
  const rest = subjectAsked(text);
  return rest === undefined ? undefined : begun(said, rest, read);
}
