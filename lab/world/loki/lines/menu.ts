import type { Station } from '../../signals/graph.ts';
import type { StationState } from '../../signals/state.ts';

/** What went wrong inside an application, as its code says it. */
interface Failure {
  message: string;
  stack: string[];
}

const NODE_FRAMES = ['    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)'];

const NODE: Failure[] = [
  {
    message: "Cannot read properties of undefined (reading 'id')",
    stack: [
      '    at toView (/app/dist/view.js:57:31)',
      '    at handle (/app/dist/routes/items.js:24:18)',
      ...NODE_FRAMES,
    ],
  },
  {
    message: 'Unexpected end of JSON input',
    stack: ['    at JSON.parse (<anonymous>)', '    at readBody (/app/dist/http.js:88:17)', ...NODE_FRAMES],
  },
  {
    message: 'deadlock detected while updating items',
    stack: ['    at Client.query (/app/node_modules/pg/lib/client.js:521:17)', ...NODE_FRAMES],
  },
];

const GO: Failure[] = [
  { message: 'context deadline exceeded', stack: [] },
  { message: 'unexpected end of JSON input', stack: [] },
  { message: 'sql: transaction has already been committed or rolled back', stack: [] },
];

const POOL: Failure = {
  message: 'timeout waiting for a connection: pool exhausted (20 in use, 0 idle)',
  stack: ['    at Pool.acquire (/app/node_modules/pg-pool/index.js:45:11)', ...NODE_FRAMES],
};

const FAULTY = 0.01;
const POOL_FULL = 0.97;

/** What an application says of a request that it failed itself. In trouble it is mostly one and the same. */
export function failureIn({ language, name }: Station, state: StationState, seed: number): Failure {
  const menu = language === 'go' ? GO : NODE;
  const { errors = 0, pool = 0, says } = state.effect;
  if (says !== undefined && seed % 10 < 9) return { message: says, stack: [] };
  if (pool > POOL_FULL && seed % 10 < 9) return language === 'go' ? { ...POOL, stack: [] } : POOL;
  const usual = errors > FAULTY && seed % 10 < 9 ? name.length : seed;
  return menu[usual % menu.length] ?? { message: 'internal error', stack: [] };
}

/** Warnings that mean nothing: every application has some. */
export const NOISE: readonly string[] = [
  'configuration key LEGACY_TIMEOUT is deprecated and ignored',
  'slow garbage collection: paused for 182ms',
  'TLS handshake error: EOF',
  'retried after a connection reset: succeeded at attempt 2',
  'clock moved backwards by 3ms, using the last timestamp',
  'cache miss ratio above target: 0.31',
];
