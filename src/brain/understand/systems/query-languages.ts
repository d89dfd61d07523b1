/** A query of the asker's own. */
export interface OwnQuery {
  text: string;
  /** It gives numbers rather than lines or traces. */
  counts: boolean;
}

const MATCHER = String.raw`\{\s*[a-zA-Z_]\w*\s*(?:=~|!~|!=|=)\s*["\x60]`;
const LOGQL = new RegExp(String.raw`^\s*(?:logql:?\s+)?(${MATCHER}[\s\S]*)$`, 'i');
const COUNTED = String.raw`(?:sum|avg|min|max|count|topk|bottomk|stddev|rate|rate_counter|count_over_time|bytes_rate|bytes_over_time|absent_over_time|\w+_over_time|label_replace|sort|sort_desc)`;
/** A selector without a name of a metric before it is one of log streams. */
const LOGQL_COUNTS = new RegExp(
  String.raw`^\s*(?:logql:?\s+)?(${COUNTED}\b[\s\S]*[(\s]${MATCHER}[\s\S]*)$`,
  'i',
);
const PROMETHEUS_ONLY = /\b__name__\b/;

const TRACEQL = /^\s*(?:traceql:?\s+)?(\{[\s\S]*)$/i;
const OF_SPANS =
  /^\{\s*\}|[{&|(!\s](?:resource|span|event|link|instrumentation|parent)?\.[\w"]|[{&|(!\s](?:duration|traceDuration|status|statusMessage|name|kind|rootName|rootServiceName|nestedSet\w+|(?:trace|span|event|link):\w+)\s*(?:=~|!~|!=|>=|<=|[=<>])/;
const OF_LINES = /\|=|\|~|!~\s*["`]|\|\s*(?:json|logfmt|pattern|regexp|line_format)\b/;
const TRACE_COUNTS =
  /\|\s*(?:rate|count_over_time|\w+_over_time|quantile_over_time|histogram_over_time|compare)\s*\(/;

/** A time in words behind the query. */
const TIME_AFTER =
  /(?<=["}`)\]])\s+(?:(?:in|over|for|during|since|from|between|on|before|after|at|around|until)\b|yesterday|today|the last\b|last\b)[^"}`)\]]*$/i;

const bare = (text: string): string => text.replace(TIME_AFTER, '').trim();

/** The TraceQL that a message is. */
export function traceqlIn(text: string): OwnQuery | undefined {
  const query = TRACEQL.exec(text)?.[1];
  if (query === undefined || OF_LINES.test(query) || !OF_SPANS.test(query)) return undefined;
  return { text: bare(query), counts: TRACE_COUNTS.test(query) };
}

/** The LogQL that a message is. */
export function logqlIn(text: string): OwnQuery | undefined {
  const lines = LOGQL.exec(text)?.[1];
  if (lines !== undefined) return { text: bare(lines), counts: false };
  const counts = LOGQL_COUNTS.exec(text)?.[1];
  return counts === undefined || PROMETHEUS_ONLY.test(counts)
    ? undefined
    : { text: bare(counts), counts: true };
}
