import type { Question } from './questions.ts';

/** What a server answered. */
export interface Answered {
  status: number;
  body: unknown;
}

/** Asks a Loki; what is no JSON comes as text. */
export async function ask(url: string, { path, params }: Question): Promise<Answered> {
  const response = await fetch(`${url}/loki/api/v1${path}?${new URLSearchParams(params).toString()}`);
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text };
}
