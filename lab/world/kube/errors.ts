import type { Resource } from './resources.ts';
import type { KubeObject } from './types.ts';

interface StatusCause {
  reason: string;
  message: string;
  field: string;
}

interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

/** The body of a Kubernetes failure. */
export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Record<string, never>;
  status: 'Failure' | 'Success';
  message?: string;
  reason?: string;
  details?: StatusDetails;
  code?: number;
}

/** A refusal by the API server; `status` is what goes over the wire. */
export class ApiError extends Error {
  readonly status: Status;
  constructor(status: Status) {
    super(status.message ?? status.reason ?? 'error');
    this.name = 'ApiError';
    this.status = status;
  }
}

const CODES = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  AlreadyExists: 409,
  Conflict: 409,
  Expired: 410,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  ServiceUnavailable: 503,
  Timeout: 504,
} as const;

/** The reasons the API server gives, each with its own HTTP status. */
export type Reason = keyof typeof CODES;

export function failure(reason: Reason, message: string, details?: StatusDetails): ApiError {
  return new ApiError({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details ? { details } : {}),
    code: CODES[reason],
  });
}

type Named = Pick<Resource, 'plural' | 'group' | 'kind'>;

function qualified(resource: Named): string {
  return resource.group === '' ? resource.plural : `${resource.plural}.${resource.group}`;
}

function detailsOf(resource: Named, name: string): StatusDetails {
  return {
    ...(name === '' ? {} : { name }),
    ...(resource.group === '' ? {} : { group: resource.group }),
    kind: resource.plural,
  };
}

export function notFound(resource: Named, name: string): ApiError {
  return failure('NotFound', `${qualified(resource)} "${name}" not found`, detailsOf(resource, name));
}

export function alreadyExists(resource: Named, name: string): ApiError {
  const message = `${qualified(resource)} "${name}" already exists`;
  return failure('AlreadyExists', message, detailsOf(resource, name));
}

export function conflict(resource: Named, name: string): ApiError {
  const message =
    `Operation cannot be fulfilled on ${qualified(resource)} "${name}": the object has been modified; ` +
    'please apply your changes to the latest version and try again';
  return failure('Conflict', message, detailsOf(resource, name));
}

/** A precondition on the uid that does not hold. */
export function wrongUid({ kind, metadata }: KubeObject, wanted: string): ApiError {
  const message =
    `Operation cannot be fulfilled on ${kind} "${metadata.name}": the UID in the precondition (${wanted}) does not match ` +
    `the UID in record (${metadata.uid}). The object might have been deleted and then recreated`;
  return failure('Conflict', message, { name: metadata.name, kind });
}

export function notAllowed(): ApiError {
  const message = 'the server does not allow this method on the requested resource';
  return failure('MethodNotAllowed', message, {});
}

export function notServed(): ApiError {
  return failure('NotFound', 'the server could not find the requested resource', {});
}

export function forbidden(resource: Named, name: string, why: string): ApiError {
  const message = `${qualified(resource)}${name === '' ? '' : ` "${name}"`} is forbidden: ${why}`;
  return failure('Forbidden', message, detailsOf(resource, name));
}

export function invalid(resource: Named, name: string, causes: StatusCause[]): ApiError {
  const kind = resource.group === '' ? resource.kind : `${resource.kind}.${resource.group}`;
  const text = causes.map((cause) => `${cause.field}: ${cause.message}`);
  const joined = text.length === 1 ? text[0] : `[${text.join(', ')}]`;
  return failure('Invalid', `${kind} "${name}" is invalid: ${joined}`, {
    ...detailsOf(resource, name),
    kind: resource.kind,
    causes,
  });
}

export function badRequest(message: string): ApiError {
  return failure('BadRequest', message);
}

export function expired(message: string): ApiError {
  return failure('Expired', message);
}
