import { kindOfWord } from './grammar.ts';
import type { Reading } from './reading.ts';

const LONGEST = 300;
const MOST = 4;
/** Ends a question for sure, or may join two. */
const HARD = /\s*(?:[?;]|[.!](?=\s))\s*(?:and\s+|also\s+|then\s+)*/gi;
const SOFT =
  /\s*,?\s+then\s+|\s*,?\s+(?:and|plus|but)\s+(?:also\s+|then\s+|please\s+|tell me\s+)*|\s*,\s+(?:also\s+)?(?=(?:who|what|which|how|why|when|where|is|are|does|do|did|can)\b)/gi;

const ASKS =
  /^(?:(?:can|could|would) you (?:please )?(?:list|show|tell|give|check|count)\b|(?:who|what|which|where|when|why|how|whose|what['’]?s|who['’]?s|how['’]?s|where['’]?s)\b|(?:list|show|count|describe|check|compare|find|give me|tell me)\s+\S|(?:have|has|do)\s+(?:we|you|they|i|the|any|all|my|our|these|those)\b|(?:is|are|was|were|does|did|can|could|should|will)\s+(?!(?:on|in|at|by|with|without|from|of|not|no|more|less|fewer|older|younger|been|still|also|running|pending|ready|failing|restarting|crashing|using|missing|terminating|a|an)\b)\S)/i;
const CHANGES =
  /^(?:please )?(?:restart|scale|delete|remove|rollback|roll back|drain|cordon|uncordon|kill|stop|patch|edit|apply|drop|update)\b/i;
/** "any alerts firing": a question without a verb, at the beginning only. */
const ANY = /^any(?:thing|one|body)?\s+\S/i;
/** What belongs to the question before it. */
const SAME_QUESTION =
  /^(?:why|when|how|where|who|what|which|since when|until when|what for|for what|by whom|for how long|how long|how often|how come|what now|what next|why not)\??$|^(?:how (?:do|can|could|should|to|would)\b.*\b(?:fix|repair|solve|mend|resolve|undo|prevent|restore|recover)\b|what (?:should|can|do|must|could) (?:i|we|you)\b|what (?:to do|is the fix|fixes it|would fix it)|what(?:'s|s)? (?:is |does )?(?:it|that|this|[A-Z]\w+) (?:mean|about|for)\b|why is (?:that|it|this)|what (?:happens|would happen|will happen|it (?:does|would do))|is (?:it|that|this) (?:bad|serious|safe|normal|ok|urgent))/i;
const LEADING =
  /^(?:(?:ok|okay|so|hey|hi|well|now|please|jamie|and|first|quick(?:ly)?)[,:]?\s+)*(?<verb>(?:can you |could you |please )?(?:list|show(?: me)?|get|give me|count|how many|what are|which are|tell me)(?: the| all| all the)?\s+)?/i;
const OF = /^(?<noun>[a-z][a-z -]{1,30}?)\s+(?:of|in|on|for|from|with|without|that|which)\s+\S/i;

/** Whether a reading answers something. */
const isUnderstood = (reading: Reading): boolean =>
  reading.type === 'skill'
    ? reading.skill !== 'greet' && reading.skill !== 'switch'
    : reading.type !== 'not-understood';

/** What somebody teaches is one text, whatever its sentences would ask or tell to do on their own. */
const isTaught = (reading: Reading): boolean => reading.type === 'skill' && reading.skill === 'teach';

interface Cut {
  parts: string[];
  /** A list without a verb of its own: it takes that of the part before it. */
  lent: string;
}

/** The separate questions of a message, in order; only the message when it is one question. */
export function questionsIn(message: string, read: (part: string) => Reading): string[] {
  const text = message.trim();
  if (text.length > LONGEST || /\n|["“`][^"”`]*(?:;|\?|\band\b)[^"”`]*["”`]/.test(text)) return [message];
  const parts = cutAt(text, HARD).flatMap((part) => cutAt(part, SOFT));
  if (parts.length < 2 || parts.length > MOST) return [message];
  if (isTaught(read(message))) return [message];
  const readings = parts.map(read);
  return readings.some(isUnderstood) ? parts : [message];
}

/** Cuts where both sides ask. */
function cutAt(text: string, joint: RegExp): string[] {
  for (const match of text.matchAll(joint)) {
    const before = text.slice(0, match.index).trim();
    const after = text.slice(match.index + match[0].length).trim();
    const cut = before === '' || after === '' ? undefined : cutBetween(before, after);
    if (cut === undefined) continue;
    const [first = '', second = ''] = cut.parts;
    const lent = /^(?:the|any|all)\b/i.test(second) ? cut.lent.replace(/(?:the|all) $/i, '') : cut.lent;
    return [first, ...cutAt(`${lent}${second}`, joint)];
  }
  return [text];
}

function cutBetween(before: string, after: string): Cut | undefined {
  const { verb = '' } = LEADING.exec(before)?.groups ?? {};
  const bare = before.slice(LEADING.exec(before)?.[0].length ?? 0);
  const asks = ASKS.test(bare) || ANY.test(bare) || CHANGES.test(bare) || verb !== '' || standsAsNoun(bare);
  if (!asks || SAME_QUESTION.test(after)) return undefined;
  if (ASKS.test(after) || CHANGES.test(after)) return { parts: [before, after], lent: '' };
  return standsAsNoun(bare) && standsAsNoun(after) ? { parts: [before, after], lent: verb } : undefined;
}

/** What narrows a thing down before it is named. */
const WHICH =
  /^(?:(?:the|any|all|some|only|also|its|recent|latest|last|newest|slow|slowest|longest|fastest|failed|failing|open|firing|top|new|most|current|error(?!\s+(?:rate|budget|ratio))|warning)\s+)+/i;
const MEASURES =
  /^(?:the )?(?:traces?|spans?|warnings?|exceptions?|alerts?|incidents?|tickets?|dashboards?|error rate|latency|p\d\d|slo|error budget|log lines?|error logs?|patterns?|cpu|memory|mem|ram|restarts?|logs?|events?|images?|status|health|age|limits?|requests?|replicas?|ports?|env|labels?|yaml|usage|details|errors?|endpoints|history|rollout status|owner|node|ip)(?: usage| status| use| history)?$/i;

/** "memory of search", "deployments in platform": a thing and where it is looked for. */
function standsAsNoun(text: string): boolean {
  const noun = OF.exec(text.replace(WHICH, ''))?.groups?.['noun']?.trim();
  if (noun === undefined) return false;
  const last = noun.split(/\s+/).at(-1) ?? '';
  return MEASURES.test(noun) || (last.endsWith('s') && kindOfWord(last.toLowerCase()) !== undefined);
}
