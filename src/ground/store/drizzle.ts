import { createRequire } from 'node:module';
import type * as Pglite from '@electric-sql/pglite';
import type * as Orm from 'drizzle-orm';
import type * as OverPglite from 'drizzle-orm/pglite';

/**
 * Drizzle as CommonJS: Node reads its exports map of 180 KB again for each of its hundred ES modules, which alone takes
 * longer than everything else of the store.
 */
const require = createRequire(import.meta.url);

export const { sql } = require('drizzle-orm') as typeof Orm;

export function loadPglite(): Pick<typeof Pglite, 'PGlite'> & Pick<typeof OverPglite, 'drizzle'> {
  const { PGlite } = require('@electric-sql/pglite') as typeof Pglite;
  const { drizzle } = require('drizzle-orm/pglite') as typeof OverPglite;
  return { PGlite, drizzle };
}
