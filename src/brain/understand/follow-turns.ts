import { clusterWords } from './names/cluster-words.ts';
import { kindOfWord } from './grammar.ts';
import { POD_OWNERS, WORKLOAD_KINDS } from './lexicon/kinds.ts';
import type { SkillId, UnderstandInput } from './reading.ts';
import { isNamespace } from './names/known-places.ts';
import { bare } from './text/bare.ts';

/** What people say before they put something right. */
const CORRECTION =
  /^(?:(?:no|nope|nah|sorry|oops|ah|hm+|wait|well|actually|err?)[,.! ]+)*(?:(?:i|we) (?:(?:actually|really) )?(?:mean|meant|wanted|was (?:asking|talking) about|am (?:asking|talking) about)|i'm (?:asking|talking) about|make that|make it|rather|not that(?: one)?[,.]|not [\w.-]+[,.] ?(?:but )?|i said)[,:]? +(?:to say |to ask )?(?<rest>.{2,60})$/i;
const PLAIN_CORRECTION =
  /^(?:no|nope|sorry|oops|wait|actually)[,.!]+ ?(?:actually[, ]+)?(?:the )?(?<rest>[\w.-]{2,63}(?: (?:cluster|namespace|one))?)$/i;

/** "no, I meant platform": what is meant, without the words that say that it is. */
export function withoutCorrection(message: string): string | undefined {
  const said = bare(message);
  const rest = (CORRECTION.exec(said) ?? PLAIN_CORRECTION.exec(said))?.groups?.['rest'];
  return rest?.replace(/^the (?=[\w.-]+ (?:cluster|namespace|one)$)/i, '').replace(/ one$/i, '');
}

const REASON =
  /^(?:and |so |but |ok )?(?:what(?:'s| is|s| was)? (?:the |its |their )?(?:reason|cause|root cause)(?: for (?:it|that|this)| of (?:it|that|this)| behind (?:it|that|this))?|for (?:what|which) reason|(?:the |any )?(?:reason|cause|root cause)|how come|how so|due to what|because of what|caused by what|whats? causing (?:it|that|this)|what (?:causes|caused) (?:it|that|this))$/i;

const STANDING =
  /^(?:and |so |but )?(?:how many )?(?:of (?:its|the|them) )?(?:(?:ready|healthy|running|available|working|serving|live) (?:pods|replicas|instances|copies)|(?:pods|replicas|instances|copies)(?: of it)? (?:are |is |do |can )?(?:still )?(?:ready|serve|serves|serving|running|left|up|alive|available|working|healthy))(?: (?:now|are there|does it have|left|still|traffic|requests|at the moment))*$/i;

const ALONE =
  /^(?:and |what about |how about |same for |same in |same on |also |or |now |then |ok )*(?:(?:in|on|for|of) )?(?:the )?(?:namespace )?(?<place>[\w.-]+)(?: namespace)?(?: (?:as well|too|also|then|instead|please|next))*$/i;

const OF_PLACES: ReadonlySet<SkillId> = new Set([
  'inventory',
  'usage',
  'cluster-health',
  'events',
  'changes',
]);

const THAT_KIND =
  /^(?:and |so |ok |please )?(?:show|describe|get|print|display|see|tell me about|details (?:of|on)|what (?:does|is|are)|let me see|give me|look at|open)(?: me)? (?:the|that|this) (?<kind>(?:resource )?quota|limit ?range|network ?polic(?:y|ies))(?: (?:say|says|look like|contain|details|at|set to|like))*$/i;

/** "platform?" after a question about another place. */
function aloneAsPlace(said: string, input: UnderstandInput): string | undefined {
  const { lastSkill, lastSlots } = input.focus;
  const place = ALONE.exec(said)?.groups?.['place'];
  if (place === undefined || lastSkill === undefined || !isNamespace(place, input)) return undefined;
  if (lastSkill === 'diagnose') return `how is everything in namespace ${place}`;
  if (!OF_PLACES.has(lastSkill)) return undefined;
  if (clusterWords(input.clusters).has(place.toLowerCase()) || (lastSlots?.objects.length ?? 0) > 0)
    return undefined;
  return `and in namespace ${place}?`;
}

const THERE = /\b(?:(?:over|in) )?there$/i;
const ASKS_THERE =
  /^(?:and |so )?(?:how many|which|what|list|show|who|any|the)\b.+(?<!\b(?:is|are|was|were)) (?:over |in )?there$/i;

/** "what runs there": on the node, or in the namespace, that was spoken of. */
function asksThere(said: string, { focus }: UnderstandInput): string | undefined {
  if (!ASKS_THERE.test(said)) return undefined;
  const [only, second] = focus.objects;
  const node = only?.kind === 'Node' && second === undefined ? only.name : undefined;
  const [namespace, other] = focus.namespaces;
  const place =
    node !== undefined
      ? `on node ${node}`
      : namespace !== undefined && other === undefined
        ? `in namespace ${namespace}`
        : undefined;
  if (place === undefined) return undefined;
  const whole = said.replace(THERE, place);
  return whole.replace(
    /^(?:and |so )?what (?:runs|is running|else runs|ran|was running|is|is there) (?=on|in)/i,
    'list pods ',
  );
}

const STEERED: ReadonlySet<string> = new Set([...POD_OWNERS, ...WORKLOAD_KINDS]);

/** "show me that quota": of the namespace that was spoken of. */
function ofItsNamespace(said: string, { focus }: UnderstandInput): string | undefined {
  const kind = THAT_KIND.exec(said)?.groups?.['kind'];
  const namespace = focus.objects[0]?.namespace ?? focus.namespaces[0];
  const isThere = focus.objects.some((object) => object.kind === kindOfWord(kind ?? ''));
  return kind === undefined || namespace === undefined || namespace === '' || isThere
    ? undefined
    : `list ${kind} in namespace ${namespace}`;
}

/** A message that goes on from the one before, in words that say what it goes on about; itself when it stands alone. */
export function goneOn(input: UnderstandInput): string {
  const { message, focus } = input;
  if (focus.lastSkill === undefined || message.length > 120) return message;
  const corrected = withoutCorrection(message);
  const said = bare(corrected ?? message);
  if (REASON.test(said)) return 'why?';
  const [only, second] = focus.lastSlots?.objects ?? [];
  if (only !== undefined && second === undefined && STEERED.has(only.kind) && STANDING.test(said))
    return 'replicas of it';
  const place = aloneAsPlace(said, input) ?? asksThere(said, input) ?? ofItsNamespace(said, input);
  if (place !== undefined) return place;
  if (corrected === undefined) return message;
  return corrected.split(' ').length > 4
    ? corrected
    : `what about ${corrected.replace(/^(?:in|on|for) /i, '')}`;
}
