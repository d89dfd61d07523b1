import type { Cluster } from '../engine/cluster.ts';
import { MINUTE } from '../kube/time.ts';
import { isDown } from '../kubelet/say.ts';
import { HEALTHY, setConditions } from './node-state.ts';
import type { Facts } from './node-state.ts';

const HEARTBEAT = 5 * MINUTE;

/** A kubelet reports on its node, now and every five minutes. */
export function beat(cluster: Cluster, name: string): void {
  cluster.timeline.after(`heartbeat/${name}`, HEARTBEAT, () => beat(cluster, name));
  const node = cluster.store.get('nodes', undefined, name);
  if (!node || isDown(cluster, name)) return;
  const pressed = cluster.faults.of('disk-pressure').some((fault) => fault.node === name);
  const facts: Record<string, Facts> = {
    ...HEALTHY,
    ...(pressed ? { DiskPressure: ['True', 'KubeletHasDiskPressure', 'kubelet has disk pressure'] } : {}),
  };
  setConditions(cluster, node, { facts, heartbeat: true });
}

/** Starts the heartbeats of every node there is. */
export function startHeartbeats(cluster: Cluster): void {
  for (const node of cluster.store.list('nodes')) beat(cluster, node.metadata.name);
}
