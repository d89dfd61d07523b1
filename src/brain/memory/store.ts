import { createRequire } from 'node:module';
import type * as Orm from 'drizzle-orm';
import type { StoreDatabase } from '#ground/store';
import type { ConversationSummary, KnowledgeGap } from '../brain.ts';
import { keepMemory } from '../recalling/store.ts';
import type { TurnEvent } from '../turn-event.ts';
import type { Focus } from '../understand/reading.ts';
import { sayingSo } from './saying-so.ts';
import { conversations, knowledgeGaps, turnEvents, turns } from './schema.ts';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { and, asc, desc, eq, gt, gte, isNotNull, lte, max, min, ne, sql } = createRequire(import.meta.url)(
  'drizzle-orm',
) as typeof Orm;

/** A conversation as it is kept. */
export interface Conversation {
  id: string;
  personId: string;
  focus: Focus;
  turns: number;
  lastSeq: number;
}

interface OpenedTurn {
  conversation: Conversation;
  isNew: boolean;
  turnId: string;
  message: string;
  title: string;
  at: Date;
  event: TurnEvent;
  requestKey?: string;
}

/** Where a turn is found. */
export interface StartedTurn {
  conversationId: string;
  turnId: string;
  firstSeq: number;
}

interface ClosedTurn {
  conversationId: string;
  turnId: string;
  state: 'finished' | 'failed';
  focus: Focus;
  said?: string;
}

const LONGEST_LIST = 200;

const rowOf = (conversationId: string, event: TurnEvent) => ({
  conversationId,
  seq: event.seq,
  turnId: event.turnId,
  body: JSON.stringify(event),
});

/** PostgreSQL's text holds no NUL, and UTF-8 no half of a surrogate pair. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');

const parseEvent = (body: string): TurnEvent => JSON.parse(body) as TurnEvent;

function conversationStore(db: StoreDatabase) {
  return {
    /** The conversation; undefined when there is none. */
    conversation: async (id: string): Promise<Conversation | undefined> => {
      const [row] = await db
        .select()
        .from(conversations)
        .where(eq(conversations.id, storable(id)));
      if (row === undefined) return undefined;
      const [last] = await db
        .select({ seq: max(turnEvents.seq) })
        .from(turnEvents)
        .where(eq(turnEvents.conversationId, id));
      const { personId, focus, turns: count } = row;
      return { id, personId, focus: JSON.parse(focus) as Focus, turns: count, lastSeq: last?.seq ?? 0 };
    },

    /** A person's conversations, the latest first. */
    conversationsOf: async (personId: string): Promise<ConversationSummary[]> => {
      const rows = await db
        .select()
        .from(conversations)
        .where(eq(conversations.personId, personId))
        .orderBy(desc(conversations.lastTurnAt))
        .limit(LONGEST_LIST);
      return rows.map(({ id, title, startedAt, lastTurnAt, turns: count }) => ({
        id,
        title,
        startedAt: startedAt.toISOString(),
        lastTurnAt: lastTurnAt.toISOString(),
        turns: count,
      }));
    },

    lastSaid: (personId: string) => lastSaidTo(db, personId),
  };
}

/** The light line that the person heard last, in whichever conversation. */
async function lastSaidTo(db: StoreDatabase, personId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ said: turns.said })
    .from(turns)
    .innerJoin(conversations, eq(turns.conversationId, conversations.id))
    .where(and(eq(conversations.personId, personId), isNotNull(turns.said)))
    .orderBy(desc(turns.startedAt))
    .limit(1);
  return row?.said ?? undefined;
}

async function insertConversation(tx: StoreDatabase, { conversation, title, at }: OpenedTurn): Promise<void> {
  await tx.insert(conversations).values({
    id: conversation.id,
    personId: conversation.personId,
    title: storable(title),
    startedAt: at,
    lastTurnAt: at,
    turns: 1,
    focus: JSON.stringify(conversation.focus),
  });
}

