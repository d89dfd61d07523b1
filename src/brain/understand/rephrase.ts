import { doneInVerbs } from './deed-turns.ts';
import { goneOn } from './follow-turns.ts';
import { clusterWords } from './names/cluster-words.ts';
import type { UnderstandInput } from './reading.ts';
import { talkedPlainly } from './talk-turns.ts';
import { putPlainly } from './turns-of-phrase.ts';
import { bare } from './text/bare.ts';

const OPENER = '(?:(?:hey|hi|ok|okay|so|and|but|now|please|jamie|well|um|hm+)[,.!]? )*';
const THERE =
  '(?:is there |are there |is |are |was |were |do we have |have we got |have we |do you see |can you see |did we (?:get|have) |has |have |got |see |seeing |there )?';
const HAPPENS =
  '(?: (?:else|is|are|been|being|getting|got|gets|currently|still|right|now|in|stuck|stuck in|sitting in|at the moment|that is))*';
const ANY = `${THERE}(?:any(?:thing|body|one)?|something|someone|somebody|who|whos|who's)${HAPPENS}`;
/** "what is pending" asks after things, "what is CrashLoopBackOff" after the word. */
const WHAT = `what(?:'?s| is| are)?(?: still| currently| right now| stuck| all)*(?=.*(?:ing|ed)\\b)`;

/** States that pods (or what is named) may be in, and how such a list is asked for. */
const STATES: readonly [string, string][] = [
  ['pending|unscheduled|unschedulable|waiting to be scheduled', 'which pods are pending'],
  [
    'crash(?:[- ]?loop(?:s|ing|backoffs?|ed)?|es|ing|ers?|ed)?(?: ?back ?offs?)?(?: loops?)?',
    'which pods are in CrashLoopBackOff',
  ],
  [
    'oom(?:[- ]?(?:kill(?:s|ed|ing)?|ing|ed|s))?(?: (?:kills?|killed|events?))?|out of memory(?: kills?| errors?)?',
    'which pods were OOMKilled',
  ],
  ['evict(?:ed|ions?)', 'which pods are evicted'],
  [
    '(?:image[- ]?pull(?:ing)?(?:[- ]?(?:back ?offs?|errors?|failures?|problems?|issues?))?|err ?image ?pulls?)(?: (?:errors?|problems?|failures?))?|not pulling(?: its)?(?: images?)?|fail(?:ing|s)? to pull(?: images?)?',
    'which pods are in ImagePullBackOff',
  ],
  ['terminating|not terminating', 'which pods are terminating'],
  ['cordoned', 'which nodes are cordoned'],
  ['suspended', 'which cron jobs are suspended'],
  ['restart(?:ed|ing|s)?', 'which pods restarted'],
  ['un ?ready|not ready|not becoming ready', 'which pods are not ready'],
  ['container ?creating|creating', 'which pods are in ContainerCreating'],
  ['scaled (?:down )?to (?:0|zero|nothing)', 'which workloads have 0 replicas'],
];
const TAIL =
  '(?<tail>(?: (?:in|on|inside|within|across|during|over|since|for|today|yesterday|this|last|the (?:last|past)|recently|again|now|right now|lately)\\b.{0,60})?)';
const PLACE_OR_TIME =
  '(?<tail>(?: (?:in|during|over|since|for|today|yesterday|this|last|recently|again|now|lately)\\b[a-z0-9 ]{0,40})?)';
/** "restarts in payments", "evictions today": only the word and where or when. */
const NOUNS: readonly [RegExp, string][] = [
  [
    new RegExp(`^${OPENER}(?:recent |new |many |unexpected )?restarts${PLACE_OR_TIME}$`, 'i'),
    'which pods restarted',
  ],
  [new RegExp(`^${OPENER}(?:recent |new )?evictions${PLACE_OR_TIME}$`, 'i'), 'which pods are evicted'],
  [
    new RegExp(`^${OPENER}(?:recent |new )?oom[- ]?(?:kills?|s)${PLACE_OR_TIME}$`, 'i'),
    'which pods were OOMKilled',
  ],
  [
    new RegExp(`^${OPENER}(?:recent |new )?crash[- ]?loops${PLACE_OR_TIME}$`, 'i'),
    'which pods are in CrashLoopBackOff',
  ],
];
const STATED = STATES.map(
  ([state, asked]) => [new RegExp(`^${OPENER}(?:${ANY}|${WHAT}) (?:${state})${TAIL}$`, 'i'), asked] as const,
);

