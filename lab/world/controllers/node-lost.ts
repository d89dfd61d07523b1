import type { Cluster } from '../engine/cluster.ts';
import { remove } from '../engine/delete.ts';
import { emit } from '../engine/events.ts';
import { setStatus } from '../engine/write.ts';
import type { Node } from '../kube/cluster-kinds.ts';
import { stamp } from '../kube/time.ts';
import type { Taint } from '../kube/types.ts';
import { isDown } from '../kubelet/say.ts';
import { addTaint, HEALTHY, podsOn, removeTaint, sayOfNode, setConditions } from './node-state.ts';
import type { Facts } from './node-state.ts';
import { tolerationMs } from './taints.ts';

export const UNREACHABLE = 'node.kubernetes.io/unreachable';

function setPodsReady(cluster: Cluster, name: string, ready: boolean): void {
  for (const pod of podsOn(cluster, name)) {
    const conditions = (pod.status.conditions ?? []).map((condition) => {
      if (condition.type !== 'Ready') return condition;
      const working = ready && (pod.status.containerStatuses ?? []).every((status) => status.ready);
      return {
        ...condition,
        status: working ? 'True' : 'False',
        lastTransitionTime: stamp(cluster.timeline.now()),
      };
    });
    setStatus(cluster, pod, { ...pod.status, conditions });
    if (!ready)
      emit(cluster, {
        about: pod,
        type: 'Warning',
        reason: 'NodeNotReady',
        message: 'Node is not ready',
        component: 'node-controller',
      });
  }
}

/** What the control plane makes of a node whose kubelet has fallen silent. */
export function declareLost(cluster: Cluster, name: string): void {
  const node = cluster.store.get('nodes', undefined, name);
  if (!node || !isDown(cluster, name)) return;
  const lost: Facts = ['Unknown', 'NodeStatusUnknown', 'Kubelet stopped posting node status.'];
  const facts = Object.fromEntries(Object.keys(HEALTHY).map((type) => [type, lost]));
  setConditions(cluster, node, { facts, heartbeat: false });
  sayOfNode(cluster, node, { reason: 'NodeNotReady', message: `Node ${name} status is now: NodeNotReady` });
  const timeAdded = stamp(cluster.timeline.now());
  addTaint(cluster, name, { key: UNREACHABLE, effect: 'NoSchedule', timeAdded });
  const noExecute = { key: UNREACHABLE, effect: 'NoExecute', timeAdded };
  addTaint(cluster, name, noExecute);
  setPodsReady(cluster, name, false);
  evictAfterToleration(cluster, name, noExecute);
}

function evictAfterToleration(cluster: Cluster, name: string, taint: Taint): void {
  for (const pod of podsOn(cluster, name)) {
    const wait = tolerationMs(taint, pod.spec.tolerations ?? []);
    if (wait === Infinity) continue;
    cluster.timeline.after(`taint-eviction/${pod.metadata.uid}`, wait, () => {
      const current = cluster.store.get('pods', pod.metadata.namespace, pod.metadata.name);
      if (current?.metadata.uid !== pod.metadata.uid || !isDown(cluster, name)) return;
      const message = `Marking for deletion Pod ${pod.metadata.namespace ?? ''}/${pod.metadata.name}`;
      emit(cluster, {
        about: pod,
        reason: 'TaintManagerEviction',
        message,
        component: 'taint-eviction-controller',
      });
      remove(cluster, current);
    });
  }
}

/** A kubelet is heard of again. */
export function declareBack(cluster: Cluster, node: Node): void {
  const { name } = node.metadata;
  setConditions(cluster, node, { facts: HEALTHY, heartbeat: true });
  for (const effect of ['NoSchedule', 'NoExecute']) removeTaint(cluster, name, { key: UNREACHABLE, effect });
  sayOfNode(cluster, node, {
    reason: 'NodeReady',
    message: `Node ${name} status is now: NodeReady`,
    kubelet: true,
  });
  setPodsReady(cluster, name, true);
}
