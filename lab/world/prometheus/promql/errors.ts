/** The text is not a valid expression; `at` is the offending place in it. */
export class ParseError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** A valid expression that cannot be evaluated over these series. */
export class ExecutionError extends Error {}

/** A parse error the way Prometheus words it: line and column first. */
export function describeParseError(error: ParseError, text: string): string {
  const before = text.slice(0, error.at).split('\n');
  const column = Buffer.byteLength(before.at(-1) ?? '') + 1;
  return `${before.length}:${column}: parse error: ${error.message}`;
}
