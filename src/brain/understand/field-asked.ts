import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { kindOfWord } from './grammar.ts';
import { ASPECT_PHRASES } from './lexicon/aspects.ts';
import { FIELD_WORDS } from './lexicon/field-words.ts';
import { plainWords } from './wording.ts';

const ASPECTS: ReadonlyMap<string, string> = new Map(
  Object.entries(ASPECT_PHRASES).flatMap(([aspect, phrases]) =>
    phrases.map((phrase) => [phrase.replace(/^=/, ''), aspect] as const),
  ),
);

const ASKED =
  '(?:please |pls |jamie |hey |and )*(?:(?:what|whats|which|show|get|give|tell|print|display)(?: me)?(?: is| are| was)? )?(?:the |its )?';
const TAIL =
  '(?: (?:have|has|use|uses|using|run|runs|set|set to|currently|now|at|please|got|on|configured|get|gets))*';
const SHAPES: readonly RegExp[] = [
  `${ASKED}(?<field>[a-z]+(?: [a-z]+){0,3}) (?:of|for|on|in) (?:the |my |our )?(?:[a-z]+ )?_(?: [a-z]+)?`,
  `${ASKED}(?<field>[a-z]+(?: [a-z]+){0,3}) (?:does|do|is|are|has|did) (?:the )?(?:[a-z]+ )?_(?: [a-z]+)?${TAIL}`,
  `${ASKED}(?:[a-z]+ )?_(?: 's)? (?<field>[a-z]+(?: [a-z]+){0,3})`,
  `${ASKED}(?<field>[a-z]+ [a-z]+(?: [a-z]+)?) _`,
].map((shape) => new RegExp(`^${shape}$`));

/** Words that are answered better elsewhere. */
const ELSEWHERE = new Set([
  'events',
  'logs',
  'log',
  'restarts',
  'history',
  'status',
  'state',
  'health',
  'pods',
  'usage',
  'replicas',
  'owner',
  'owned by',
]);
const USES = /^(?:cpu|memory|ram|cpus|disk)$/;

const MOST_REPLICAS =
  /\bhow (?:far|high|big|wide|many (?:pods|replicas)) (?:can|could|may|will|does|would) _ (?:scale|grow|go|autoscale)\b|\b(?:scale|grow|autoscale)(?: out| up)? to at most\b/;

const MAXED =
  /\b(?:at|reached|hit|hitting|reaching|near|over) (?:its |the |their )?(?:max|maximum|upper limit)\b|\bmaxed out\b|\bfully scaled\b/;
const MAY_USE =
  /\bhow (?:much|many) (?:cpu|memory|ram|cores?|cpus?) (?:may|can|could|is|are|does) (?:the )?_ (?:allowed to |able to |be allowed to |permitted to )?(?:use|consume|take|get|have|eat)\b(?! now| right| current)/;
const ALLOWED = /\b(?:may|can|could|allowed|able|permitted)\b/;
const HAS_VOLUME =
  /^(?:and |so )?(?:does|do|has|is) (?:the )?_ (?:have |has |use |using |mount |need |got )?(?:an? |any |its own )?(?:pvcs?|persistent volumes?(?: claims?)?|volumes?|claims?|storage|disks?)(?: (?:mounted|attached|claimed))?$/;
const ANSWERS =
  /^(?:and |so )?(?:(?:on )?(?:which|what) (?:host|hosts|hostname|hostnames|host name|domain|domains|url|urls|address)|where) (?:does|is|do|are|can i reach|leads? to|points? to|belongs? to) (?:the )?_(?: (?:answer|answers|listen|respond|live|reachable|exposed|served|served on|run|have|use|reachable at|reachable on|reachable from outside)(?: on| at| under)?)?$/;
