import { afterAll, beforeAll, describe } from 'vitest';
import type { ContractServer } from './contract-server.ts';
import { listsAndWatches } from './lists-and-watches.ts';
import { refusals } from './refusals.ts';

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
  });
}
