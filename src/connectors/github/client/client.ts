import { z } from 'zod';
import type { GithubSettings } from '../settings.ts';
import { createCache } from './cache.ts';
import type { Cached } from './cache.ts';
import { headerOf } from './errors.ts';
import { createGraph } from './graphql.ts';
import type { AskGraph } from './graphql.ts';
import type { Question } from './question.ts';
import { readElsewhere } from './read-elsewhere.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

/** The beginning of a list. */
export interface Listed<Item> {
  items: Item[];
  /** Whether GitHub has more than these. */
  more: boolean;
  /** How many there are in all, where GitHub says so. */
  total?: number;
}

type Items<Schema extends z.ZodType> = Listed<z.output<Schema>>;

/** A client of one GitHub. Every fault is an error that says who must act. */
export interface GithubClient {
  host: string;
  /** Signed in as an App, which sees the repositories of its installation and is nobody. */
  isApp: boolean;
  read: <Schema extends z.ZodType>(question: Question, schema: Schema) => Promise<z.output<Schema>>;
  /** Undefined when there is no such thing. */
  find: <Schema extends z.ZodType>(
    question: Question,
    schema: Schema,
  ) => Promise<z.output<Schema> | undefined>;
  /** Follows the pages until there are `limit`; `key` names the list in an answer that wraps it. */
  list: <Schema extends z.ZodType>(
    question: Question & { limit: number; key?: string },
    schema: Schema,
  ) => Promise<Items<Schema>>;
  /** A text that GitHub keeps on another host. */
  text: (question: Question) => Promise<string>;
  /** Undefined when there is nothing to sign in with. */
  graph: AskGraph | undefined;
}

const VERSION = '2022-11-28';
const LARGEST_PAGE = 100;
const MOST_MOVES = 2;
const ABSENT = new Set(['not-on-github', 'github-refused']);

function nextOf(link: string | undefined): string | undefined {
  return /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
}

function withParams({ path, params = {} }: Question): string {
  const given = Object.entries(params).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length > 0 ? `${path}?${new URLSearchParams(given).toString()}` : path;
}

function createAsker({ plain, ask: askSigned, refusal }: SignedIn) {
  const cache = createCache();
  const accept = 'application/vnd.github+json';

  return async function ask(path: string, signal?: AbortSignal, moves = 0): Promise<Cached> {
    const known = cache.get(path);
    const tag = known && { 'if-none-match': known.etag };
    const received = await askSigned({ path, accept, signal }, tag);
    if (received.status === 304 && known) return known;
    const location = headerOf(received, 'location');
    if ([301, 307, 308].includes(received.status) && location !== undefined && moves < MOST_MOVES)
      return ask(location, signal, moves + 1);
    if (received.status !== 200) throw refusal(received, path);
    const answer = { body: plain.parse(received), next: nextOf(headerOf(received, 'link')) };
    return cache.put(path, { ...answer, etag: headerOf(received, 'etag') ?? '' }, received.text.length);
  };
}

function listOf(body: unknown, key: string | undefined): { list: unknown; total?: number } {
  if (key === undefined) return { list: body };
  const wrapped = body as Record<string, unknown> | null;
  const total = wrapped?.total_count;
  return { list: wrapped?.[key], ...(typeof total === 'number' ? { total } : {}) };
}

function createLister({ plain }: SignedIn, ask: ReturnType<typeof createAsker>): GithubClient['list'] {
  return async ({ limit, key, ...question }, schema) => {
    const params = { per_page: String(Math.min(limit, LARGEST_PAGE)), ...question.params };
    const items: z.output<typeof schema>[] = [];
    let path: string | undefined = withParams({ ...question, params });
    let total: number | undefined;
    while (path !== undefined && items.length < limit) {
      const page: Cached = await ask(path, question.signal);
      const found = listOf(page.body, key);
      items.push(...plain.shape(z.array(schema), found.list));
      total = found.total ?? total;
      path = page.next;
    }
    return { items: items.slice(0, limit), more: items.length > limit || path !== undefined, total };
  };
}

/** Talks to a GitHub; asks nothing yet. What was asked before costs a look at its entity tag only. */
export function createGithubClient(
  { app, owner, ...endpoint }: GithubSettings,
  now: () => number,
): GithubClient {
  const versioned = { ...endpoint, headers: { ...endpoint.headers, 'x-github-api-version': VERSION } };
  const signedIn = signIn({ endpoint: versioned, app, owner, now });
  const { plain } = signedIn;
  const ask = createAsker(signedIn);
  const read: GithubClient['read'] = async (question, schema) =>
    plain.shape(schema, (await ask(withParams(question), question.signal)).body);
  return {
    host: plain.host,
    isApp: app !== undefined,
    read,
    async find(question, schema) {
      try {
        return await read(question, schema);
      } catch (error) {
        if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return undefined;
        throw error;
      }
    },
    list: createLister(signedIn, ask),
    text: (question) => readElsewhere(versioned, signedIn, question),
    graph: createGraph(signedIn, endpoint.url),
  };
}
