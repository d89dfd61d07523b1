import type { World } from '../start.ts';

/** An answer of the API, its body parsed when it is JSON. */
export interface Reply<T> {
  status: number;
  body: T;
  text: string;
}

export interface Call {
  method?: string;
  body?: unknown;
  type?: string;
  accept?: string;
  token?: string;
  cluster?: string;
}

/** Asks one of a world's API servers, as its admin unless told otherwise. */
export async function ask<T = object>(world: World, path: string, call: Call = {}): Promise<Reply<T>> {
  const site =
    world.clusters.find(({ name }) => name === (call.cluster ?? 'harbour-prod')) ?? world.clusters[0];
  const response = await fetch(`${site?.url ?? ''}${path}`, {
    method: call.method ?? 'GET',
    headers: {
      authorization: `Bearer ${call.token ?? site?.token ?? ''}`,
      'content-type': call.type ?? 'application/json',
      accept: call.accept ?? 'application/json',
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, text, body: (isJson ? JSON.parse(text) : {}) as T };
}
