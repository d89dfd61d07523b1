import type { ServerResponse } from 'node:http';
import type { Script, SeenRequest } from './reply.ts';

const DIMENSIONS = 8;

/** The same text has the same vector, and another text another one. */
function vectorOf(text: string): number[] {
  const vector = Array.from({ length: DIMENSIONS }, () => 1);
  for (let at = 0; at < text.length; at++)
    vector[at % DIMENSIONS] = (vector[at % DIMENSIONS] ?? 0) + text.charCodeAt(at);
  return vector;
}

const send = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const textsOf = ({ input }: SeenRequest['body']): string[] =>
  Array.isArray(input) ? input.map(String) : [String(input)];

/** Embeddings and lists of models: what of these APIs is no conversation. */
export function embed(response: ServerResponse, asked: SeenRequest, script: Script): void {
  const { path, body } = asked;
  const model = String(body['model']);
  if (path === '/api/tags')
    return send(response, 200, { models: [{ name: 'small:latest', model: 'small:latest' }] });
  if (path === '/v1/models')
    return send(response, 200, { object: 'list', data: [{ id: 'small', object: 'model' }] });
  if (path !== '/api/embed' && path !== '/v1/embeddings') return send(response, 404, { error: 'not found' });
  const { fault } = script(asked);
  if (fault?.kind === 'status') return send(response, fault.status, { error: fault.words ?? 'no' });
  const vectors = textsOf(body).map(vectorOf);
  if (path === '/api/embed') return send(response, 200, { model, embeddings: vectors, prompt_eval_count: 9 });
  const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
  send(response, 200, { object: 'list', model, data, usage: { prompt_tokens: 9, total_tokens: 9 } });
}
