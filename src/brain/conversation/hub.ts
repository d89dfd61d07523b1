import { InputError } from '#ground/errors';
import type { Asker } from '../asker.ts';
import type { Conversation, Memory } from '../memory/store.ts';
import type { Focus } from '../understand/reading.ts';
import { openLive, type LiveConversation } from './live.ts';

interface HubDeps {
  memory: Memory;
  now: () => number;
  newId: () => string;
  /** How long a turn without an end may still be running in another process on the same store; 0 when there is no other. */
  othersRunMs: number;
}

interface Entry {
  users: number;
  live: Promise<LiveConversation>;
  /** Set when open. */
  opened?: LiveConversation;
}

const NO_FOCUS: Focus = { clusters: [], namespaces: [], objects: [], openChoices: [] };

const unknown = (): InputError =>
  new InputError({
    code: 'unknown-conversation',
    message: 'There is no such conversation. Leave conversationId out to begin a new one.',
    faults: [{ at: 'conversationId', problem: 'unknown' }],
  });

/** Ends the turns of a process that was killed while it answered. */
async function closeInterrupted(deps: HubDeps, live: LiveConversation): Promise<void> {
  const { memory, now, othersRunMs } = deps;
  const { id: conversationId, focus } = live;
  for (const turnId of await memory.unendedTurns(conversationId, new Date(now() - othersRunMs))) {
    const error = {
      code: 'interrupted',
      message: 'Jamie was stopped while answering. Please ask again.',
      retryable: true,
    };
    await live.append(turnId, [{ type: 'turn-failed', conversationId, error }], (events) =>
      memory.closeTurn({ conversationId, turnId, state: 'failed', focus }, events),
    );
  }
}

async function load(deps: HubDeps, id: string): Promise<LiveConversation> {
  const kept: Conversation | undefined = await deps.memory.conversation(id);
  if (kept === undefined) throw unknown();
  const live = openLive(deps, { ...kept, isNew: false });
  await closeInterrupted(deps, live);
  return live;
}

/** The conversations that are open in this process, each once. */
export function createHub(deps: HubDeps) {
  const entries = new Map<string, Entry>();

  const leave = (id: string, entry: Entry): void => {
    entry.users -= 1;
    if (entry.users <= 0 && entries.get(id) === entry) entries.delete(id);
  };

  const use = async (id: string, open: () => Promise<LiveConversation>): Promise<LiveConversation> => {
    const entry: Entry = entries.get(id) ?? { users: 0, live: open() };
    entry.users += 1;
    entries.set(id, entry);
    try {
      entry.opened = await entry.live;
      return entry.opened;
    } catch (error) {
      leave(id, entry);
      throw error;
    }
  };

  const release = (live: LiveConversation): void => {
    const entry = entries.get(live.id);
    if (entry?.opened === live) leave(live.id, entry);
  };

  return {
    /** A person's conversation, to be released after use. InputError `unknown-conversation` when it is not theirs. */
    acquire: async (id: string, asker: Asker): Promise<LiveConversation> => {
      const live = await use(id, () => load(deps, id));
      if (live.personId === asker.personId) return live;
      release(live);
      throw unknown();
    },

    /** A new conversation, to be released after use; it is kept with its first message. */
    begin: (asker: Asker): Promise<LiveConversation> => {
      const id = deps.newId();
      const fresh = { id, personId: asker.personId, focus: NO_FOCUS, turns: 0, isNew: true, lastSeq: 0 };
      return use(id, () => Promise.resolve(openLive(deps, fresh)));
    },

    release,

    /** Makes the next use read the conversation anew: its order in memory may no longer be the store's. */
    forget: (id: string): void => {
      entries.delete(id);
    },
  };
}

export type Hub = ReturnType<typeof createHub>;
