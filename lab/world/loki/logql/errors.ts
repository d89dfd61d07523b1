/** What Loki says of a query that it cannot read. */
export class ParseError extends Error {
  constructor(message: string, place?: { line: number; column: number }) {
    super(
      place
        ? `parse error at line ${place.line}, col ${place.column}: ${message}`
        : `parse error : ${message}`,
    );
  }
}

/** What Loki says of a query that it can read and not compute. */
export class QueryError extends Error {
  readonly status: number;
  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}
