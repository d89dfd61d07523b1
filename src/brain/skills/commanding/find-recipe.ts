import { RECIPES, type Recipe } from './recipes.ts';
import { KINDS, normalise } from './recipe-words.ts';

/** The verb that opens a question says most about the command. */
const OPENING = 1.4;
const HEADS: Readonly<Record<string, string>> = {
  annotation: 'annotate',
  follow: 'logs',
  undo: 'rollout undo',
  events: 'get events',
  restart: 'rollout restart',
};

interface Way {
  recipe: Recipe;
  words: readonly string[];
}

const WAYS: readonly Way[] = RECIPES.flatMap((recipe) =>
  [...recipe.asks, recipe.run.replace(/[{}'"]|[A-Z-]{3,}/g, ' ')].map((ask) => ({
    recipe,
    words: normalise(ask),
  })),
);

const FREQUENCY = WAYS.reduce((counts, { words }) => {
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}, new Map<string, number>());

const weight = (word: string): number =>
  (KINDS.has(word) ? 0.5 : 1) * Math.log(1 + WAYS.length / (1 + (FREQUENCY.get(word) ?? 0)));

/** A word that no recipe speaks of may be a name or a value: it counts little against one. */
const missing = (word: string): number => (FREQUENCY.has(word) ? 0.6 * weight(word) : 0.6);

const total = (words: readonly string[], of: (word: string) => number): number =>
  words.reduce((sum, word) => sum + of(word), 0);

/** A fit below this is a guess. */
export const FITS = 0.4;
/** Enough to go before the verb that was understood of a named object. */
export const SURE = 0.6;

/** The recipe that a question asks for and how well it fits, 0 to 1; undefined when none has a word in common. */
export function findRecipe(text: string): { recipe: Recipe; fit: number } | undefined {
  const said = normalise(text);
  const has = new Set(said);
  let best: { recipe: Recipe; fit: number } | undefined;
  for (const { recipe, words } of WAYS) {
    const wanted = new Set(words);
    const shared = total(
      words.filter((word) => has.has(word)),
      weight,
    );
    if (shared === 0) continue;
    const left = total(
      said.filter((word) => !wanted.has(word)),
      missing,
    );
    const opens =
      said[0] !== undefined && words[0] === said[0] && recipe.run.startsWith(HEADS[said[0]] ?? said[0]);
    const fit = (shared / (total(words, weight) + left)) * (opens ? OPENING : 1);
    if (best === undefined || fit > best.fit + 1e-9) best = { recipe, fit };
  }
  return best;
}
