/** What is wrong with a query, in Tempo's words. */
export class TraceqlFault extends Error {}

/** A fault of the syntax, with its place. */
export function syntaxFault(column: number, message: string): TraceqlFault {
  return new TraceqlFault(`parse error at line 1, col ${column}: ${message}`);
}
