/** A value as it is written: a variable is looked up when it is asked for. */
export type Value = { variable: string } | { is: unknown } | { list: Value[] };

/** One thing that is asked of an object. */
export interface Field {
  name: string;
  alias: string;
  args: Record<string, Value>;
  selection: Selection[];
}

/** A field, or fields for one type only. */
export type Selection = Field | { on: string; selection: Selection[] };

/** A query that cannot be read. */
export class QuerySyntaxError extends Error {}

const TOKEN = /\s*(?:#[^\n]*\n\s*)*(\.\.\.|[{}()[\]:$!=,]|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|[A-Za-z_]\w*)/gy;

interface Reader {
  tokens: string[];
  at: number;
}

function tokensOf(query: string): string[] {
  TOKEN.lastIndex = 0;
  const tokens: string[] = [];
  let end = 0;
  for (let match = TOKEN.exec(query); match; match = TOKEN.exec(query)) {
    if (match[1] !== ',') tokens.push(match[1] ?? '');
    end = TOKEN.lastIndex;
  }
  if (query.slice(end).trim() !== '')
    throw new QuerySyntaxError(
      `Expected one of SCHEMA, SCALAR, TYPE, actual: "${query.slice(end, end + 10)}"`,
    );
  return tokens;
}

const peek = (reader: Reader): string => reader.tokens[reader.at] ?? '';
const next = (reader: Reader): string => reader.tokens[reader.at++] ?? '';

function expect(reader: Reader, wanted: string): void {
  const found = next(reader);
  if (found !== wanted)
    throw new QuerySyntaxError(`Parse error on "${found}": expected "${wanted}" at token ${reader.at}`);
}

function value(reader: Reader): Value {
  const token = next(reader);
  if (token === '$') return { variable: next(reader) };
  if (token === '[') {
    const list: Value[] = [];
    while (peek(reader) !== ']' && peek(reader) !== '') list.push(value(reader));
    expect(reader, ']');
    return { list };
  }
  if (/^["\d-]/.test(token)) return { is: JSON.parse(token) };
  return { is: ['true', 'false', 'null'].includes(token) ? JSON.parse(token) : token };
}

function args(reader: Reader): Record<string, Value> {
  const given: Record<string, Value> = {};
  if (peek(reader) !== '(') return given;
  expect(reader, '(');
  while (peek(reader) !== ')' && peek(reader) !== '') {
    const name = next(reader);
    expect(reader, ':');
    given[name] = value(reader);
  }
  expect(reader, ')');
  return given;
}

function selected(reader: Reader): Selection {
  const first = next(reader);
  if (first === '...') {
    expect(reader, 'on');
    return { on: next(reader), selection: selection(reader) };
  }
  const isAlias = peek(reader) === ':';
  if (isAlias) expect(reader, ':');
  const name = isAlias ? next(reader) : first;
  if (!/^\w+$/.test(name)) throw new QuerySyntaxError(`Parse error on "${name}": expected a field`);
  const given = args(reader);
  return { name, alias: first, args: given, selection: peek(reader) === '{' ? selection(reader) : [] };
}

function selection(reader: Reader): Selection[] {
  const fields: Selection[] = [];
  expect(reader, '{');
  while (peek(reader) !== '}' && peek(reader) !== '') fields.push(selected(reader));
  expect(reader, '}');
  return fields;
}

/** Reads one query, with its variables' types left unread; QuerySyntaxError when it is none. */
export function parseQuery(query: string): Selection[] {
  const reader: Reader = { tokens: tokensOf(query), at: 0 };
  if (peek(reader) === 'query') {
    while (peek(reader) !== '{' && peek(reader) !== '(') next(reader);
    if (peek(reader) === '(') while (peek(reader) !== '' && next(reader) !== ')');
  }
  return selection(reader);
}
