import { sse, USAGE } from './protocol.ts';
import type { Protocol, Writes } from './protocol.ts';
import type { StandInReply } from './reply.ts';

const REASONS = { length: 'max_output_tokens', refused: 'content_filter' };

type Event = (data: { type: string; [field: string]: unknown }) => string;

/** An item of the output: added, said bit by bit, done. */
interface Item {
  base: object;
  added: object;
  deltas: ((index: number) => string)[];
  done: object;
}

const writeItem = (event: Event, output_index: number, { base, added, deltas, done }: Item): string[] => [
  event({
    type: 'response.output_item.added',
    output_index,
    item: { ...base, status: 'in_progress', ...added },
  }),
  ...deltas.map((delta) => delta(output_index)),
  event({ type: 'response.output_item.done', output_index, item: { ...base, status: 'completed', ...done } }),
];

function messageItem(event: Event, pieces: string[]): Item {
  const base = { type: 'message', id: 'msg_0', role: 'assistant' };
  const type = 'response.output_text.delta';
  const shared = { item_id: base.id, content_index: 0, logprobs: [] };
  return {
    base,
    added: { content: [] },
    deltas: pieces.map((delta) => (output_index) => event({ type, ...shared, output_index, delta })),
    done: { content: [{ type: 'output_text', text: pieces.join(''), annotations: [] }] },
  };
}

function callItem(event: Event, { name, input }: { name: string; input: string }, number: number): Item {
  const base = { type: 'function_call', id: `fc_${number}`, call_id: `call_${number}`, name };
  const type = 'response.function_call_arguments.delta';
  const halves = [input.slice(0, 5), input.slice(5)];
  return {
    base,
    added: { arguments: '' },
    deltas: halves.map((delta) => (output_index) => event({ type, item_id: base.id, output_index, delta })),
    done: { arguments: input },
  };
}

function endOf({ ends, usage = USAGE }: StandInReply): { type: string; end: object } {
  const counted = {
    input_tokens: usage.input,
    input_tokens_details: { cached_tokens: usage.cached },
    output_tokens: usage.output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: usage.input + usage.output,
  };
  const status = ends === undefined ? 'completed' : 'incomplete';
  const incomplete_details = ends === undefined ? null : { reason: REASONS[ends] };
  return { type: `response.${status}`, end: { status, incomplete_details, usage: counted } };
}

function begin(model: string): Writes {
  const response = { id: 'resp_stand_in', object: 'response', created_at: 1_790_000_000, model, output: [] };
  let sequence = 0;
  let index = 0;
  const event: Event = (data) => sse({ ...data, sequence_number: sequence++ }, data.type);
  return {
    open: [event({ type: 'response.created', response: { ...response, status: 'in_progress' } })],
    text: (pieces) => writeItem(event, index++, messageItem(event, pieces)),
    calls: (calls) =>
      calls.flatMap((call, number) => writeItem(event, index++, callItem(event, call, number))),
    close(reply) {
      const { type, end } = endOf(reply);
      return [event({ type, response: { ...response, ...end } })];
    },
    error: (type, words) => event({ type: 'error', code: type, message: words, param: null }),
  };
}

/** The Responses API of OpenAI. */
export const RESPONSES: Protocol = {
  path: '/v1/responses',
  contentType: 'text/event-stream',
  keyHeader: 'authorization',
  begin,
  refusal: (type, words) => ({ error: { message: words, type, param: null, code: type } }),
};
