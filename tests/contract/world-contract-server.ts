import { startWorld } from '#lab/world';
import type { ContractServer } from './contract-server.ts';

/** A cluster of the simulated company, as the contract wants it. */
export async function startWorldServer(): Promise<ContractServer> {
  const world = await startWorld();
  const [cluster] = world.clusters;
  const [reader] = cluster?.readerTokens ?? [];
  if (cluster === undefined || reader === undefined) throw new Error('The world has no cluster to read.');
  const { name, url, token } = cluster;
  const hand = world.cluster(name);
  return {
    admin: { url, token },
    restricted: { url, ...reader },
    writeLogs: async (logs) => {
      for (const { lines, previous, ...of } of logs) {
        world.setLogs({ cluster: name, ...of }, lines.map(told));
        if (previous) world.setLogs({ cluster: name, ...of, previous: true }, previous.map(told));
      }
    },
    forgetHistory: async () => hand.forgetHistory(),
    loseNode: async (node) => hand.loseNode(node),
    stop: () => world.close(),
  };
}

function told({ at, text }: { at: Date; text: string }) {
  return { at: at.getTime(), text };
}
