import type { Embedder } from '#llm/spec';
import type { Guide } from './guide.ts';
import { guideOfDocument, guideOfNote } from './guide-of.ts';
import { readShipped } from './read-shipped.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { KnowledgeStore } from './store.ts';

/** A guide that was found for a question, best first. */
export interface Found {
  guide: Guide;
  /** Between 0 and 1. */
  score: number;
  /** Whether it is sure enough to be told as the answer. */
  isSure: boolean;
}

/** Everything that a person may know from Jamie, and a way to find it. */
interface Shelf {
  version: string;
  guides: Map<string, Guide>;
  index: SearchIndex;
}

export interface Library {
  /** The guides nearest to a question of a person, best first. */
  find: (question: string, personId: string, limit: number) => Promise<Found[]>;
  /** The guide of an id that the person may see. */
  guide: (id: string, personId: string) => Promise<Guide | undefined>;
  /** The guide that explains a check of diagnosis: an imported one before the shipped one. */
  guideOfCheck: (check: string, personId: string) => Promise<Guide | undefined>;
  guides: (personId: string) => Promise<Guide[]>;
}

export interface LibraryDeps {
  store: KnowledgeStore;
  embedder?: Promise<Embedder | undefined>;
}

const MOST_SHELVES = 20;
/** What was taught is about here and now: it goes before what holds everywhere when it speaks of most of the question. */
const TAUGHT_COVERS = 0.55;
/** Notes whose scores are as near as this say much the same: the newer one counts. */
const ALIKE = 0.8;
const MOST_CONSIDERED = 20;
const SURE = { covered: 0.4, score: 0.4 };

async function shippedGuides(): Promise<Guide[]> {
  return (await readShipped()).flatMap(({ guide }) => guide ?? []);
}

interface Wanted {
  shipped: readonly Guide[];
  personId: string;
  version: string;
}

async function openShelf(deps: LibraryDeps, { shipped, personId, version }: Wanted): Promise<Shelf> {
  const [notes, documents, embedder] = await Promise.all([
    deps.store.notesFor(personId),
    deps.store.documents(),
    deps.embedder,
  ]);
  const { openIndex } = await import('./search/search-index.ts');
  const all = [...notes.map(guideOfNote), ...documents.map(guideOfDocument), ...shipped];
  const entries = all.map(({ id, title, symptoms, sections }) => ({
    id,
    title,
    symptoms,
    body: sections.map(({ text }) => text).join('\n'),
  }));
  return {
    version,
    guides: new Map(all.map((guide) => [guide.id, guide])),
    index: openIndex(entries, embedder),
  };
}

const taughtAt = ({ guide: { provenance } }: Found): string =>
  provenance.kind === 'taught' ? provenance.at : '';

/** What was taught and speaks of most of the question first, the newest of it before older; then the rest as it was found. */
function taughtFirst(found: readonly (Found & { covered: number })[]): Found[] {
  const isTaught = ({ guide, covered }: Found & { covered: number }): boolean =>
    guide.provenance.kind === 'taught' && covered >= TAUGHT_COVERS;
  const taught = found.filter(isTaught);
  const best = taught[0]?.score ?? 0;
  const alike = taught
    .filter(({ score }) => score >= ALIKE * best)
    .map((one) => ({ ...one, isSure: true }))
    .sort((a, b) => taughtAt(b).localeCompare(taughtAt(a)));
  return [...alike, ...found.filter((one) => !(isTaught(one) && one.score >= ALIKE * best))];
}

async function findOn(shelf: Shelf, question: string, limit: number): Promise<Found[]> {
  const hits = await shelf.index.search(question, Math.max(limit, MOST_CONSIDERED));
  const found = hits.flatMap(({ id, score, covered }) => {
    const guide = shelf.guides.get(id);
    if (guide === undefined) return [];
    const isSure = covered >= SURE.covered && score >= SURE.score;
    return [{ guide, score, covered, isSure }];
  });
  return taughtFirst(found).slice(0, limit);
}

/** Opens what Jamie knows, reading nothing before it is asked. */
export function openLibrary(deps: LibraryDeps): Library {
  let shipped: Promise<Guide[]> | undefined;
  const shelves = new Map<string, Promise<Shelf>>();
  const shelfOf = async (personId: string): Promise<Shelf> => {
    shipped ??= shippedGuides();
    const [guides, version] = await Promise.all([shipped, deps.store.version()]);
    const kept = await shelves.get(personId)?.catch(() => undefined);
    if (kept?.version === version) return kept;
    const opened = openShelf(deps, { shipped: guides, personId, version });
    shelves.delete(personId);
    shelves.set(personId, opened);
    const [oldest] = shelves.keys();
    if (shelves.size > MOST_SHELVES && oldest !== undefined) shelves.delete(oldest);
    return opened;
  };
  return {
    find: async (question, personId, limit) => findOn(await shelfOf(personId), question, limit),
    guide: async (id, personId) => (await shelfOf(personId)).guides.get(id),
    guides: async (personId) => [...(await shelfOf(personId)).guides.values()],
    guideOfCheck: async (check, personId) =>
      [...(await shelfOf(personId)).guides.values()].find(({ checks }) => checks.includes(check)),
  };
}
