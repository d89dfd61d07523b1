import type { Question } from './questions.ts';

/** What a server answered. */
export interface Answered {
  status: number;
  body: unknown;
}

export async function ask(url: string, { path, params }: Question): Promise<Answered> {
  const response = await fetch(`${url}${path}?${new URLSearchParams(params).toString()}`);
  return { status: response.status, body: await response.json() };
}
