import { setImmediate as nextTick } from 'node:timers/promises';
import { z } from 'zod';
import { UpstreamError } from '#ground/errors';
import type { KubeClient } from '../client/client.ts';

const pageSchema = z.object({
  metadata: z
    .object({ resourceVersion: z.string().default(''), continue: z.string().nullish() })
    .default({ resourceVersion: '' }),
  items: z
    .array(z.unknown())
    .nullish()
    .transform((items) => items ?? []),
});

/** What to list, and what to do with each object. */
interface Listing {
  client: KubeClient;
  path: string;
  accept?: string;
  query?: Record<string, string>;
  signal: AbortSignal;
  /** Called before the first object of a listing that starts anew. */
  onStart: () => void;
  onItem: (item: unknown) => void;
  /** Objects a page. */
  limit?: number;
}

const PAGE = 500;
const BREATHE_AFTER = 100;
const RESTARTS = 2;

/**
 * Lists every page and returns the resource version from which to watch. A list that expires between two pages (410) is
 * started anew, at last in one piece.
 */
export async function listPages(listing: Listing): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await listOnce(listing, attempt < RESTARTS ? (listing.limit ?? PAGE) : undefined);
    } catch (error) {
      const expired = error instanceof UpstreamError && error.status === 410;
      if (!expired || attempt >= RESTARTS) throw error;
    }
  }
}

async function listOnce(listing: Listing, limit: number | undefined): Promise<string> {
  const { client, path, accept, query, signal } = listing;
  listing.onStart();
  let next: string | undefined;
  for (;;) {
    const answer = await client.json({ path, accept, signal, query: { ...query, limit, continue: next } });
    const page = pageSchema.parse(answer);
    await takeItems(page.items, listing.onItem);
    next = page.metadata.continue ?? undefined;
    if (next === undefined || next === '') return page.metadata.resourceVersion;
  }
}

/** Hands the objects over and lets others run in between: questions are answered while a large cluster is listed. */
async function takeItems(items: unknown[], onItem: (item: unknown) => void): Promise<void> {
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % BREATHE_AFTER === 0) await nextTick();
    onItem(item);
  }
}
