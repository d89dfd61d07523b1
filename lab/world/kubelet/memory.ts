import type { Cluster } from '../engine/cluster.ts';
import { logKey } from '../engine/log-book.ts';
import type { LogBook } from '../engine/log-book.ts';
import { objectKey } from '../kube/object-key.ts';
import type { Pod } from '../kube/types.ts';

/** One run of a container, as its log remembers it. */
export interface Run {
  startedAt: number;
  endedAt?: number;
  lastWords: string[];
  image: string;
}

/** A time in which a pod could not do its work, and what it said about it. */
export interface Trouble {
  from: number;
  to?: number;
  text: string;
}

export interface ContainerMemory {
  pulled: boolean;
  pullBackoff: number;
  crashBackoff: number;
  failedProbes: number;
  runs: Run[];
}

/** What a kubelet remembers of a pod that its status does not say. */
export interface PodMemory {
  containers: Map<string, ContainerMemory>;
  troubles: Map<string, Trouble>;
  /** Containers whose first start was set off. */
  begun: Set<string>;
  mountBackoff: number;
}

export function podMemory(cluster: Cluster, uid: string): PodMemory {
  const key = `pod/${uid}`;
  let memory = cluster.memory.get(key) as PodMemory | undefined;
  if (!memory) {
    memory = { containers: new Map(), troubles: new Map(), begun: new Set(), mountBackoff: 500 };
    cluster.memory.set(key, memory);
  }
  return memory;
}

/** What is remembered of a pod, if it ever was on a node. */
export function knownPod(cluster: Cluster, uid: string): PodMemory | undefined {
  return cluster.memory.get(`pod/${uid}`) as PodMemory | undefined;
}

const PAST_PODS = 'past-pods';
const MOST_PAST_PODS = 500;

/** What a kubelet knew of a pod that is gone: its log is kept elsewhere for a while. */
export function pastPod(cluster: Cluster, uid: string): PodMemory | undefined {
  return (cluster.memory.get(PAST_PODS) as Map<string, PodMemory> | undefined)?.get(uid);
}

function remember(cluster: Cluster, uid: string): void {
  const memory = knownPod(cluster, uid);
  if (!memory) return;
  const past =
    (cluster.memory.get(PAST_PODS) as Map<string, PodMemory> | undefined) ?? new Map<string, PodMemory>();
  past.set(uid, memory);
  const [oldest] = past.keys();
  if (past.size > MOST_PAST_PODS && oldest !== undefined) past.delete(oldest);
  cluster.memory.set(PAST_PODS, past);
}

export function forgetPod(cluster: Cluster, pod: Pod): void {
  remember(cluster, pod.metadata.uid);
  cluster.memory.delete(`pod/${pod.metadata.uid}`);
  dependentPods(cluster).delete(objectKey(pod));
}

/** Keys of the pods whose applications depend on others. */
export function dependentPods(cluster: Cluster): Set<string> {
  let pods = cluster.memory.get('dependent-pods') as Set<string> | undefined;
  if (!pods) cluster.memory.set('dependent-pods', (pods = new Set()));
  return pods;
}

export function containerMemory(cluster: Cluster, uid: string, name: string): ContainerMemory {
  const { containers } = podMemory(cluster, uid);
  let memory = containers.get(name);
  if (!memory) {
    memory = { pulled: false, pullBackoff: 0, crashBackoff: 0, failedProbes: 0, runs: [] };
    containers.set(name, memory);
  }
  return memory;
}

/** Notes when a trouble begins and ends, for the pod's log. An undefined text ends it. */
export function noteTrouble(
  cluster: Cluster,
  pod: Pod,
  what: { key: string; text: string | undefined },
): void {
  const { troubles } = podMemory(cluster, pod.metadata.uid);
  const known = troubles.get(what.key);
  const now = cluster.timeline.now();
  if (what.text === undefined) {
    if (known && known.to === undefined) known.to = now;
  } else if (!known || known.to !== undefined || known.text !== what.text) {
    troubles.set(what.key, { from: now, text: what.text });
  }
}

export function handWritten(book: LogBook, pod: Pod, which: { container: string; previous: boolean }) {
  const { namespace = '', name } = pod.metadata;
  return book.get(logKey({ namespace, pod: name, ...which }));
}
