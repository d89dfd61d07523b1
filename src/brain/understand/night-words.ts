import { clusterWords } from './names/cluster-words.ts';
import { nameIndex } from './names/name-index.ts';
import type { UnderstandInput } from './reading.ts';
import { scheduledOne } from './scheduled-one.ts';
import { bare } from './text/bare.ts';

const LONGEST = 140;
const RAN_WHEN = /\b(?:when|what time)\b.*\b(?:run|ran|start(?:ed)?|happen(?:ed)?|go)\b/i;
/** What people put before and between the words that matter. */
const LEAD =
  '(?:(?:hey|hi|hello|ok|okay|so|and|but|now|please|jamie|well|um|hm+|help|guys|omg|shit|fuck|damn|crap|argh|ugh|oh no|again|just|right)[,.! ]+)*';
const SWEARING =
  /\b(what|why|where|who|when|how) (?:the (?:hell|fuck|heck|actual fuck)|on earth|in the world)\b/gi;
const MANY = '(?:(?:the |our |my |this |that |whole |entire |all |of )*';
const ALL = `${MANY}(?:it|that|this|everything|things|stuff|all|something|anything|nothing|world|cluster|env(?:ironment)?|prod(?:uction)?|staging|we|kube|kubernetes|k8s))`;
/** What people call it who do not know what runs. A verdict on it is not asked for, it is given. */
const SITE = `${MANY}(?:half|most|some|site|web ?site|web ?page|webshop|page|app|apps|application|systems?|services?|servers?|platform|infra(?:structure)?|login|log ?in|sign ?in|backend|frontend|pods|(?:half|most|some|many|lots|all) (?:of )?(?:the |our |my )?(?:pods|services|apps|sites|systems)))`;
const STATE =
  '(?:down|up|dead|dying|broken|bust(?:ed)?|borked|fucked|failing|failed|crashing|crashed|slow|hanging|stuck|gone|red|green|bad|ok|okay|fine|good|alive|working|works?|loads?|responds?|responding|loading|back(?: up)?|recovered|fixed|resolved|over|still (?:down|broken|failing|bad)|not working|not loading|not responding|unreachable|unavailable|offline|online|on fire|burning|melting|exploding|a mess|safe|clear|stable|normal|giv(?:es|ing) \\d{3}s?|throw(?:s|ing) (?:errors|\\d{3}s?)|return(?:s|ing) (?:errors|\\d{3}s?)|timing out)';
const TROUBLED = STATE.replace('up|', '')
  .replace('ok|okay|fine|good|alive|working|', '')
  .replace('|safe|clear|stable|normal', '');
const END =
  '(?: (?:now|again|here|there|today|tonight|yet|all of a sudden|suddenly|right now|at the moment|for (?:me|us|everyone|all)|man|mate|please|help|or what|anymore|any more))*';
const PEOPLE = '(?:users?|customers?|people|clients?|visitors?|folks|everyone|everybody|we|they|i)';

/** Whole messages of somebody who has just been woken, and what they ask. */
const HAVE =
  '(?:are there|is there|do we have|have we got|have we|got|see|any sign of)(?: any| some| a| an)? ';

