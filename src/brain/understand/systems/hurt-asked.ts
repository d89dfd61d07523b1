import type { SystemReader } from './system-reader.ts';
import { WHY } from './why-words.ts';

const EXPLAINED =
  /\bwhat (?:does|do|is an?|are) .{0,40}\bmean\b|\bexplain\b|\bhow (?:do|can|to|would) (?:i|we|you)\b/i;
const FAILS =
  /\b(?:error (?:rate|ratio|percentage)|errors? per|5xx|failure rate|success rate|fail(?:ing|ed) requests|rate of (?:errors|failures))\b/i;
const SLOW = /\b(?:latenc\w+|response times?|p ?\d{2}(?:\.\d)?|percentiles?|request duration)\b/i;
/** Something hurts, and nobody says where. */
const HURTS =
  /\b(?:error rates?|errors|5xx|latenc(?:y|ies)|response times?|requests)\b.{0,40}\b(?:climb\w*|ris(?:e|es|ing)|rose|up|high|higher|grow\w*|spik\w*|increas\w*|fail\w*|bad|worse|through the roof)\b/i;

/** "your error rate's climbing: why?": of no service in particular. */
export const hurtAsked: SystemReader = (analysis, features, mood) => {
  const { text, scope, places } = analysis;
  const isNamed = features.named.length > 0 || features.kinds.length > 0;
  if (isNamed || EXPLAINED.test(text) || !(WHY.test(text) || HURTS.test(text))) return undefined;
  const signal = FAILS.test(text) ? 'error-rate' : SLOW.test(text) ? 'latency' : undefined;
  if (
    signal === undefined ||
    (/\b(?:which|what) \w+|\bhow (?:high|many|much)\b/i.test(text) && !WHY.test(text))
  )
    return undefined;
  const named = { clusters: scope, clusterNamed: places.clusters.length > 0, objects: [] };
  const slots = {
    ...named,
    time: analysis.time,
    namespaces: places.namespaces,
    metrics: { signal } as const,
  };
  return { type: 'skill', skill: 'diagnose', slots, confidence: 0.85, mood };
};
