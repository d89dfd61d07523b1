/** Where a secret's value stands in a text: from `start` up to but not including `end`. */
export interface Span {
  start: number;
  end: number;
}

/** What a secret's value is replaced by. */
export const MARK = '[redacted]';

/** The span of a value that a match ends with. */
export function spanAtEnd(match: RegExpExecArray, value: string): Span {
  const end = match.index + match[0].length;
  return { start: end - value.length, end };
}
