import type { ServerResponse } from 'node:http';
import { failure } from '../kube/errors.ts';
import type { Reason } from '../kube/errors.ts';
import type { Target } from './request.ts';

/** How the API server itself can fail. Without `plural` it concerns every resource, without `cluster` every cluster. */
export type ApiFault = { cluster?: string; plural?: string } & (
  | { type: 'stall' }
  | {
      type: 'status';
      code: 401 | 403 | 404 | 410 | 429 | 500 | 503 | 504;
      times?: number;
      retryAfterSeconds?: number;
    }
  | { type: 'deny' }
  | { type: 'cut-watches'; afterBytes?: number }
  | { type: 'expire-watches' }
);

/** The faults of one API server now in force. */
export interface FaultDesk {
  add(fault: ApiFault): () => void;
  find<T extends ApiFault['type']>(type: T, plural: string): Extract<ApiFault, { type: T }> | undefined;
}

export function createFaultDesk(cluster: string): FaultDesk {
  const faults = new Set<ApiFault>();
  return {
    add(fault) {
      if (fault.cluster !== undefined && fault.cluster !== cluster) return () => undefined;
      const own = { ...fault };
      faults.add(own);
      return () => void faults.delete(own);
    },
    find<T extends ApiFault['type']>(type: T, plural: string) {
      for (const fault of faults) {
        if (fault.type === type && (fault.plural ?? plural) === plural) {
          return fault as Extract<ApiFault, { type: T }>;
        }
      }
      return undefined;
    },
  };
}

const ANSWERS: Record<number, [reason: Reason, message: string]> = {
  401: ['Unauthorized', 'Unauthorized'],
  403: ['Forbidden', 'forbidden'],
  404: ['NotFound', 'the server could not find the requested resource'],
  410: ['Expired', 'The resourceVersion for the provided list is too old.'],
  429: ['TooManyRequests', 'too many requests, please try again later'],
  503: ['ServiceUnavailable', 'the server is currently unable to handle the request'],
  504: ['Timeout', 'Timeout: request did not complete within the allotted timeout'],
};
const BROKEN: [Reason, string] = ['InternalError', 'Internal error occurred: etcdserver: request timed out'];

/** Fails or stalls a request when a fault says so. A stalled request never resolves. */
export async function sufferFaults(desk: FaultDesk, target: Target): Promise<void> {
  if (desk.find('stall', target.plural)) await new Promise<never>(() => undefined);
  const fault = desk.find('status', target.plural);
  if (!fault || fault.times === 0) return;
  if (fault.times !== undefined) fault.times -= 1;
  const [reason, message] = ANSWERS[fault.code] ?? BROKEN;
  const wait = fault.retryAfterSeconds ?? (fault.code === 429 ? 1 : undefined);
  throw failure(reason, message, wait === undefined ? undefined : { retryAfterSeconds: wait });
}

/** Makes a response break off in the middle once it has written so many bytes. */
export function cutAfter(response: ServerResponse, bytes: number): void {
  const write = response.write.bind(response) as (chunk: string) => boolean;
  let left = bytes;
  response.write = ((chunk: string): boolean => {
    const part = chunk.slice(0, Math.max(0, left));
    left -= chunk.length;
    const flowing = write(part);
    if (left < 0) setImmediate(() => response.destroy());
    return flowing;
  }) as ServerResponse['write'];
}
