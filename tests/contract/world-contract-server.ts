import { parse } from 'yaml';
import { startWorld } from '#lab/world';
import type { ContractServer } from './contract-server.ts';

/** A cluster of the simulated company, as the contract wants it. */
export async function startWorldServer(): Promise<ContractServer> {
  const world = await startWorld();
  const [cluster] = world.clusters;
  const [reader] = cluster?.readerTokens ?? [];
  if (cluster === undefined || reader === undefined) throw new Error('The world has no cluster to read.');
  const { name, token } = cluster;
  const secure = secureDoor(world.kubeconfig(), name);
  const hand = world.cluster(name);
  return {
    admin: { ...secure, token },
    restricted: { ...secure, ...reader },
    writeLogs: async (logs) => {
      for (const { lines, previous, ...of } of logs) {
        world.setLogs({ ...of, cluster: name }, lines.map(told));
        if (previous) world.setLogs({ ...of, cluster: name, previous: true }, previous.map(told));
      }
    },
    forgetHistory: async () => hand.forgetHistory(),
    loseNode: async () => {
      const { objects } = await world.break('node-down', { cluster: name });
      return objects[0]?.replace('Node/', '') ?? '';
    },
    stop: () => world.close(),
  };
}

/** The HTTPS address of a cluster: stock clients keep their tokens to themselves on plain HTTP. */
function secureDoor(kubeconfig: string, name: string): { url: string; ca: string } {
  const { clusters } = parse(kubeconfig) as Kubeconfig;
  const found = clusters.find((one) => one.name === name)?.cluster;
  if (!found) throw new Error(`The kubeconfig has no cluster ${name}.`);
  return { url: found.server, ca: Buffer.from(found['certificate-authority-data'], 'base64').toString() };
}

interface Kubeconfig {
  clusters: { name: string; cluster: { server: string; 'certificate-authority-data': string } }[];
}

function told({ at, text }: { at: Date; text: string }) {
  return { at: at.getTime(), text };
}
