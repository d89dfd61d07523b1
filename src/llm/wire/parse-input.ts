/** The arguments of a call: what they are when they are JSON, else the text as it came. */
export function parseInput(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
