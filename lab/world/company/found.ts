import { subscribeCollector } from '../controllers/housekeeping.ts';
import { startHeartbeats } from '../controllers/node-heartbeat.ts';
import type { Cluster } from '../engine/cluster.ts';
import { expireEvents, keepSilentUntil } from '../engine/events.ts';
import { amend } from '../engine/write.ts';
import { DAY, HOUR, MINUTE, stamp } from '../kube/time.ts';
import { endContainer } from '../kubelet/container.ts';
import { proceed } from '../kubelet/pod.ts';
import { customDefinitions } from './custom.ts';
import { backups, dataManifests, finishedJob, reports } from './data.ts';
import { grow } from './grow.ts';
import { named, plant, plantAll } from './manifest.ts';
import { nodeManifests } from './nodes.ts';
import { platformManifests } from './platform.ts';
import { NAMESPACES, namespaceManifests, quirkManifests } from './quirks.ts';
import { rbacManifests } from './rbac.ts';
import { SERVICES } from './services.ts';
import { foundationManifests, staticPods, systemManifests } from './system.ts';
import { autoscalerOf, budgetsOf, deploymentOf, surroundingsOf } from './workloads.ts';
import type { Setting } from './workloads.ts';

export interface Founding {
  production: boolean;
  /** The present; the company is older. */
  now: number;
  workers: number;
  /** Pods to grow to; the company alone when fewer. */
  pods: number;
}

/** How long ago the cluster was set up. */
export const CLUSTER_AGE = 92 * DAY;
const EVENTS_KEPT = HOUR;

interface Chapter {
  ago: number;
  write: (cluster: Cluster) => void;
}

const SYSTEM_NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

function apiService(cluster: Cluster): void {
  const ports = [{ name: 'https', port: 443, targetPort: 6443 }];
  const labels = { component: 'apiserver', provider: 'kubernetes' };
  plant(cluster, {
    ...named('Service', 'kubernetes', { namespace: 'default', labels }),
    spec: { clusterIP: '10.96.0.1', ports },
  });
  plant(cluster, {
    ...named('EndpointSlice', 'kubernetes', {
      namespace: 'default',
      labels: { 'kubernetes.io/service-name': 'kubernetes' },
    }),
    addressType: 'IPv4',
    endpoints: [
      { addresses: ['10.20.10.10'], conditions: { ready: true, serving: true, terminating: false } },
    ],
    ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
  });
}

function beginning(founding: Founding): Chapter {
  return {
    ago: CLUSTER_AGE,
    write(cluster) {
      plantAll(
        cluster,
        SYSTEM_NAMESPACES.map((name) => named('Namespace', name)),
      );
      cluster.settle();
      apiService(cluster);
      plantAll(cluster, [...foundationManifests(), ...rbacManifests(), ...customDefinitions()]);
      plantAll(cluster, nodeManifests(cluster, founding.workers));
      plantAll(cluster, staticPods(cluster));
      plantAll(cluster, systemManifests(founding.production));
    },
  };
}

function services(setting: Setting, founding: Founding): Chapter[] {
  const settling: Chapter = {
    ago: 60 * DAY,
    write(cluster) {
      plantAll(cluster, NAMESPACES.flatMap(namespaceManifests));
      plantAll(cluster, [...dataManifests(setting), ...SERVICES.flatMap(surroundingsOf)]);
      cluster.settle();
      plantAll(cluster, platformManifests(setting, founding.now));
    },
  };
  const opening: Chapter = {
    ago: 41 * DAY,
    write(cluster) {
      for (const service of SERVICES) plant(cluster, deploymentOf(service, service.tags[0] ?? '', setting));
      plantAll(cluster, [...SERVICES.flatMap((service) => budgetsOf(service, setting)), ...quirkManifests()]);
    },
  };
  return [settling, opening];
}

function releases(setting: Setting): Chapter[] {
  return SERVICES.flatMap((service, index) =>
    service.tags.slice(1).map((tag) => ({
      ago: (4 + index) * DAY + index * 37 * MINUTE,
      write: (cluster: Cluster) => void release(cluster, service, { tag, setting }),
    })),
  );
}

function release(
  cluster: Cluster,
  service: (typeof SERVICES)[number],
  to: { tag: string; setting: Setting },
): void {
  const next = deploymentOf(service, to.tag, to.setting);
  const { namespace, name } = service;
  amend(cluster, { resource: 'deployments.apps', namespace, name }, (draft) => {
    const { template } = next.spec as typeof draft.spec;
    const [before] = draft.spec.template.spec.containers;
    const [after] = template.spec.containers;
    if (before && after) before.image = after.image;
    draft.spec.template.metadata = template.metadata;
  });
}

function hiccup(cluster: Cluster): void {
  const pod = cluster.store.get('pods', 'data', 'redis-0');
  const [container] = pod?.spec.containers ?? [];
  if (!pod || !container) return;
  const ending = { afterMs: 0, code: 1, reason: 'Error' as const };
  endContainer(cluster, pod, { container, ending, onward: (now) => proceed(cluster, now) });
}

function autoscale(cluster: Cluster, setting: Setting): void {
  for (const manifest of SERVICES.flatMap((service) => autoscalerOf(service, setting))) {
    plant(cluster, manifest, { olderBy: 41 * DAY });
  }
}

function chapters(founding: Founding): Chapter[] {
  const setting = { production: founding.production };
  return [
    beginning(founding),
    ...services(setting, founding),
    ...releases(setting),
    { ago: 9 * DAY, write: hiccup },
    { ago: 4 * DAY, write: (cluster) => void plant(cluster, finishedJob()) },
    { ago: 73 * HOUR, write: (cluster) => void plant(cluster, backups(), { olderBy: 38 * DAY }) },
    { ago: 4 * HOUR, write: (cluster) => void plant(cluster, reports(), { olderBy: 40 * DAY }) },
    { ago: 2 * HOUR, write: (cluster) => grow(cluster, founding.pods) },
    { ago: 20 * MINUTE, write: (cluster) => autoscale(cluster, setting) },
  ];
}

/** Lives through the company's history, up to the present. */
export function found(cluster: Cluster, founding: Founding): void {
  subscribeCollector(cluster);
  keepSilentUntil(cluster, founding.now - EVENTS_KEPT);
  for (const { ago, write } of chapters(founding).sort((a, b) => b.ago - a.ago)) {
    cluster.timeline.runTo(founding.now - ago);
    write(cluster);
  }
  cluster.timeline.runTo(founding.now - 6 * MINUTE);
  startHeartbeats(cluster);
  cluster.timeline.runTo(founding.now);
  expireEvents(cluster, EVENTS_KEPT);
  keepExpiring(cluster);
  cluster.memory.set('founded', stamp(founding.now));
}

function keepExpiring(cluster: Cluster): void {
  cluster.timeline.after('expire-events', 5 * MINUTE, () => {
    expireEvents(cluster, EVENTS_KEPT);
    keepExpiring(cluster);
  });
}
