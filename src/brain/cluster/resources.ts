import type { Container, Node, Pod } from '#diagnosis/evidence';
import { parseQuantity } from './facts.ts';

/** What something may use at most, and what that bound is called. */
export interface Capacity {
  /** Cores. */
  cpu?: number;
  /** Bytes. */
  memory?: number;
  of: string;
}

/** The allocatable resources of a node. */
export function capacityOf(node: Node | undefined): Capacity {
  const { cpu, memory } = node?.status.allocatable ?? {};
  return { cpu: parseQuantity(cpu), memory: parseQuantity(memory), of: 'allocatable' };
}

const running = (pod: Pod): Container[] => [
  ...pod.spec.containers,
  ...pod.spec.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always'),
];

/** The sum of what the containers are limited to; undefined as soon as one has no limit. */
function sumOf(pod: Pod, which: 'limits' | 'requests', resource: 'cpu' | 'memory'): number | undefined {
  return running(pod).reduce<number | undefined>((sum, { resources }) => {
    const value = parseQuantity(resources[which][resource]);
    return sum === undefined || value === undefined ? undefined : sum + value;
  }, 0);
}

/** The limits of a pod. */
export function limitOf(pod: Pod | undefined): Capacity {
  if (pod === undefined) return { of: 'limit' };
  return { cpu: sumOf(pod, 'limits', 'cpu'), memory: sumOf(pod, 'limits', 'memory'), of: 'limit' };
}
