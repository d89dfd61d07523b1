import { writeFile } from 'node:fs/promises';
import { startWorld } from '#lab/world';
import type { WorldCommand, WorldReply } from './world-commands.ts';

/** The simulated company in a process of its own; speaks with its parent over IPC. */
const [pods, kubeconfig] = process.argv.slice(2);
const world = await startWorld({
  seed: 7,
  ...(Number(pods) > 0 ? { pods: Number(pods), nodes: Math.ceil(Number(pods) / 20) } : {}),
});
await writeFile(kubeconfig ?? '', world.kubeconfig());

const reply = (message: WorldReply): void => void process.send?.(message);
const prod = world.clusters.find((cluster) => cluster.environment === 'prod')?.name ?? '';

function addConfigMap(name: string): void {
  world.cluster(prod).put({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'default' },
    data: {},
  });
  reply({ type: 'added', at: Date.now() });
}

process.on('message', (command: WorldCommand) => addConfigMap(command.name));
process.on('disconnect', () => void world.close().then(() => process.exit(0)));
reply({
  type: 'ready',
  pods: world.cluster(prod).objects('Pod').length,
  nodes: world.cluster(prod).objects('Node').length,
});
