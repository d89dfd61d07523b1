import type { ModelMessage, ModelRequest, ToolCall } from '#llm/spec';
import type { SdkExtras, SdkOptions, SdkPrompt } from './sdk.ts';
import type { Thoughts } from './thoughts.ts';

/** What one provider wants otherwise than the others. */
export interface Dialect {
  /** Sent with every request. */
  extras?: SdkExtras;
  /** Marks what does not change between calls as worth keeping. */
  keep?: SdkExtras;
}

type SdkMessage = SdkPrompt[number];

const inputOf = (input: unknown): Record<string, unknown> =>
  typeof input === 'object' && input !== null && !Array.isArray(input)
    ? (input as Record<string, unknown>)
    : { unreadable: String(input) };

const callPart = ({ id, tool, input }: ToolCall) => ({
  type: 'tool-call' as const,
  toolCallId: id,
  toolName: tool,
  input: inputOf(input),
});

function messageOf(
  message: ModelMessage,
  { thoughts, keep }: { thoughts: Thoughts; keep?: SdkExtras },
): SdkMessage[] {
  switch (message.role) {
    case 'system':
      return [{ role: 'system', content: message.text, providerOptions: keep }];
    case 'user':
      return [{ role: 'user', content: [{ type: 'text', text: message.text }] }];
    case 'assistant': {
      const { text, calls } = message;
      const said = text === '' ? [] : [{ type: 'text' as const, text }];
      const content = [...thoughts.before(calls[0]?.id), ...said, ...calls.map(callPart)];
      return content.length === 0 ? [] : [{ role: 'assistant', content }];
    }
    case 'tool': {
      const { callId, tool, text, isError } = message;
      const output = { type: isError ? ('error-text' as const) : ('text' as const), value: text };
      return [
        { role: 'tool', content: [{ type: 'tool-result', toolCallId: callId, toolName: tool, output }] },
      ];
    }
  }
}

function promptOf(messages: ModelMessage[], thoughts: Thoughts, keep: SdkExtras | undefined): SdkPrompt {
  const lastStable = messages.findLastIndex(
    (message) => message.role === 'system' && message.isStable === true,
  );
  return messages.flatMap((message, index) =>
    messageOf(message, { thoughts, keep: index === lastStable ? keep : undefined }),
  );
}

/** A request as the AI SDK has it. */
export function toSdkOptions(request: ModelRequest, dialect: Dialect, thoughts: Thoughts): SdkOptions {
  const { messages, tools = [], schema, maxOutputTokens, temperature, signal } = request;
  const offered = tools.map(({ name, description, input }, index) => ({
    type: 'function' as const,
    name,
    description,
    inputSchema: input,
    providerOptions: index === tools.length - 1 ? dialect.keep : undefined,
  }));
  return {
    prompt: promptOf(messages, thoughts, dialect.keep),
    maxOutputTokens,
    temperature,
    abortSignal: signal,
    providerOptions: dialect.extras,
    ...(offered.length > 0 && { tools: offered }),
    ...(schema !== undefined && { responseFormat: { type: 'json' as const, schema, name: 'answer' } }),
  };
}
