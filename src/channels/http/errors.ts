import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import {
  ConfigError,
  DeniedError,
  InputError,
  UpstreamError,
  isHouseError,
  type HouseError,
} from '#ground/errors';
import type { ErrorBody } from './contract.ts';

interface Failure {
  status: number;
  body: ErrorBody;
  /** True for a bug: logged with its stack. */
  unexpected: boolean;
}

const INPUT_STATUS: Record<string, number> = {
  'unknown-conversation': 404,
  'unknown-walk': 404,
  'unknown-turn': 404,
  'unknown-correction': 404,
  'unknown-guide': 404,
  'unknown-note': 404,
  'unknown-preference': 404,
  'message-too-long': 413,
};

/** Fastify's own refusals, in our codes and words. */
const REFUSALS: Record<string, [status: number, code: string, message: string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [
    413,
    'body-too-large',
    'That is too long: a question may have 64 KiB, a delivery to a webhook 4 MiB.',
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'media-type', 'Send JSON, with Content-Type: application/json.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'wrong-shape', 'The body is empty; a JSON object is expected.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'not-json', 'The body is not valid JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'content-length', 'Content-Length does not fit the body.'],
};

/** The answer to a request that failed: which status, and a body that holds no stack and no secret. */
export function toFailure(error: unknown): Failure {
  if (hasZodFastifySchemaValidationErrors(error)) return wrongShape(error);
  if (isHouseError(error)) return { status: statusOf(error), body: toErrorBody(error), unexpected: false };
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  const refusal = REFUSALS[String(code)];
  if (refusal) return { status: refusal[0], body: bodyOf(refusal[1], refusal[2]), unexpected: false };
  if (error instanceof SyntaxError && statusCode === 400)
    return { status: 400, body: bodyOf('not-json', 'The body is not valid JSON.'), unexpected: false };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return { status: statusCode, body: bodyOf('bad-request', (error as Error).message), unexpected: false };
  return { status: 500, body: toErrorBody(error), unexpected: true };
}

/** Any error in the shape that all channels send. What is not for people to act on says only that it happened. */
export function toErrorBody(error: unknown): ErrorBody {
  if (!isHouseError(error))
    return bodyOf('internal', 'Something went wrong inside Jamie. It has been logged; please try again.');
  const faults = error instanceof InputError || error instanceof ConfigError ? error.faults : [];
  return bodyOf(error.code, error.message, faults);
}

function bodyOf(code: string, message: string, faults: { at: string; problem: string }[] = []): ErrorBody {
  return { error: { code, message, faults } };
}

function statusOf(error: HouseError): number {
  if (error instanceof InputError) return INPUT_STATUS[error.code] ?? 400;
  if (error instanceof DeniedError) return error.code.startsWith('token-') ? 401 : 403;
  if (error instanceof UpstreamError) return error.retryable ? 503 : 502;
  return 500;
}

interface ValidationIssue {
  instancePath: string;
  message?: string;
  keyword?: string;
  params: { keys?: string[] };
}

function wrongShape(error: { validation: unknown; validationContext?: string }): Failure {
  const issues = error.validation as ValidationIssue[];
  const first = [...Map.groupBy(issues, ({ instancePath }) => instancePath).values()].flatMap(
    ([issue]) => issue ?? [],
  );
  const faults = first.flatMap((issue) => faultsOf(issue, error.validationContext ?? 'body'));
  const named = faults.map(({ at, problem }) => `${at}: ${problem}`).join('; ');
  return {
    status: 400,
    body: bodyOf('wrong-shape', `The request is not as expected. ${named}`, faults),
    unexpected: false,
  };
}

function faultsOf({ instancePath, message, keyword, params }: ValidationIssue, context: string) {
  const unknown = keyword === 'unrecognized_keys' ? (params.keys ?? []) : [];
  if (unknown.length > 0) return unknown.map((key) => ({ at: key, problem: 'there is no such field' }));
  const at = instancePath
    .split('/')
    .filter((part) => part !== '')
    .join('.');
  return [{ at: at || context, problem: message ?? 'is wrong' }];
}
