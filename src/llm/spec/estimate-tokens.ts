import type { ModelRequest } from './model.ts';

const CHARACTERS_PER_TOKEN = 3.5;

/** About how many tokens so many characters are; rather more than fewer. */
export const tokensOf = (characters: number): number => Math.ceil(characters / CHARACTERS_PER_TOKEN);

function charactersOf(value: unknown): number {
  return typeof value === 'string' ? value.length : (JSON.stringify(value) ?? '').length;
}

/** About how many tokens a request is, its tools and schema included; rather more than fewer. */
export function estimateTokens({
  messages,
  tools,
  schema,
}: Omit<ModelRequest, 'signal' | 'maxOutputTokens'>): number {
  const said = messages.map((message) =>
    message.role === 'assistant' && message.calls.length > 0 ? charactersOf(message) : message.text.length,
  );
  const offered = (tools?.length ?? 0) === 0 ? 0 : charactersOf(tools);
  const wanted = schema === undefined ? 0 : charactersOf(schema);
  return tokensOf(said.reduce((sum, one) => sum + one, offered + wanted)) + 4 * messages.length;
}
