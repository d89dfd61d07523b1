import { afterAll, beforeAll, describe } from 'vitest';
import { access } from './access.ts';
import { connectorMemory } from './connector-memory.ts';
import { connectorReads } from './connector-reads.ts';
import type { ContractServer } from './contract-server.ts';
import { listsAndWatches } from './lists-and-watches.ts';
import { logs } from './logs.ts';
import { reads } from './reads.ts';
import { refusals } from './refusals.ts';
import { writes } from './writes.ts';

/** Proves on a cluster what the product takes for granted of every Kubernetes, over the wire and through the connector. */
export function kubernetesContract(name: string, start: () => Promise<ContractServer>): void {
  describe(`the Kubernetes contract on ${name}`, () => {
    let running: ContractServer | undefined;
    const server = () => {
      if (!running) throw new Error('The server is not running.');
      return running;
    };

    beforeAll(async () => {
      running = await start();
    });
    afterAll(async () => {
      await running?.stop();
    });

    refusals(server);
    listsAndWatches(server);
    writes(server);
    reads(server);
    logs(server);
    access(server);
    connectorMemory(server);
    connectorReads(server);
  });
}
