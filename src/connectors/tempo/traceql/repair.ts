import { readSyntax } from './syntax.ts';

type Repair = (text: string) => string;

/** Changes only what is outside of quoted texts. */
function outsideQuotes(text: string, change: Repair): string {
  return text
    .split(/("(?:[^"\\]|\\.)*"|`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');
}

const outside =
  (pattern: RegExp, by: string): Repair =>
  (text) =>
    outsideQuotes(text, (part) => part.replaceAll(pattern, by));

const RESOURCE = 'service|k8s|deployment|host|telemetry|container|cloud|process|cluster|namespace';

function balanced(text: string): string {
  const closed: Record<string, string> = { '{': '}', '(': ')' };
  const open: string[] = [];
  outsideQuotes(text, (part) => {
    for (const sign of part)
      if (sign in closed) open.push(closed[sign] ?? '');
      else if (sign === open.at(-1)) open.pop();
    return part;
  });
  return open.reduceRight((closing, sign) => `${closing}${sign === '}' ? ' }' : sign}`, text.trimEnd());
}

/** What people write when they mean TraceQL: the most likely slip first. */
const REPAIRS: readonly Repair[] = [
  (text) => text.replaceAll(/'([^'"]*)'/g, '"$1"'),
  outside(/==/g, '='),
  outside(/\band\b/gi, '&&'),
  outside(/\bor\b/gi, '||'),
  outside(/,(?=[^(]*\})/g, ' &&'),
  balanced,
  (text) => text.replaceAll(/\b(status|kind)\s*(!?=)\s*"(\w+)"/g, '$1 $2 $3'),
  (text) => text.replaceAll(/(\b[\w.]+\s*(?:=|!=)\s*)([A-Za-z][\w-]*)(?=\s*(?:[}&|]|$))/g, quotedUnlessKnown),
  outside(new RegExp(`(?<![\\w.])((?:${RESOURCE})(?:\\.\\w+)+)`, 'g'), 'resource.$1'),
  outside(
    /(?<![\w."])(?!span\.|resource\.|event\.|link\.|parent\.|instrumentation\.)([a-z]\w*(?:\.\w+)+)/g,
    '.$1',
  ),
  outside(/(?<![\w.:])service(?=\s*(?:=|!=|!~))/g, 'resource.service.name'),
  outside(/(\d)\s+(ns|us|ms|s|m|h)\b/g, '$1$2'),
  outside(/(\d)\s*(?:secs?|seconds?)\b/g, '$1s'),
  outside(/(\d)\s*(?:mins?|minutes?)\b/g, '$1m'),
  (text) => (text.trimStart().startsWith('{') || text.includes('{') ? text : `{ ${text.trim()} }`),
];

function quotedUnlessKnown(whole: string, left: string, value: string): string {
  return /^(true|false|nil|ok|error|unset|internal|server|client|producer|consumer|unspecified)$/.test(value)
    ? whole
    : `${left}"${value}"`;
}

/** The nearest text that is TraceQL; undefined when none is near. */
export function suggestRepair(text: string): string | undefined {
  let mended = text;
  for (const repair of REPAIRS) {
    mended = repair(mended);
    if (mended !== text && readSyntax(mended).faultAt === undefined) return mended;
  }
  return undefined;
}
