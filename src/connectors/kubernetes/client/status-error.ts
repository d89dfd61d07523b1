import { DeniedError, UpstreamError } from '#ground/errors';

const LONGEST_MESSAGE = 600;
const CODES: Record<number, string> = {
  400: 'bad-request',
  401: 'unauthorised',
  404: 'not-found',
  409: 'conflict',
  410: 'gone',
  422: 'bad-request',
  429: 'too-many-requests',
};

/** The error for an answer that is not a success, with the API server's own words. */
export function statusError(status: number, body: string): UpstreamError | DeniedError {
  const message = statusMessage(status, body);
  if (status === 403) return new DeniedError({ code: 'forbidden', message });
  const retryable = status === 429 || status >= 500;
  const code = CODES[status] ?? (status >= 500 ? 'server-error' : 'unexpected-answer');
  return new UpstreamError({ code, message, retryable, status });
}

function statusMessage(status: number, body: string): string {
  const said = readMessage(body).slice(0, LONGEST_MESSAGE);
  if (status === 401)
    return `The API server does not accept the credentials (401${said ? `: ${said}` : ''}).`;
  return said || `The API server answered ${status}.`;
}

function readMessage(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed)
      return typeof parsed.message === 'string' ? parsed.message : '';
    return '';
  } catch {
    return /^\s*</.test(body) ? '' : body.trim();
  }
}

/** The error for a server that could not be reached at all. */
export function connectionError(server: string, cause: unknown): UpstreamError {
  const code = errorCode(cause);
  if (isCertificateProblem(code)) {
    const message = `The certificate of ${server} is not accepted: ${reason(cause, code)}.`;
    return new UpstreamError({ code: 'certificate-rejected', message, retryable: false, cause });
  }
  const message = `${server} cannot be reached: ${reason(cause, code)}.`;
  return new UpstreamError({ code: 'unreachable', message, retryable: true, cause });
}

/** True when a connection ended before its answer began. */
export function wasCut(error: unknown): boolean {
  return error instanceof UpstreamError && ['ECONNRESET', 'EPIPE'].includes(errorCode(error.cause));
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'its name is unknown',
  EAI_AGAIN: 'its name cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to it',
};

function reason(cause: unknown, code: string): string {
  return REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause)).slice(0, 200);
}

function errorCode(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
}

function isCertificateProblem(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL/.test(code);
}
