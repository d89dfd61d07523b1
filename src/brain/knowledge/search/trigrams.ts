const ALIKE = 0.5;
const SHORTEST = 4;

function trigramsOf(word: string): Set<string> {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}

/** Finds the word of a vocabulary that a slip was meant for. */
export function openSpelling(
  vocabulary: Iterable<string>,
): (word: string) => { word: string; likeness: number } | undefined {
  const byTrigram = new Map<string, string[]>();
  const sizes = new Map<string, number>();
  for (const word of vocabulary) {
    const trigrams = word.length < SHORTEST ? [] : [...trigramsOf(word)];
    sizes.set(word, trigrams.length);
    for (const one of trigrams) {
      const words = byTrigram.get(one);
      if (words === undefined) byTrigram.set(one, [word]);
      else words.push(word);
    }
  }
  return (said) => {
    if (said.length < SHORTEST) return undefined;
    const own = trigramsOf(said);
    const shared = new Map<string, number>();
    for (const one of own)
      for (const word of byTrigram.get(one) ?? []) shared.set(word, (shared.get(word) ?? 0) + 1);
    const [best] = [...shared]
      .map(([word, count]) => ({ word, likeness: (2 * count) / (own.size + (sizes.get(word) ?? 0)) }))
      .sort((a, b) => b.likeness - a.likeness || (a.word < b.word ? -1 : 1));
    return best !== undefined && best.likeness >= ALIKE ? best : undefined;
  };
}
