import type { KeptLogs } from '../slot-types.ts';

const LOGS = /\b(?:logs?|logged|logging|loki|log (?:lines?|messages?|entries))\b/i;
/** A word that is asked about, or something that is to be done: no lines are wanted. */
const ELSEWHERE =
  /^(?:please |can you |could you )?(?:how (?:do|can|could|would|should|to)\b|why\b|what (?:does|is an?|are) .{1,60}\bmean|explain\b|what (?:is|are) (?:a |an )?(?:loki|logql|log levels?)\b|(?:set|change|enable|disable|turn|increase|raise|lower|reduce|rotate|delete|clear|truncate|configure|install|restart|scale)\b)|\blog(?:ged|ging)? ?in(?:to)? (?:to|as|with)\b|\blogin\b|\bwhy\b/i;
const KUBECTL_ONLY = /\b(?:kubectl|command|previous(?:ly)? (?:run|container|instance)|--previous)\b/i;

const ERRORS = String.raw`(?:errors?|exceptions?|warnings?|warns?|panics?|fatals?|failures?|stack ?traces?|tracebacks?|error (?:logs?|lines?|messages?))`;
const IN = String.raw`(?:in|of|from|for|by|on|at|across|logged|since|yesterday|today|between|during|over|within|last|the last|around|before|after)`;
const SHOWN = new RegExp(
  String.raw`^(?:(?:please|can you|could you|jamie|ok|and|so|now|just|i (?:want|need|would like) to)[, ]+)*(?:show|list|get|give|find|see|display|pull|fetch|print|dump|read)(?: me| us)?(?: all| any| the| only| just| recent| latest| last| \d+| of){0,4} ${ERRORS}\b(?:(?: and|,| or) ${ERRORS})?(?: (?:lines?|logs?|messages?|entries))?(?: ${IN}\b|$)`,
  'i',
);
const OPENED = new RegExp(
  String.raw`^(?:(?:ok|and|so|now|all|any|the|only|just|recent|latest|last)[, ]+)*${ERRORS}\b(?: (?:lines?|logs?|messages?|entries))? ${IN}\b`,
  'i',
);
/** Kubernetes keeps them, no log does. */
const EVENTS = /\bevents?\b/i;
/** Of requests, not of lines. */
const RATES =
  /\b(?:error|failure|success) (?:rate|ratio|percentage|budget)|\b[45]xx\b|\b50\d\b|\bhttp\b|\brequests?\b|\bslo\b|\balerts?\b|\btraces? (?:with|that)\b/i;

const VOLUME =
  /\blog(?:ging)? (?:volume|rate|throughput|amount)s?\b|\b(?:volume|rate|amount) of (?:the )?logs?\b|\bhow (?:much|many (?:\w+ ){0,2}?(?:lines?|logs?|bytes|entries|messages)) .{0,60}\blog(?:s|ged|ging)?\b|\bhow much .{0,40}\blog(?:s|ged|ging)?\b|\bhow many (?:log )?lines\b|\blogs? the most\b|\bmost (?:log lines|logs)\b|\b(?:noisiest|chattiest|loudest|most verbose)\b|\blog(?: ?lines?)? (?:counts?|histogram|chart|graph)\b/i;
