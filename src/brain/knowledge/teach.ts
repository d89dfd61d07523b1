import { InputError } from '#ground/errors';
import { redactSecrets, stripTerminal } from '#ground/text';
import type { TaughtNote } from './note.ts';
import type { KnowledgeStore, Taint } from './store.ts';

export interface TeachDeps {
  store: KnowledgeStore;
  /** Milliseconds since the epoch. */
  now: () => number;
  newId: () => string;
}

const LONGEST_NOTE = 4_000;
const MOST_NOTES = 500;

function refused(code: string, message: string): InputError {
  return new InputError({ code, message, faults: [{ at: 'text', problem: message }] });
}

/** The text as it may be kept. InputError when it is empty, too long or holds a secret. */
function fit(text: string): string {
  const plain = stripTerminal(text).replaceAll('\0', '').trim().toWellFormed();
  if (plain === '') throw refused('nothing-to-learn', 'There is nothing in it to learn.');
  if (plain.length > LONGEST_NOTE)
    throw refused(
      'too-much-to-learn',
      `It is longer than ${LONGEST_NOTE} characters: keep it in a file and import that.`,
    );
  if (redactSecrets(plain).count > 0)
    throw refused(
      'secret-in-knowledge',
      'It looks as if there is a secret in it, and I keep none: say it again without, and where the secret is kept instead.',
    );
  return plain;
}

export interface Teaching {
  /** Keeps what a person says, for that person at once and for the team after review. InputError when it may not be kept. */
  teach: (said: { text: string; personId: string; by: string }) => Promise<TaughtNote>;
  /** What a person taught, the latest first. */
  taughtBy: (personId: string) => Promise<TaughtNote[]>;
  /** Removes notes of a person's own for good; gives how many. */
  forget: (ids: readonly string[], personId: string) => Promise<number>;
  /** What waits for a review, the oldest first. */
  waiting: () => Promise<TaughtNote[]>;
  /** Lets the team have a note, in other words when some are given. InputError when it is gone or may not be kept so. */
  approve: (id: string, by: string, text?: string) => Promise<TaughtNote>;
  /** Leaves a note to its teacher alone. InputError when it is gone. */
  reject: (id: string, by: string) => Promise<TaughtNote>;
  /** Removes for good what a person taught, or what was taught within a time; one of them has to be given. */
  purge: (taint: Taint) => Promise<number>;
}

/** What is done about a note that waits for a review. */
function reviewing({ store, now }: TeachDeps): Pick<Teaching, 'waiting' | 'approve' | 'reject'> {
  const revise = async (
    id: string,
    change: Parameters<KnowledgeStore['reviseNote']>[1],
  ): Promise<TaughtNote> => {
    await store.reviseNote(id, change);
    const note = await store.note(id);
    if (note === undefined) throw new InputError({ code: 'unknown-note', message: 'There is no such note.' });
    return note;
  };
  return {
    waiting: () => store.notesIn('waiting'),
    approve: (id, by, text) =>
      revise(id, {
        state: 'shared',
        reviewedBy: by,
        at: new Date(now()),
        ...(text !== undefined && { text: fit(text) }),
      }),
    reject: (id, by) => revise(id, { state: 'rejected', reviewedBy: by, at: new Date(now()) }),
  };
}

/** What people teach, and who may have it. */
export function openTeaching(deps: TeachDeps): Teaching {
  const { store, now, newId } = deps;
  return {
    teach: async ({ text, personId, by }) => {
      const kept = fit(text);
      const own = await store.notesOf(personId);
      const same = own.find((note) => note.text === kept);
      if (same !== undefined) return same;
      if (own.length >= MOST_NOTES)
        throw refused(
          'too-many-notes',
          `You have taught me ${MOST_NOTES} things already: let me forget some first.`,
        );
      const taughtAt = new Date(now()).toISOString();
      const note: TaughtNote = { id: newId(), personId, by, text: kept, state: 'waiting', taughtAt };
      await store.addNote(note);
      return note;
    },
    taughtBy: store.notesOf,
    forget: store.removeNotes,
    ...reviewing(deps),
    purge: async (taint) => {
      if (Object.values(taint).every((one) => one === undefined))
        throw new InputError({ code: 'purge-of-what', message: 'Say whose notes, or from when to when.' });
      return store.removeTainted(taint);
    },
  };
}
