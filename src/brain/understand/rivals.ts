import { clusterWords } from './names/cluster-words.ts';
import { kindOfWord } from './grammar.ts';
import type { UnderstandInput } from './reading.ts';
import { isNamespace } from './names/known-places.ts';
import { groupsOf } from './text/bare.ts';

const PLACE = '(?:the )?(?<one>[\\w.-]+)(?: (?:namespace|cluster|ns))?';
const OTHER = '(?:the )?(?<other>[\\w.-]+)(?: (?:namespace|cluster|ns))?';
const KIND = '(?<kind>[a-z]+(?: [a-z]+){0,2}?)';
const MORE =
  '(?<more>more|fewer|less|most|fewest|the most|the fewest|bigger number of|higher number of|larger number of)';
const AND = '(?: and | or | vs\\.? | versus | & |, ?| and in | or in | compared to | against )';
const SO = '^(?:and |so )?';

/** How much there is on either side. */
const AMOUNTS: readonly RegExp[] = [
  `(?:do|does|have|has|are there|is there) ${PLACE}${AND}${OTHER} (?:have |has |having )?(?:the |an? )?(?:same|equal|different|identical|as many)(?: number| count| amount)?(?: of)? ${KIND}(?: as each other)?`,
  `(?:is|are) (?:the )?(?:number|count|amount) of ${KIND} (?:the same|equal|identical|different) (?:in|on|for|between) ${PLACE}${AND}${OTHER}`,
  `(?:is|are) there (?:as many|the same number of|an equal number of) ${KIND} (?:in|on) ${PLACE} (?:as|and) (?:in |on )?${OTHER}`,
  `${KIND},? ${PLACE}${AND}${OTHER},? (?:count|counts|number|numbers|how many)`,
  `${KIND} (?:count|counts|number|numbers),? (?:in |on |of )?${PLACE}${AND}${OTHER}`,
  `(?:number|count|amount) of ${KIND},? (?:in |on )?${PLACE}${AND}${OTHER}`,
  `(?:compare|comparison of) (?:the )?(?:number|count|amount)s? of ${KIND} (?:in|on|of|between|for) ${PLACE}${AND}${OTHER}`,
  `how many ${KIND} (?:(?:are there|do we have|run) )?(?:in |on )?${PLACE}${AND}${OTHER}`,
].map((pattern) => new RegExp(`${SO}${pattern}$`, 'i'));

/** Which side has more. */
const RIVALRIES: readonly RegExp[] = [
  `${KIND}(?:[:,]| -) ?(?:does |do |which has |who has |is it )?${PLACE}${AND}${OTHER} (?:has|have|having|with|got) ${MORE}(?: of them)?`,
  `${KIND}(?:[:,]| -) ?(?:who|which|where|what)(?: place| cluster| side| one)? (?:has|have|are there|is) ${MORE},? ${PLACE}${AND}${OTHER}`,
  `(?:who|which|which one|what) (?:has|have|runs?|got) ${MORE} ${KIND}[,:]? (?:in )?${PLACE}${AND}${OTHER}`,
  `where (?:are there|do we have|are) ${MORE} ${KIND}[,:]? (?:in )?${PLACE}${AND}${OTHER}`,
  `(?:are there )?${MORE} ${KIND} (?:in|on) ${PLACE}(?: or | than )(?:in |on )?${OTHER}`,
  `(?:does|do|has) ${PLACE} (?:have|has|run|got|runs) ${MORE} ${KIND} than ${OTHER}`,
].map((pattern) => new RegExp(`${SO}${pattern}$`, 'i'));

const PROPERTY =
  '(?<what>(?:ready |desired )?replicas?|restarts?|(?:memory|cpu|mem|ram)(?: (?:limits?|requests?|usage))?|limits?|requests?|images?|image tags?|versions?|ports?)';
const NAME = '(?:the )?(?<item>[\\w.-]+)(?: (?:deployment|statefulset|workload|service|app))?';
const THAN =
  '(?:more|fewer|less|higher|lower|bigger|larger|smaller|the same|different|the same number of|as many)';

/** One thing on two sides. */
const OF_ONE: readonly RegExp[] = [
  `(?:does|do|has|is) ${NAME} (?:have|has|run|get|use|on|with|running|got) (?:an? )?${THAN} ${PROPERTY} (?:in|on) ${PLACE} (?:than|as|and) (?:in |on )?${OTHER}`,
  `(?:are|is) (?:the )?${PROPERTY} of ${NAME} ${THAN} (?:in|on) ${PLACE} (?:than|as|and) (?:in |on )?${OTHER}`,
  `(?:does|do|is|are) ${NAME} (?:have|has|run|use|on|running) (?:the same|different|identical) ${PROPERTY} (?:in|on|between) ${PLACE}(?: and | as )(?:in |on )?${OTHER}`,
  `${NAME} ${PROPERTY},? (?:in )?${PLACE}${AND}${OTHER}`,
].map((pattern) => new RegExp(`${SO}${pattern}$`, 'i'));

interface Sides {
  one: string;
  other: string;
}

/** Both are clusters, or both are namespaces. */
function sidesOf(groups: Partial<Record<string, string>>, input: UnderstandInput) {
  const { one, other } = groups;
  if (one === undefined || other === undefined || one.toLowerCase() === other.toLowerCase()) return undefined;
  const known = clusterWords(input.clusters);
  if ([one, other].every((word) => known.has(word.toLowerCase())))
    return { sides: { one, other }, of: 'cluster' as const };
  return [one, other].every((word) => isNamespace(word, input))
    ? { sides: { one, other }, of: 'namespace' as const }
    : undefined;
}

const counted = (kind: string, { one, other }: Sides, of: 'cluster' | 'namespace') =>
  of === 'cluster'
    ? `how many ${kind} are in ${one} and in ${other}`
    : `count ${kind} in ${one} and ${other} by namespace`;

/** Two places set side by side, in words of the grammar: "pdbs: prod or staging has more?"; undefined when it is no such question. */
export function rivalsAsked(said: string, input: UnderstandInput): string | undefined {
  const amounts = groupsOf(AMOUNTS, said);
  const rivalry = groupsOf(RIVALRIES, said);
  const ofOne = groupsOf(OF_ONE, said);
  for (const groups of [amounts, rivalry]) {
    const found = groups && sidesOf(groups, input);
    const kind = groups?.['kind'];
    if (found === undefined || kind === undefined || kindOfWord(kind) === undefined) continue;
    const isRivalry = groups === rivalry && found.of === 'cluster';
    const more = /few|less/i.test(groups?.['more'] ?? '') ? 'fewer' : 'more';
    return isRivalry
      ? `which cluster has ${more} ${kind}, ${found.sides.one} or ${found.sides.other}`
      : counted(kind, found.sides, found.of);
  }
  const found = ofOne && sidesOf(ofOne, input);
  const { item, what } = ofOne ?? {};
  return found?.of !== 'cluster' || item === undefined || what === undefined
    ? undefined
    : `compare ${what} of ${item} between ${found.sides.one} and ${found.sides.other}`;
}
