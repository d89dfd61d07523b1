import type { Field, Scope, Static } from './ast.ts';
import type { Reader } from './reader.ts';

const WORDS: Record<string, Static> = {
  true: { kind: 'bool', value: true },
  false: { kind: 'bool', value: false },
  nil: { kind: 'nil', value: null },
  ...Object.fromEntries(['ok', 'error', 'unset'].map((value) => [value, { kind: 'status', value }])),
  ...Object.fromEntries(
    ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'].map((value) => [
      value,
      { kind: 'kind', value },
    ]),
  ),
};

const INTRINSICS: ReadonlySet<string> = new Set([
  'duration',
  'childCount',
  'name',
  'status',
  'statusMessage',
  'kind',
  'rootName',
  'rootServiceName',
  'traceDuration',
  'nestedSetLeft',
  'nestedSetRight',
  'nestedSetParent',
  'parent',
]);

const SCOPED: Record<string, string> = {
  'trace:duration': 'traceDuration',
  'trace:rootName': 'rootName',
  'trace:rootService': 'rootServiceName',
  'trace:id': 'trace:id',
  'span:duration': 'duration',
  'span:name': 'name',
  'span:kind': 'kind',
  'span:status': 'status',
  'span:statusMessage': 'statusMessage',
  'span:id': 'span:id',
  'span:parentID': 'span:parentID',
  'span:childCount': 'childCount',
  'event:name': 'event:name',
  'event:timeSinceStart': 'event:timeSinceStart',
  'link:traceID': 'link:traceID',
  'link:spanID': 'link:spanID',
  'instrumentation:name': 'instrumentation:name',
  'instrumentation:version': 'instrumentation:version',
};

const NANOSECONDS: Record<string, number> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
  d: 8.64e13,
  w: 6.048e14,
  y: 3.1536e16,
};

/** A duration such as 1h30m or 250ms in nanoseconds; undefined for other texts. */
export function nanoseconds(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d|w|y))+$/.test(text)) return undefined;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|[smhdwy])/g);
  return [...parts].reduce(
    (total, [, count, unit = 's']) => total + Number(count) * (NANOSECONDS[unit] ?? 0),
    0,
  );
}

/** A literal, when the next token is one. */
export function parseStatic(reader: Reader): Static | undefined {
  const { kind, text } = reader.peek();
  const word = kind === 'word' ? WORDS[text] : undefined;
  const found: Static | undefined =
    kind === 'string'
      ? { kind: 'string', value: text }
      : kind === 'duration'
        ? { kind: 'duration', value: nanoseconds(text) ?? 0 }
        : kind === 'number'
          ? { kind: /^\d+$/.test(text) ? 'int' : 'float', value: Number(text) }
          : word;
  if (found) reader.next();
  return found;
}

function parseName(reader: Reader): Field | undefined {
  const { kind, text, scope = 'any' } = reader.peek();
  if (kind === 'attribute') {
    reader.next();
    return { type: 'attribute', scope: scope as Scope, name: text };
  }
  const name =
    kind === 'intrinsic' ? SCOPED[text] : kind === 'word' && INTRINSICS.has(text) ? text : undefined;
  if (name === undefined) return undefined;
  reader.next();
  return { type: 'intrinsic', name };
}

function parsePrimary(reader: Reader): Field {
  if (reader.accept('(')) {
    const inner = parseField(reader);
    reader.expect(')');
    return inner;
  }
  for (const operator of ['-', '!'])
    if (reader.accept(operator))
      return { type: 'unary', operator, of: parseLevel(reader, operator === '-' ? 5 : 4) };
  const value = parseStatic(reader);
  const found = value ? ({ type: 'static', value } as const) : parseName(reader);
  if (!found) throw reader.unexpected();
  return found;
}

/** Binary operators, those that bind least first. */
const LEVELS: readonly (readonly string[])[] = [
  ['&&', '||'],
  ['=', '!=', '<', '<=', '>', '>=', '=~', '!~'],
  ['+', '-'],
  ['*', '/', '%'],
  ['^'],
];

function parseLevel(reader: Reader, level: number): Field {
  const operators = LEVELS[level];
  if (!operators) return parsePrimary(reader);
  let left = parseLevel(reader, level + 1);
  while (reader.isNext(...operators)) {
    const operator = reader.next().text;
    const right = parseLevel(reader, operator === '^' ? level : level + 1);
    left = { type: 'binary', operator, left, right };
  }
  return left;
}

/** An expression over the fields of a span. */
export function parseField(reader: Reader): Field {
  return parseLevel(reader, 0);
}
