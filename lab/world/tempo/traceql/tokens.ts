import { syntaxFault } from './fault.ts';

/** A piece of a query; an attribute comes with its scope. */
export interface Token {
  kind: 'word' | 'number' | 'duration' | 'string' | 'attribute' | 'intrinsic' | 'mark' | 'end';
  text: string;
  /** Of an attribute, or of an intrinsic such as `span:name`. */
  scope?: string;
  column: number;
}

const SPACE = /\s+/y;
const ATTRIBUTE =
  /(?:(parent\.)?(span|resource|event|link|instrumentation|parent))?\.(?=[^\s{}()=~!<>&|^,\d])((?:"(?:[^"\\]|\\.)*"|[^\s{}()=~!<>&|^,"])+)/y;
const SCOPED = /(trace|span|event|link|instrumentation):([A-Za-z]+)/y;
const DURATION = /\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d|w|y)(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d|w|y))*/y;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y;
const WORD = /[A-Za-z_]\w*/y;
const MARK = /&>>|&<<|!>>|!<<|&>|&<|&~|!>|!<|>>|<<|=~|!~|!=|>=|<=|&&|\|\||[{}()=<>+\-*/%^!|~,]/y;

function unquoted(text: string, column: number): string {
  if (text.startsWith('`')) return text.slice(1, -1);
  try {
    return JSON.parse(text) as string;
  } catch {
    throw syntaxFault(column, 'invalid syntax');
  }
}

function take(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const PLAIN: readonly (readonly [Token['kind'], RegExp])[] = [
  ['duration', DURATION],
  ['number', NUMBER],
  ['word', WORD],
  ['mark', MARK],
];

function tokenAt(text: string, at: number): { token: Token; length: number } {
  const column = at + 1;
  const attribute = take(ATTRIBUTE, text, at);
  if (attribute) {
    const [whole, parent, scope, name = ''] = attribute;
    const plain = name.replaceAll(/"((?:[^"\\]|\\.)*)"/g, (_, inner: string) =>
      inner.replaceAll(/\\(.)/g, '$1'),
    );
    const token: Token = {
      kind: 'attribute',
      text: plain,
      scope: parent ? 'parent' : (scope ?? 'any'),
      column,
    };
    return { token, length: whole.length };
  }
  const scoped = take(SCOPED, text, at);
  if (scoped)
    return {
      token: { kind: 'intrinsic', text: scoped[0], scope: scoped[1], column },
      length: scoped[0].length,
    };
  const string = take(STRING, text, at)?.[0];
  if (string !== undefined)
    return { token: { kind: 'string', text: unquoted(string, column), column }, length: string.length };
  for (const [kind, pattern] of PLAIN) {
    const found = take(pattern, text, at)?.[0];
    if (found !== undefined) return { token: { kind, text: found, column }, length: found.length };
  }
  if (text[at] === '"') throw syntaxFault(column, 'literal not terminated');
  throw syntaxFault(column, 'syntax error: unexpected IDENTIFIER');
}

/** The pieces of a query, with an end. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = take(SPACE, text, 0)?.[0].length ?? 0;
  while (at < text.length) {
    const { token, length } = tokenAt(text, at);
    tokens.push(token);
    at += length;
    at += take(SPACE, text, at)?.[0].length ?? 0;
  }
  return [...tokens, { kind: 'end', text: '$end', column: text.length + 1 }];
}
