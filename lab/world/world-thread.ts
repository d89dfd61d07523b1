import { parentPort } from 'node:worker_threads';
import { startWorld } from './start.ts';

/** Runs in a worker: tells its parent how to reach the company, and ends when the parent says so. */
const world = await startWorld();
parentPort?.once('message', () => void world.close());
parentPort?.postMessage({ kubeconfig: world.kubeconfig(), systems: world.systems });
