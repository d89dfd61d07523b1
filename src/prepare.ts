import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '#ground/config';
import { createLogger } from '#ground/telemetry';
import { compose, openDoors } from './compose.ts';

/** Starts Jamie once on the simulated company, without a port, and asks: leaves in the cache what makes the next starts quick. */
export async function prepare(given: Config): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'jamie-prepare-'));
  const config: Config = { ...given, home, world: 'always', databaseUrl: undefined };
  const log = createLogger({ level: 'silent', write: () => undefined });
  const system = compose({ config, log });
  try {
    await system.ready;
    const server = await openDoors(system, { config, log, policy: { kind: 'loopback' } });
    await server.inject({
      method: 'POST',
      url: '/jamie/chat',
      headers: { host: 'localhost' },
      payload: { message: "How's my cluster?" },
    });
    await server.close();
    await import('./up.ts');
  } finally {
    await system.close(0);
    await rm(home, { recursive: true, force: true });
  }
}
