import { ParseError } from './errors.ts';

const ESCAPES: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** The text of a string literal in any of the three quotes. Throws ParseError for an unknown escape. */
export function unquote(literal: string, at: number): string {
  const body = literal.slice(1, -1);
  if (literal.startsWith('`')) return body;
  return body.replace(
    /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|.)/g,
    (_, code: string) => {
      const known = ESCAPES[code];
      if (known !== undefined) return known;
      if (code.length === 1)
        throw new ParseError(
          `unknown escape sequence U+00${code.charCodeAt(0).toString(16).toUpperCase()} '${code}'`,
          at,
        );
      const digits = code.replace(/^[xuU]/, '');
      return String.fromCodePoint(parseInt(digits, digits === code ? 8 : 16));
    },
  );
}
