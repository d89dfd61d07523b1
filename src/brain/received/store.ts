import { createRequire } from 'node:module';
import type * as Orm from 'drizzle-orm';
import type { StoreDatabase } from '#ground/store';
import { sayingSo } from '../memory/saying-so.ts';
import type { Explanation, IncomingAlert, ReceivedAlert } from './alert.ts';
import { receivedAlerts } from './schema.ts';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { desc, eq, inArray } = createRequire(import.meta.url)('drizzle-orm') as typeof Orm;

/** An alert under its own id. */
export interface NewAlert {
  id: string;
  alert: IncomingAlert;
  explanation: Explanation;
}

interface Arrival {
  personId: string;
  at: Date;
  alerts: NewAlert[];
  /** Called with those that were not known before, in the transaction that keeps them; gives what is not put in line, and why. */
  queue: (fresh: NewAlert[], tx: StoreDatabase) => Promise<{ ids: string[]; explanation: Explanation }>;
}

const occasionOf = ({ source, key }: IncomingAlert): string => `${source} ${key}`;

const rowOf = ({ id, alert, explanation }: NewAlert, { personId, at }: Arrival) => ({
  id,
  occasion: occasionOf(alert),
  personId,
  receivedAt: at,
  state: alert.state,
  endsAt: alert.endsAt === undefined ? null : new Date(alert.endsAt),
  body: JSON.stringify(alert),
  explanation: JSON.stringify(explanation),
});

type Row = typeof receivedAlerts.$inferSelect;

function alertOf({ id, body, state, endsAt, receivedAt, explanation }: Row): ReceivedAlert {
  const { key: _, ...alert } = JSON.parse(body) as IncomingAlert;
  return {
    ...alert,
    id,
    state: state === 'firing' ? 'firing' : 'resolved',
    endsAt: endsAt?.toISOString(),
    receivedAt: receivedAt.toISOString(),
    explanation: JSON.parse(explanation) as Explanation,
  };
}

async function keep(tx: StoreDatabase, arrival: Arrival): Promise<NewAlert[]> {
  const rows = arrival.alerts.map((alert) => rowOf(alert, arrival));
  const added = await tx
    .insert(receivedAlerts)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: receivedAlerts.id });
  const fresh = new Set(added.map(({ id }) => id));
  for (const { id, occasion, state, endsAt } of rows)
    if (!fresh.has(id))
      await tx.update(receivedAlerts).set({ state, endsAt }).where(eq(receivedAlerts.occasion, occasion));
  return arrival.alerts.filter(({ id }) => fresh.has(id));
}

async function writeDown(db: StoreDatabase, ids: string[], explanation: Explanation): Promise<void> {
  const said = JSON.stringify(explanation);
  await db.update(receivedAlerts).set({ explanation: said }).where(inArray(receivedAlerts.id, ids));
}

function verbs(db: StoreDatabase) {
  return {
    /** Keeps what came in and puts what is new of it in line, both or neither; gives what is new. */
    receive: (arrival: Arrival): Promise<NewAlert[]> =>
      db.transaction(async (tx) => {
        const fresh = await keep(tx, arrival);
        const { ids, explanation } = await arrival.queue(fresh, tx);
        if (ids.length > 0) await writeDown(tx, ids, explanation);
        return fresh;
      }),

    /** The alerts of these ids. */
    alerts: async (ids: string[]): Promise<ReceivedAlert[]> =>
      (await db.select().from(receivedAlerts).where(inArray(receivedAlerts.id, ids))).map(alertOf),

    /** A person's alerts, the latest first. */
    alertsOf: async (personId: string, limit: number): Promise<ReceivedAlert[]> => {
      const rows = await db
        .select()
        .from(receivedAlerts)
        .where(eq(receivedAlerts.personId, personId))
        .orderBy(desc(receivedAlerts.receivedAt))
        .limit(limit);
      return rows.map(alertOf);
    },

    /** Whether any waits to be explained. */
    isAnyWaiting: async (): Promise<boolean> => {
      const waiting: Explanation = { state: 'waiting' };
      const [one] = await db
        .select({ id: receivedAlerts.id })
        .from(receivedAlerts)
        .where(eq(receivedAlerts.explanation, JSON.stringify(waiting)))
        .limit(1);
      return one !== undefined;
    },

    /** Writes down what was found out. */
    explain: (ids: string[], explanation: Explanation): Promise<void> => writeDown(db, ids, explanation),
  };
}

/** Where alerts that came in are kept. UpstreamError `database-unavailable` when it is out of reach. */
export const openReceived = (db: StoreDatabase) => sayingSo(verbs(db));

export type ReceivedStore = ReturnType<typeof openReceived>;
