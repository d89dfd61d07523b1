import { nearest } from '#ground/text';
import { readSyntax } from './syntax.ts';

const AGGREGATIONS = 'avg bottomk count count_values group max min quantile stddev stdvar sum topk';
const RANGED =
  'absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time';
const OTHERS =
  'abs absent ceil clamp clamp_max clamp_min day_of_month day_of_week day_of_year days_in_month exp floor histogram_quantile hour label_join label_replace ln log10 log2 minute month predict_linear quantile_over_time round scalar sgn sort sort_desc sqrt time timestamp vector year';
const KNOWN = `${AGGREGATIONS} ${RANGED} ${OTHERS}`.split(' ');
const KEYWORDS = new Set(
  'by without on ignoring group_left group_right and or unless bool offset start end'.split(' '),
);

const CLOSING: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

function closed(text: string): string {
  const open: string[] = [];
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()[\]{}]/g)) {
    const closing = CLOSING[sign];
    if (closing !== undefined) open.push(closing);
    else if (open.at(-1) === sign) open.pop();
  }
  return text.trimEnd() + open.reverse().join('');
}

/** Everything outside quotes. */
function outside(text: string, change: (part: string) => string): string {
  return text
    .split(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');
}

const knownFunctions = (text: string): string =>
  outside(text, (part) =>
    part.replace(/\b([a-zA-Z_]\w*)(\s*\()/g, (whole, name: string, open: string) => {
      const lower = name.toLowerCase();
      if (KNOWN.includes(name) || KEYWORDS.has(lower)) return whole;
      const [best] = KNOWN.includes(lower) ? [lower] : nearest(lower, KNOWN, 1);
      return best === undefined ? whole : best + open;
    }),
  );

const operators = (text: string): string =>
  outside(text, (part) =>
    part
      .replaceAll('&&', 'and')
      .replaceAll('||', 'or')
      .replace(/(?<=[\w)\]}]\s)=(?=\s*[\d(\w])/g, '=='),
  );

const quotedValues = (text: string): string =>
  text
    .replace(/(\{|,)(\s*\w+\s*)(==|=~|!=|!~|=)(\s*)([\w.:/*-]+)(?=\s*[,}])/g, '$1$2$3$4"$5"')
    .replace(/(\{[^}]*?\w\s*)==(\s*")/g, '$1=$2');

const groupings = (text: string): string =>
  text.replace(/\b(by|without)\s+([a-zA-Z_]\w*(?:\s*,\s*[a-zA-Z_]\w*)*)(?=\s*\(|\s*$)/g, '$1 ($2)');

/** `sum(rate(x[5m]) by (job)`: the bracket before `by` was forgotten. */
const aggregated = (text: string): string => text.replace(/\)\s+(by|without)\s*\(/g, ')) $1 (');

const durations = (text: string): string =>
  text
    .replace(/\[\s*(\d+)\s*(?:min(?:ute)?s?|m)\s*\]/g, '[$1m]')
    .replace(/\[\s*(\d+)\s*(?:hours?|hrs?)\s*\]/g, '[$1h]')
    .replace(/\[\s*(\d+)\s*(?:sec(?:ond)?s?)\s*\]/g, '[$1s]')
    .replace(/\[\s*(\d+)\s*days?\s*\]/g, '[$1d]');

const spare = (text: string): string => text.replace(/[)\]}]+\s*$/, (end) => end.slice(0, -1));

const REPAIRS = [quotedValues, operators, groupings, durations, knownFunctions, closed];

/** The nearest expression that does parse; undefined when none was found. */
export function suggestRepair(text: string): string | undefined {
  const valid = (candidate: string): boolean =>
    candidate !== text && candidate.trim() !== '' && readSyntax(candidate).faultAt === undefined;
  const single = [...REPAIRS, aggregated, spare].map((repair) => repair(text)).find(valid);
  if (single !== undefined) return single;
  const all = REPAIRS.reduce((candidate, repair) => repair(candidate), text);
  return valid(all) ? all : undefined;
}

/** `rate(x)` parses and yet cannot be computed: these functions want a range. */
export function missingRange(text: string): { problem: string; suggestion: string } | undefined {
  const call = new RegExp(
    `\\b(${RANGED.replaceAll(' ', '|')})\\s*\\(\\s*([a-zA-Z_:][\\w:]*(?:\\{[^}]*\\})?)\\s*\\)`,
  );
  const found = call.exec(text);
  if (!found) return undefined;
  const [whole, name = '', selector = ''] = found;
  return {
    problem: `is not valid PromQL: ${name}() needs a range, such as [5m], after the selector`,
    suggestion: text.replace(whole, `${name}(${selector}[5m])`),
  };
}
