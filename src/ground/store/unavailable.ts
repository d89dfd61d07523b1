import { UpstreamError } from '#ground/errors';

/** Codes of sockets, and PostgreSQL's classes for connections, for resources that ran out and for a server that stops. */
const CODES = /^(?:ECONN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_|ENOENT$|08|53|57P0[1-3])/;
/** What the driver says without a code. */
const WORDS =
  /connection terminated|connection timeout|timeout exceeded when trying to connect|query read timeout|client has encountered a connection error/i;

/** The error, or, where the database is out of reach rather than asked for something wrong, one that says so. */
export function asUnavailable(error: unknown): unknown {
  const cause = outOfReach(error);
  if (cause === undefined) return error;
  return new UpstreamError({
    code: 'database-unavailable',
    message: 'The database that keeps the conversations cannot be reached just now.',
    cause,
    retryable: true,
  });
}

function outOfReach(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  if ((typeof code === 'string' && CODES.test(code)) || WORDS.test(error.message)) return error;
  return outOfReach(error.cause);
}
