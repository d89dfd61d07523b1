import type { ModelMessage, ModelRequest } from '#llm/spec';

const inputOf = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && !Array.isArray(input)
    ? input
    : { unreadable: String(input) };

function messageOf(message: ModelMessage): Record<string, unknown> {
  switch (message.role) {
    case 'system':
    case 'user':
      return { role: message.role, content: message.text };
    case 'assistant': {
      const calls = message.calls.map(({ tool, input }) => ({
        function: { name: tool, arguments: inputOf(input) },
      }));
      return { role: 'assistant', content: message.text, ...(calls.length > 0 && { tool_calls: calls }) };
    }
    case 'tool':
      return {
        role: 'tool',
        tool_name: message.tool,
        content: message.isError ? `Error: ${message.text}` : message.text,
      };
  }
}

/** A request as /api/chat has it. What is too long is refused: Ollama would leave out the beginning without a word. */
export function toChat(request: ModelRequest, of: { model: string; contextTokens: number }): object {
  const { messages, tools = [], schema, maxOutputTokens, temperature } = request;
  return {
    model: of.model,
    messages: messages.map(messageOf),
    stream: true,
    truncate: false,
    shift: false,
    options: { num_ctx: of.contextTokens, num_predict: maxOutputTokens, temperature },
    ...(schema !== undefined && { format: schema }),
    ...(tools.length > 0 && {
      tools: tools.map(({ name, description, input }) => ({
        type: 'function',
        function: { name, description, parameters: input },
      })),
    }),
  };
}
