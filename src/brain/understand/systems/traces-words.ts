import { UNITS } from '../lexicon/numbers.ts';
import type { TraceSlots } from '../slot-types.ts';

export const TRACES = /\b(?:traces?|spans?|tempo|jaeger|zipkin|tracing)\b/i;
const OTHER_TRACES = /\bstack ?traces?\b|\btrace(?:back|route)s?\b|\bjvm\b/i;
/** Requests of something, told apart by how long they took or how they ended. */
const OF_REQUESTS =
  /\b(?:slow(?:est)?|longest|failed|failing|errone?ous) (?:(?!one\b)[\w.-]+ ){0,2}?(?:requests?|calls?|endpoints?|queries|query|operations?|transactions?|routes?|urls?|spans?)\b/i;
const LONG_REQUESTS =
  /\b(?:requests?|calls?|transactions?|queries)\b.{0,60}\b(?:over|above|longer than|more than|slower than|exceed(?:s|ing)?|at least|taking|took|lasting|under|below|faster than)\b.{0,12}\d+(?:\.\d+)? ?(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m)\b/i;
/** Numbers over all requests are no traces. */
const OF_METRICS =
  /\bp\d\d\b|\bpercentiles?\b|\b(?:how many|number of|share of|rate of|percent(?:age)?|proportion)\b.{0,30}\brequests?\b|\bper (?:second|minute|hour)\b|\b(?:error|request|success) rate\b/i;
const MAP =
  /\b(?:service|call|dependency|dependencies|request) (?:map|graph|topology)\b|\bmap of (?:the |our |all )?services?\b|\b(?:services?|what|who|which \w+) (?:does|do|is|are) [\w./-]+(?: \w+)? call(?:s|ing|ed by)?\b|\b(?:who|what|which \w+) calls? [\w./-]+|\b(?:callers?|callees?) of\b|\bwhat (?:does|do) .{1,60} talk to\b|\bwho talks to\b|\b(?:down|up)stream (?:services?|callers?|calls?|dependenc(?:y|ies)|dependents?|neighbou?rs?)\b|\b(?:services? )?(?:down|up)stream (?:of|from)\b|\bcall paths?\b|\bcalls between\b|\bhow (?:often|many times) (?:does|do|did|is) [\w./-]+ call(?:ed)?\b/i;
const DEPENDS = /\bdepend(?:s|encies|ency|ents?|ing)?\b/i;
const EXPLAIN =
  /\b(?:explain|critical path|bottlenecks?|break ?down|breakdown|waterfall|analy[sz]e|dissect|take .{1,60} apart|where (?:is|was|does|did|do) (?:the |its |all the |most of the )?time (?:spent|lost|go|went)|walk me through|(?:what|which (?:span|part|step|operation|call)) (?:takes?|took|is taking|eats) (?:so |the |most |all )*(?:long(?:est)?|much time|most time|time)|root cause|which spans? (?:failed|is slow(?:est)?|was slow(?:est)?)|(?:slow|fail|error)\w* span)\b/i;
const SPENDS =
  /\bwhere (?:is|was|does|did|do)\b.{0,60}\b(?:time (?:spent|lost|go|went)|(?:spend|lose|spending|losing|waste|spent|lost) (?:its |their |the |most of (?:its|their|the) )?time)\b|\bwhere (?:is|was) .{0,20}time (?:spent|lost|going)\b/i;
const ONE =
  /\b(?:slowest|longest|worst|latest|newest|last|first|second|third|that|this|the \d(?:st|nd|rd|th)) (?:(?!traces)[\w.-]+ )?(?:one|trace|request)\b/i;
const COMPARE =
  /\b(?:compare[ds]?|comparison|versus|vs|against|differ(?:s|ent|ence)?|changed?|(?:slower|faster) than (?!\d))\b/i;
const REPEATS =
  /\bn ?\+ ?1\b|\bn-plus-(?:one|1)\b|\bretr(?:y|ies|ied|ying)\b|\b(?:repeated|repeating|repetitive|redundant) (?:calls?|queries|requests?|spans?)\b|\b(?:same|identical) (?:call|query|request|span)s? .{0,30}(?:again|times|over|repeat)/i;
const SENDERS =
  /\b(?:which|what) (?:services?|apps?|applications?) (?:send|sends|emit|report|record|produce|have|has|write|are sending|appear|are|show up)\b.{0,30}\b(?:traces?|spans?|tracing|traced|tempo)\b|\b(?:list|show)(?: me)?(?: all| the)* (?:traced services|services (?:in|with) (?:the )?(?:traces|tempo|spans|tracing))\b/i;
