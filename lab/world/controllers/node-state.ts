import type { Cluster } from '../engine/cluster.ts';
import { emit } from '../engine/events.ts';
import { amend, setStatus } from '../engine/write.ts';
import type { Node } from '../kube/cluster-kinds.ts';
import { stamp } from '../kube/time.ts';
import type { Condition, Pod, Taint } from '../kube/types.ts';

/** Status, reason and message of a node condition. */
export type Facts = [status: string, reason: string, message: string];

/** Node conditions as a working kubelet reports them. */
export const HEALTHY: Record<string, Facts> = {
  MemoryPressure: ['False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  DiskPressure: ['False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  PIDPressure: ['False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  Ready: ['True', 'KubeletReady', 'kubelet is posting ready status'],
};

/** Sets a node's conditions to these facts; a kubelet's own report refreshes the heartbeat. */
export function setConditions(
  cluster: Cluster,
  node: Node,
  report: { facts: Record<string, Facts>; heartbeat: boolean },
): void {
  const now = stamp(cluster.timeline.now());
  const conditions: Condition[] = Object.entries(report.facts).map(([type, [status, reason, message]]) => {
    const known = node.status.conditions.find((condition) => condition.type === type);
    return {
      type,
      status,
      lastHeartbeatTime: (report.heartbeat ? undefined : known?.lastHeartbeatTime) ?? now,
      lastTransitionTime: (known?.status === status ? known.lastTransitionTime : undefined) ?? now,
      reason,
      message,
    };
  });
  setStatus(cluster, node, { ...node.status, conditions });
}

function changeTaints(cluster: Cluster, name: string, change: (taints: Taint[]) => Taint[]): void {
  amend(cluster, { resource: 'nodes', name }, (draft) => {
    const taints = change(draft.spec.taints ?? []);
    if (taints.length > 0) draft.spec.taints = taints;
    else delete draft.spec.taints;
  });
}

function without(taints: Taint[], unwanted: Taint): Taint[] {
  return taints.filter((taint) => taint.key !== unwanted.key || taint.effect !== unwanted.effect);
}

export function addTaint(cluster: Cluster, name: string, taint: Taint): void {
  changeTaints(cluster, name, (taints) => [...without(taints, taint), taint]);
}

export function removeTaint(cluster: Cluster, name: string, taint: Taint): void {
  changeTaints(cluster, name, (taints) => without(taints, taint));
}

export function isTainted(node: Node, key: string): boolean {
  return (node.spec.taints ?? []).some((taint) => taint.key === key);
}

/** Records an event about a node. */
export function sayOfNode(
  cluster: Cluster,
  node: Node,
  what: { reason: string; message: string; warning?: boolean; kubelet?: boolean },
): void {
  emit(cluster, {
    about: node,
    type: what.warning ? 'Warning' : 'Normal',
    reason: what.reason,
    message: what.message,
    component: what.kubelet ? 'kubelet' : 'node-controller',
    ...(what.kubelet ? { host: node.metadata.name } : {}),
  });
}

export function podsOn(cluster: Cluster, name: string): Pod[] {
  return cluster.store.list('pods').filter((pod) => pod.spec.nodeName === name);
}