/** "which ingress leads to X": asked of X. */
const LEADS_TO =
  /^(?:and |so )?(?:which|what) (?<kind>ingress(?:es)?|services?|gateways?|routes?) (?:leads?|goes|go|sends? traffic|brings? traffic) to (?:the )?(?<name>[\w./ -]{1,80})$/i;

/** "did anyone deploy something": what people say for rollouts, whoever made them. */
const SAYINGS: readonly [RegExp, string][] = [
  [
    /^(?:and |so |ok )?(?:did|has|have) (?:any(?:one|body)|some(?:one|body)|we|they|the team) (?:just |recently |already )?(?:deploy(?:ed)?|release[d]?|roll(?:ed)? ?(?:out)?|ship(?:ped)?|push(?:ed)?|change[d]?|touch(?:ed)?|update[d]?)(?: (?:something|anything|stuff|a change|code|new (?:code|version)s?))?(?<tail>(?: (?:in|on|since|today|yesterday|this|last|the|recently|lately)\b.{0,60})?)$/i,
    'what changed',
  ],
  [
    /^(?:any|were there any|have there been any|recent|any recent|any new|new) (?:recent )?(?:deploys?|deployments made|releases|rollouts|roll outs|pushes|ships)(?<tail>(?: (?:in|on|since|today|yesterday|this|last|the|recently|lately)\b.{0,60})?)$/i,
    'what changed',
  ],
  [
    /^(?:and |so )?(?:is|are) (?:the )?dns (?:broken|down|dead|failing|working|ok|okay|fine|up|healthy|bust|slow|flaky)(?<tail>(?: (?:in|on|inside|within|for)\b.{0,60})?)$/i,
    'dns lookups fail',
  ],
  [
    /^(?:and |so )?(?:is|are) (?:the |our |my )?(?:storage|disks|volumes) (?:ok|okay|fine|healthy|working|broken|in order|up|down)(?<tail>(?: (?:in|on)\b.{0,60})?)$/i,
    'are the pvcs healthy',
  ],
  [
    /^(?:and |so )?(?:is|are) (?:the |our |my )?(?:auto ?scaling|auto ?scalers?) (?:ok|okay|fine|healthy|working|broken|in order|up|down)(?<tail>(?: (?:in|on)\b.{0,60})?)$/i,
    'are the hpas healthy',
  ],
];

const EXPLAINS =
  /^(?:please |ok |now )?(?:explain|elaborate on|expand on|more on|tell me (?:more )?about|go into|dig into|look into|details? (?:on|of|about)) (?:the )?(?<ordinal>first|second|third|fourth|fifth|sixth|last)(?: (?:one|problem|issue|item|story|finding))?$/i;

const PLACE_TOO =
  /^(?:and |so |but )?(?:is|are|was|does|has) (?<place>[\w-]{2,40})(?: (?:cluster|environment|env))?(?: (?:also|too|as well))*(?: (?:affected|broken|down|hit|impacted|like (?:that|this)|have (?:it|this|that)|the same|suffering|having (?:it|this|that|the same(?: (?:problem|issue))?)|have the same (?:problem|issue)|bad|seeing (?:it|this|that)))(?: (?:too|as well|also))*$/i;

/**
 * A whole message in the words that the grammar knows, where people's own leave them: a state without a kind ("any oomkills?"),
 * the same question about another cluster ("is staging affected too?"). The message itself when there is nothing to put.
 */
export function rephrased(input: UnderstandInput): string {
  const { focus, clusters } = input;
  const going = goneOn({ ...input, message: talkedPlainly(input.message) });
  const message = putPlainly(doneInVerbs(going, input) ?? going, input);
  const said = bare(message);
  if (said.length > 140) return message;
  for (const [pattern, asked] of [...STATED, ...NOUNS, ...SAYINGS]) {
    const found = pattern.exec(said);
    if (found !== null) return `${asked}${found.groups?.['tail'] ?? ''}`;
  }
  const { kind, name } = LEADS_TO.exec(said)?.groups ?? {};
  if (kind !== undefined && name !== undefined) return `which ${kind} points to ${name}`;
  const ordinal = EXPLAINS.exec(said)?.groups?.['ordinal'];
  if (ordinal !== undefined && focus.objects.length > 0) return `the ${ordinal} one`;
  const place = PLACE_TOO.exec(said)?.groups?.['place'];
  const isPlace = place !== undefined && clusterWords(clusters).has(place.toLowerCase());
  return isPlace && focus.lastSkill !== undefined ? `and in ${place}?` : message;
}
