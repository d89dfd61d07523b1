/** No text of any length has more characters to a token than this. */
const MOST_CHARACTERS_PER_TOKEN = 8;

/** Counts what a model says, whether or not its server does. */
export interface OutputMeter {
  /** Adds what was said; true when it is more than the limit allows by any count. */
  isOver: (said: string) => boolean;
  characters: () => number;
}

/** A meter for one answer of at most so many tokens. */
export function createOutputMeter(maxOutputTokens: number): OutputMeter {
  let characters = 0;
  const most = maxOutputTokens * MOST_CHARACTERS_PER_TOKEN;
  return {
    isOver(said) {
      characters += said.length;
      return characters > most;
    },
    characters: () => characters,
  };
}
