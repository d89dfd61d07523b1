import type { z } from 'zod';
import type { Endpoint, Product } from './endpoint.ts';
import { httpErrors } from './errors.ts';
import type { HttpErrors } from './errors.ts';
import { exchange } from './exchange.ts';
import type { Body, Received } from './exchange.ts';

/** One question to an API: the page and its parameters. */
export interface Question {
  /** After the endpoint's URL, or a whole URL on the same host. */
  path: string;
  /** Sent in the URL, or as a form with `form`. */
  params?: Record<string, string | string[] | undefined>;
  /** Sends the parameters as a form in a POST, for expressions that are longer than a URL may be. */
  form?: boolean;
  /** Sent as JSON in a POST, as GraphQL wants it. */
  json?: unknown;
  accept?: string;
  signal?: AbortSignal;
}

/** A client of one server. Every fault is an error that says who must act. */
export interface HttpClient {
  /** Names the server in messages. */
  host: string;
  errors: HttpErrors;
  /** The answer as it came, whatever its status. */
  ask: (question: Question) => Promise<Received>;
  /** The JSON of an answer, whatever its status; wrong-url for a web page, broken-answer for half of one. */
  parse: (received: Received) => unknown;
  /** The JSON of a 200 answer in the shape that is given. */
  read: <Schema extends z.ZodType>(question: Question, schema: Schema) => Promise<z.output<Schema>>;
  /** A value in the shape that is given, or wrong-url. */
  shape: <Schema extends z.ZodType>(schema: Schema, value: unknown) => z.output<Schema>;
}

function paramsOf(params: Question['params']): URLSearchParams {
  const pairs = Object.entries(params ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) =>
      one === undefined ? [] : [[name, one] as [string, string]],
    ),
  );
  return new URLSearchParams(pairs);
}

function requestOf({ path, params, form = false, json, accept, signal }: Question) {
  const given = paramsOf(params);
  const asForm: Body = { type: 'application/x-www-form-urlencoded', text: given.toString() };
  if (form) return { path, body: asForm, accept, signal };
  const query = given.size > 0 ? `?${given.toString()}` : '';
  const body: Body | undefined =
    json === undefined ? undefined : { type: 'application/json', text: JSON.stringify(json) };
  return { path: path + query, body, accept, signal };
}

/** Talks to the server behind an endpoint; asks nothing yet. */
export function createHttpClient(endpoint: Endpoint, product: Product): HttpClient {
  const { host } = new URL(endpoint.url);
  const errors = httpErrors(product, host);
  const ask = (question: Question) => exchange(endpoint, requestOf(question), errors);
  const parse = ({ status, headers, text }: Received): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      if (status !== 200) throw errors.status(status);
      const isPage = (headers['content-type'] ?? '').includes('html') || text.trimStart().startsWith('<');
      throw isPage ? errors.wrongUrl('it sent a web page') : errors.notWhole();
    }
  };
  const shape: HttpClient['shape'] = (schema, value) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw errors.wrongUrl('its JSON is not of that shape');
  };
  return {
    host,
    errors,
    ask,
    parse,
    shape,
    async read(question, schema) {
      const received = await ask(question);
      if (received.status !== 200) throw errors.status(received.status);
      return shape(schema, parse(received));
    },
  };
}
