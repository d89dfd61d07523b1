import { createRequire } from 'node:module';
import type * as Orm from 'drizzle-orm';
import type { StoreDatabase } from '#ground/store';
import { sayingSo } from '../memory/saying-so.ts';
import type { ImportedDocument, TaughtNote } from './note.ts';
import { importedDocuments, taughtNotes } from './schema.ts';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { and, asc, count, desc, eq, gte, inArray, lte, max, or } = createRequire(import.meta.url)(
  'drizzle-orm',
) as typeof Orm;

const MOST_NOTES = 2_000;
const MOST_DOCUMENTS = 5_000;

/** Which notes to remove: all that is given has to be true of them. */
export interface Taint {
  personId?: string;
  /** ISO 8601. */
  since?: string;
  until?: string;
}

/** What is kept of a document beside its text. */
export interface DocumentMark {
  path: string;
  hash: string;
}

type NoteRow = typeof taughtNotes.$inferSelect;
type DocumentRow = typeof importedDocuments.$inferSelect;

const noteOf = ({ id, personId, personName, text, state, taughtAt, reviewedBy }: NoteRow): TaughtNote => ({
  id,
  personId,
  by: personName,
  text,
  state,
  taughtAt: taughtAt.toISOString(),
  reviewedBy: reviewedBy ?? undefined,
});

const documentOf = ({
  origin,
  path,
  body,
  commit,
  importedBy,
  importedAt,
}: DocumentRow): ImportedDocument => ({
  origin,
  path,
  body,
  commit: commit ?? undefined,
  by: importedBy,
  at: importedAt.toISOString(),
});

function readingNotes(db: StoreDatabase) {
  return {
    note: async (id: string): Promise<TaughtNote | undefined> => {
      const [row] = await db.select().from(taughtNotes).where(eq(taughtNotes.id, id));
      return row && noteOf(row);
    },

    /** What a person taught, the latest first. */
    notesOf: async (personId: string): Promise<TaughtNote[]> => {
      const own = eq(taughtNotes.personId, personId);
      const rows = await db
        .select()
        .from(taughtNotes)
        .where(own)
        .orderBy(desc(taughtNotes.taughtAt))
        .limit(MOST_NOTES);
      return rows.map(noteOf);
    },

    /** What a person taught and what the team shares, the latest first. */
    notesFor: async (personId: string): Promise<TaughtNote[]> => {
      const visible = or(eq(taughtNotes.personId, personId), eq(taughtNotes.state, 'shared'));
      const rows = await db
        .select()
        .from(taughtNotes)
        .where(visible)
        .orderBy(desc(taughtNotes.taughtAt))
        .limit(MOST_NOTES);
      return rows.map(noteOf);
    },

    /** Everybody's notes of a state, the oldest first. */
    notesIn: async (state: TaughtNote['state']): Promise<TaughtNote[]> => {
      const rows = await db
        .select()
        .from(taughtNotes)
        .where(eq(taughtNotes.state, state))
        .orderBy(asc(taughtNotes.taughtAt))
        .limit(MOST_NOTES);
      return rows.map(noteOf);
    },
  };
}

function writingNotes(db: StoreDatabase) {
  return {
    addNote: async (note: TaughtNote): Promise<void> => {
      const { id, personId, by, text, state, taughtAt } = note;
      const at = new Date(taughtAt);
      await db
        .insert(taughtNotes)
        .values({ id, personId, personName: by, text, state, taughtAt: at, changedAt: at });
    },

    /** Changes a note; false when it is gone. */
    reviseNote: async (
      id: string,
      change: Partial<Pick<TaughtNote, 'text' | 'state' | 'reviewedBy'>> & { at: Date },
    ): Promise<boolean> => {
      const { at: changedAt, ...rest } = change;
      const changed = await db
        .update(taughtNotes)
        .set({ ...rest, changedAt })
        .where(eq(taughtNotes.id, id))
        .returning({ id: taughtNotes.id });
      return changed.length > 0;
    },
  };
}

function removingNotes(db: StoreDatabase) {
  return {
    /** Removes notes for good; a person's own only, when one is given. Gives how many there were. */
    removeNotes: async (ids: readonly string[], personId?: string): Promise<number> => {
      if (ids.length === 0) return 0;
      const own = personId === undefined ? undefined : eq(taughtNotes.personId, personId);
      const gone = await db
        .delete(taughtNotes)
        .where(and(inArray(taughtNotes.id, [...ids]), own))
        .returning({ id: taughtNotes.id });
      return gone.length;
    },

    /** Removes for good everything that a person taught, or that was taught within a time. */
    removeTainted: async ({ personId, since, until }: Taint): Promise<number> => {
      const gone = await db
        .delete(taughtNotes)
        .where(
          and(
            personId === undefined ? undefined : eq(taughtNotes.personId, personId),
            since === undefined ? undefined : gte(taughtNotes.taughtAt, new Date(since)),
            until === undefined ? undefined : lte(taughtNotes.taughtAt, new Date(until)),
          ),
        )
        .returning({ id: taughtNotes.id });
      return gone.length;
    },
  };
}

function documentVerbs(db: StoreDatabase) {
  const at = (origin: string, paths: readonly string[]) =>
    and(eq(importedDocuments.origin, origin), inArray(importedDocuments.path, [...paths]));
  return {
    documents: async (): Promise<ImportedDocument[]> => {
      const all = db
        .select()
        .from(importedDocuments)
        .orderBy(asc(importedDocuments.origin), asc(importedDocuments.path));
      return (await all.limit(MOST_DOCUMENTS)).map(documentOf);
    },

    /** The paths of an origin and the hash of each one's text. */
    marksOf: async (origin: string): Promise<DocumentMark[]> => {
      const { path, hash } = importedDocuments;
      return db.select({ path, hash }).from(importedDocuments).where(eq(importedDocuments.origin, origin));
    },

    saveDocument: async (
      document: ImportedDocument,
      { id, hash }: { id: string; hash: string },
    ): Promise<void> => {
      const { origin, path, body, commit, by } = document;
      const row = { body, hash, commit: commit ?? null, importedBy: by, importedAt: new Date(document.at) };
      await db
        .insert(importedDocuments)
        .values({ id, origin, path, ...row })
        .onConflictDoUpdate({ target: importedDocuments.id, set: row });
    },

    removeDocuments: async (origin: string, paths: readonly string[]): Promise<void> => {
      if (paths.length > 0) await db.delete(importedDocuments).where(at(origin, paths));
    },

    /** Changes whenever what is kept of notes or documents does. */
    version: async (): Promise<string> => {
      const [notes] = await db.select({ n: count(), at: max(taughtNotes.changedAt) }).from(taughtNotes);
      const [texts] = await db
        .select({ n: count(), at: max(importedDocuments.importedAt) })
        .from(importedDocuments);
      return [notes?.n, notes?.at?.getTime(), texts?.n, texts?.at?.getTime()].join(' ');
    },
  };
}

/** Where taught and imported knowledge is kept. UpstreamError `database-unavailable` when it is out of reach. */
export const openKnowledgeStore = (db: StoreDatabase) =>
  sayingSo({ ...readingNotes(db), ...writingNotes(db), ...removingNotes(db), ...documentVerbs(db) });

export type KnowledgeStore = ReturnType<typeof openKnowledgeStore>;
