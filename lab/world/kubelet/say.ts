import type { Cluster } from '../engine/cluster.ts';
import { emit } from '../engine/events.ts';
import type { Container, Pod } from '../kube/types.ts';
import { isInitContainer } from './pod-status.ts';

export interface Saying {
  reason: string;
  message: string;
  container?: Container;
  warning?: boolean;
}

/** Records an event as the kubelet of the pod's node. */
export function say(cluster: Cluster, pod: Pod, saying: Saying): void {
  const { container } = saying;
  const isInit = container && isInitContainer(pod, container);
  emit(cluster, {
    about: pod,
    type: saying.warning ? 'Warning' : 'Normal',
    reason: saying.reason,
    message: saying.message,
    component: 'kubelet',
    host: pod.spec.nodeName,
    ...(container
      ? { fieldPath: `spec.${isInit ? 'initContainers' : 'containers'}{${container.name}}` }
      : {}),
  });
}

/** Runs a kubelet's next step later; a kubelet on a dead node does nothing until the node is back. */
export function later(
  cluster: Cluster,
  pod: Pod,
  step: { name: string; ms: number; run: (pod: Pod) => void },
): void {
  const { namespace, name, uid } = pod.metadata;
  cluster.timeline.after(`kubelet/${uid}/${step.name}`, step.ms, () => {
    const current = cluster.store.get('pods', namespace, name);
    if (current?.metadata.uid !== uid) return;
    if (isDown(cluster, current.spec.nodeName)) later(cluster, pod, { ...step, ms: 10_000 });
    else step.run(current);
  });
}

export function isDown(cluster: Cluster, node: string | undefined): boolean {
  return cluster.faults.of('node-down').some((fault) => fault.node === node);
}
