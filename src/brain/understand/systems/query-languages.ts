/** A query of the asker's own. */
export interface OwnQuery {
  text: string;
  /** It gives numbers rather than lines or traces. */
  counts: boolean;
}

/** What stands before a query: "please run this logql query:". */
const LEAD = new RegExp(
  [
    String.raw`^\s*(?:(?:please|pls|can you|could you|would you|jamie|ok|okay|and|now|then|so|hey)[, ]+)*`,
    String.raw`(?:(?:run|execute|exec|try|query|evaluate|eval|use|test|send|ask|search|check|show|give|get|find|what (?:does|do|is)|(?:the )?(?:results?|output|lines|logs|traces|spans) (?:of|for|from|matching))\b\s*)?`,
    String.raw`(?:(?:me|this|that|the|my|a|following|loki|tempo|for|with|by|to|of|in|on|results?|using|logs?|traces?|spans?|lines|matching)\b\s*)*`,
    String.raw`(?<language>logql|traceql)?\s*(?:quer(?:y|ies)|expression|search|filter|selector)?(?: (?:in|on|against) (?:loki|tempo))?\s*[:=>-]*\s*`,
    '(?:`{1,3}(?:logql|traceql)?\\s*)?(?<query>[{(|!a-z][\\s\\S]*)$',
  ].join(''),
  'i',
);
const MATCHER = String.raw`\{\s*[a-zA-Z_]\w*\s*(?:=~|!~|!=|=)\s*["\x60]`;
const LINES = new RegExp(`^${MATCHER}`);
const COUNTED = String.raw`(?:sum|avg|min|max|count|topk|bottomk|stddev|rate|rate_counter|count_over_time|bytes_rate|bytes_over_time|absent_over_time|\w+_over_time|label_replace|sort|sort_desc)`;
const COUNTS = new RegExp(String.raw`^\(*\s*${COUNTED}\b[\s\S]*[({\s,]`, 'i');
/** A selector without a name of a metric before it is one of log streams. */
const OF_STREAMS = new RegExp(String.raw`[(\s]${MATCHER}`);
const PROMETHEUS_ONLY = /\b__name__\b/;
/** Said to be a query and written as one, be it well or badly. */
const WRITTEN = /^[{(|!]|[{|=]\s*["\x60(]|[{}]/;

const OF_SPANS =
  /^\{\s*\}|[{&|(!\s](?:resource|span|event|link|instrumentation|parent)?\.[\w"]|[{&|(!\s](?:duration|traceDuration|status|statusMessage|name|kind|rootName|rootServiceName|nestedSet\w+|(?:trace|span|event|link):\w+)\s*(?:=~|!~|!=|>=|<=|[=<>])/;
const OF_LINES = /\|=|\|~|!=\s*["`]|!~\s*["`]|\|\s*(?:json|logfmt|pattern|regexp|line_format)\b/;
const TRACE_COUNTS =
  /\|\s*(?:rate|count_over_time|\w+_over_time|quantile_over_time|histogram_over_time|compare)\s*\(/;

/** A time in words behind the query, and what closes a sentence around it. */
const TIME_AFTER =
  /(?<=["}`)\]])[,;]?\s+(?:(?:in|over|for|during|within|since|from|between|on|before|after|at|around|until|of)\b|yesterday|today|the (?:last|past)\b|last\b|past\b|please\b|pls\b|returns?\b|gives?\b|shows?\b)[^"}`)\]]*$/i;

function bare(text: string): string {
  const query = text.replace(TIME_AFTER, '').trim();
  const fences = query.split('`').length - 1;
  return fences % 2 === 1 || query.endsWith('```') ? query.replace(/\s*`+[?.!]*$/, '').trim() : query;
}

function own(text: string): { query: string; language?: string | undefined } | undefined {
  const groups = LEAD.exec(text)?.groups;
  const query = groups?.['query'];
  return query === undefined ? undefined : { query, language: groups?.['language']?.toLowerCase() };
}

/** The TraceQL that a message is. */
export function traceqlIn(text: string): OwnQuery | undefined {
  const { query = '', language } = own(text) ?? {};
  const isSaid = language === 'traceql' && WRITTEN.test(query);
  const isSeen =
    language === undefined && query.startsWith('{') && OF_SPANS.test(query) && !OF_LINES.test(query);
  return isSaid || isSeen ? { text: bare(query), counts: TRACE_COUNTS.test(query) } : undefined;
}

/** The LogQL that a message is. */
export function logqlIn(text: string): OwnQuery | undefined {
  const { query = '', language } = own(text) ?? {};
  if (query === '' || language === 'traceql') return undefined;
  const isSaid = language === 'logql' && WRITTEN.test(query);
  if (COUNTS.test(query) && (isSaid || (OF_STREAMS.test(query) && !PROMETHEUS_ONLY.test(query))))
    return { text: bare(query), counts: true };
  const isSeen =
    LINES.test(query) || (query.startsWith('{') && OF_LINES.test(query) && !OF_SPANS.test(query));
  return isSaid || isSeen ? { text: bare(query), counts: false } : undefined;
}