const ASKED: readonly [RegExp, string][] = (
  [
    [
      `(?:what|wtf|wth)(?: is| are|'s)? (?:going on|happening|up|wrong|broken|the matter|the problem|on fire|red)`,
      "what's wrong",
    ],
    [
      `what (?:has )?(?:just )?(?:failed|broke|broken|crashed|died|happened|went wrong|blew up|fell over)(?: (?:in|on) (?<place>[\\w-]+))?`,
      "what's wrong",
    ],
    [
      `(?:we |i )?(?:just )?(?:got|getting|have|had|received|see|are getting|am getting|are being|am being|being)(?: an?| some| many| the)? (?:alerts?|alarms?|page[ds]?|paging|pages|incidents?|outage|pinged|called)(?:[, ]+(?:what|why|where|how|is|in|on|from|about|for)\\b.{0,40})?`,
      "what's wrong",
    ],
    [
      `(?:is |are )?${ALL} (?:is |are |looks? |seems? |went |has |just |all |completely |totally |still |really |so |not )*${STATE}`,
      "what's wrong",
    ],
    [
      `${SITE} (?:is |are |looks? |seems? |went |has |have |just |all |completely |totally |still |really |so |not )*${TROUBLED}`,
      "what's wrong",
    ],
    [
      `(?:does|do|did|has|have|is|are|will) ${ALL} (?:been |all |have |be |still |even |it )*(?:work|recover(?:ed)?|load|respond|heal(?:ed)?|come back|${STATE})`,
      "what's wrong",
    ],
    [
      `(?:nothing|none of (?:it|this|that)) (?:is |seems to be |really )?(?:works?|working|loads?|loading|responds?|responding|ok|comes up)`,
      "what's wrong",
    ],
    [
      `(?:is |are )?(?:all|everything|it all|things|prod|production)(?: is| are)? (?:clear|good|well|ok|okay|green|fine|quiet|calm|peaceful|under control)`,
      "what's wrong",
    ],
    [
      `(?:is there |do we have |are we having |have we got |is this |are there |was there |are we in |anything |something )?(?:any(?:thing)? |an? |some |the middle of an? )?(?:urgent|burning|alarming|outages?|major incidents?|emergency|emergencies|fires?|fire drill|red flags?)`,
      "what's wrong",
    ],
    [
      `(?:what|wat|whats) (?:is |are |all )?(?:kaputt?|broke|borked|cactus|out of order|not in order|not working|bust)(?: (?:in|on) (?<place>[\\w-]+))?`,
      "what's wrong",
    ],
    [
      `is it (?:just me|bad|serious|over|fixed|back|safe|us|our side|on our side|our fault)(?: or .{0,40})?`,
      "what's wrong",
    ],
    [
      `(?:can|may|should) (?:i|we) (?:go (?:back )?to (?:bed|sleep)|sleep|relax|go home|stand down|close (?:this|the incident)|call it)(?:,? or (?:is|are|do|did|does|should|must|has) .{1,50})?`,
      "what's wrong",
    ],
    [
      `(?:nobody|no one|noone|none of our users|${PEOPLE} (?:can ?not|can't|cannot|are unable to|are not able to|could not|couldn't)) (?:can |is able to |are able to )?(?:log ?in|login|sign ?in|get in|connect|reach (?:us|the site|it|anything)|access (?:us|the site|it|anything)|open (?:it|the site|anything)|load (?:it|the site|anything)|use (?:it|the site|anything)|do anything)`,
      "what's wrong",
    ],
    [
      `(?:our |the |all |some |many )*${PEOPLE} (?:are |is |keep |keeps |all |now |just )*(?:complain(?:s|ing)?|screaming|shouting|angry|calling(?: us)?|unhappy|(?:see(?:s|ing)?|gets?|getting|report(?:s|ing)?|hav(?:e|ing)) (?:errors?|\\d{3}s?|5xx|time ?outs?|problems|issues|trouble|outages?|blank pages?))(?: (?:about|that|of) (?:it|this|everything|nothing|something|(?:the|our) (?:site|app|application|website|pages?|system|service|shop|store))\\b.{0,30})?`,
      "what's wrong",
    ],
    [
      `(?:the |a |quick |short |current |overall |overview of |give me |give us |show me |what is |what's )*(?:status|state of (?:things|play|affairs)|sit ?rep|summary|tl;?dr|overview|report|health report|health check|state|situation|run ?down|briefing|big picture)(?: (?:report|update|please|of (?:things|everything|all)))*`,
      "what's wrong",
    ],
    [
      `(?:how many|count(?: the| all)?|number of) (?:(?:critical|open|active|current|serious|urgent|known) )*(?:problems|issues|incidents|findings|outages|criticals|troubles)(?: (?:are there|do we have|exist|right now))*`,
      "what's wrong",
    ],
    [`what (?:did|do|have) you (?:find|found|see|seen|got|know)`, "what's wrong"],
    [
      `(?:who|what) (?:broke|killed|crashed|took down|messed up|did) (?:it|this|that|everything|prod|things|us)`,
      'who changed something',
    ],
    [
      `(?:what|which) (?:k8s |kube |kubernetes |kubectl )?(?:contexts?|kubeconfigs?) (?:do you (?:have|see|know|use)|are there|are you (?:on|using)|can you see)`,
      'which clusters do you see',
    ],
    [
      `(?:when|how long ago) did you (?:last )?(?:hear from|talk to|poll|check|contact|reach|sync with|look at|see|update from|read)(?: (?:the|our|my|this|any|each))? (?:clusters?|api(?: server)?|prod\\w*|data|staging)`,
      'how old is your data',
    ],
    [
      `(?:which|what|any|are there(?: any)?|show)(?: of)?(?: the| our| my)? (?:rollouts?|deploys?|deployments?|releases?) (?:are |is |that are |being |that )*(?:stuck|hanging|blocked|hung|not (?:done|finished|complete|progressing|getting on))`,
      'which deployments are not ready',
    ],
    [`${HAVE}crash[ -]?loop\\w*(?: ?back ?offs?)?`, 'which pods are in CrashLoopBackOff'],
    [`${HAVE}oom[ -]?(?:kill\\w*|s|errors?)?`, 'which pods were OOMKilled'],
    [`${HAVE}evictions?`, 'which pods are evicted'],
    [`${HAVE}image ?pull (?:errors?|problems?|failures?|back ?offs?)`, 'which pods are in ImagePullBackOff'],
    [
      `(?:what|which things|anything|something|who|whatever) (?:all )?(?:was|were|got|has|have|has been|have been|is)? ?(?:been |newly |recently )*(?:created|deleted|removed|added|scaled|deployed|rolled out|released|restarted by hand|touched|modified|edited)(?<when> (?:in|on|since|today|yesterday|this|last|the|recently|lately|between|before|after|during|over|within)\\b.{0,60})?`,
      'what changed',
    ],
  ] as const
).map(([source, asked]) => [new RegExp(`^${LEAD}${source}${END}$`, 'i'), asked] as const);

