import { UpstreamError } from '#ground/errors';

/** The resource version is too old to watch from: only a new list helps. */
export class Expired extends Error {
  override readonly name = 'Expired';
}

/** True when only a new list helps. */
export function isExpired(error: unknown): boolean {
  return error instanceof Expired || hasStatus(error, 410);
}

/** True for an answer of the API server with this status. */
export function hasStatus(error: unknown, status: number): boolean {
  return error instanceof UpstreamError && error.status === status;
}

/** Undefined for a 404; throws everything else on. */
export function ifNotServed(error: unknown): undefined {
  if (hasStatus(error, 404)) return undefined;
  throw error;
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
