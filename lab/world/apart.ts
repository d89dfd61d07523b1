import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Systems } from './systems/open.ts';

/** A simulated company on a thread of its own: spoken to over HTTP only. */
export interface WorldApart {
  /** YAML with one context a cluster; production is current. */
  kubeconfig: string;
  /** The URL of each system that it runs beside its clusters. */
  systems: Systems['urls'];
  /** Harmless when called twice. */
  close: () => Promise<void>;
}

/** Starts the simulated company beside this thread, so that neither waits for the other. */
export async function startWorldApart(): Promise<WorldApart> {
  const worker = new Worker(new URL('./world-thread.ts', import.meta.url));
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const [told] = (await once(worker, 'message')) as [Omit<WorldApart, 'close'>];
  return {
    ...told,
    close: () => {
      worker.postMessage('close');
      return ended;
    },
  };
}
