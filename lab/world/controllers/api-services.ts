import type { Controller } from '../engine/cluster.ts';
import { setStatus } from '../engine/write.ts';
import { stamp } from '../kube/time.ts';
import { metricsServed } from '../kubelet/usage.ts';

const NAME = 'v1beta1.metrics.k8s.io';
const MISSING =
  'endpoints for service/metrics-server in "kube-system" have no addresses with port name "https"';

/** Says whether the metrics API has a server behind it. */
export const apiServices: Controller = {
  name: 'apiservice-controller',
  watches: {
    'endpointslices.discovery.k8s.io': ({ object }) =>
      object.metadata.namespace === 'kube-system' ? [NAME] : [],
  },
  reconcile(cluster) {
    const service = cluster.store.find('apiservices.apiregistration.k8s.io', undefined, NAME);
    if (!service) return;
    const served = metricsServed(cluster);
    const [known] =
      (service.status as { conditions?: { status: string; lastTransitionTime?: string }[] } | undefined)
        ?.conditions ?? [];
    const status = served ? 'True' : 'False';
    const since = known?.status === status ? known.lastTransitionTime : undefined;
    const why = served
      ? { reason: 'Passed', message: 'all checks passed' }
      : { reason: 'MissingEndpoints', message: MISSING };
    const condition = {
      type: 'Available',
      status,
      lastTransitionTime: since ?? stamp(cluster.timeline.now()),
      ...why,
    };
    setStatus(cluster, service, { conditions: [condition] });
  },
};
