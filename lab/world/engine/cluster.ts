import type { Registry } from '../kube/registry.ts';
import { createRegistry } from '../kube/registry.ts';
import type { Change } from '../kube/change-window.ts';
import type { Store } from '../kube/store.ts';
import { createStore } from '../kube/store.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import type { Timeline } from './timeline.ts';
import { createTimeline } from './timeline.ts';
import type { FaultBoard } from './faults.ts';
import { createFaultBoard } from './faults.ts';
import type { LogBook } from './log-book.ts';
import { createLogBook } from './log-book.ts';

/** One simulated cluster: its objects, its time, and what is wrong with it that the API does not show. */
export interface Cluster {
  readonly name: string;
  readonly environment: string;
  readonly store: Store;
  readonly registry: Registry;
  readonly timeline: Timeline;
  readonly random: Random;
  readonly faults: FaultBoard;
  readonly logs: LogBook;
  /** Container ids, pull times and the like, by pod uid: the kubelet's own memory. */
  readonly memory: Map<string, unknown>;
  /** Lets every controller catch up with what was written. */
  settle(): void;
}

/** Brings part of the cluster to its desired state whenever something it watches changes. */
export interface Controller {
  name: string;
  /** Keys to reconcile after a change, by resource. */
  watches: Record<string, (change: Change, cluster: Cluster) => string[]>;
  reconcile(cluster: Cluster, key: string): void;
}

interface ClusterOptions {
  name: string;
  environment: string;
  seed: number;
  start: number;
  controllers: Controller[];
}

const RUNAWAY = 2_000_000;

function createQueue() {
  const waiting = new Map<string, () => void>();
  let running = false;
  return {
    add: (key: string, run: () => void): void => {
      if (!waiting.has(key)) waiting.set(key, run);
    },
    drain(): void {
      if (running) return;
      running = true;
      let steps = 0;
      try {
        for (let next = waiting.entries().next(); !next.done; next = waiting.entries().next()) {
          const [key, run] = next.value;
          waiting.delete(key);
          run();
          if (++steps > RUNAWAY) throw new Error(`controllers do not come to rest: ${key}`);
        }
      } finally {
        running = false;
      }
    },
  };
}

export function createCluster(options: ClusterOptions): Cluster {
  const random = createRandom(options.seed);
  const store = createStore(1_000_000 + random.integer(9_000_000));
  const queue = createQueue();
  const timeline = createTimeline(options.start, () => queue.drain());
  const cluster: Cluster = {
    name: options.name,
    environment: options.environment,
    store,
    registry: createRegistry(store),
    timeline,
    random,
    faults: createFaultBoard(() => timeline.now()),
    logs: createLogBook(),
    memory: new Map(),
    settle: () => timeline.runTo(timeline.now()),
  };
  store.subscribe((change) => {
    for (const controller of options.controllers) {
      const keys = controller.watches[change.resource]?.(change, cluster) ?? [];
      for (const key of keys) {
        queue.add(`${controller.name} ${key}`, () => controller.reconcile(cluster, key));
      }
    }
  });
  return cluster;
}

/** The usual trigger: the object that changed. */
export function itself(change: Change): string[] {
  return [`${change.object.metadata.namespace ?? ''}/${change.object.metadata.name}`];
}

/** The trigger for owned objects: their controller, when it is of this kind. */
export function ownerOfKind(kind: string): (change: Change) => string[] {
  return ({ object }) =>
    (object.metadata.ownerReferences ?? [])
      .filter((owner) => owner.controller && owner.kind === kind)
      .map((owner) => `${object.metadata.namespace ?? ''}/${owner.name}`);
}

export function splitKey(key: string): { namespace: string; name: string } {
  const slash = key.indexOf('/');
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}
