import { clusterWords } from './names/cluster-words.ts';
import { exactly } from './exact-turns.ts';
import { listedPlainly } from './listing-turns.ts';
import type { UnderstandInput } from './reading.ts';
import { SAID_SO } from './said-so.ts';
import { isNamespace } from './names/known-places.ts';
import { bare } from './text/bare.ts';

const KIND = '(?<kind>[a-z][a-z ]{2,30}?)';
const WORD = '[\\w.-]{2,63}';

/** Turns of phrase that say in one word, or the other way round, what the grammar has words for. */
const TURNS: readonly [RegExp, string][] = [
  [/\b(of|for|the|in|on) deploy (?=[a-z][\w-]+)/i, '$1 deployment '],
  [
    /\b(?:multi|multiple)[- ]?containers? (pods?|deployments?|workloads?|statefulsets?)\b/i,
    '$1 with more than 1 container',
  ],
  [/\bsingle[- ]?container (pods?|deployments?|workloads?|statefulsets?)\b/i, '$1 with 1 container'],
  [/\bselector-?less (services?)\b/i, '$1 without a selector'],
  [/\b(services?) (?:with|having|whose) (?:a )?cluster ?ip (?:is |of |= ?|set to )?none\b/i, 'headless $1'],
  [/\bclusterip ?= ?none\b/i, 'headless'],
  [/\b(quotas?)( (?:is|are|that is|that are))? full\b/i, '$1$2 exhausted'],
  [/\bhow full (?:is|are) (?:the |my |our )?(quotas?)\b/i, 'list $1'],
  [/\bquota usage\b/i, 'quotas'],
  [/\b(disk|memory|pid)-pressure\b/i, '$1 pressure'],
  [/\b(?:v1beta1\.)?metrics\.k8s\.io(?:\/v1beta1)?\b/i, 'metrics-server'],
  [
    /\b(pdbs?|(?:pod )?disruption budgets?) (?:(?:that|which) )?(?:allow|allows|allowing|permit|permits|with) (?:no|zero|0) (?:allowed )?(?:disruptions?|evictions?)\b/i,
    '$1 that are not healthy',
  ],
  [
    /\bwhich (pdbs?|disruption budgets?) blocks? (?:drain\w*|evict\w*|a drain|the drain|node drains?)\b/i,
    'which $1 are not healthy',
  ],
  [
    /\b(in|on) ([\w-]+) (?:but )?(?:that (?:are|is) |which (?:are|is) )?(?:missing|absent|lacking|not present|not found) (?:from|in|on) (?:the )?([\w-]+)/i,
    '$1 $2 but not in $3',
  ],
  [
    /\b(in|on) ([\w-]+) (?:that|which|but) (?:the )?([\w-]+) (?:does not|doesn't|doesnt|do not|lacks?)(?: have| run| has)?\b/i,
    '$1 $2 but not in $3',
  ],
  [/\b(in|from|of|on) ([\w-]+) plus ([\w-]+)/i, '$1 $2 and $3'],
  [/\b([a-z][\w./-]+) in \(([\w.-]+)\)/i, '$1=$2'],
  [/\b([a-z][\w./-]+) not ?in \(([\w.-]+)\)/i, '$1!=$2'],
];

const WHOLE: readonly [RegExp, string][] = [
  [
    /^(?:and |so )?how (?:many times|often) (?:has|have|did|does|was) (?:the )?(.+?) (?:been )?(?:restart(?:ed|ing|s)?|crash(?:ed|es|ing)?)(?: so far| yet| already)?$/i,
    'restarts of $1',
  ],
  [
    /^(?:and |so )?(?:have|has) (all|every|each)(?: of)?(?: the)? (.+?) ((?:(?:a|an|any|cpu|memory|readiness|liveness) )?(?:limits?|requests?|probes?))$/i,
    'do all $2 have $3',
  ],
  [
    /^(?:and |so )?what(?:'s| is| all is)? (?:currently |all )?(?:running|runs|deployed|living|there) (?:in|inside) ((?:the )?(?:namespace )?[\w.-]+(?: namespace)?)$/i,
    'list pods in $1',
  ],
  [
    /^(?:and |so )?(?:which|what|list|show) (?:services?|svcs?) (?:point|points|lead|leads|route|routes|select|selects|forward|forwards|send traffic|expose|exposes|belong|belongs|sit in front)(?: traffic)? ?(?:at|to|of)? (?:the )?(.+)$/i,
    'list services of $1',
  ],
  [
    /^(?:and |so )?(?:list |show |which |get )?(?:the )?replica ?sets (?:of|for|belong(?:s|ing)? to|owned by|does) (?:the )?(?:deployment )?([\w.-]+)(?: have| own)?$/i,
    'list replicasets owned by $1',
  ],
];

const EXPIRES =
  /^(?:and |so )?when (?:does|do|will|did|is|are) (?:the |my |our )?(?:(?<name>[\w.-]+) )??(?:tls |ssl )?(?:certificates?|certs?)(?: (?:of|for) (?:the )?(?<of>[\w.-]+))? (?:going to )?(?:expires?|expired?|run out|due|valid until)$/i;

/** "when does the storefront certificate expire": of those that go by that name. */
function expiryAsked(said: string, input: UnderstandInput): string | undefined {
  const groups = EXPIRES.exec(said)?.groups;
  if (groups === undefined) return undefined;
  const name = groups['name'] ?? groups['of'];
  if (name === undefined || !namesCertificate(name, input))
    return name !== undefined && isNamespace(name, input)
      ? `certificates in namespace ${name} and their expiry`
      : 'certificates and their expiry';
  return `certificates with ${name} in the name and their expiry`;
}

const namesCertificate = (name: string, { clusters, snapshot }: UnderstandInput): boolean =>
  clusters.some((cluster) =>
    snapshot(cluster.name)?.objects.Secret.some(({ metadata }) => metadata.name.includes(name.toLowerCase())),
  );

const HEALTH_OF = /^(?:the )?(?<name>[\w.-]+)(?: (?:ns|namespace))? (?:health|health check|status)$/i;

/** "shop health": of a namespace. */
function healthAsked(said: string, input: UnderstandInput): string | undefined {
  const name = HEALTH_OF.exec(said)?.groups?.['name'];
  return name !== undefined && isNamespace(name, input) ? `is namespace ${name} healthy` : undefined;
}

const LISTENERS: readonly [RegExp, string][] = [
  [
    /^(?:and |so )?(?:what|who|which one) (?:is )?(?:listens|listening|serves) on (?:port )?(\d{2,5})$/i,
    'services on port $1',
  ],
  [
    /^(?:what is |whats |show )?(?:the )?total (cpu|memory|ram) (?:capacity|(?:in|of) (?:the|my|our) cluster|of all nodes|on all nodes)$/i,
    'total $1 capacity of all nodes',
  ],
  [
    /^(?:and |so )?what(?:'s| is) in (?:the )?(?:namespace ([\w.-]+)|([\w.-]+) namespace)$/i,
    'list pods in namespace $1$2',
  ],
];

const DOES_HAVE = new RegExp(
  `^(?:and |so )?(?<lead>which|what|how many) ${KIND} (?:does|do|has|is in) (?:the )?(?<place>${WORD})(?: namespace| ns)?(?: have| has| contain| contains| run| runs| hold| own| got)?$`,
  'i',
);
const OF_CLUSTER = new RegExp(`\\b(?<place>${WORD}) (?<what>namespaces|ns)\\b`, 'i');

/** "which deployments does platform have": in a namespace of that name. */
function heldByPlace(said: string, input: UnderstandInput): string | undefined {
  const { lead, kind, place } = DOES_HAVE.exec(said)?.groups ?? {};
  if (lead === undefined || kind === undefined || place === undefined) return undefined;
  if (!isNamespace(place, input)) return undefined;
  return lead.toLowerCase() === 'how many'
    ? `how many ${kind} are in namespace ${place}`
    : `list ${kind} in namespace ${place}`;
}

/** The message with people's turns of phrase in the words of the grammar. */
export function putPlainly(asked: string, input: UnderstandInput): string {
  const message = asked.length > 200 ? asked : (listedPlainly(asked, input) ?? asked);
  const said = bare(message);
  if (said.length > 200) return message;
  const held =
    heldByPlace(said, input) ?? expiryAsked(said, input) ?? healthAsked(said, input) ?? exactly(said, input);
  if (held !== undefined) return held;
  const whole = [...WHOLE, ...SAID_SO, ...LISTENERS].find(([pattern]) => pattern.test(said));
  if (whole !== undefined) return said.replace(whole[0], whole[1]);
  const turned = TURNS.reduce((text, [pattern, by]) => text.replace(pattern, by), message);
  const isSelector = /\b(?:with|without|label\w*|having)\b.* in \(/i.test(turned);
  const sets = isSelector ? turned : turned.replace(SET, (whole) => spelt(whole));
  const { place } = OF_CLUSTER.exec(sets)?.groups ?? {};
  return place !== undefined && clusterWords(input.clusters).has(place.toLowerCase())
    ? sets.replace(OF_CLUSTER, '$<what> in $<place>')
    : sets;
}

/** "diet is meat or plants". */
function spelt(set: string): string {
  const [, key = '', not, values = ''] = SET.exec(set) ?? [];
  return [key, not === undefined ? 'is' : 'is not', values.split(/\s*,\s*/).join(' or ')].join(' ');
}

/** "diet in (meat, plants)", as label selectors have it. */
const SET = /\b([a-z][\w./-]+) (not ?)?in \(([\w.-]+(?:\s*,\s*[\w.-]+)+)\)/i;
