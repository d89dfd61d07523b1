import { nearest } from '#ground/text';
import { AGGREGATIONS, OVER_TIME, readSyntax } from './syntax.ts';

const KNOWN = [...AGGREGATIONS, ...OVER_TIME];
const CLOSING: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
const QUOTED = /("(?:[^"\\]|\\.)*"|`[^`]*`)/;

/** Everything outside quotes. */
function outside(text: string, change: (part: string) => string): string {
  return text
    .split(QUOTED)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');
}

const doubleQuotes = (text: string): string => outside(text, (part) => part.replace(/'([^'"]*)'/g, '"$1"'));

const quotedValues = (text: string): string =>
  text
    .replace(/([{,]\s*\w+\s*)(==|=~|!=|!~|=)(\s*)([\w.:/*+-]+)(?=\s*[,}])/g, '$1$2$3"$4"')
    .replace(/([{,]\s*\w+\s*)==(?=\s*["`])/g, '$1=')
    .replace(/([{,]\s*\w+\s*):(?=\s*["`])/g, '$1=');

/** `{..} "text"`, `{..} | "text"` and `{..} text` want a filter. */
const lineFilters = (text: string): string =>
  text.replace(/\}\s*(?:\|\s*)?(?=["`])/g, '} |= ').replace(/\}\s+(\w[\w .:/-]*)$/, '} |= "$1"');

const operators = (text: string): string =>
  outside(text, (part) => part.replaceAll('&&', 'and').replaceAll('||', 'or'));

const durations = (text: string): string =>
  outside(text, (part) =>
    part
      .replace(/\[\s*(\d+)\s*(?:min(?:ute)?s?|m)\s*\]/g, '[$1m]')
      .replace(/\[\s*(\d+)\s*(?:hours?|hrs?|h)\s*\]/g, '[$1h]')
      .replace(/\[\s*(\d+)\s*(?:sec(?:ond)?s?|s)\s*\]/g, '[$1s]')
      .replace(/\[\s*(\d+)\s*(?:days?|d)\s*\]/g, '[$1d]'),
  );

const knownFunctions = (text: string): string =>
  outside(text, (part) =>
    part.replace(/\b([a-zA-Z_]\w*)(\s*\()/g, (whole, name: string, open: string) => {
      if (KNOWN.includes(name) || /^(by|without|on|ignoring|ip|vector|label_replace|bool)$/.test(name))
        return whole;
      const [best] = nearest(name.toLowerCase(), KNOWN, 1);
      return best === undefined ? whole : best + open;
    }),
  );

const ranges = (text: string): string =>
  text.replace(
    new RegExp(`\\b(${[...OVER_TIME].join('|')})(\\s*\\(\\s*\\{[^}]*\\}[^()[\\]]*)\\)`, 'g'),
    '$1$2[5m])',
  );

const wideSelector = (text: string): string => text.replace(/=~\s*"\.\*"/g, '=~".+"');

function closed(text: string): string {
  const open: string[] = [];
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\.)*"|`[^`]*`|[()[\]{}]/g)) {
    const closing = CLOSING[sign];
    if (closing !== undefined) open.push(closing);
    else if (open.at(-1) === sign) open.pop();
  }
  return text.trimEnd() + open.reverse().join('');
}

/** A brace that was closed too late: `{app="x" |= "y"}`. */
const earlyBrace = (text: string): string =>
  text.replace(
    /(\{(?:\s*\w+\s*(?:=~|!=|!~|=)\s*(?:"[^"]*"|`[^`]*`)\s*,?)+?)\s*,?\s+(\|.*?)\}?\s*$/,
    '$1} $2',
  );

const REPAIRS = [
  doubleQuotes,
  quotedValues,
  lineFilters,
  operators,
  durations,
  knownFunctions,
  wideSelector,
  earlyBrace,
  closed,
  ranges,
];

/** The nearest query that does parse; undefined when none was found. */
export function suggestRepair(text: string): string | undefined {
  const isValid = (candidate: string): boolean =>
    candidate !== text && readSyntax(candidate).fault === undefined;
  const single = REPAIRS.map((repair) => repair(text)).find(isValid);
  if (single !== undefined) return single;
  const all = REPAIRS.reduce((candidate, repair) => repair(candidate), text);
  return isValid(all) ? all : undefined;
}
