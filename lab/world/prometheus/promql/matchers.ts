import type { Labels } from './labels.ts';

export interface Matcher {
  name: string;
  op: '=' | '!=' | '=~' | '!~';
  value: string;
  test: (value: string) => boolean;
}

/** A Go regular expression as this runtime writes it, anchored at both ends. Throws SyntaxError. */
export function anchoredRegex(source: string): RegExp {
  const flags = /^\(\?([ims]+)\)/.exec(source);
  const body = source.slice(flags?.[0].length ?? 0).replaceAll('(?P<', '(?<');
  return new RegExp(`^(?:${body})$`, flags?.[1] ?? '');
}

/** A matcher of one label. Throws SyntaxError for a broken regular expression. */
export function createMatcher(name: string, op: Matcher['op'], value: string): Matcher {
  if (op === '=') return { name, op, value, test: (given) => given === value };
  if (op === '!=') return { name, op, value, test: (given) => given !== value };
  const regex = anchoredRegex(value);
  const wanted = op === '=~';
  return { name, op, value, test: (given) => regex.test(given) === wanted };
}

export function matches(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every(({ name, test }) => test(labels[name] ?? ''));
}
