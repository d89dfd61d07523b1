import type { Outcome } from '#brain';
import { ConfigError, InputError } from '#ground/errors';

/** What `jamie ask` ends with; also in its --help. */
export const EXIT_CODES = {
  answered: 0,
  talked: 0,
  failed: 1,
  badInput: 2,
  unknown: 3,
  asked: 4,
  declined: 5,
} as const satisfies Record<Outcome | 'failed' | 'badInput', number>;

/** 2 when the person must change something, else 1. */
export function exitCodeOfError(error: unknown): number {
  return error instanceof InputError && !(error instanceof ConfigError)
    ? EXIT_CODES.badInput
    : EXIT_CODES.failed;
}