const DNS_NAME =
  /\b(?:dns|internal) (?:name|names|url|address|hostname) (?:of|for)\b|\bfqdn (?:of|for)\b|_ (?:'s )?(?:dns name|fqdn)$/;
const SCALED =
  /^(?:and |so )?(?:which|what) (?:[a-z]+ )?(?:does|is|do) (?:the )?(?:hpa |autoscaler )?_ (?:hpa |autoscaler )?(?:scal\w+|target\w*|control\w*|watch\w*)$/;

/** What the shape of a question about one object is after, whatever else its words are. */
function askedByShape(said: string, kinds: readonly string[]): string | undefined {
  if (MAXED.test(said)) return 'metrics';
  if (MAY_USE.test(said) && ALLOWED.test(said)) return 'limits';
  if (HAS_VOLUME.test(said)) return 'volumes';
  if (DNS_NAME.test(said)) return 'dnsName';
  if (SCALED.test(said) && kinds.includes('HorizontalPodAutoscaler')) return 'scaleTarget';
  return ANSWERS.test(said) && !/^where is\b/.test(said) && !/\b(?:run|live)$/.test(said)
    ? 'hosts'
    : undefined;
}

const NODE_SIZE =
  /\b(?:has|have|got|capacity|allocatable|total|offers?|size|installed|big|large|comes with|in total)\b/;

/** "restart service cart" asks for a deed, not for a field. */
const DEED = /^(?:restart|suspend|update|label) (?:services?|deployments?|pods?|nodes?|jobs?|containers?)$/;

/** The part of one object that a message asks for, as an aspect or in its own words: "termination grace period of postgres". */
export function fieldAsked(analysis: Analysis, { named, hasResource, asks }: Features): string | undefined {
  const [mention, second] = named.filter(({ matches }) => matches.length > 0);
  if (mention === undefined || second !== undefined || analysis.time !== undefined) return undefined;
  const said = plainWords(analysis)
    .replace(/(?:_ )+_/g, '_')
    .replace(/\b(in|on|of) _ (?:namespace|cluster)\b/g, '_')
    .replace(/_ (?:in|on) _$/, '_');
  const isNode = mention.matches.every(({ kind }) => kind === 'Node');
  if (
    isNode &&
    hasResource &&
    NODE_SIZE.test(said) &&
    !/\b(?:us(?:es?|ed|ing)|free|left|requested)\b/.test(said)
  )
    return 'capacity';
  const shaped = askedByShape(said, [mention.kind ?? '', ...mention.matches.map(({ kind }) => kind)]);
  if (shaped !== undefined) return shaped;
  if (MOST_REPLICAS.test(said)) return 'metrics';
  if (asks === 'why' || asks === 'yes-no' || asks === 'how-many') return undefined;
  const field = SHAPES.map((shape) => shape.exec(said)?.groups?.['field']).find(
    (one) => one !== undefined && isField(one),
  );
  if (field !== undefined && DEED.test(field)) return undefined;
  if (field === undefined || ELSEWHERE.has(field) || USES.test(field)) return undefined;
  return aspectFor(
    field,
    mention.matches.map(({ kind }) => kind),
  );
}

function isField(field: string): boolean {
  const words = field.split(' ');
  return ASPECTS.has(field) || words.every((word) => FIELD_WORDS.has(word) || FIELD_WORDS.has(`${word}s`));
}

/** Fields whose first word is a kind and whose second is another field. */
const OWN_FIELDS = new Set(['node selector', 'pod selector', 'namespace selector', 'node name']);

const OF_CLAIMS = new Set(['PersistentVolumeClaim', 'PersistentVolume']);

/** The aspect that the words stand for, or the words. A kind alone is a relation, not a part. */
function aspectFor(field: string, kinds: readonly string[]): string | undefined {
  const [head = '', ...tail] = field.split(' ');
  const rest = tail.join(' ');
  if (/\b(?:metrics?|usage)\b/.test(field) && !ASPECTS.has(field)) return undefined;
  if (!ASPECTS.has(field) && !OWN_FIELDS.has(field) && kindOfWord(head) !== undefined && ASPECTS.has(rest))
    return ASPECTS.get(rest);
  const known = ASPECTS.get(field);
  if (kinds.includes('Node') && /^(?:kubelet |kubernetes |node )?version$/.test(field))
    return 'kubelet version';
  if (kinds.some((kind) => OF_CLAIMS.has(kind)) && /\bsize\b/.test(field)) return 'capacity';
  if (known !== undefined) return known;
  const isOnlyKind = !field.includes(' ') && kindOfWord(field) !== undefined;
  return isOnlyKind ? undefined : field;
}
