import { createRequire } from 'node:module';
import type * as Orm from 'drizzle-orm';
import type { StoreDatabase } from '#ground/store';
import { sayingSo } from '../memory/saying-so.ts';
import { walks } from './schema.ts';
import type { Walk } from './walk.ts';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { and, desc, eq } = createRequire(import.meta.url)('drizzle-orm') as typeof Orm;

const LONGEST_LIST = 50;

/** A walk and how often it was written: 0 before the first time. */
export interface KeptWalk {
  walk: Walk;
  version: number;
}

const kept = ({ body, version }: { body: string; version: number }): KeptWalk => ({
  walk: JSON.parse(body) as Walk,
  version,
});

function verbs(db: StoreDatabase) {
  return {
    /** The walk of an id; undefined when there is none. */
    walk: async (id: string): Promise<KeptWalk | undefined> => {
      const [row] = await db
        .select()
        .from(walks)
        .where(eq(walks.id, id.toWellFormed().replaceAll('\0', '')));
      return row && kept(row);
    },

    /** A person's walks, the latest first. */
    walksOf: async (personId: string): Promise<KeptWalk[]> => {
      const rows = await db
        .select()
        .from(walks)
        .where(eq(walks.personId, personId))
        .orderBy(desc(walks.updatedAt))
        .limit(LONGEST_LIST);
      return rows.map(kept);
    },

    /** Writes a walk down; false when somebody else did so since it was read. */
    saveWalk: async ({ walk, version }: KeptWalk): Promise<boolean> => {
      const { id, personId } = walk;
      const row = { updatedAt: new Date(walk.updatedAt), version: version + 1, body: JSON.stringify(walk) };
      if (version === 0) {
        await db.insert(walks).values({ id, personId, ...row });
        return true;
      }
      const same = and(eq(walks.id, id), eq(walks.version, version));
      const written = await db.update(walks).set(row).where(same).returning({ id: walks.id });
      return written.length > 0;
    },
  };
}

/** Where walks are kept. UpstreamError `database-unavailable` when it is out of reach. */
export const openWalks = (db: StoreDatabase) => sayingSo(verbs(db));

export type WalkStore = ReturnType<typeof openWalks>;
