/** A piece of TraceQL. */
export interface Token {
  kind: 'word' | 'number' | 'duration' | 'string' | 'attribute' | 'mark' | 'fault' | 'end';
  text: string;
  /** Where it begins, from 0. */
  at: number;
}

const UNITS = 'ns|us|µs|ms|s|m|h|d|w|y';
const PATTERNS: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /\s+/y],
  [
    'attribute',
    /(?:(?:parent\.)?(?:span|resource|event|link|instrumentation|parent))?\.(?=[^\s{}()=~!<>&|^,\d])(?:"(?:[^"\\]|\\.)*"|[^\s{}()=~!<>&|^,"])+/y,
  ],
  ['attribute', /(?:trace|span|event|link|instrumentation):[A-Za-z]+/y],
  ['duration', new RegExp(`(?:\\d+(?:\\.\\d+)?(?:${UNITS}))+(?![A-Za-z])`, 'y')],
  ['number', /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?(?![A-Za-z_])/y],
  ['string', /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y],
  ['word', /[A-Za-z_]\w*/y],
  ['mark', /&>>|&<<|!>>|!<<|&>|&<|&~|!>|!<|>>|<<|=~|!~|!=|>=|<=|&&|\|\||[{}()=<>+\-*/%^!|~,]/y],
];

function tokenAt(text: string, at: number): Omit<Token, 'kind'> & { kind: Token['kind'] | 'space' } {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found, at };
  }
  return { kind: 'fault', text: text.slice(at, at + 1), at };
}

/** The pieces of a query; ends with an end, or with the first thing that is no piece. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const { kind, ...token } = tokenAt(text, at);
    at += token.text.length;
    if (kind === 'space') continue;
    tokens.push({ ...token, kind });
    if (kind === 'fault') return tokens;
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}
