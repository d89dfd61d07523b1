import type { Observation } from '#diagnosis/evidence';
import type { SkillContext } from '../skills/skill.ts';

/** Where something that was gathered comes from, by its id: cited only when the answer uses it. */
export type Sources = ReadonlyMap<string, Observation>;

/** A source that is cited already, such as an object of a cluster. */
export interface Gathered<Item> {
  items: Item[];
  sources: [id: string, source: Observation][];
  /** What could not be asked, in words: "Prometheus: did not answer in time". */
  missing: string[];
}

export const nothing = <Item>(missing: string[] = []): Gathered<Item> => ({
  items: [],
  sources: [],
  missing,
});

/** All together. */
export function together<Item>(parts: readonly Gathered<Item>[]): Gathered<Item> {
  return {
    items: parts.flatMap(({ items }) => items),
    sources: parts.flatMap(({ sources }) => sources),
    missing: [...new Set(parts.flatMap(({ missing }) => missing))],
  };
}

/** Cites what statements stand on; gives the evidence ids. */
export function citeAll(context: SkillContext, sources: Sources, ids: readonly string[]): string[] {
  return context.ledger.addAll(ids.flatMap((id) => sources.get(id) ?? []));
}
