import { readSkill } from '../read-skill.ts';
import type { MetricSlots } from '../slot-types.ts';
import type { SystemReader } from './system-reader.ts';

type Signal = NonNullable<MetricSlots['signal']>;

/** What people call a signal, the most telling first. */
const SIGNALS: readonly [Signal, RegExp][] = [
  [
    'error-rate',
    /\b(?:error (?:rate|ratio|percentage|budget)|errors? per|5xx(?: rate)?|failure rate|success rate|fail(?:ing|ed) requests|rate of (?:errors|failures))\b/i,
  ],
  [
    'latency',
    /\b(?:latenc\w+|response times?|p ?\d{2}(?:\.\d)?|\d{2}th percentile|percentiles?|median response|request duration)\b/i,
  ],
  [
    'request-rate',
    /\b(?:request rate|requests? (?:per|a) (?:second|minute)|requests?\/s|rps|qps|throughput|traffic(?! light)|how (?:many|much) (?:requests|traffic)|hits per|load on)\b/i,
  ],
  ['in-flight', /\b(?:in[- ]flight|concurrent) requests\b/i],
  [
    'connection-pool',
    /\b(?:connection pools?|db connections?|database connections?|pool (?:usage|size|exhaust\w*))\b/i,
  ],
  ['queue-depth', /\b(?:queue (?:depth|length|size|backlog)|backlog|queued (?:messages|jobs))\b/i],
  [
    'volume',
    /\b(?:volumes?|pvcs?|persistent volumes?|claims?) .{0,30}\b(?:full|filling|usage|used|space|left|free)\b|\b(?:full|usage|used|space|free)\b.{0,30}\b(?:volumes?|pvcs?)\b/i,
  ],
  [
    'disk',
    /\b(?:disks?|filesystems?|storage)\b.{0,40}\b(?:full|filling|usage|used|space|left|free|fill)\b|\b(?:full|usage|space|free)\b.{0,20}\b(?:disks?|filesystems?)\b/i,
  ],
  [
    'network-received',
    /\b(?:network|bandwidth|bytes) (?:received|in|ingress)\b|\b(?:inbound|incoming) (?:network|bandwidth)\b/i,
  ],
  [
    'network-sent',
    /\b(?:network|bandwidth|bytes) (?:sent|out|egress|traffic|usage)\b|\b(?:outbound|outgoing) (?:network|bandwidth)\b|\bbandwidth\b/i,
  ],
  ['cpu-saturation', /\bcpu (?:saturation|thrott\w+|pressure)\b|\bthrottl\w+\b|\bload average\b/i],
  ['memory-saturation', /\bmemory (?:saturation|pressure)\b/i],
  ['restarts', /\brestart (?:rate|history|trend)\b|\brestarts over\b/i],
  ['cpu', /\bcpu\b/i],
  ['memory', /\b(?:memory|mem|ram)\b/i],
];

/** These are live in the cluster too: only their past is a matter of metrics. */
const ALSO_LIVE: ReadonlySet<Signal> = new Set(['cpu', 'memory', 'restarts']);
const PAST =
  /\b(?:graph|chart|plot|trends?|history|histor\w+|over time|over the (?:last|past)|(?:last|past) (?:\d+ )?(?:minutes?|hours?|days?|week)|since|yesterday|today|growing|climbing|rising|increas\w+|leak\w*|spik\w*|average|peak|maximum|max|percentile|ago)\b/i;
