import { z } from 'zod';
import { InputError } from '#ground/errors';
import type { Asker } from '../asker.ts';
import { checkPreference } from '../preferring/check-preference.ts';
import { preferenceSchema, type Preference, type PreferenceKey } from '../preferring/preferences.ts';
import type { PreferenceStore } from '../preferring/store.ts';
import type { Abilities } from './placing/store.ts';
import type { Recalling } from './recalling.ts';
import { rememberedSchema, type Remembered } from './remembered.ts';
import { summarise, type Kept } from './summarise.ts';

/** Everything that is kept of a person. */
export const memoryExportSchema = z.object({
  personId: z.string(),
  exportedAt: z.string(),
  preferences: z.array(preferenceSchema),
  memories: z.array(rememberedSchema).meta({ description: 'One for each turn, the latest first.' }),
});
export type MemoryExport = z.output<typeof memoryExportSchema>;

/** What somebody looks for in their memories. */
export interface MemorySearch {
  about: string;
  from?: number;
  to?: number;
  limit: number;
}

/** A person's own memories and preferences, as the channels see them. */
export interface MemoryPort {
  /** What has to do with something, the likeliest first; the latest when it is about ''. */
  search: (search: MemorySearch, asker: Asker) => Promise<(Remembered & { strength: number })[]>;
  export: (asker: Asker) => Promise<MemoryExport>;
  /** Decisions, promises and what was told in a conversation, in its order; undefined when there is none of theirs. */
  summary: (conversationId: string, asker: Asker) => Promise<Kept[] | undefined>;
  /** Deletes a conversation with all that was said in it. False when there is none of theirs; InputError `still-answering` while it runs. */
  forgetConversation: (conversationId: string, asker: Asker) => Promise<boolean>;
  /** Deletes all conversations and preferences; gives how many conversations there were. InputError `still-answering` while one runs. */
  forgetEverything: (asker: Asker) => Promise<number>;
  preferences: (asker: Asker) => Promise<Preference[]>;
  /** InputError `bad-preference` when it is none that can be kept. */
  prefer: (key: PreferenceKey, value: string, asker: Asker) => Promise<void>;
  forgetPreference: (key: PreferenceKey, asker: Asker) => Promise<boolean>;
  /** How memories are found in this database. */
  abilities: () => Promise<Abilities>;
}

interface PortDeps {
  memories: Recalling;
  preferences: PreferenceStore;
  now: () => number;
  /** Whether an answer to somebody is being made now; in one conversation or in any. */
  isAnswering: (personId: string, conversationId?: string) => boolean;
  /** The conversation is no longer what it was. */
  changed: (conversationId: string) => void;
}

const PAGE = 500;
const LONGEST_SUMMARY = 8_000;

async function allOf({ memories }: PortDeps, personId: string, now: number): Promise<Remembered[]> {
  const all: Remembered[] = [];
  for (let before = new Date(now + 1); ;) {
    const page = await memories.store.page(personId, before, PAGE);
    all.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return all;
    before = new Date(last.at);
  }
}

const stillAnswering = (): InputError =>
  new InputError({
    code: 'still-answering',
    message: 'An answer is being made there just now: stop it, or wait for it, then delete.',
  });

function forgetting(deps: PortDeps): Pick<MemoryPort, 'forgetConversation' | 'forgetEverything'> {
  const { memories, preferences, isAnswering, changed } = deps;
  return {
    forgetConversation: async (conversationId, { personId }) => {
      if (isAnswering(personId, conversationId)) throw stillAnswering();
      const gone = await memories.store.forget(personId, conversationId);
      for (const id of gone) changed(id);
      return gone.length > 0;
    },
    forgetEverything: async ({ personId }) => {
      if (isAnswering(personId)) throw stillAnswering();
      await preferences.forgetAll(personId);
      const gone = await memories.store.forget(personId);
      for (const id of gone) changed(id);
      return gone.length;
    },
  };
}

/** A person's memories for the channels. */
export function memoryPort(deps: PortDeps): MemoryPort {
  const { memories, preferences, now } = deps;
  return {
    ...forgetting(deps),
    search: (search, { personId }) => memories.recall({ ...search, personId }),
    export: async ({ personId }) => ({
      personId,
      exportedAt: new Date(now()).toISOString(),
      preferences: await preferences.of(personId),
      memories: await allOf(deps, personId, now()),
    }),
    summary: async (conversationId, { personId }) => {
      const turns = await memories.store.ofConversation(personId, conversationId);
      return turns.length === 0 ? undefined : summarise(turns, LONGEST_SUMMARY);
    },
    preferences: ({ personId }) => preferences.of(personId),
    prefer: (key, value, { personId }) =>
      preferences.keep(personId, {
        key,
        value: checkPreference(key, value),
        at: new Date(now()).toISOString(),
      }),
    forgetPreference: (key, { personId }) => preferences.forget(personId, key),
    abilities: memories.abilities,
  };
}