const TAGS =
  /\b(?:attributes?|tags?)\b.{0,40}\b(?:traces?|spans?|tempo)\b|\b(?:trace|span|tempo) (?:attributes?|tags?)\b/i;
const OF_TAG = /\b(?:with|having|where|whose|by)\b.{0,20}\b(?:attributes?|tags?)\b/i;
const SLOW = /\b(?:slow(?:est|er)?|longest|long|worst|laggy|latenc\w+)\b/i;
const FAST = /\b(?:fastest|quickest|shortest)\b/i;
const FAILED =
  /\b(?:errors?|errored|erroring|fail(?:ed|ing|ures?|s)?|errone?ous|broken|exceptions?|unsuccessful)\b/i;
const SUCCEEDED =
  /\b(?:without|no|not|excluding|free of) (?:any |an )?(?:errors?|fail\w*|exceptions?)\b|\berror[- ]free\b|\bsuccessful\b|\bsucceed\w*\b|\bdid(?: not|n't) fail\b/i;
const UNIT = String.raw`(milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m)\b`;
const LONGER = new RegExp(
  String.raw`(?:\b(?:over|above|longer than|more than|slower than|exceed(?:s|ing|ed)?|at least|greater than|beyond|taking|took|lasting|duration of)|>=?|≥)\s*(\d+(?:\.\d+)?)\s*${UNIT}`,
  'i',
);
const SHORTER = new RegExp(
  String.raw`(?:\b(?:under|below|shorter than|less than|faster than|quicker than|at most|up to|within)|<=?|≤)\s*(\d+(?:\.\d+)?)\s*${UNIT}`,
  'i',
);
const BETWEEN = new RegExp(
  String.raw`\bbetween (\d+(?:\.\d+)?)\s*(?:${UNIT})?\s*(?:and|to|-)\s*(\d+(?:\.\d+)?)\s*${UNIT}(?! ago)`,
  'i',
);
const LATEST =
  /\b(?:last|latest|newest|most recent|recent) (?:(?!hour|day|week|minute|\d)[\w.-]+ ){0,2}(?:trace|request|span|call)\b/i;
const COUNT =
  /\b(?:top|first|last|the|show(?: me)?|give me|list) (\d{1,2}) (?:slowest |fastest |longest |latest |newest |failed |slow )*(?:[\w.-]+ )?(?:traces?|requests?)\b|\btop (\d{1,2})\b/i;

function millis(amount: string, unit: string): number {
  return Number(amount) * (/^m(?:s|illi)/i.test(unit) ? 1 : (UNITS[unit.toLowerCase()]?.factor ?? 1000));
}

function durations(text: string): Pick<TraceSlots, 'minDurationMs' | 'maxDurationMs'> {
  const [, low, lowUnit, high, unit = ''] = BETWEEN.exec(text) ?? [];
  if (low !== undefined && high !== undefined)
    return { minDurationMs: millis(low, lowUnit ?? unit), maxDurationMs: millis(high, unit) };
  const longer = LONGER.exec(text);
  const shorter = SHORTER.exec(text);
  return {
    ...(longer === null ? {} : { minDurationMs: millis(longer[1] ?? '', longer[2] ?? '') }),
    ...(shorter === null ? {} : { maxDurationMs: millis(shorter[1] ?? '', shorter[2] ?? '') }),
  };
}

const METHOD = 'GET|POST|PUT|PATCH|DELETE|HEAD';
const ROUTED = new RegExp(String.raw`\b(${METHOD}) (\/[\w{}:./*-]*)`, 'i');
const PATH = /(?:^|\s|["'`])(\/[a-z][\w{}:./*-]*)/i;
const ONLY_METHOD = new RegExp(
  String.raw`\b(${METHOD})(?= (?:requests?|calls?|traces?|spans?|routes?|operations?))`,
);

/** The name of the span that a route, a method or an operation stands for. */
function operationIn(text: string): string | undefined {
  const [, method, route] = ROUTED.exec(text) ?? [];
  if (method !== undefined && route !== undefined) return `${method.toUpperCase()} ${route}`;
  const path = PATH.exec(text)?.[1];
  if (path !== undefined) return `*${path.replace(/[.:]$/, '')}`;
  const only = ONLY_METHOD.exec(text)?.[1];
  return only === undefined ? undefined : `${only} *`;
}

const CODE =
  /\b(?:status(?:[ _]?codes?)?|codes?|http|returns?|returned|returning|respond(?:s|ed|ing)?(?: with)?|answer(?:s|ed|ing)?(?: with)?|response|with|gave|got)\s*(?:=|:|of|is|was)?\s*(?:an? |http )?([1-5]\d\d)(?:s|es)?\b(?! ?m?s\b)|\b([45]\d\d)s?(?= (?:traces?|responses?|errors?|requests?|spans?))/i;
const PAIR =
  /(?<![\w.])((?:(?:span|resource|event)\.)?[a-z][\w.]*)\s*(?:==?|:)\s*(?:"([^"]{1,100})"|'([^']{1,100})'|([\w/.@{}-]+))/gi;
const OF_SOMEBODY =
  /\b(?:(user|customer|tenant|session)(?: ?id)?|(order|request|job)(?= ?(?:id\b|#|=|:|["']|[\w-]*\d))(?: ?id)?)\s*[:=#]?\s+["']?((?!(?:that|with|which|from|in|of|is|was|took|longer|traces?|spans?|over|slower|id|ids|who|to|for|and|the|requests?|sessions?)\b)[\w@.-]+)["']?/i;
const DATABASE =
  /\b(?:database|db|sql|postgres(?:ql)?) (?:quer(?:y|ies)|calls?|spans?|statements?|operations?)\b/i;
const KNOWN_KEYS: Readonly<Record<string, string>> = { route: 'http.route', method: 'http.method' };
/** Said of the whole question rather than of a span. */
const NO_KEYS = /^(?:service|duration|traceql|name|status|namespace|cluster|app|trace|id|trace_?id|error)$/i;

function valueOf(text: string): string | number {
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

/** What spans have to bear: "http.status_code=503", "status 500", "user bob". */
function attributesIn(text: string): Record<string, string | number> {
  const code = CODE.exec(text);
  const status = code?.[1] ?? code?.[2];
  const pairs = [...text.matchAll(PAIR)].flatMap(([, key = '', double, single, plain]) => {
    const value = double ?? single ?? plain ?? '';
    if (NO_KEYS.test(key) || /^\d+(?::\d+)?$/.test(key)) return [];
    return [[KNOWN_KEYS[key.toLowerCase()] ?? key, valueOf(value)] as const];
  });
  const [, person, thing, name] = OF_SOMEBODY.exec(text) ?? [];
  const who = person ?? thing;
  return {
    ...(status === undefined ? {} : { 'http.status_code': Number(status) }),
    ...(who === undefined || name === undefined ? {} : { [`${who.toLowerCase()}.id`]: name }),
    ...(DATABASE.test(text) ? { 'db.system': '*' } : {}),
    ...Object.fromEntries(pairs),
  };
}

/** Which traces: how long, how they ended, what their spans are called and bear. */
export function narrowing(text: string): Partial<TraceSlots> {
  const lengths = durations(text);
  const attributes = attributesIn(text);
  const operation = operationIn(text);
  const isSlow = SLOW.test(text) || lengths.minDurationMs !== undefined;
  const [, first, second] = COUNT.exec(text) ?? [];
  const count = first ?? second;
  return {
    ...(isSlow ? { slow: true } : {}),
    ...(FAST.test(text) ? { fast: true } : {}),
    ...lengths,
    ...(SUCCEEDED.test(text) ? { succeeded: true } : FAILED.test(text) ? { failed: true } : {}),
    ...(LATEST.test(text) ? { latest: true } : {}),
    ...(operation === undefined ? {} : { operation }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    ...(count === undefined ? {} : { count: Number(count) }),
  };
}

/** What a message asks of traces; undefined when it asks something else. */
export function whatIn(text: string): TraceSlots['what'] | undefined {
  const ofTraces = TRACES.test(text) && !OTHER_TRACES.test(text);
  if (ofTraces && SENDERS.test(text)) return 'services';
  if (ofTraces && TAGS.test(text) && !OF_TAG.test(text)) return 'tags';
  if (MAP.test(text) || (ofTraces && DEPENDS.test(text))) return 'map';
  if (REPEATS.test(text) && (ofTraces || !/\bstorms?\b|\bpolicy\b|\bshould\b|\bplease\b/i.test(text)))
    return 'repeats';
  if (/\bcritical path\b/i.test(text) || SPENDS.test(text)) return 'explain';
  if (ofTraces && EXPLAIN.test(text)) return 'explain';
  if (ofTraces && COMPARE.test(text)) return 'compare';
  if (ofTraces && ONE.test(text) && /\bshow|\bopen|\bdetails?\b|\bsee\b|\bwhat\b|\bwhich span\b/i.test(text))
    return 'explain';
  const ofRequests = (OF_REQUESTS.test(text) || LONG_REQUESTS.test(text)) && !OF_METRICS.test(text);
  return ofTraces || ofRequests ? 'search' : undefined;
}
