import type { Cluster, Controller } from '../engine/cluster.ts';
import { SECOND, stamp } from '../kube/time.ts';
import { isDown } from '../kubelet/say.ts';
import { DISK, pressDisk, relieveDisk } from './node-disk.ts';
import { declareBack, declareLost, UNREACHABLE } from './node-lost.ts';
import { addTaint, isTainted, removeTaint } from './node-state.ts';

const GRACE = 50 * SECOND;

/** Lets a change of the hidden node faults show. */
export function reconsiderNode(cluster: Cluster, name: string): void {
  const node = cluster.store.get('nodes', undefined, name);
  if (!node) return;
  const pressed = cluster.faults.of('disk-pressure').some((fault) => fault.node === name);
  if (isDown(cluster, name)) cluster.timeline.after(`lost/${name}`, GRACE, () => declareLost(cluster, name));
  else if (isTainted(node, UNREACHABLE)) declareBack(cluster, node);
  if (pressed && !isTainted(node, DISK.key)) pressDisk(cluster, node);
  if (!pressed && isTainted(node, DISK.key)) relieveDisk(cluster, node);
}

/** Keeps the taint of cordoned nodes. */
export const cordons: Controller = {
  name: 'node-lifecycle-controller',
  watches: { nodes: ({ object, type }) => (type === 'DELETED' ? [] : [object.metadata.name]) },
  reconcile(cluster, name) {
    const node = cluster.store.get('nodes', undefined, name);
    if (!node) return;
    const key = 'node.kubernetes.io/unschedulable';
    const cordoned = node.spec.unschedulable === true;
    if (cordoned === isTainted(node, key)) return;
    const taint = { key, effect: 'NoSchedule' };
    if (cordoned) addTaint(cluster, name, { ...taint, timeAdded: stamp(cluster.timeline.now()) });
    else removeTaint(cluster, name, taint);
  },
};
