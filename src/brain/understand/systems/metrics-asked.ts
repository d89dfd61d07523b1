import type { Analysis } from '../analyse.ts';
import type { Features } from '../features.ts';
import { readSkill } from '../read-skill.ts';
import type { Reading, Slots } from '../reading.ts';
import { findTime } from '../time.ts';
import type { MetricSlots } from '../slot-types.ts';
import { dimensionIn, orderIn, percentileIn, statIn, topIn } from './metrics/parts.ts';
import { SIGNALS, type Signal } from './metrics/signal-words.ts';
import { thresholdIn, withoutThreshold } from './metrics/threshold.ts';
import { foreignSubject, tellsNothing, unreadParts } from './metrics/unread.ts';
import { withPlainNames } from './plain-names.ts';
import { withoutNames } from './read-about.ts';
import type { SystemReader } from './system-reader.ts';
import { WHY } from './why-words.ts';
import { nothingCalled } from './stranger-said.ts';

/** These are live in the cluster too: only their past is a matter of metrics. */
const ALSO_LIVE: ReadonlySet<Signal> = new Set(['cpu', 'memory', 'restarts']);
const PAST =
  /\b(?:graph|chart|plot|trends?|history|histor\w+|over time|over the (?:last|past)|(?:last|past) (?:\d+ ?)?(?:s|m|h|d|mins?|minutes?|hours?|hrs?|days?|weeks?)|since|yesterday|today|this (?:morning|afternoon|week)|growing|climbing|rising|increas\w+|leak\w*|spik\w*|average|avg|mean|peak\w*|percentile|ago|develop\w*|evolv\w*|at (?:noon|midnight|\d{1,2}[:h]\d\d))\b/i;
