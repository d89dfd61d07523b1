import { NUMBER_WORDS } from './lexicon/numbers.ts';
import type { UnderstandInput } from './reading.ts';
import { isNode } from './names/known-places.ts';
import { bare, groupsOf } from './text/bare.ts';

const PLEASE =
  "(?<please>(?:(?:please|pls|plz|kindly|jamie|hey|hi|ok|okay|now|just|then|and|so|can you|could you|would you|will you|can we|i want you to|i need you to|i would like you to|we need to|we should|let us|lets|let's|go ahead and|go and|quickly)[, ]+)*)";
const END =
  '(?<end>(?:,? (?:please|pls|now|for me|for us|asap|again|right now|immediately|thanks|for now|for maintenance|for the upgrade|today|tonight))*)';
const X =
  '(?<X>(?:(?:the|my|our) )?(?:(?:prod|production|staging|dev|test) )?(?:(?:deployment|statefulset|pod|node|service|app) )?(?!(?:it|a|an|any|all|every|each|some|no)\\b)[\\w./-]+(?: (?:deployment|statefulset|pods?|service|app|node))?|it|that|this|them)';
const PLACE = '(?<place>(?: (?:in|on) (?:the )?[\\w.-]+(?: (?:cluster|namespace))?)?)';
const N = '(?<N>\\d{1,4}|zero|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)';
const REPLICAS = '(?:replicas?|pods?|instances?|copies)';

const whole = (pattern: string) => new RegExp(`^${PLEASE}${pattern}${PLACE}${END}$`, 'i');

/** Ways of asking for so many replicas. */
const SCALES: readonly RegExp[] = [
  `(?:put|set|bring|get|take|make|turn|push|move|drop|reduce|lower|increase|raise|bump|shrink|grow|have|keep|run|dial|size|crank) ${X} (?:up |down |back )*(?:to |at |with |on )?(?:only )?${N} ${REPLICAS}`,
  `(?:set|change|put|bring|adjust|update|make|reduce|increase|bump|lower|raise) (?:the )?(?:number of |desired |count of )?${REPLICAS}(?: count| number)? (?:of|for|on|in) ${X} (?:up |down )?(?:to|at|=|be) ${N}`,
  `(?:set|change|make|put) ${X} ${REPLICAS}(?: count)? (?:to|at|=|be) ${N}`,
  `(?:give|grant) ${X} ${N} ${REPLICAS}`,
  `(?:i|we) (?:want|need|would like) (?:to (?:have|see|run|get) )?(?:exactly )?${N} ${REPLICAS} (?:of|for|in) ${X}`,
  `${X}(?: ?[:,]| should| must| needs to) (?:set |have |be |run |get |at |with |change )*(?:(?:the )?${REPLICAS} )?(?:to |= ?|at |be )*${N}(?: ${REPLICAS})?`,
  `we need (?:more|fewer|less|additional) ${X}(?: ${REPLICAS})?[,:;]? (?:and |so )?(?:make|set|scale|put|bring|let us have|have) (?:it|them|that|this|the (?:number|count))? ?(?:to |at |= )?${N}(?: ${REPLICAS})?`,
  `(?:make|let) there be ${N} ${REPLICAS} of ${X}`,
  `${N} ${REPLICAS} (?:of|for) ${X}`,
  `${X} (?:up |down )?to ${N} ${REPLICAS}`,
].map(whole);

const RESTART =
  '(?:rolling restart|rollout restart|rolling reboot|graceful restart|clean restart|restart|reboot|bounce|redeploy|redeployment)';
const RESTARTS: readonly RegExp[] = [
  `(?:do|perform|trigger|run|make|issue|start|kick off|initiate|execute|force|give me|schedule) (?:an? |the )?${RESTART} (?:of|for|on) ${X}`,
  `${X} (?:needs|could use|wants|deserves|requires) (?:an? )?${RESTART}`,
  `give ${X} (?:an? )?(?:restart|reboot|bounce|kick)`,
  `(?:rolling|rollout)[ -]restart (?:of |for )?${X}`,
].map(whole);

const EVERYTHING =
  '(?:everything|every pod|all (?:the |its )?(?:pods|workloads|things)|all|(?:the )?(?:pods|workloads|work|load|traffic))';
