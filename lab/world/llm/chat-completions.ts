import { sse, USAGE } from './protocol.ts';
import type { Protocol, Writes } from './protocol.ts';
import type { StandInReply } from './reply.ts';

function finishReason({ ends, calls = [] }: StandInReply): string {
  if (ends === 'refused') return 'content_filter';
  if (ends === 'length') return 'length';
  return calls.length > 0 ? 'tool_calls' : 'stop';
}

function begin(model: string): Writes {
  const shared = { id: 'chatcmpl-stand-in', object: 'chat.completion.chunk', created: 1_790_000_000, model };
  const chunk = (delta: object, finish: string | null = null): string =>
    sse({ ...shared, choices: [{ index: 0, delta, finish_reason: finish }] });
  return {
    open: [chunk({ role: 'assistant', content: '' })],
    text: (pieces) => pieces.map((content) => chunk({ content })),
    calls: (calls) =>
      calls.flatMap(({ name, input }, index) => [
        chunk({
          tool_calls: [
            {
              index,
              id: `call_${index}`,
              type: 'function',
              function: { name, arguments: input.slice(0, 5) },
            },
          ],
        }),
        chunk({ tool_calls: [{ index, function: { arguments: input.slice(5) } }] }),
      ]),
    close(reply) {
      const { input, output, cached } = reply.usage ?? USAGE;
      const usage = {
        prompt_tokens: input,
        completion_tokens: output,
        total_tokens: input + output,
        prompt_tokens_details: { cached_tokens: cached },
      };
      return [chunk({}, finishReason(reply)), sse({ ...shared, choices: [], usage }), sse('[DONE]')];
    },
    error: (type, words) => sse({ error: { message: words, type, code: type } }),
  };
}

/** The chat completions of OpenAI, as many other servers speak them. */
export const CHAT_COMPLETIONS: Protocol = {
  path: '/v1/chat/completions',
  contentType: 'text/event-stream',
  begin,
  refusal: (type, words) => ({ error: { message: words, type, param: null, code: type } }),
};
