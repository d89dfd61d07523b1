/** What every error of the house carries: a stable code, and words for the person who must act. */
interface ErrorDetails {
  /** Stable, kebab-case, documented: what programs match on. */
  code: string;
  /** What happened, where, and what to do. Never a secret. */
  message: string;
  cause?: unknown;
  /** Which fields or settings are at fault, one entry each. */
  faults?: { at: string; problem: string }[];
}

/** The person or the model must change what they asked for. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly code: string;
  readonly faults: { at: string; problem: string }[];
  constructor(details: ErrorDetails) {
    super(details.message, { cause: details.cause });
    this.code = details.code;
    this.faults = details.faults ?? [];
  }
}

/** The operator must change a setting. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code: string;
  readonly faults: { at: string; problem: string }[];
  constructor(details: ErrorDetails) {
    super(details.message, { cause: details.cause });
    this.code = details.code;
    this.faults = details.faults ?? [];
  }
}

/** A system that we asked did not answer as it should; `retryable` says whether waiting may help. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly code: string;
  readonly retryable: boolean;
  readonly status?: number;
  constructor(details: ErrorDetails & { retryable: boolean; status?: number }) {
    super(details.message, { cause: details.cause });
    this.code = details.code;
    this.retryable = details.retryable;
    this.status = details.status;
  }
}

/** Policy or the system's own access control forbids it. */
export class DeniedError extends Error {
  override readonly name = 'DeniedError';
  readonly code: string;
  constructor(details: ErrorDetails) {
    super(details.message, { cause: details.cause });
    this.code = details.code;
  }
}

export type HouseError = InputError | ConfigError | UpstreamError | DeniedError;

/** True for the errors that name who must act; everything else is a bug. */
export function isHouseError(error: unknown): error is HouseError {
  return (
    error instanceof InputError ||
    error instanceof ConfigError ||
    error instanceof UpstreamError ||
    error instanceof DeniedError
  );
}