const OFF = '(?:from|off|off of|out of|away from|on)';
const EMPTIES: readonly RegExp[] = [
  `(?:evict|move|remove|clear|kick|push|shift|get|take|migrate|drain|relocate) ${EVERYTHING}(?: that runs| running)? ${OFF} (?<X>[\\w./-]+)`,
  `(?:empty|vacate|evacuate|clear|clear out|clean out|free up|free|offload) (?:node |the node )?(?<X>[\\w./-]+)`,
  `(?:take|put|bring|get) (?:node |the node )?(?<X>[\\w./-]+) (?:out of (?:service|rotation|commission|the cluster)|into maintenance(?: mode)?|in maintenance(?: mode)?|offline for maintenance)`,
  `prepare (?:node |the node )?(?<X>[\\w./-]+) for (?:maintenance|the upgrade|an upgrade|a reboot|patching)`,
].map(whole);

const DOING: readonly [RegExp, string][] = [
  [
    /^((?:please |the )?)(kubectl|k) (?:line|snippet|thing|incantation|one ?-?liner)? ?(?=(?:to|for) )/i,
    '$1$2 command ',
  ],
  [/\b(?:for )?setting ([\w./-]+) to (\d+|[a-z]+) (replicas?|pods?|instances?)\b/i, 'to scale $1 to $2 $3'],
  [/\bfor (?:restarting|bouncing|rebooting|redeploying) /i, 'to restart '],
  [/\bfor scaling /i, 'to scale '],
  [/\bfor (?:deleting|removing) /i, 'to delete '],
  [/\bfor (?:draining) /i, 'to drain '],
  [/\bfor (?:rolling back|reverting|undoing) /i, 'to roll back '],
  [/\bfor (?:an? )?(?:rolling|rollout|graceful) restart of /i, 'to restart '],
];

/** What is put between a verb and its preposition: "roll it back", "turn cart off". */
const PARTED: readonly [RegExp, string][] = [
  [/\broll (it|that|this|them|the [\w.-]+|[\w.-]+) back\b/i, 'roll back $1'],
  [
    /\b(turn|switch|shut) (it|that|this|the [\w.-]+|(?!(?:off|on|down)\b)[\w.-]+) (off|down)\b/i,
    'shut down $2',
  ],
];

const KUBECTL = /\b(?:kubectl|command|cmd|one ?-?liner|cli)\b/i;

/** What somebody wants done, in the verbs of kubectl: "put cart to zero replicas", "empty worker-2"; undefined when it is so said already, or no deed. */
export function doneInVerbs(message: string, input: UnderstandInput): string | undefined {
  const said = bare(message);
  if (said.length > 160) return undefined;
  if (KUBECTL.test(said)) return turned(said, DOING);
  const scale = groupsOf(SCALES, said);
  if (scale !== undefined && isTarget(scale['X']))
    return deed(
      scale,
      `scale ${(scale['X'] ?? '').replace(/ pods?$/i, '')} to ${inDigits(scale['N'] ?? '')} replicas`,
    );
  const restart = groupsOf(RESTARTS, said);
  if (restart !== undefined) return deed(restart, `restart ${restart['X'] ?? ''}`);
  const emptied = groupsOf(EMPTIES, said);
  const node = emptied?.['X'];
  if (emptied !== undefined && node !== undefined && isNode(node, input))
    return deed(emptied, `drain ${node}`);
  return turned(said, PARTED);
}

/** Verbs and question words are nothing that could have replicas. */
const isTarget = (name = ''): boolean =>
  !/^(?:(?:how|what|which|who|why|when|where|scale|restart|list|show|is|are|do|does|has|have|with|only|exactly|at|least|most|more|than|deployments?|pods?|workloads?|statefulsets?|those|and)\b)/i.test(
    name,
  );

const inDigits = (number: string): string => String(NUMBER_WORDS[number.toLowerCase()] ?? number);

const deed = ({ place = '' }: Partial<Record<string, string>>, done: string): string => `${done}${place}`;

function turned(said: string, turns: readonly [RegExp, string][]): string | undefined {
  const text = turns.reduce((all, [pattern, by]) => all.replace(pattern, by), said);
  return text === said ? undefined : text;
}
