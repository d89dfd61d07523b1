import type { Embedder } from '#llm/spec';
import type { StoreDatabase } from '#ground/store';
import type { Gap } from './gap.ts';
import { importDocuments, type Import, type ImportReport } from './import-documents.ts';
import { openLibrary, type Library } from './library.ts';
import { openKnowledgeStore } from './store.ts';
import { openTeaching, type Teaching } from './teach.ts';
import { weeklyGaps, type WeeklyGap } from './weekly-gaps.ts';

export interface KnowledgeDeps {
  /** The questions that nobody could answer, the latest first. */
  gaps: (limit: number) => Promise<Gap[]>;
  db: StoreDatabase;
  /** Milliseconds since the epoch. */
  now: () => number;
  newId: () => string;
  /** Finds guides by meaning too; words alone do when omitted or when it fails. */
  embedder?: Promise<Embedder | undefined>;
}

/** What Jamie knows apart from what it sees: guides that ship with it, texts that were imported, notes that people taught. */
export interface Knowledge extends Library, Teaching {
  import: (from: Import) => Promise<ImportReport>;
  /** What could not be answered in the week before a moment, with the guide that comes nearest for that person. */
  weeklyGaps: (personId: string, now: number) => Promise<WeeklyGap[]>;
}

/** The room as the channels see it. */
export type KnowledgePort = Pick<
  Knowledge,
  'find' | 'guide' | 'guides' | 'teach' | 'waiting' | 'approve' | 'reject' | 'purge' | 'import' | 'weeklyGaps'
>;

/** Opens the room; nothing is read before it is asked for. */
export function openKnowledge({ db, now, newId, embedder, gaps }: KnowledgeDeps): Knowledge {
  const store = openKnowledgeStore(db);
  const library = openLibrary({ store, embedder });
  return {
    ...library,
    ...openTeaching({ store, now, newId }),
    weeklyGaps: (personId, at) => weeklyGaps({ library, gaps }, personId, at),
    import: (from) => importDocuments({ store, now }, from),
  };
}
