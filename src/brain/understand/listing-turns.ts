import { clusterWords } from './names/cluster-words.ts';
import { kindOfWord } from './grammar.ts';
import { rivalsAsked } from './rivals.ts';
import { labelWords } from '../inventory/label-words.ts';
import type { UnderstandInput } from './reading.ts';
import { isNamespace } from './names/known-places.ts';
import { bare } from './text/bare.ts';

const KINDS = '(?<kind>[a-z]+(?: [a-z]+){0,2})';
const MANY = '(?:how many|number of|count of|amount of|nr of|no\\.? of|num of|# ?of)';

/** Ways of asking for lists and numbers, and the same in words of the grammar. */
const TURNS: readonly [RegExp, string][] = [
  [/^(?:the )?names of (?:the |all |all the )?/i, 'list '],
  [/\b(?:nr|num|# ?)\.? ?of (?=[a-z])/i, 'number of '],
  [/(?<![\w.-])(\d+)\+(?=\s|$)/g, '$1 or more'],
  [
    /\b(?:in|from|of|across|for) (?:all |the |any )?namespaces? (?:other than|besides|apart from|except(?: for)?|excluding|but not) (?=[\w.-]+)/i,
    'outside ',
  ],
  [/\bnames? something (?:with|like) ([\w.-]+)/i, 'name containing $1'],
  [
    /\b(?:named|called) (?:something (?:with|like)|anything (?:with|like)|like|\*?something[- ]) ?([\w.*-]+)/i,
    'with $1 in the name',
  ],
  [/\bsidecars? (?:container )?(called|named)\b/i, 'container $1'],
  [
    /\b(?:(?:is |are )?not |isn'?t |aren'?t )exposed (?:by|through|via|with) (?:any |a |some |an )?(service|ingress)\b/i,
    'has no $1',
  ],
  [/\bexposed (?:by|through|via|with) (?:any |a |some |an )?(service|ingress)\b/i, 'with a $1'],
  [
    /\b(?:without|with no|(?:have|has|having) no|lacking|with out|do(?:es)? not have|don'?t have) (?:a |an |any )?cluster ?ips?\b/i,
    'that are headless',
  ],
  [/\bhave (?:a )?(?:cluster ?ip) (?:of )?none\b/i, 'are headless'],
  [
    /\b((?:ready|available)(?: replicas)?) (<=?|less than|fewer than|below|under|lower than|smaller than|!=|not equal to) (?:the )?(desired|wanted|requested|expected|spec)(?! replicas)\b/i,
    '$1 $2 $3 replicas',
  ],
  [/\bready replicas (<|!=)/i, 'ready replicas $1'],
  [
    /\b(most|least) (?:crowded|packed|populated|filled|loaded with pods) (nodes?|namespaces?)\b/i,
    '$2 with $1 pods',
  ],
  [
    /^(?:and |so )?(?:which|what) storage ?class (?:does|do|is|has) (?:the )?(?:pvc |claim |volume )?([\w.-]+)(?: pvc)?(?: (?:ask for|asking for|use|using|have|want|request|requesting|need|on|in|of))?$/i,
    'storage class of pvc $1',
  ],
  [/^([\w.-]+-[\w.-]+) storage ?class$/i, 'storage class of pvc $1'],
  [/\brolling[- ]update(?= (?:update )?strateg)/i, 'RollingUpdate'],
  [
    /\b(?:last|latest|most recent) (\d+|two|three|four|five|ten) (?:created |new |started |launched )?(pods|deployments|jobs|services|workloads|replicasets|nodes|namespaces)\b/i,
    '$1 newest $2',
  ],
  [
    /^(?:and |so )?(?:is|are) (?:there )?(?:anything|something|any pods?|pods) (?:still )?(?:running |scheduled )?on (?:the )?(?:node )?([\w.-]+-[\w.-]+)$/i,
    'are there any pods on node $1',
  ],
  [
    /^(?:and |so )?(?:does|do|has) (?:the )?(?:namespace )?([\w.-]+)(?: namespace)? (?:have|has|run|got|contain) (?:more than|over|less than|fewer than|at least|at most|under|exactly) (?:\d+|[a-z]+) (pods|deployments|services|workloads|jobs|statefulsets|config maps|secrets|ingresses)$/i,
    'how many $2 are in namespace $1',
  ],
  [
    /^who (?:owns|has|runs|maintains) (?:the )?(most|fewest|least) (deployments|workloads|services|pods|statefulsets)\b/i,
    'which team has the $1 $2',
  ],
  [/\bexternal ?names? (services?|svcs?)\b/i, '$1 of type ExternalName'],
  [/\bcert-manager certificates\b/i, 'certificates'],
  [/\bredundant(?: \(?(?:>=|at least) ?(?:2|two) replicas\)?)?(?=[\s?]|$)/i, 'at 2 or more replicas'],
  [/\bhighly available(?: \(?(?:>=|at least) ?(?:2|two) replicas\)?)?(?=[\s?]|$)/i, 'at 2 or more replicas'],
  [
    /\bat (?!least|most)((?:at least |at most |exactly )?(?:\d+|one|two|three|four|five)(?: or more| or fewer)? replicas)\b/i,
    'with $1',
  ],
];

const CRON = /(?<![\w*/])((?:[\d*/,-]+ ){4}(?:[\d*/,-]+|[a-z]{3}(?:-[a-z]{3})?))(?![\w*/])/i;

/** A cron expression as one word. */
const ofOneWord = (said: string): string =>
  said.replace(CRON, (whole) => (whole.includes('*') ? `cron_${whole.replaceAll(' ', '_')}` : whole));

const WHO =
  /^(?:and |so )?(?<before>in [\w.-]+,? )?(?:who(?: all)?|what(?: all)?|anything|everything)(?<after> in (?:the )?(?:namespace )?[\w.-]+(?: namespace)?)? (?:(?<is>is|are)(?= (?:with|without|not with|not without)\b)|(?<has>has|have|got|lacks?|runs?(?= (?:with|without|a |an |no ))))\b(?<rest>.*)$/i;
const LISTABLE =
  /\b(?:replicas?|pdbs?|disruption|autoscal\w+|hpas?|probes?|limits?|requests?|containers?|sidecars?|services?|ingress\w*|restart\w*|images?|tags?|labels?|annotations?|mounts?|volumes?)\b|[<>]=? ?\d/i;

/** "who has no PDB", "what in payments has no service": of the workloads, or of the pods when it is about their restarts. */
function askedOfWho(said: string): string {
  const { before = '', after = '', is, has = '', rest = '' } = WHO.exec(said)?.groups ?? {};
  if (rest === '' || !LISTABLE.test(rest)) return said;
  const place = `${before.replace(/,? $/, '')}${after.trim()}`;
  const verb = is !== undefined || /^got$/i.test(has) ? 'have' : has;
  const what = is === undefined ? rest : rest.replace(/^ without/i, ' no').replace(/^ with/i, '');
  return `which ${/\brestart/i.test(rest) ? 'pods' : 'workloads'} ${place === '' ? '' : `${place} `}${verb}${what}`;
}

const AFTERWARDS =
  /^(?<what>.{3,90}?)[,:;-]? (?:who|which ones?|which|what|how many|how much|list them|which are they|who are they)(?: are there| are they| is it)?$/i;

/** "no readiness probe in payments: who?": what is asked, after what it is asked of. */
function askedAfterwards(said: string): string {
  const what = AFTERWARDS.exec(said)?.groups?.['what'];
  if (what === undefined || /^(?:which|what|who|how|list|show|is|are|do|does|so|and|of)\b/i.test(what))
    return said;
  const isMany = /how (?:many|much)(?: are there)?$/i.test(said);
  if (/^(?:no|without|missing|lacking)\b/i.test(what)) {
    const rest = what.replace(/^(?:no|without|missing|lacking)(?: an?| any)? /i, '');
    return `${isMany ? 'how many' : 'which'} workloads have no ${rest}`;
  }
  return isMany ? `how many ${what}` : said;
}

const HELD = new RegExp(
  `^(?:and |so )?(?:in |on )?(?:which|what) (?<holder>namespaces?|nodes?|clusters?) (?:is|are|has|have) (?:there )?(?:an? |any |some |the )?${KINDS}(?: (?:is|are))?(?: (?:in force|defined|set(?: up)?|active|configured|in place|present|applied|enforced|in use|there))?$`,
  'i',
);
const WHERE = new RegExp(
  `^(?:and |so )?where (?:do|does|are|is)(?: there)? (?:an? |any |some |the |our )?${KINDS} (?:apply|applies|exist|exists|live|in force|defined|set|active|configured|in place|enforced)$`,
  'i',
);

const isKind = (words: string | undefined): words is string =>
  words !== undefined && kindOfWord(words) !== undefined;

/** "in which namespaces is a quota in force", "where do quotas apply". */
function askedOfHolders(said: string): string {
  const { holder, kind } = HELD.exec(said)?.groups ?? {};
  if (holder !== undefined && isKind(kind)) return `which ${holder} have ${kind}`;
  const where = WHERE.exec(said)?.groups?.['kind'];
  return isKind(where) ? `which namespaces have ${where}` : said;
}

const EXIST = new RegExp(
  `^(?:and |so )?(?:what|which) ${KINDS} (?:do we have|have we|exist|(?:are|is|have been|were) (?:there|defined|set(?: up)?|configured|in place|present|available|existing|created|around))(?<rest>(?: (?:in|on|for|across) .{1,60})?)$`,
  'i',
);

/** "what quotas are defined": asks which there are, and not what the word means. */
function askedWhichExist(said: string): string {
  const { kind, rest } = EXIST.exec(said)?.groups ?? {};
  return isKind(kind) && /s$/i.test(kind) ? `list ${kind}${rest ?? ''}` : said;
}

const RANKED = new RegExp(
  `^(?:and |so |please )?(?:(?:show|list|give)(?: me)? )?(?:the )?(?<end>top|bottom|rank|sort|order)(?: the)?(?: (?<first>\\d+|two|three|four|five|ten))?(?: the)? (?<holder>namespaces?|nodes?|deployments?|services?|workloads?) by (?:the )?(?:(?:number|count|amount) of )?(?:their )?(?<kind>[a-z]+?)s?(?: counts?| numbers?)?(?:,? (?:the )?(?:first|top) (?<last>\\d+|two|three|four|five|ten))?(?<rest>(?: (?:in|on) .{1,60})?)$`,
  'i',
);

/** "top 3 namespaces by pod count": those with the most pods. */
function rankedByCount(said: string): string {
  const { end = '', first, last, holder, kind, rest } = RANKED.exec(said)?.groups ?? {};
  if (!isKind(kind) || holder === undefined) return said;
  const number = first ?? last;
  const most = end.toLowerCase() === 'bottom' ? 'fewest' : 'most';
  return `top${number === undefined ? '' : ` ${number}`} ${holder} with the ${most} ${kind}s${rest ?? ''}`;
}

const PREFIXED =
  /^(?:(?:and |so |in |on |namespace |ns |cluster )*)(?<place>[\w.-]+)(?: (?:namespace|ns|cluster))?(?: ?[:;]| -) (?<rest>.{4,})$/i;

/** "data: who has restarts": where it is about, said first. */
function placedFirst(said: string, input: UnderstandInput): string {
  const { place, rest } = PREFIXED.exec(said)?.groups ?? {};
  if (place === undefined || rest === undefined) return said;
  if (clusterWords(input.clusters).has(place.toLowerCase())) return `${rest} in ${place}`;
  return isNamespace(place, input) ? `${rest} in namespace ${place}` : said;
}

const RUN_BY =
  /^(?:and |so )?(?:what|which (?<kind>[a-z]+))(?: all)? (?:does|do|is|are) (?:the )?(?<a>[\w.-]+) (?<b>[\w.-]+) (?:run|running|own|owning|have|operate|maintain|responsible for)(?<rest>(?: (?:in|on) .{1,60})?)$/i;

/** "what does team insight run": the workloads with that label. */
function runBy(said: string, { clusters, snapshot }: UnderstandInput): string {
  const { kind, a = '', b = '', rest } = RUN_BY.exec(said)?.groups ?? {};
  if (a === '') return said;
  const labels = labelWords(clusters.flatMap(({ name }) => snapshot(name) ?? []));
  const has = (key: string, value: string) =>
    labels.get(key.toLowerCase())?.has(value.toLowerCase()) === true;
  const pair = has(a, b) ? `${a}=${b}` : has(b, a) ? `${b}=${a}` : undefined;
  return pair === undefined
    ? said
    : `list ${isKind(kind) ? kind : 'workloads'} with label ${pair}${rest ?? ''}`;
}

const COUNTED = /^(?:kubectl |k )?(?:get )?(?<what>[^|]+?)\s*\|\s*wc(?:\s+-l)?$/i;
const WORKERS = new RegExp(
  `^(?:and |so )?(?:(?:${MANY}) (?:the )?workers(?: are there)?|(?<before>[\\w.-]+ )?workers? (?:count|number))(?<rest>(?: .{1,60})?)$`,
  'i',
);

/** "pods -n data | wc -l", "number of workers in prod". */
function counted(said: string): string {
  const what = COUNTED.exec(said)?.groups?.['what'];
  if (what !== undefined) return `count ${what}`;
  const workers = WORKERS.exec(said)?.groups;
  if (workers === undefined) return said;
  const { before, rest = '' } = workers;
  return `how many worker nodes${before === undefined ? '' : ` in ${before.trim()}`}${rest}`;
}

const ALL_SO =
  /^(?<all>all|every|each)(?: of)?(?: the| my| our)? (?<rest>.+\b(?:ready|healthy|running|bound|up|ok|okay|fine|available|active|scheduled|replicas|probes?|limits?|requests?|set|redundant)\b(?: (?:in|on) .{1,60})?)$/i;

/** "all prod nodes Ready?": asks whether they are. */
function askedOfAll(said: string, message: string): string {
  const { all, rest } = ALL_SO.exec(said)?.groups ?? {};
  if (rest === undefined || all === undefined || !/\?\s*$/.test(message)) return said;
  return `${/\b(?:with|have|has)\b/i.test(rest) ? 'do' : 'are'} ${all.toLowerCase()} ${rest.replace(/\bwith (?=at|\d|a |cpu|memory|limits|requests|replicas)/i, 'have ')}`;
}

const ALLOWED =
  /^(?:and |so )?how much (?<what>memory|cpu|ram)(?: in total| altogether)? (?:may|can|could|might|is|are) (?:the )?(?<place>[\w.-]+)(?: namespace)? (?:allowed to )?(?:use|consume|take|have|get)(?: at most| at max(?:imum)?| in total| altogether| in all)*(?: (?:by|according to|per|given|going by) (?:its|their|the|all) limits?)?$/i;

/** "how much memory may payments use at most": what its limits come to. */
function allowedIn(said: string, input: UnderstandInput): string {
  const { what, place } = ALLOWED.exec(said)?.groups ?? {};
  return what !== undefined && place !== undefined && isNamespace(place, input)
    ? `total ${what} limit in namespace ${place}`
    : said;
}

/** A question after a list or a number in words of the grammar; undefined when it is in such words already. */
export function listedPlainly(message: string, input: UnderstandInput): string | undefined {
  const said = bare(message);
  const steps: readonly ((text: string) => string)[] = [
    ofOneWord,
    (text) => rivalsAsked(text, input) ?? text,
    counted,
    (text) => placedFirst(text, input),
    askedAfterwards,
    (text) => TURNS.reduce((all, [pattern, by]) => all.replace(pattern, by), text),
    askedOfWho,
    askedOfHolders,
    (text) => allowedIn(text, input),
    askedWhichExist,
    (text) => runBy(text, input),
    rankedByCount,
    (text) => askedOfAll(text, message),
  ];
  const plain = steps.reduce((text, step) => step(text), said);
  return plain === said ? undefined : plain;
}
