import { USAGE } from './protocol.ts';
import type { Protocol, Writes } from './protocol.ts';

const line = (data: object): string => `${JSON.stringify(data)}\n`;

function argumentsOf(input: string): unknown {
  try {
    return JSON.parse(input) as unknown;
  } catch {
    return input;
  }
}

function begin(model: string): Writes {
  const shared = { model, created_at: '2026-11-21T10:00:00.000000Z' };
  const said = (message: object): string =>
    line({ ...shared, message: { role: 'assistant', content: '', ...message }, done: false });
  return {
    open: [],
    text: (pieces) => pieces.map((content) => said({ content })),
    calls: (calls) =>
      calls.map(({ name, input }) =>
        said({ tool_calls: [{ function: { name, arguments: argumentsOf(input) } }] }),
      ),
    close({ ends, usage = USAGE }) {
      const counts = { prompt_eval_count: usage.input, eval_count: usage.output, total_duration: 1e9 };
      const end = { done: true, done_reason: ends === 'length' ? 'length' : 'stop', ...counts };
      return [line({ ...shared, message: { role: 'assistant', content: '' }, ...end })];
    },
    error: (_type, words) => line({ error: words }),
  };
}

/** The chat of Ollama. */
export const OLLAMA: Protocol = {
  path: '/api/chat',
  contentType: 'application/x-ndjson',
  begin,
  refusal: (_type, words) => ({ error: words }),
};
