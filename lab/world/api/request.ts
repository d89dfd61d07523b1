import type { IncomingMessage } from 'node:http';
import { badRequest, failure } from '../kube/errors.ts';
import { isRecord } from '../kube/json.ts';
import { parse as parseYaml } from 'yaml';
import { isProtobuf, parseProtobuf } from './protobuf/parse-body.ts';

/** A request to the Kubernetes API, its path taken apart. */
export interface ApiRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  accept: string;
  contentType: string;
  body: Buffer;
  user: User;
}

export interface User {
  name: string;
  groups: string[];
}

/** What a resource path points at. */
export interface Target {
  group: string;
  version: string;
  namespace?: string;
  plural: string;
  name?: string;
  subresource?: string;
}

const LARGEST_BODY = 3 * 1024 * 1024;

export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += (chunk as Buffer).length;
    if (size > LARGEST_BODY) throw failure('RequestEntityTooLarge', 'limit is 3145728');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** The body as an object; refuses what is not one. */
export function parseBody(request: ApiRequest): Record<string, unknown> {
  const parsed = isProtobuf(request.contentType) ? parsePacked(request) : parseDocument(request);
  if (!isRecord(parsed)) throw badRequest('the object provided is unrecognized (must be of type Object)');
  return parsed;
}

function parsePacked({ body }: ApiRequest): Record<string, unknown> {
  const parsed = unpack(body);
  if (parsed) return parsed;
  const message = `the body of the request was in an unknown format - accepted media types include: application/json, application/yaml`;
  throw failure('UnsupportedMediaType', message);
}

function unpack(body: Buffer): Record<string, unknown> | undefined {
  try {
    return parseProtobuf(body);
  } catch (error) {
    throw badRequest(`error decoding: ${error instanceof Error ? error.message : 'not protobuf'}`);
  }
}

/** The body as JSON or YAML, whatever its shape. */
export function parseDocument(request: ApiRequest): unknown {
  const text = request.body.toString('utf8');
  try {
    return /yaml/.test(request.contentType) ? parseYaml(text) : JSON.parse(text);
  } catch (error) {
    throw badRequest(`error decoding: ${error instanceof Error ? error.message : 'not JSON'}`);
  }
}

/** Takes /api/... and /apis/... apart; undefined for paths that name no resource. */
export function parseTarget(path: string): Target | undefined {
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const core = parts[0] === 'api';
  if (!core && parts[0] !== 'apis') return undefined;
  const [group = '', version = ''] = core ? ['', parts[1]] : [parts[1], parts[2]];
  const rest = parts.slice(core ? 2 : 3);
  const [first, second, third, ...more] = rest;
  if (first === undefined) return undefined;
  const namespaced =
    first === 'namespaces' && third !== undefined && third !== 'status' && third !== 'finalize';
  if (!namespaced) {
    return { group, version, plural: first, name: second, subresource: third };
  }
  return {
    group,
    version,
    namespace: second,
    plural: third,
    name: more[0],
    subresource: more.slice(1).join('/') || undefined,
  };
}
