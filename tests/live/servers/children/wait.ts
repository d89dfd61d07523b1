import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is waited for, in words, and for how long. */
interface Patience {
  what: string;
  /** Milliseconds; 30 s unless told. */
  within?: number;
}

/**
 * Tries until `attempt` returns something other than undefined or false, and returns that. When the time is up it throws with
 * what was waited for and the last error.
 */
export async function eventually<T>(
  attempt: () => Promise<T | undefined | false>,
  patience: Patience,
): Promise<T> {
  const within = patience.within ?? 30_000;
  const deadline = Date.now() + within;
  let lastError: unknown;
  while (Date.now() < deadline) {
    try {
      const result = await attempt();
      if (result !== undefined && result !== false) return result;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await sleep(200);
  }
  throw new Error(`Waited ${within} ms in vain for ${patience.what}.`, { cause: lastError });
}

/** As many free loopback ports as asked for, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listenAnywhere()));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function listenAnywhere(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
