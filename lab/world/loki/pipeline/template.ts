import { ParseError } from '../logql/errors.ts';
import type { Entry } from './entry.ts';

type Value = (entry: Entry) => string;
type Call = (args: string[]) => string;

const CALLS: Record<string, Call> = {
  ToLower: ([text = '']) => text.toLowerCase(),
  lower: ([text = '']) => text.toLowerCase(),
  ToUpper: ([text = '']) => text.toUpperCase(),
  upper: ([text = '']) => text.toUpperCase(),
  title: ([text = '']) => text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
  trim: ([text = '']) => text.trim(),
  TrimSpace: ([text = '']) => text.trim(),
  trunc: ([count = '0', text = '']) =>
    Number(count) < 0 ? text.slice(Number(count)) : text.slice(0, Number(count)),
  substr: ([from = '0', to = '0', text = '']) =>
    text.slice(Number(from), Number(to) < 0 ? undefined : Number(to)),
  replace: ([old = '', fresh = '', text = '']) => text.replaceAll(old, fresh),
  Replace: ([text = '', old = '', fresh = '']) => text.replaceAll(old, fresh),
  trimPrefix: ([prefix = '', text = '']) => (text.startsWith(prefix) ? text.slice(prefix.length) : text),
  trimSuffix: ([suffix = '', text = '']) => (text.endsWith(suffix) ? text.slice(0, -suffix.length) : text),
  default: ([fallback = '', text = '']) => (text === '' ? fallback : text),
  printf: ([format = '', ...args]) => format.replace(/%[-\d.]*[svdqf]/g, () => args.shift() ?? ''),
  len: ([text = '']) => String(text.length),
};

const WORDS = /"(?:[^"\\]|\\.)*"|`[^`]*`|\.[a-zA-Z_]\w*|-?\d+|[a-zA-Z_]\w*|\|/g;

function operand(word: string): Value {
  if (word.startsWith('.')) return ({ labels }) => labels[word.slice(1)] ?? '';
  if (word.startsWith('"')) return () => JSON.parse(word) as string;
  if (word.startsWith('`')) return () => word.slice(1, -1);
  if (word === '__line__') return ({ line }) => line;
  if (word === '__timestamp__') return ({ at }) => new Date(at).toISOString();
  if (/^-?\d/.test(word)) return () => word;
  throw new ParseError(
    `invalid line template: template: line:1: function ${JSON.stringify(word)} not defined`,
  );
}

/** One command of a template; what comes down the pipe is its last argument. */
function command(words: readonly string[], piped: Value | undefined): Value {
  const [first = '', ...rest] = words;
  const call = CALLS[first];
  if (!call) return operand(first);
  const args = [...rest.map(operand), ...(piped ? [piped] : [])];
  return (entry) => call(args.map((arg) => arg(entry)));
}

function action(text: string): Value {
  const words = text.match(WORDS) ?? [];
  const commands: string[][] = [[]];
  for (const word of words) {
    if (word === '|') commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands.reduce<Value | undefined>((piped, own) => command(own, piped), undefined) ?? (() => '');
}

/** A text with `{{ }}` in it, as Go's templates write it: fields, pipes and the usual functions. */
export function compileTemplate(text: string): Value {
  const pieces = text.split(/\{\{-?\s*([\s\S]*?)\s*-?\}\}/);
  if (pieces.length % 2 === 1 && /\{\{/.test(pieces.at(-1) ?? ''))
    throw new ParseError(`invalid line template: template: line:1: unclosed action`);
  const values = pieces.map((piece, index): Value => (index % 2 === 0 ? () => piece : action(piece)));
  return (entry) => values.map((value) => value(entry)).join('');
}
