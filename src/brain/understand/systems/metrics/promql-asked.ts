import { findTime } from '../../time.ts';
import type { SystemReader } from '../system-reader.ts';

const FUNCTIONS =
  'abs|absent|absent_over_time|avg|bottomk|ceil|changes|clamp|clamp_max|clamp_min|count|count_values|delta|deriv|exp|floor|group|histogram_quantile|idelta|increase|irate|label_join|label_replace|ln|log2|log10|max|min|predict_linear|quantile|rate|resets|round|scalar|sgn|sort|sort_desc|sqrt|stddev|stdvar|sum|time|timestamp|topk|vector|[a-z]+_over_time';
/** A call, or an aggregation with its grouping first. */
const CALL = new RegExp(String.raw`^(?:${FUNCTIONS})\s*(?:(?:by|without)\s*\([^)]*\)\s*)?\(`, 'i');
const SELECTOR = /^[a-z_:][\w:]*\s*(?:\{[^{}]*["'`]?[^{}]*\}?|\[\d+\s*[a-z]+\])/i;
/** A name as metrics have them: no object of a cluster may have a `_` in its own. */
const METRIC = /^(?:[a-z][a-z0-9]*(?::[a-z0-9_]+)*_[a-z0-9_:]*[a-z0-9]|up|ALERTS)$/;
const COMPARED = /^(?:[a-z][a-z0-9:]*_[a-z0-9_:]+|up)\s*(?:[-+*/]|[<>]=?|[!=]=)\s*\S/;

const LEAD =
  /^(?:(?:please|pls|jamie|hey|can you|could you|would you|so|ok|and|now)[,]?\s+)*(?:(?:run|execute|exec|evaluate|eval|compute|calculate|try|query|ask|graph|plot|chart|draw|show|give|tell|get|fetch|check|send)\b\s*(?:me\b\s*)?|what(?:['’]?s| is| are| does| do)?\b\s*)(?:(?:the|this|that|following|a|an|my|our|prometheus|for|with|against|on|in|of|query|queries|expression|expr|metrics?|result|results|value|values|current|latest|now|says?|said|give|return|returns)\b\s*)*(?:promql\b)?\s*(?:query|expression|expr)?\s*:?\s*/i;
const NAMED =
  /^(?:(?:please|pls|jamie|hey|run|execute|evaluate|eval|try|query|this|the|following|in|with|a|show|me)\b[,:]?\s*)*promql(?:\s+(?:query|expression|expr))?\s*:?\s+/i;
const QUOTED = /^(?:```(?:promql)?\s*([\s\S]*?)\s*```|`([^`]+)`|“([^”]+)”|"([^"]*[({_][^"]*)")$/;
const AFTER =
  /(?<=[)\]}\w"'`])\s+(?:(?:right |just )?now|currently|at the moment|please|pls|for me|thanks?|returns?|gives?|give|says?|shows?|tells?|look like|evaluate to|mean right now)\s*[?.!]*$/i;
const WHEN =
  /(?<=[)\]}\w"'`])\s+((?:in|over|for|during|since|from|between|on|before|after|at|around|until|as of)\s+(?!\()[^(){}"]*|yesterday|today|(?:the )?(?:last|past)\s[^(){}"]*)$/i;

/** A selector of log streams bears no name. */
const OF_LINES = /(?:^|[(\s,])\{/;

function bare(text: string): string {
  const trimmed = text
    .trim()
    .replace(/(?<=[)\]}\w"'`])\s*[?!]+$/, '')
    .trim();
  const quoted = QUOTED.exec(trimmed);
  const inner = quoted?.slice(1).find((one) => one !== undefined);
  return inner ?? trimmed;
}

const isExpression = (text: string): boolean =>
  (CALL.test(text) || SELECTOR.test(text) || METRIC.test(text) || COMPARED.test(text)) &&
  !OF_LINES.test(text);

/** The expression that a message is, and the words of time behind it. */
export function promqlIn(message: string): { query: string; when: string } | undefined {
  const text = bare(message);
  if (/^(?:logql|traceql)\b/i.test(text)) return undefined;
  const forced = NAMED.exec(text);
  const rest = bare(
    (forced === null ? text.replace(LEAD, '') : text.slice(forced[0].length)).replace(AFTER, ''),
  );
  const [, when = ''] = WHEN.exec(rest) ?? [];
  const query = bare(when === '' ? rest : rest.slice(0, rest.length - when.length)).replace(AFTER, '');
  const isForced = forced !== null && /[({[_]|^up\b/.test(query);
  return isForced || isExpression(query) ? { query, when } : undefined;
}

/** An expression of the asker's own: what stands in it names no object and no place. */
export const promqlAsked: SystemReader = ({ text, scope, input }, _features, mood) => {
  const found = promqlIn(text);
  if (found === undefined) return undefined;
  const time = found.when === '' ? undefined : findTime(found.when, input)?.range;
  const places = { clusters: scope, clusterNamed: false, namespaces: [], objects: [] };
  const slots = { ...places, ...(time && { time }), metrics: { promql: found.query } };
  return { type: 'skill', skill: 'metrics', slots, confidence: 0.95, mood };
};
