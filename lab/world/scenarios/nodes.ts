import { remove } from '../engine/delete.ts';
import { amend } from '../engine/write.ts';
import type { Scenario } from './scenario.ts';
import { busyWorkers, pickService, podsOfApp, workerNodes } from './targets.ts';

export const nodeDown: Scenario = {
  id: 'node-down',
  title: 'A node stopped answering; its pods are being moved',
  kind: 'node',
  aim(cluster, random) {
    const node = random.pick(busyWorkers(cluster));
    return {
      namespace: '',
      objects: [`Node/${node}`],
      inject: (stage) => stage.fault({ type: 'node-down', node }),
    };
  },
};

export const diskPressure: Scenario = {
  id: 'disk-pressure',
  title: 'A node runs out of disk and evicts pods',
  kind: 'node',
  beganMinutesAgo: 12,
  aim(cluster, random) {
    const node = random.pick(busyWorkers(cluster));
    return {
      namespace: '',
      objects: [`Node/${node}`],
      inject: (stage) => stage.fault({ type: 'disk-pressure', node }),
    };
  },
};

export const budgetBlocksDrain: Scenario = {
  id: 'pdb-blocks-drain',
  title: 'A disruption budget that spares no pod keeps a node from being drained',
  kind: 'disruption',
  aim(cluster, random) {
    const service = pickService(
      random,
      ({ disruption, replicas }) => disruption !== undefined && replicas > 1,
    );
    const { namespace, name } = service;
    const node = podsOfApp(cluster, service)[0]?.spec.nodeName ?? workerNodes(cluster)[0] ?? '';
    return {
      namespace,
      objects: [`PodDisruptionBudget/${name}`, `Node/${node}`],
      inject(stage) {
        stage.edit({ resource: 'poddisruptionbudgets.policy', namespace, name }, (draft) => {
          draft.spec = { minAvailable: '100%', selector: draft.spec.selector };
        });
        stage.edit({ resource: 'nodes', name: node }, (draft) => {
          draft.spec.unschedulable = true;
        });
      },
    };
  },
};

const FINALIZER = 'harbour.example/audit-export';

export const stuckTerminating: Scenario = {
  id: 'stuck-terminating',
  title: 'A pod will not go away: a finalizer nobody serves holds it',
  kind: 'pod',
  aim(cluster, random) {
    const service = pickService(random);
    const { namespace } = service;
    const name = podsOfApp(cluster, service)[0]?.metadata.name ?? '';
    return {
      namespace,
      objects: [`Pod/${name}`],
      inject(stage) {
        const reference = { resource: 'pods' as const, namespace, name };
        const held = amend(stage.cluster, reference, (draft) => {
          draft.metadata.finalizers = [FINALIZER];
        });
        if (held) stage.cluster.store.put('pods', deleting(stage.cluster.timeline.now(), held));
        stage.onMend(() => {
          const pod = stage.cluster.store.get('pods', namespace, name);
          if (pod)
            remove(
              stage.cluster,
              { ...pod, metadata: { ...pod.metadata, finalizers: [] } },
              { graceSeconds: 0 },
            );
        });
      },
    };
  },
};

function deleting<T extends { metadata: object }>(now: number, object: T): T {
  const deletionTimestamp = `${new Date(now + 30_000).toISOString().slice(0, 19)}Z`;
  return { ...object, metadata: { ...object.metadata, deletionTimestamp, deletionGracePeriodSeconds: 30 } };
}
