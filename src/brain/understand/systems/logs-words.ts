import type { KeptLogs } from '../slot-types.ts';
import { asksQuiet } from './logs-quiet.ts';
import { textUnwanted } from './logs-text.ts';
import { tellsNoTime } from './unread-time.ts';

/** What is spoken of beside its words. */
interface Surroundings {
  hasTime: boolean;
  /** It names a pod that is not there. */
  isGone: boolean;
  /** It names something that writes lines. */
  hasWriter: boolean;
  /** It says what the lines hold. */
  hasText: boolean;
  /** The message without what they hold. */
  rest: string;
}

const LOGS = /\b(?:logs?|logged|logging|loki|log (?:lines?|messages?|entries))\b/i;
/** A word that is asked about, or something that is to be done: no lines are wanted. */
const ELSEWHERE =
  /^(?:please |can you |could you )?(?:how (?:do|can|could|would|should|to)\b|why\b|what (?:does|is an?|are) .{1,60}\bmean|explain\b|what (?:is|are) (?:a |an )?(?:loki|logql|log levels?)\b|(?:set|change|enable|disable|turn|increase|raise|lower|reduce|rotate|delete|clear|truncate|configure|install|restart|scale)\b)|\blog(?:s|ged|ging)? (?:no|nothing)\b|\blog(?:ged|ging)? ?in(?:to)? (?:to|as|with)\b|\blogin\b|\bwhy\b/i;
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
  /\blog ?lines? (?:per|a|each|every) (?:second|minute|hour|day)\b|\blog(?:ging)? (?:volume|rate|throughput|amount)s?\b|\b(?:volume|rate|amount) of (?:the )?logs?\b|\bhow (?:much|many (?:\w+ ){0,2}?(?:lines?|logs?|bytes|entries|messages)) .{0,60}\blog(?:s|ged|ging)?\b|\bhow much .{0,40}\blog(?:s|ged|ging)?\b|\bhow many (?:log )?lines\b|\blogs? the most\b|\bmost (?:log lines|logs)\b|\b(?:noisiest|chattiest|loudest|most verbose)\b|\blog(?: ?lines?)? (?:counts?|histogram|chart|graph)\b/i;