function turnStore(db: StoreDatabase) {
  return {
    /** Keeps the message and its first event, in one transaction with a new conversation. */
    openTurn: (opened: OpenedTurn): Promise<void> =>
      db.transaction(async (tx) => {
        const { conversation, turnId, message, at, event, requestKey } = opened;
        if (opened.isNew) await insertConversation(tx, opened);
        else {
          await tx
            .update(conversations)
            .set({ lastTurnAt: at, turns: sql`${conversations.turns} + 1` })
            .where(eq(conversations.id, conversation.id));
        }
        const turn = { id: turnId, conversationId: conversation.id, message: storable(message), requestKey };
        await tx.insert(turns).values({ ...turn, state: 'running', startedAt: at });
        await tx.insert(turnEvents).values(rowOf(conversation.id, event));
      }),

    /** Keeps the last events of a turn, its end, what to remember of it and the conversation's focus, all or nothing. */
    closeTurn: (closed: ClosedTurn, events: TurnEvent[]): Promise<void> =>
      db.transaction(async (tx) => {
        const { conversationId, turnId, state, focus, said } = closed;
        await tx.insert(turnEvents).values(events.map((event) => rowOf(conversationId, event)));
        await tx.update(turns).set({ state, said }).where(eq(turns.id, turnId));
        await keepMemory(tx, turnId, events.at(-1));
        const kept = JSON.stringify(focus);
        await tx.update(conversations).set({ focus: kept }).where(eq(conversations.id, conversationId));
      }),

    /** The turns begun by then that never ended. */
    unendedTurns: async (conversationId: string, begunBy: Date): Promise<string[]> => {
      const unended = and(eq(turns.conversationId, conversationId), eq(turns.state, 'running'));
      const rows = await db
        .select({ id: turns.id })
        .from(turns)
        .where(and(unended, lte(turns.startedAt, begunBy)))
        .orderBy(asc(turns.startedAt));
      return rows.map(({ id }) => id);
    },

    turnOfRequest: (requestKey: string, since: Date) => findTurn(db, requestKey, since),
  };
}

/** The latest turn of a request, unless it failed. */
async function findTurn(
  db: StoreDatabase,
  requestKey: string,
  since: Date,
): Promise<StartedTurn | undefined> {
  const [found] = await db
    .select({ conversationId: turns.conversationId, turnId: turns.id, firstSeq: min(turnEvents.seq) })
    .from(turns)
    .innerJoin(
      turnEvents,
      and(eq(turnEvents.conversationId, turns.conversationId), eq(turnEvents.turnId, turns.id)),
    )
    .where(and(eq(turns.requestKey, requestKey), ne(turns.state, 'failed'), gte(turns.startedAt, since)))
    .groupBy(turns.id)
    .orderBy(desc(turns.startedAt))
    .limit(1);
  return found && { ...found, firstSeq: found.firstSeq ?? 1 };
}

function eventStore(db: StoreDatabase) {
  return {
    addEvents: async (conversationId: string, events: TurnEvent[]): Promise<void> => {
      await db.insert(turnEvents).values(events.map((event) => rowOf(conversationId, event)));
    },

    /** The next events after `afterSeq`, in order. */
    eventsAfter: async (conversationId: string, afterSeq: number, limit: number): Promise<TurnEvent[]> => {
      const rows = await db
        .select({ body: turnEvents.body })
        .from(turnEvents)
        .where(and(eq(turnEvents.conversationId, conversationId), gt(turnEvents.seq, afterSeq)))
        .orderBy(asc(turnEvents.seq))
        .limit(limit);
      return rows.map(({ body }) => parseEvent(body));
    },
  };
}

function gapStore(db: StoreDatabase) {
  return {
    addGap: async (id: string, gap: KnowledgeGap): Promise<void> => {
      const { at, message, outcome, detail } = gap;
      await db
        .insert(knowledgeGaps)
        .values({ id, at: new Date(at), message: storable(message), outcome, detail: storable(detail) });
    },

    /** The latest gaps first. */
    gaps: async (limit: number): Promise<KnowledgeGap[]> => {
      const rows = await db.select().from(knowledgeGaps).orderBy(desc(knowledgeGaps.at)).limit(limit);
      return rows.map(({ at, message, outcome, detail }) => ({
        at: at.toISOString(),
        message,
        outcome,
        detail,
      }));
    },
  };
}

/** Whether another process on the same store has given the same number to an event first. */
export function isNumberTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === '23505') || isNumberTaken(error.cause);
}

/** What the conversation room keeps. The only SQL of the room. UpstreamError `database-unavailable` when it is out of reach. */
export const openMemory = (db: StoreDatabase) => ({
  ...sayingSo(conversationStore(db)),
  ...sayingSo(turnStore(db)),
  ...sayingSo(eventStore(db)),
  ...sayingSo(gapStore(db)),
});

export type Memory = ReturnType<typeof openMemory>;