const COUNTED = new RegExp(
  String.raw`\b(?:how many|number of|count(?: of)?(?: the)?) (?:log(?:ged)? )?${ERRORS}\b|\b${ERRORS} (?:per|a|each) (?:second|minute|hour|day)\b|\b${ERRORS} (?:over time|by (?:service|pod|namespace|node|container|level))\b`,
  'i',
);
const CHANGED =
  /\b(?:what(?:'s| is| has)?|anything|something|is there|are there)? ?(?:new|unusual|different|changed?|gone|disappeared|appeared|surging|increased|odd|strange|suspicious)\b.{0,60}\b(?:logs?|logged|logging|log (?:lines?|messages?|patterns?)|patterns?)\b|\b(?:logs?|patterns?)\b.{0,40}\b(?:changed?|differ(?:s|ent|ence)?|is new|are new|unusual)\b|\bcompare\b.{0,60}\blogs?\b|\bnew (?:errors?|exceptions?|warnings?|error (?:messages?|patterns?)|log (?:patterns?|messages?|lines?))\b/i;
const PATTERNS =
  /\b(?:log|error|warning|message|line)s? (?:patterns?|templates?|groups?|types?|clusters?)\b|\b(?:patterns?|templates?|kinds?|types?|sorts?) (?:of|in|among|from) (?:the |its |all )?(?:\w+ ){0,2}?(?:logs?|errors?|exceptions?|warnings?|log lines|messages?)\b|\b(?:most (?:common|frequent)|commonest|top(?: \d+)?) (?:log |logged )?(?:errors?|exceptions?|warnings?|messages?|lines?)\b|\b(?:group|summari[sz]e|cluster)(?:ed)? (?:the |its |all )?(?:errors?|logs?|log lines?|exceptions?)\b|\b(?:log|error) summary\b|\bsummary of (?:the )?(?:logs?|errors?)\b/i;
const WHO_LOGS =
  /^(?:ok |and |so |now )*(?:which|what) (?:of the |of our )?(services?|apps?|applications?|workloads?|deployments?|pods?|namespaces?|nodes?|containers?) (?:are |is |have |has )?(?:log(?:s|ged|ging)?|writ(?:es?|ten|ing)|print(?:s|ed|ing)?|complain(?:s|ed|ing)? (?:about|of)|report(?:s|ed|ing)?|say(?:s|ing)?|mention(?:s|ed|ing)?) (?!the most\b|most\b|how\b)(?:about |any )?(.+?)[?.!]*$/i;
const SEARCH =
  /\b(?:search|find|grep|look|scan|query)\b.{0,80}\blogs?\b|\bgrep\b|\blogs?\b.{0,40}\b(?:for|containing|contain|with|mentioning|mention|matching|match|that (?:say|contain|mention|match))\b ["'`]|\bloki\b/i;
const ROLLOUT =
  /\b(?:since|after|from) (?:the |its |our |my )?(?:last |latest |new |newest |recent |most recent )?(?:deploy(?:ment)?s?|rollouts?|release|update|upgrade|version|revision)\b/i;

const DIMENSION =
  /\b(?:by|per|for each|each|every|in each|across|which|what|noisiest|chattiest|loudest|most verbose) (?:the |of the |our )?(service|app|application|workload|deployment|namespace|pod|container|node|cluster|level|severity)s?\b/i;
const DIMENSIONS: Readonly<Record<string, NonNullable<KeptLogs['by']>>> = {
  app: 'service',
  application: 'service',
  workload: 'service',
  deployment: 'service',
  severity: 'level',
};

/** What the lines are to be told apart by. */
export function dimensionIn(text: string): KeptLogs['by'] {
  const said = DIMENSION.exec(text)?.[1]?.toLowerCase();
  return said === undefined ? undefined : (DIMENSIONS[said] ?? (said as KeptLogs['by']));
}

/** How bad the lines have to be. */
function levelIn(text: string): KeptLogs['level'] {
  if (/\bwarn(?:ing)?s?\b/i.test(text)) return 'warn';
  return new RegExp(String.raw`\b${ERRORS}\b`, 'i').test(text) ? 'error' : undefined;
}

function whatIn(text: string, { hasTime, isGone }: Surroundings): KeptLogs['what'] | undefined {
  const ofLogs = LOGS.test(text);
  const ofErrors = levelIn(text) !== undefined;
  if (WHO_LOGS.test(text)) return 'volume';
  if (VOLUME.test(text) || (COUNTED.test(text) && (ofLogs || !RATES.test(text)))) return 'volume';
  if (CHANGED.test(text) && (ofLogs || ofErrors || /\bpatterns?\b/i.test(text))) return 'changes';
  if (PATTERNS.test(text)) return 'patterns';
  if ((RATES.test(text) || EVENTS.test(text)) && !ofLogs) return undefined;
  if (ofLogs && (hasTime || isGone || SEARCH.test(text) || ROLLOUT.test(text))) return 'lines';
  if (SEARCH.test(text) && /^(?:please )?grep\b/i.test(text)) return 'lines';
  return SHOWN.test(text) || OPENED.test(text) ? 'lines' : undefined;
}

interface Surroundings {
  hasTime: boolean;
  /** It names a pod that is not there. */
  isGone: boolean;
}

/** What a message asks of lines that only Loki keeps; undefined when it asks something else. */
export function keptIn(text: string, around: Surroundings): KeptLogs | undefined {
  if (ELSEWHERE.test(text) || KUBECTL_ONLY.test(text)) return undefined;
  const what = whatIn(text, around);
  if (what === undefined) return undefined;
  const level = WHO_LOGS.test(text) ? undefined : levelIn(text);
  const sinceRollout = ROLLOUT.test(text);
  const by = WHO_LOGS.test(text) ? (dimensionIn(text) ?? 'service') : undefined;
  return {
    what,
    ...(level === undefined ? {} : { level }),
    ...(sinceRollout ? { sinceRollout } : {}),
    ...(by === undefined ? {} : { by }),
  };
}

const QUOTED = /["'`]([^"'`]{1,200})["'`]/;
const SEARCHED =
  /\b(?:logs?|lines?|entries|messages?|loki|everything|everywhere)(?: lines?| entries| messages?)? (?:for|containing|contain|with the (?:text|word|words)|mentioning|mention|matching|match|that (?:say|says|contain|mention|match))s? (.+?)[?.!]*$/i;
const FOUND =
  /\b(?:find|grep(?: for)?|look for|search(?: for)?) (?!the logs?\b|logs?\b|in\b|through\b)(.+?) (?:in|across|through|from) (?:the |all |any |every )?(?:logs?\b|loki\b|\w+ logs?\b)/i;
const GREP = /^(?:please )?grep (?:for )?(\S+)/i;
const REST =
  /\s+(?:(?:in|of|from|for|since|between|on|across|during|over|within|by|per|before|after|around)\s+\S.*|yesterday\b.*|today\b.*|(?:the )?last\b.*|now|right now|anywhere|recently)$/i;

/** What the lines have to hold. */
export function textIn(text: string): string | undefined {
  const quoted = QUOTED.exec(text)?.[1];
  if (quoted !== undefined) return quoted.trim();
  const said =
    WHO_LOGS.exec(text)?.[2] ?? FOUND.exec(text)?.[1] ?? SEARCHED.exec(text)?.[1] ?? GREP.exec(text)?.[1];
  const bare = said
    ?.replace(REST, '')
    .replace(/^(?:the (?:word|text|string) |a |an |the )/i, '')
    .trim();
  if (bare === undefined || bare === '') return undefined;
  return /^(?:errors?|warnings?|exceptions?|lines?|logs?)$/i.test(bare) && WHO_LOGS.test(text)
    ? bare.replace(/s$/i, '')
    : bare.slice(0, 200);
}