/** "same for staging". */
const SAME_IN =
  /^(?:and |now |ok |the )*same (?:thing |question |again )?(?:for|in|on|with|about) (?<place>[\w-]{2,60})(?: (?:too|please|cluster|namespace))*$/i;
/** "alert: TargetDown redis". */
const ALERT =
  /^\W*(?:alert\w*|alarm|firing|pager\w*|page[ds]?|incident|critical|warning|sev ?\d|p[0-3])\s*[:\]–-]+\s*(?<rest>.+)$/i;
const SAYS_NOT_OK =
  /^(?<name>[a-z][\w.-]{3,60}) (?:is |looks |seems )?(?:broken|down|dead|bust(?:ed)?|borked|failing|sick|unwell)$/i;
/** The message of a bad night as it would be put by day. */
export function byDay(input: UnderstandInput): UnderstandInput {
  const said = bare(input.message);
  const plain = said.length > LONGEST ? undefined : nightWords(said, input);
  return plain === undefined ? input : { ...input, message: plain };
}

/** What it asks, in words that the grammar knows; undefined for everything else. */
function nightWords(said: string, input: UnderstandInput): string | undefined {
  const plain = said.replace(SWEARING, '$1').replace(/\bwtf\b/i, 'what');
  const too = SAME_IN.exec(plain)?.groups?.['place'];
  if (too !== undefined && input.focus.lastSkill !== undefined && isPlace(too, input))
    return `and in ${too}?`;
  const same = sameOf(plain, input);
  if (same !== undefined) return same;
  const scheduled = scheduledOne(plain, input);
  if (scheduled !== undefined)
    return RAN_WHEN.test(plain)
      ? `when was the last run of cron job ${scheduled}`
      : `is cron job ${scheduled} ok`;
  for (const [pattern, asked] of ASKED) {
    const found = pattern.exec(plain);
    const { place, when } = found?.groups ?? {};
    if (found === null) continue;
    if (when !== undefined) return `${asked}${when}`;
    if (namesSomething(plain, input)) continue;
    if (asked.startsWith('who ') && input.focus.objects.length > 0) return 'who changed it';
    if (input.focus.objects.length > 0 && /\b(?:it|this|that|they)\b/i.test(plain)) return ofFocus(plain);
    return place === undefined ? inPlace(asked, plain, input) : `${asked} in ${place}`;
  }
  const alerted = ALERT.exec(plain)?.groups?.['rest'];
  const object = alerted?.split(/[^\w.-]+/).findLast((word) => isNamed(word, input));
  if (object !== undefined && input.focus.openChoices.length === 0) return `what is wrong with ${object}`;
  const told = SAYS_NOT_OK.exec(plain)?.groups?.['name'];
  if (told !== undefined && isOdd(told, input)) return `is ${told} ok`;
  return plain === said ? undefined : plain;
}