const EXPLAINED =
  /\bwhat (?:does|do|is an?|are) .{0,40}\bmean\b|\bexplain\b|\bhow (?:do|can|to|would) (?:i|we|you)\b|\bwhat(?:['’]?s| is| are) (?:an? )?(?:latency|p\d\d|percentiles?|throughput|error rates?|rps|backlogs?)\W*$/i;
const LIMITS =
  /\b(?:limits?|requests?) (?:set|configured)\b|\blimits? (?:of|for|on)\b|\b(?:cpu|memory|mem|resource) (?:limits?|requests?)\b|\bwithout (?:limits|requests)\b|\bquotas?\b|\b(?:cpus?|cores?) .{0,20}\bhave\b/i;
/** Said of ways, rights and objects rather than of amounts. */
const NO_AMOUNT =
  /\b(?:allow\w*|block\w*|polic(?:y|ies)|rout(?:e|es|ed|ing) (?:the )?traffic|traffic (?:to|for|from) .{0,60}\b(?:reach\w*|go(?:es)?|flow\w*|arriv\w*|rout\w*)|send(?:s|ing)? (?:its |the )?traffic|reach(?:able)?|storage ?class\w*|pending pvcs?|bound|unbound|mount\w*|expand|resize|access mode)\b/i;
const FUTURE =
  /\bwhen (?:will|does|is|are|do)\b.{0,60}\b(?:full|runs? out|fill\w*|exhaust\w*|out of)\b|\bwill\b.{0,60}\b(?:full|run out|fill)\b|\bforecast|\bpredict|\bproject(?:ed|ion)|\brun(?:s|ning)? out\b|\bfill(?:s|ing)? up\b|\b(?:how long|time) (?:until|till|before|left)\b.{0,60}\b(?:full|out|fill\w*|exhaust\w*)\b|\bdays? (?:of (?:disk|space) )?left\b|\bfull soon\b/i;
const AHEAD =
  /\b(?:tomorrow|next (?:minute|hour|day|week|weekend|month|quarter|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|in (?:the )?(?:near )?future|in (?:an?|\d{1,3}|two|three|five|ten) (?:minutes?|hours?|days?|weeks?|months?|years?)(?! ago)|from now|later today|will be|going to be|in (?:20[3-9]\d|2[1-9]\d\d))\b/i;
const FILLS: ReadonlySet<Signal> = new Set([
  'disk',
  'volume',
  'memory',
  'connection-pool',
  'memory-saturation',
]);
const FREE = /\b(?:free|left|remaining|available|headroom|room)\b/i;
const SUCCEEDS = /\bsuccess\w*\b|\bsucceed\w*\b|\bavailability\b|\brequests? .{0,20}\bok\b/i;
const COMPARES =
  /\b(?:compare[ds]?|comparison|versus|vs\.?|against|relative to|than|differ\w*|change[ds]? (?:since|from|compared))\b/i;
const METRIC_NAMES =
  /\b(?:which|what|list|show|find|any|all|names? of|search|are there)\b.{0,40}\bmetrics?\b|\bmetrics? names?\b|\bmetrics?\b.{0,30}\b(?:exist|are there|do (?:we|you) have|available|start\w* with|named|called|containing|about)\b/i;
const NAME_FILLER =
  /\b(?:which|what|list|show|me|find|are|is|there|the|of|all|any|names?|search|for|about|metrics?|exist|exists|do|does|we|you|have|available|start\w*|begin\w*|with|named|called|containing|contain|like|that|on|in|from|prometheus|can|i|query|expose[ds]?|export\w*|by|to|please|related|give|matching|prefix(?:ed)?)\b|[^\w\s-]/gi;

/** Signals that are asked for where a bound is a share of a limit. */
const OF_LIMIT: Partial<Record<Signal, Signal>> = { cpu: 'cpu-limit', memory: 'memory-saturation' };

function signalIn(text: string): Signal | undefined {
  return SIGNALS.find(([, pattern]) => pattern.test(text))?.[0];
}

const isOfNodes = (by: MetricSlots['by'], { named }: Features): boolean =>
  by === 'node' || named.some(({ matches }) => matches[0]?.kind === 'Node');

/** The signal, where the words may mean another one: a claim is a volume, a share of CPU is one of the limit. */
function meant(signal: Signal, features: Features, known: Pick<MetricSlots, 'by' | 'threshold'>): Signal {
  const isClaim = features.named.some(({ matches }) =>
    matches.some(({ kind }) => kind === 'PersistentVolumeClaim'),
  );
  const isWorkload = features.named.some(({ matches }) => matches.length > 0 && matches[0]?.kind !== 'Node');
  if (signal === 'disk' && (isClaim || isWorkload)) return 'volume';
  if (known.threshold?.unit === 'ratio' && !isOfNodes(known.by, features)) return OF_LIMIT[signal] ?? signal;
  return signal;
}

function complementIn(text: string, signal: Signal): MetricSlots['complement'] {
  if (signal === 'error-rate' && SUCCEEDS.test(text)) return 'succeeded';
  return (signal === 'disk' || signal === 'volume') && FREE.test(text) ? 'free' : undefined;
}

function isLeftToOthers(text: string, signal: Signal, threshold: MetricSlots['threshold']): boolean {
  if (NO_AMOUNT.test(text) && (signal === 'request-rate' || signal === 'volume' || signal === 'disk'))
    return true;
  if (LIMITS.test(text) && /^(?:cpu|memory|request-rate|restarts)$/.test(signal)) return true;
  const isLive = ALSO_LIVE.has(signal) && !PAST.test(text) && !FUTURE.test(text);
  return isLive && (threshold === undefined || signal === 'restarts');
}

function asked(analysis: Analysis, features: Features): MetricSlots | undefined {
  const text = withoutNames(analysis);
  if (EXPLAINED.test(text)) return undefined;
  if (METRIC_NAMES.test(text)) {
    const names = analysis.text.replace(NAME_FILLER, ' ').replace(/\s+/g, ' ').trim();
    return { names };
  }
  if (WHY.test(text)) return undefined;
  const threshold = thresholdIn(text);
  const said = signalIn(text);
  if (said === undefined || isLeftToOthers(text, said, threshold)) return undefined;
  const spoken = dimensionIn(text, features);
  const by = said === 'disk' && spoken === 'volume' ? 'node' : spoken;
  const signal = meant(said, features, { by, threshold });
  const free = withoutThreshold(text);
  return {
    signal,
    by,
    threshold,
    percentile: percentileIn(free),
    order: orderIn(free, signal),
    top: topIn(free),
    stat: signal === 'mean-latency' ? undefined : statIn(free),
    complement: complementIn(free, signal),
    forecast: (FUTURE.test(text) && FILLS.has(signal)) || undefined,
    compared: (COMPARES.test(free) && analysis.time !== undefined) || undefined,
    perMinute: /\b(?:rpm|per minute|a minute|each minute|(?:\/|per) ?min)\b/i.test(free) || undefined,
  };
}

/** A question for what will be: nothing measures it. */
function ofFuture({ text, input }: Analysis, { objects, mood }: { objects: never[]; mood: Reading['mood'] }) {
  return AHEAD.test(text) && input.message !== ''
    ? ({ type: 'out-of-reach', system: 'forecasts', what: 'what will be', objects, mood } as const)
    : undefined;
}

/** "requests in flight" names no namespace. */
const inPlaces = (analysis: Analysis): Analysis => {
  const { places } = analysis;
  const isWord = places.unknown !== undefined && tellsNothing(places.unknown.said);
  return isWord ? { ...analysis, places: { ...places, unknown: undefined } } : analysis;
};

const BASE = /\b(?:vs\.?|versus|than|against|compared (?:to|with)|relative to|to|with)\b(?=[^]*$)([^]*)$/i;

/** The time that now is held against: behind "than", "vs", when there are two. */
function baseOf({ text, time, input }: Analysis): Slots['time'] {
  const behind = BASE.exec(text)?.[1] ?? '';
  return findTime(behind, input)?.range ?? time;
}

/** "p95 latency of checkout in the last hour", "which service has the highest error rate", "is any disk above 80 %". */
export const metricsAsked: SystemReader = (analysis, all, mood) => {
  const named = all.named.filter(
    ({ how, said }) => how !== 'unknown' || !(tellsNothing(said) || /^p\d{2}(?:\.\d+)?$/i.test(said)),
  );
  const features = withPlainNames(analysis, { ...all, named }, tellsNothing);
  const metrics = asked(analysis, features);
  if (metrics === undefined) return undefined;
  if (metrics.names !== undefined) {
    const places = { clusters: analysis.scope, clusterNamed: false, namespaces: [], objects: [] };
    return { type: 'skill', skill: 'metrics', slots: { ...places, metrics }, confidence: 0.85, mood };
  }
  if (metrics.forecast !== true) {
    const ahead = ofFuture(analysis, { objects: [], mood });
    if (ahead !== undefined) return ahead;
  }
  const reading = readSkill('metrics', inPlaces(analysis), { features, mood, confidence: 0.85 });
  if (reading.type !== 'skill') return reading;
  const said = reading.slots.objects.length > 0 ? undefined : foreignSubject(analysis);
  if (said !== undefined) return nothingCalled(analysis, said, mood);
  const unread = unreadParts(analysis);
  const known = unread.length === 0 ? metrics : { ...metrics, unread };
  const time = metrics.compared === true ? baseOf(analysis) : reading.slots.time;
  return { ...reading, slots: { ...reading.slots, ...(time && { time }), metrics: known } };
};

/** Numbers that words of lines and traces are said of as well: "how many messages wait in the queue of orders". */
const SURE: ReadonlySet<Signal> = new Set(['queue-depth', 'connection-pool', 'error-rate']);
const OF_OTHERS = /\b(?:logs?|logged|lines?|traces?|spans?|patterns?|wrote|written|grep|stack ?traces?)\b/i;

const OF_REQUESTS = /\b(?:requests?|calls?|quer(?:y|ies)|transactions?)\b/i;

const hasDimension = (reading: Reading | undefined): boolean =>
  reading?.type === 'skill' && reading.slots.metrics?.by !== undefined;

/** Read before logs and traces are. */
export const surelyMetricsAsked: SystemReader = (analysis, features, mood) => {
  if (OF_OTHERS.test(analysis.text)) return undefined;
  const reading = metricsAsked(analysis, features, mood);
  const signal = reading?.type === 'skill' ? reading.slots.metrics?.signal : undefined;
  const isOfEach = signal === 'latency' && !OF_REQUESTS.test(analysis.text) && hasDimension(reading);
  return signal !== undefined && (SURE.has(signal) || isOfEach) ? reading : undefined;
};
