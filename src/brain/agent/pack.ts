import type { ModelMessage, ToolOffer } from '#llm/spec';

/** Fewer than any tokenizer makes of English, JSON or logs: what is packed by it fits. */
const CHARS_PER_TOKEN = 3;
const OVERHEAD_TOKENS = 8;
/** What stays of a result that had to be shortened; the second number where even that is too much. */
const SHORTENED = [800, 160] as const;
const RECENT = 4;

const lengthOf = (message: ModelMessage): number =>
  message.text.length + (message.role === 'assistant' ? JSON.stringify(message.calls).length : 0);

/** About how many tokens messages and tools take; never too few. */
function tokensOf(messages: readonly ModelMessage[], tools: readonly ToolOffer[] = []): number {
  const said = messages.reduce((sum, message) => sum + lengthOf(message), JSON.stringify(tools).length);
  return Math.ceil(said / CHARS_PER_TOKEN) + OVERHEAD_TOKENS * messages.length;
}

function shortened<Message extends ModelMessage>(message: Message, chars: number): Message {
  const { text } = message;
  if (text.length <= chars + 120) return message;
  const [head, tail] = [text.slice(0, Math.ceil(chars * 0.75)), text.slice(-Math.floor(chars * 0.25))];
  const mark = `\n[shortened to fit: ${String(text.length - chars)} characters are left out here; call again for them]\n`;
  return { ...message, text: `${head.toWellFormed()}${mark}${tail.toWellFormed()}` };
}

/** Which messages may be shortened, the first ones first: old results, then what models said, then what is recent. */
function orderOf(messages: readonly ModelMessage[]): number[] {
  const at = messages.map((_, index) => index).filter((index) => messages[index]?.role !== 'system');
  const isOld = (index: number): boolean => index < messages.length - RECENT;
  const rank = (index: number): number => {
    const role = messages[index]?.role;
    return (isOld(index) ? 0 : 10) + (role === 'tool' ? 0 : role === 'assistant' ? 1 : 2);
  };
  return at.toSorted((a, b) => rank(a) - rank(b) || a - b);
}

/**
 * The messages as they fit into a number of tokens: results are shortened, the oldest first, each with a mark that says
 * so. Who said what to whom stays as it was.
 */
export function packMessages(
  messages: readonly ModelMessage[],
  tools: readonly ToolOffer[],
  budgetTokens: number,
): ModelMessage[] {
  const packed = [...messages];
  for (const chars of SHORTENED) {
    for (const index of orderOf(messages)) {
      if (tokensOf(packed, tools) <= budgetTokens) return packed;
      const message = packed[index];
      if (message !== undefined) packed[index] = shortened(message, chars);
    }
  }
  return packed;
}