/** Of what was spoken of last: whether it is well again. */
const ofFocus = (said: string): string | undefined =>
  /\b(?:fixed|back|recover\w*|resolved|over|still)\b/i.test(said) ? 'is it ok' : undefined;

const OTHER = /^(?:and|(?:and )?(?:what|how) about|then)(?: the)? (?<name>[a-z][\w.-]{1,60})$/i;
const NODE =
  /^(?:and |on |so )*(?:which|what) node(?: (?:is|does|are|do) (?:it|that|this|they)(?: run(?:ning)?)?(?: on)?)?$/i;
const PART =
  /^(?:and |the |its |what )*(?<part>limits|requests|probes|ports|labels|annotations|replicas|strategy|volumes|tolerations|selector|owner|schedule|version|tag|age|ip)$/i;
const OF_ONE = new Set(['diagnose', 'describe', 'logs', 'usage', 'rollout', 'relations']);

/** One thing of what was looked at, or the same of another that is called like a common word. */
function sameOf(said: string, input: UnderstandInput): string | undefined {
  const { lastSkill, objects } = input.focus;
  if (lastSkill === undefined || objects.length === 0) return undefined;
  const name = OTHER.exec(said)?.groups?.['name'];
  if (name !== undefined && isNamed(name, input) && !isPlace(name, input)) return `what about "${name}"?`;
  if (!OF_ONE.has(lastSkill) || objects.length !== 1) return undefined;
  if (NODE.test(said)) return 'which node is it on';
  const part = PART.exec(said)?.groups?.['part'];
  return part === undefined ? undefined : `what are its ${part}`;
}

const isPlace = (word: string, input: UnderstandInput): boolean =>
  clusterWords(input.clusters).has(word.toLowerCase()) ||
  indexesOf(input).some((index) => index.hasNamespace(word));

const indexesOf = ({ clusters, snapshot }: UnderstandInput) =>
  clusters.flatMap(({ name }) => snapshot(name) ?? []).map(nameIndex);

const isNamed = (word: string, input: UnderstandInput): boolean =>
  indexesOf(input).some((index) => index.hasNamespace(word) || index.exact(word).length > 0);

const COMMON = new Set([
  'system',
  'platform',
  'service',
  'services',
  'app',
  'backend',
  'frontend',
  'login',
  'cluster',
  'default',
]);
/** Something of theirs is meant by one of the words. */
function namesSomething(said: string, input: UnderstandInput): boolean {
  const indexes = indexesOf(input);
  const isTheirs = (word: string): boolean =>
    indexes.some((index) => index.hasNamespace(word)) ||
    ((/[-\d]\w/.test(word) || COMMON.has(word.toLowerCase())) && isNamed(word, input));
  return said.split(/[^\w.-]+/).some((word) => word.length > 2 && isTheirs(word));
}

/** With the cluster that was named: "is staging dead". */
function inPlace(asked: string, said: string, { clusters }: UnderstandInput): string {
  const known = clusterWords(clusters);
  const place = said.split(/[^\w-]+/).find((word) => known.has(word.toLowerCase()));
  return place === undefined ? asked : `${asked} in ${place}`;
}

/** A word that nothing here is called, but that something nearly is. */
const isOdd = (word: string, input: UnderstandInput): boolean =>
  !isNamed(word, input) &&
  !/^(?:pods?|nodes?|services?|jobs?|deployments?|which|what|something|anything|nothing|everything|nobody|that|this|they)$/i.test(
    word,
  );