const COUNTED = new RegExp(
  String.raw`\b(?:how many|number of|count(?: of)?(?: the)?) (?:log(?:ged)? )?${ERRORS}\b|\b${ERRORS} (?:per|a|each) (?:second|minute|hour|day)\b|\b${ERRORS} (?:over time|by (?:service|pod|namespace|node|container|level))\b`,
  'i',
);
const CHANGED =
  /\b(?:what(?:'s| is| has)?|anything|something|is there|are there)? ?(?:new|unusual|different|changed?|gone|disappeared|appeared|surging|increased|odd|strange|suspicious)\b.{0,60}\b(?:logs?|logged|logging|log (?:lines?|messages?|patterns?)|patterns?)\b|\b(?:logs?|patterns?)\b.{0,40}\b(?:changed?|differ(?:s|ent|ence)?|is new|are new|unusual)\b|\bcompare\b.{0,60}\blogs?\b|\bnew (?:errors?|exceptions?|warnings?|error (?:messages?|patterns?)|log (?:patterns?|messages?|lines?))\b/i;
const PATTERNS =
  /\b(?:log|error|warning|message|line)s? (?:patterns?|templates?|groups?|types?|clusters?)\b|\b(?:patterns?|templates?|kinds?|types?|sorts?) (?:of|in|among|from) (?:the |its |all )?(?:\w+ ){0,2}?(?:logs?|errors?|exceptions?|warnings?|log lines|messages?)\b|\b(?:most (?:common|frequent)|commonest|top(?: \d+)?) (?:log |logged )?(?:errors?|exceptions?|warnings?|messages?|lines?)\b|\b(?:group|summari[sz]e|cluster)(?:ed)? (?:the |its |all )?(?:errors?|logs?|log lines?|exceptions?)\b|\b(?:log|error) summary\b|\bsummary of (?:the )?(?:logs?|errors?)\b/i;
const WHO_LOGS =
  /^(?:ok |and |so |now )*(?:which|what|how many) (?:of the |of our )?(services?|apps?|applications?|workloads?|deployments?|pods?|namespaces?|nodes?|containers?) (?:are |is |have |has )?(?:log(?:s|ged|ging)?|writ(?:es?|ten|ing)|print(?:s|ed|ing)?|complain(?:s|ed|ing)? (?:about|of)|report(?:s|ed|ing)?|say(?:s|ing)?|mention(?:s|ed|ing)?) (?!the most\b|most\b|how\b|no\b|nothing\b)(?:about |any )?(.+?)[?.!]*$/i;
const SEARCH =
  /\b(?:search|find|grep|look|scan|query)\b.{0,80}\blogs?\b|\bgrep\b|\blogs?\b.{0,40}\b(?:for|containing|contain|with|mentioning|mention|matching|match|that (?:say|contain|mention|match))\b ["'`]|\bloki\b/i;
const ROLLOUT =
  /\b(?:since|after|from) (?:the |its |our |my )?(?:last |latest |new |newest |recent |most recent )?(?:deploy(?:ment)?s?|rollouts?|release|update|upgrade|version|revision)\b/i;

const LABELS =
  /\b(?:labels?|fields?)\b.{0,40}\b(?:logs?|loki|log lines?)(?![\w-])|\b(?:logs?|loki)(?:'s)? (?:stream )?labels?\b|\b(?:streams?|labels?) (?:in|of|does) loki\b/i;
const OF_LABELS =
  /\b(?:with|having|by|per|for each|group\w*|whose) (?:the )?labels?\b|\blabel (?:selector )?\S+=/i;
const LABEL_VALUES =
  /\bvalues? (?:of|for|does|has|are there (?:for|of)) (?:the )?(?:log |loki )?(?:label )?["'`]?([a-z_]\w*)["'`]?|\blabel ["'`]?([a-z_]\w*)["'`]? (?:have|has|values?|take)/i;
/** A writer said to write: "what is cart saying". */
const SPOKEN =
  /\bwhat(?:'s| is| are| was| were| has| have| does| did| do)\b.{1,70}?\b(?:log(?:s|ged|ging)?|(?:writ(?:es?|ing|ten)|wrote)(?! (?:to|into)\b(?! (?:the )?(?:logs?|stdout|console)))|print(?:s|ed|ing)?|output(?:s|ting)?|say(?:s|ing)?|said|emit\w*|spit\w*)\b/i;
const COMPLAINS = /\bcomplain(?:s|ed|ing)?\b/i;
const PEOPLE =
  /\b(?:users?|customers?|people|clients?|visitors?|shoppers?|buyers?|guests?|members?|they|everybody|everyone|somebody|someone|support|sales|marketing|management|(?:the|my|our) (?:boss|team)) (?:[a-z]+ ){0,2}complain/i;
const OUTPUT = /\b(?:output|stdout|stderr|console)\b/i;
/** Other things that say something. */
const OTHER_TEXTS =
  /\b(?:alerts?|polic(?:y|ies)|dashboards?|docs?|documentation|commits?|prs?|pull requests?|tickets?|runbooks?|describe|yaml|json|wide|metrics?|probes?|config ?maps?|conditions?|status|-o)\b/i;
const OFTEN = /\bhow (?:often|many times|frequently)\b/i;
const WRITES =
  /\b(?:log(?:s|ged|ging)?|writ(?:es?|ing|ten)|wrote|print(?:s|ed|ing)?|report(?:s|ed|ing)?|say(?:s|ing)?|said|mention(?:s|ed|ing)?|complain(?:s|ed|ing)?|throw(?:s|n|ing)?)\b/i;
const COUNTED_LINES = new RegExp(
  String.raw`\b(?:how many|number of|count(?: of)?(?: the)?|amount of)\b.{0,30}?\b(?:lines?|entries|log messages?|messages?)\b|\b${ERRORS}(?: log)?(?: lines?| messages?)? counts?\b`,
  'i',
);
/** Of all kinds, the one that is logged most. */
const MOST = new RegExp(
  String.raw`\b(?:which|what) (?:${ERRORS}|messages?|lines?)(?: lines?| messages?)? .{1,60}\b(?:most(?: often| frequently)?|more than (?:all|any) others?)\b|\bwhat .{1,60}\b(?:logs?|logged|complains? about|writes?|prints?)(?: the)? most(?: often| frequently)?$|\bmost (?:often |frequently )?(?:logged|written|repeated) (?:errors?|lines?|messages?|warnings?)\b`,
  'i',
);
const UNSEEN =
  /\b(?:not|never|n't) (?:been )?(?:there|seen|logged|present|appear|log|in the logs)\b.{0,40}\b(?:before|earlier|previously|yesterday|until now|ago)\b|\bnever (?:seen|logged) before\b|\b(?:started|begun|stopped) (?:logging|writing|printing|complaining)\b|\bfor the first time\b|\blog(?:s|ged|ging)? (?:a lot |much |far )?(?:more|less|fewer)\b.{0,30}\bthan (?:usual|normal|before|yesterday|it did|an hour ago)\b/i;
const FIRST_OR_LAST =
  /\b(?:when|since when|what time)\b.{0,60}\b(first|last|latest|lastly)\b|\b(first|earliest|oldest|last|latest|newest|most recent) (?:occurrence|appearance|mention|time|(?:log )?(?:error|warning|exception|panic|failure|entry|line|message)(?: line| message| log)?)\b(?!s)|\b(since when)\b/i;
const GONE_PODS =
  /\b(?:gone|terminated|deleted|removed|former|replaced|vanished|dead|old|earlier|previous) (?:[\w.-]+ )?pods?\b|\bpods?\b.{0,40}\b(?:gone|deleted|terminated|replaced|removed|vanished|no longer (?:exist|exists|there|running|around)|(?:do|does) not exist any ?more)\b/i;

const DIMENSION =
  /\b(?:by|per|for each|each|every|in each|across|which|what|how many|noisiest|chattiest|loudest|most verbose) (?:the |of the |our )?(service|app|application|workload|deployment|namespace|pod|container|node|cluster|level|severity)s?\b/i;
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

const BAD = new RegExp(
  String.raw`\b(?:errors?|exceptions?|panics?|fatals?|failures?|stack ?traces?|tracebacks?)\b`,
  'i',
);
const MILD =
  /\b(info|informational|debug|trace)(?:-| )?(?:level )?(?:logs?|lines?|messages?|entries)\b|\blevel(?: is|=| of|:)? ?["']?(info|debug)\b/i;

/** How bad the lines have to be. */
function levelIn(text: string): KeptLogs['level'] {
  const mild = MILD.exec(text);
  if (mild !== null) return /^info/i.test(mild[1] ?? mild[2] ?? '') ? 'info' : 'debug';
  if (/\bwarn(?:ing)?s?\b/i.test(text)) return 'warn';
  return new RegExp(String.raw`\b${ERRORS}\b`, 'i').test(text) ? 'error' : undefined;
}

/** The first or the last of the lines. */
function endIn(text: string): KeptLogs['end'] {
  const [, first, second, third] = FIRST_OR_LAST.exec(text) ?? [];
  const said = first ?? second ?? third;
  if (said === undefined) return undefined;
  return /^(?:first|earliest|oldest|since)/i.test(said) ? 'first' : 'last';
}

function isCounted(text: string, { hasText }: Surroundings, ofLogs: boolean): boolean {
  if (OFTEN.test(text)) return ofLogs || (hasText && WRITES.test(text)) || /["`]/.test(text);
  if (VOLUME.test(text)) return true;
  const counts = COUNTED.test(text) || COUNTED_LINES.test(text);
  return counts && (ofLogs || hasText || !RATES.test(text));
}

/** It complains in its log; people complain to whoever listens. */
const complains = (text: string): boolean => COMPLAINS.test(text) && !PEOPLE.test(text);

/** Its writer is said to write, complain or to have an output. */
const isSpoken = (text: string, { hasWriter }: Surroundings): boolean =>
  hasWriter && !OTHER_TEXTS.test(text) && (SPOKEN.test(text) || complains(text) || OUTPUT.test(text));

function whatIn(text: string, around: Surroundings): KeptLogs['what'] | undefined {
  const { hasTime, isGone, hasWriter, hasText, rest } = around;
  const ofLogs = LOGS.test(text) || (hasText && /\b(?:lines?|entries)\b/i.test(text));
  const ofErrors = levelIn(rest) !== undefined;
  if (LABELS.test(text) && !OF_LABELS.test(text)) return 'labels';
  if (WHO_LOGS.test(text)) return 'volume';
  if (UNSEEN.test(text) && (ofLogs || ofErrors)) return 'changes';
  if (MOST.test(text) && (ofLogs || hasWriter)) return 'patterns';
  if (isCounted(text, around, ofLogs)) return 'volume';
  if (CHANGED.test(text) && (ofLogs || ofErrors || /\bpatterns?\b/i.test(text))) return 'changes';
  if (PATTERNS.test(text)) return 'patterns';
  if ((RATES.test(text) || EVENTS.test(text)) && !ofLogs) return undefined;
  const isNarrow = hasText || MILD.test(text) || tellsNoTime(text) || textUnwanted(text) !== undefined;
  if (ofLogs && (hasTime || isGone || isNarrow || SEARCH.test(text) || ROLLOUT.test(text))) return 'lines';
  if (GONE_PODS.test(text) && (ofLogs || /\b(?:lines?|errors?|said|say|last words)\b/i.test(text)))
    return 'lines';
  if (endIn(text) !== undefined && (ofLogs || ofErrors || hasText)) return 'lines';
  if (isSpoken(text, around) || MILD.test(text)) return 'lines';
  if (SEARCH.test(text) && /^(?:please )?grep\b/i.test(text)) return 'lines';
  return SHOWN.test(text) || OPENED.test(text) ? 'lines' : undefined;
}

const ofLevel = (level: KeptLogs['level'], text: string): Pick<KeptLogs, 'level' | 'only'> => ({
  ...(level === undefined ? {} : { level }),
  ...(level === undefined || level === 'error' || BAD.test(text) ? {} : { only: true }),
});

const writersIn = (text: string): NonNullable<KeptLogs['by']> => dimensionIn(text) ?? 'service';

/** What a message asks of lines that only Loki keeps; undefined when it asks something else. */
export function keptIn(text: string, around: Surroundings): KeptLogs | undefined {
  if (asksQuiet(text))
    return { what: 'volume', quiet: true, ...ofLevel(levelIn(text) ?? 'error', text), by: writersIn(text) };
  if (ELSEWHERE.test(text) || KUBECTL_ONLY.test(text)) return undefined;
  const what = whatIn(text, around);
  if (what === undefined) return undefined;
  const isOfWho = WHO_LOGS.test(text);
  const said = isOfWho && textIn(text) !== undefined ? undefined : levelIn(around.rest);
  const level = said ?? (!isOfWho && complains(text) ? 'error' : undefined);
  const sinceRollout = ROLLOUT.test(text);
  const by = isOfWho ? writersIn(text) : undefined;
  const end = what === 'lines' ? endIn(text) : undefined;
  const without = textUnwanted(text);
  const [, label, other] = what === 'labels' ? (LABEL_VALUES.exec(text) ?? []) : [];
  return {
    what,
    ...ofLevel(level, text),
    ...(end === undefined ? {} : { end }),
    ...(without === undefined ? {} : { without }),
    ...(what !== 'labels' && GONE_PODS.test(text) ? { gone: true } : {}),
    ...((label ?? other) === undefined ? {} : { label: label ?? other }),
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
  /\s+(?:(?:in|of|from|for|since|between|on|across|during|over|within|by|per|before|after|around)\s+\S.*|yesterday\b.*|today\b.*|(?:the )?(?:last|past)\b.*|now|right now|anywhere|recently)$/i;

/** A kind of lines, and no words in them. */
const OF_KIND =
  /^(?:(?:some|any|the|an?|no|many) )?(?:(?:log )?(?:errors?|warnings?|warns?)(?: (?:logs?|lines?|messages?))?|lines?|logs?|anything|something)$/i;

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
  return OF_KIND.test(bare) && WHO_LOGS.test(text) ? undefined : bare.slice(0, 200);
}
