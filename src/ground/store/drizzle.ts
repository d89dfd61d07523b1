import { createRequire } from 'node:module';
import type * as Pglite from '@electric-sql/pglite';
import type * as Trigrams from '@electric-sql/pglite/contrib/pg_trgm';
import type * as Vectors from '@electric-sql/pglite-pgvector';
import type * as Orm from 'drizzle-orm';
import type * as OverPglite from 'drizzle-orm/pglite';

/**
 * Drizzle as CommonJS: Node reads its exports map of 180 KB again for each of its hundred ES modules, which alone takes
 * longer than everything else of the store.
 */
const require = createRequire(import.meta.url);

export const { sql } = require('drizzle-orm') as typeof Orm;

/** PGlite, and what every embedded store can do beside plain PostgreSQL: compare vectors and spellings. */
export function loadPglite() {
  const { PGlite } = require('@electric-sql/pglite') as typeof Pglite;
  const { drizzle } = require('drizzle-orm/pglite') as typeof OverPglite;
  const { vector } = require('@electric-sql/pglite-pgvector') as typeof Vectors;
  const { pg_trgm } = require('@electric-sql/pglite/contrib/pg_trgm') as typeof Trigrams;
  return { PGlite, drizzle, extensions: { vector, pg_trgm } };
}
