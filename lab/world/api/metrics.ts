import type { ServerResponse } from 'node:http';
import type { Cluster } from '../engine/cluster.ts';
import { failure, notFound } from '../kube/errors.ts';
import type { Node } from '../kube/cluster-kinds.ts';
import { METRICS } from '../kube/resources.ts';
import { parseQuantity } from '../kube/quantity.ts';
import { SECOND, stamp } from '../kube/time.ts';
import type { KubeObject, Pod } from '../kube/types.ts';
import { isDown } from '../kubelet/say.ts';
import { containerUsage, metricsServed, podUsage } from '../kubelet/usage.ts';
import type { Usage } from '../kubelet/usage.ts';
import { filterOf } from './list.ts';
import type { ApiRequest, Target } from './request.ts';
import { sendJson } from './respond.ts';
import { viewFor } from './view.ts';

const WINDOW = 15 * SECOND;
const NODE_OVERHEAD = { cpu: 0.09, memory: 620 * 2 ** 20 };

function shown({ cpu, memory }: Usage): { cpu: string; memory: string } {
  return { cpu: `${Math.round(cpu * 1e9)}n`, memory: `${Math.round(memory / 1024)}Ki` };
}

function envelope(cluster: Cluster, object: KubeObject, kind: string): KubeObject {
  const now = cluster.timeline.now();
  const { name, namespace, labels } = object.metadata;
  const created = { creationTimestamp: stamp(now), uid: '', resourceVersion: '' };
  const metadata = { name, ...(namespace ? { namespace } : {}), ...(labels ? { labels } : {}), ...created };
  return {
    kind,
    apiVersion: 'metrics.k8s.io/v1beta1',
    metadata,
    timestamp: stamp(now - WINDOW),
    window: '15s',
  };
}

function ofPod(cluster: Cluster, pod: Pod): KubeObject {
  const containers = pod.spec.containers.flatMap((container) => {
    const usage = containerUsage(cluster, pod, container);
    return usage ? [{ name: container.name, usage: shown(usage) }] : [];
  });
  return { ...envelope(cluster, pod, 'PodMetrics'), containers };
}

function usageByNode(cluster: Cluster): Map<string, Usage> {
  const total = new Map<string, Usage>();
  for (const pod of cluster.store.list('pods')) {
    const before = total.get(pod.spec.nodeName ?? '') ?? NODE_OVERHEAD;
    const { cpu, memory } = podUsage(cluster, pod);
    total.set(pod.spec.nodeName ?? '', { cpu: before.cpu + cpu, memory: before.memory + memory });
  }
  return total;
}

function ofNodes(cluster: Cluster): KubeObject[] {
  const usage = usageByNode(cluster);
  return cluster.store
    .list('nodes')
    .filter((node) => !isDown(cluster, node.metadata.name))
    .map((node: Node) => {
      const { cpu, memory } = usage.get(node.metadata.name) ?? NODE_OVERHEAD;
      const most = parseQuantity(node.status.capacity.cpu);
      return {
        ...envelope(cluster, node, 'NodeMetrics'),
        usage: shown({ cpu: Math.min(cpu, most), memory }),
      };
    });
}

function ofPods(cluster: Cluster, namespace: string | undefined): KubeObject[] {
  return cluster.store
    .list('pods', namespace)
    .filter((pod) => pod.status.phase === 'Running' && !isDown(cluster, pod.spec.nodeName))
    .map((pod) => ofPod(cluster, pod));
}

/** Answers metrics.k8s.io, as long as the metrics server runs. */
export function sendMetrics(
  response: ServerResponse,
  cluster: Cluster,
  request: ApiRequest & { target: Target },
): void {
  const { plural, namespace, name } = request.target;
  const resource = METRICS.find((candidate) => candidate.plural === plural);
  if (!resource) throw failure('NotFound', 'the server could not find the requested resource');
  if (!metricsServed(cluster)) {
    throw failure(
      'ServiceUnavailable',
      'the server is currently unable to handle the request (get ' + `${plural}.metrics.k8s.io)`,
    );
  }
  const all = plural === 'nodes' ? ofNodes(cluster) : ofPods(cluster, namespace);
  const items = all.filter(filterOf(request.query, { key: 'metrics', namespaced: plural === 'pods' }, name));
  if (name !== undefined) {
    const [item] = items;
    if (!item)
      throw notFound(
        { plural: 'podmetrics', group: 'metrics.k8s.io', kind: resource.kind },
        `${namespace ?? ''}/${name}`,
      );
    return sendJson(response, 200, item);
  }
  const view = viewFor({
    resource: { ...resource, custom: true },
    accept: 'application/json',
    includeObject: null,
    now: 0,
  });
  const { head, tail } = view.frame({});
  sendJson(response, 200, head + items.map((item) => view.item(item)).join(',') + tail);
}
