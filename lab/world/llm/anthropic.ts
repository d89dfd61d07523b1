import { sse, USAGE } from './protocol.ts';
import type { Protocol, Writes } from './protocol.ts';
import type { StandInReply } from './reply.ts';

const event = (data: { type: string; [field: string]: unknown }): string => sse(data, data.type);

function stopReason({ ends, calls = [] }: StandInReply): string {
  if (ends === 'refused') return 'refusal';
  if (ends === 'length') return 'max_tokens';
  return calls.length > 0 ? 'tool_use' : 'end_turn';
}

function start(model: string): string[] {
  const usage = { input_tokens: USAGE.input, output_tokens: 1 };
  const shared = { id: 'msg_stand_in', type: 'message', role: 'assistant', model, content: [] };
  const message = { ...shared, stop_reason: null, stop_sequence: null, usage };
  return [event({ type: 'message_start', message }), event({ type: 'ping' })];
}

const block = (index: number, content: object, deltas: object[]): string[] => [
  event({ type: 'content_block_start', index, content_block: content }),
  ...deltas.map((delta) => event({ type: 'content_block_delta', index, delta })),
  event({ type: 'content_block_stop', index }),
];

function close(reply: StandInReply): string[] {
  const { input, output, cached } = reply.usage ?? USAGE;
  const usage = {
    input_tokens: input - cached,
    cache_read_input_tokens: cached,
    cache_creation_input_tokens: 0,
    output_tokens: output,
  };
  const delta = { stop_reason: stopReason(reply), stop_sequence: null };
  return [event({ type: 'message_delta', delta, usage }), event({ type: 'message_stop' })];
}

const inputDelta = (text: string) => ({ type: 'input_json_delta', partial_json: text });

function begin(model: string): Writes {
  let index = 0;
  return {
    open: start(model),
    text: (pieces) =>
      block(
        index++,
        { type: 'text', text: '' },
        pieces.map((text) => ({ type: 'text_delta', text })),
      ),
    calls: (calls) =>
      calls.flatMap(({ name, input }, number) =>
        block(index++, { type: 'tool_use', id: `toolu_${number}`, name, input: {} }, [
          inputDelta(input.slice(0, 5)),
          inputDelta(input.slice(5)),
        ]),
      ),
    close,
    error: (type, words) => event({ type: 'error', error: { type, message: words } }),
  };
}

/** The Messages API of Anthropic. */
export const ANTHROPIC: Protocol = {
  path: '/v1/messages',
  contentType: 'text/event-stream',
  keyHeader: 'x-api-key',
  begin,
  refusal: (type, words) => ({ type: 'error', error: { type, message: words }, request_id: 'req_stand_in' }),
};