const WHY = /\bwhy\b|\bwhat(?:'s| is) (?:wrong|causing)\b|\bwhat causes?\b|\bcause of\b|\breason\b/i;
const EXPLAINED =
  /\bwhat (?:does|do|is an?|are) .{0,40}\bmean\b|\bexplain\b|\bhow (?:do|can|to|would) (?:i|we|you)\b/i;
const LIMITS =
  /\b(?:limits?|requests?) (?:of|for|on|set)\b|\b(?:cpu|memory) (?:limits?|requests?)\b|\bwithout (?:limits|requests)\b/i;
const PROMQL =
  /^\s*(?:promql:?\s+)?((?:(?:sum|avg|min|max|count|topk|bottomk|rate|irate|increase|histogram_quantile|label_replace|absent|quantile|stddev|delta|deriv|predict_linear|\w+_over_time)\b[\s\S]*\([\s\S]*\)[\s\S]*)|[a-z_:][\w:]*\{[\s\S]*\}[\s\S]*)$/i;
const BY =
  /\b(?:by|per|for each|each|every|of all|which|what|top(?: \d+)?(?: of)?|across) (?:the )?(service|app|application|pod|node|namespace|container|cluster|deployment)s?\b/i;
const DIMENSIONS: Readonly<Record<string, MetricSlots['by']>> = {
  app: 'service',
  application: 'service',
  deployment: 'service',
};
const LOWEST = /\b(?:lowest|least|smallest|fewest|quietest|fastest|minimum)\b/i;
const HIGHEST = /\b(?:highest|most|largest|biggest|worst|slowest|busiest|top|maximum|hottest)\b/i;
const FUTURE =
  /\bwhen (?:will|does|is)\b|\bwill .{0,40}\b(?:full|run out|fill)\b|\bforecast|\bpredict|\brun(?:ning)? out\b|\bfill(?:ing)? up\b/i;

function percentileIn(text: string): number | undefined {
  const said = /\bp ?(\d{2}(?:\.\d)?)\b|\b(\d{2})th percentile\b/i.exec(text);
  if (said) return Number(said[1] ?? said[2]);
  return /\bmedian\b/i.test(text) ? 50 : undefined;
}

function byIn(text: string): MetricSlots['by'] {
  const said = BY.exec(text)?.[1]?.toLowerCase();
  return said === undefined ? undefined : (DIMENSIONS[said] ?? (said as MetricSlots['by']));
}

function asked(text: string): MetricSlots | undefined {
  const promql = PROMQL.exec(text)?.[1];
  if (promql !== undefined) return { promql: promql.trim() };
  if (EXPLAINED.test(text) || WHY.test(text) || LIMITS.test(text)) return undefined;
  const signal = SIGNALS.find(([, pattern]) => pattern.test(text))?.[0];
  if (signal === undefined) return undefined;
  const order = LOWEST.test(text) ? 'lowest' : HIGHEST.test(text) ? 'highest' : undefined;
  if (ALSO_LIVE.has(signal) && !PAST.test(text)) return undefined;
  return {
    signal,
    percentile: percentileIn(text),
    by: byIn(text),
    order,
    forecast: FUTURE.test(text) || undefined,
  };
}

/** Something hurts, and nobody says where. */
const HURTS =
  /\b(?:error rates?|errors|5xx|latenc(?:y|ies)|response times?|requests)\b.{0,40}\b(?:climb\w*|ris(?:e|es|ing)|rose|up|high|higher|grow\w*|spik\w*|increas\w*|fail\w*|bad|worse|through the roof)\b/i;
const HURTING: ReadonlySet<Signal> = new Set(['error-rate', 'latency']);

/** "your error rate's climbing: why?": of no service in particular. */
export const hurtAsked: SystemReader = (analysis, features, mood) => {
  const { text, scope, places } = analysis;
  const isNamed = features.named.length > 0 || features.kinds.length > 0;
  if (isNamed || EXPLAINED.test(text) || !(WHY.test(text) || HURTS.test(text))) return undefined;
  const signal = SIGNALS.find(([, pattern]) => pattern.test(text))?.[0];
  if (signal === undefined || !HURTING.has(signal)) return undefined;
  const slots = {
    clusters: scope,
    clusterNamed: places.clusters.length > 0,
    objects: [],
    time: analysis.time,
  };
  return {
    type: 'skill',
    skill: 'diagnose',
    slots: { ...slots, namespaces: places.namespaces, metrics: { signal } },
    confidence: 0.85,
    mood,
  };
};

/** "p95 latency of checkout in the last hour", "which service has the highest error rate", a PromQL expression. */
export const metricsAsked: SystemReader = (analysis, features, mood) => {
  const metrics = asked(analysis.text);
  if (metrics === undefined) return undefined;
  const reading = readSkill('metrics', analysis, {
    features: metrics.promql === undefined ? features : { ...features, named: [], kinds: [] },
    mood,
    confidence: 0.85,
  });
  return reading.type === 'skill' ? { ...reading, slots: { ...reading.slots, metrics } } : reading;
};
