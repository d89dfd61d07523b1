import type { Job, PgBoss } from 'pg-boss';
import type { Store, StoreDatabase } from '#ground/store';

/** What a queue needs of a logger. */
export interface JobsLog {
  error: (details: object, message: string) => void;
}

/** Work that has to be done once, whatever happens to the process meanwhile. */
export interface Jobs {
  /** Puts a job in line; with a transaction, when that commits: `work` on the queue comes before. Starts the queue on first use. */
  add: (queue: string, data: object, tx?: StoreDatabase) => Promise<void>;
  /**
   * Does the jobs of a queue one after the other, those of an earlier process included. One whose handler fails, or whose
   * process dies, is tried again a few times: handlers are idempotent.
   */
  work: (queue: string, handler: (data: object, signal: AbortSignal) => Promise<void>) => Promise<void>;
  /** Gives the job that runs `ms` to end. Harmless when called twice. */
  close: (ms: number) => Promise<void>;
}

/** A process that shows no sign of life for so long has died, and its jobs are another's. */
const HEARTBEAT_SECONDS = 15;
const LOOK_FOR_THE_DEAD_SECONDS = 20;
const LONGEST_JOB_SECONDS = 300;
const RETRIES = 4;
const POLL_SECONDS = 1;
const KEPT_SECONDS = 24 * 3600;

const QUEUE = {
  heartbeatSeconds: HEARTBEAT_SECONDS,
  expireInSeconds: LONGEST_JOB_SECONDS,
  retryLimit: RETRIES,
  retryDelay: 2,
  retryBackoff: true,
  deleteAfterSeconds: KEPT_SECONDS,
};

async function start(store: Store, log: JobsLog): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    db: await store.queue(),
    backend: store.kind === 'embedded' ? 'pglite' : 'postgres',
    schedule: false,
    superviseIntervalSeconds: LOOK_FOR_THE_DEAD_SECONDS,
    reindex: false,
    monitorVacuum: false,
  });
  // Told of here rather than thrown: a database that is away for a moment must not end the process.
  boss.on('error', (error) => {
    log.error({ err: error }, 'the job queue has trouble');
  });
  await boss.start();
  return boss;
}

/** The jobs of a store, by pg-boss. Nothing is loaded, made or polled before a queue is used. */
export function openJobs({ store, log }: { store: Store; log: JobsLog }): Jobs {
  let started: Promise<PgBoss> | undefined;
  const queues = new Map<string, Promise<void>>();
  const boss = async (queue: string): Promise<PgBoss> => {
    started ??= start(store, log).catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    const running = await started;
    const made = queues.get(queue) ?? running.createQueue(queue, QUEUE);
    queues.set(queue, made);
    await made.catch((error: unknown) => {
      queues.delete(queue);
      throw error;
    });
    return running;
  };
  return {
    add: async (queue, data, tx) => {
      // Making the queue needs the connection that the transaction may hold.
      if (tx !== undefined && !queues.has(queue)) throw new TypeError(`nobody works on ${queue} yet`);
      await (await boss(queue)).send(queue, data, tx === undefined ? {} : { db: await store.queue(tx) });
    },
    work: async (queue, handler) => {
      const running = await boss(queue);
      await running.work(
        queue,
        { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS },
        async ([job]: Job[]) => {
          if (job !== undefined) await handler(job.data, job.signal);
        },
      );
    },
    close: async (ms) => {
      const running = await started?.catch(() => undefined);
      await running?.stop({ graceful: true, timeout: ms, close: false });
    },
  };
}
