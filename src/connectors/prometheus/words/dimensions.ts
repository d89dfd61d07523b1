import { CODES } from './codes.ts';
import type { Dimension } from './signals.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The labels that may tell each dimension, the most telling first. */
const LABELS: Record<Dimension, readonly string[]> = {
  cluster: ['cluster', 'cluster_name', 'k8s_cluster_name', 'kubernetes_cluster'],
  namespace: [
    'exported_namespace',
    'namespace',
    'k8s_namespace_name',
    'kubernetes_namespace',
    'destination_service_namespace',
  ],
  service: [
    'exported_service',
    'service',
    'service_name',
    'destination_service_name',
    'destination_workload',
    'app',
    'app_kubernetes_io_name',
    'k8s_deployment_name',
    'deployment',
    'job',
  ],
  pod: ['pod', 'k8s_pod_name', 'pod_name', 'kubernetes_pod_name'],
  container: ['container', 'k8s_container_name', 'container_name'],
  node: ['node', 'k8s_node_name', 'kubernetes_node', 'nodename', 'instance'],
  volume: ['persistentvolumeclaim'],
  route: ['handler', 'route', 'http_route', 'path', 'uri', 'endpoint', 'url'],
  method: ['method', 'http_method', 'http_request_method'],
  code: CODES,
};

/** What a Deployment, StatefulSet or DaemonSet adds to its name for its pods. */
const POD_ENDS = '-[a-z0-9]{5,10}-[a-z0-9]{5}|-[a-z0-9]{5}|-[0-9]+';

/** A demand for one value of a dimension, or a label to look at it by, in the words of one metric. */
export interface Wording {
  label: string;
  demand?: string;
  /** The service is told by the names of its pods: it must be cut out of them. */
  fromPods?: boolean;
}

/** Text as an expression that matches nothing else. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Whether a label's value is a longer name of the same thing: shop/checkout, 10.0.0.1:9100, harbour-prod. */
function isQualified(known: string, value: string, dimension: Dimension): boolean {
  if (dimension === 'cluster') return known.endsWith(`-${value}`) || known.startsWith(`${value}-`);
  return known.endsWith(`/${value}`) || known.startsWith(`${value}:`);
}

/** How a metric words a dimension; undefined when none of its labels can. */
export async function wordDimension(
  vocabulary: Vocabulary,
  metric: string,
  { dimension, value, signal }: { dimension: Dimension; value?: string; signal?: AbortSignal },
): Promise<Wording | undefined> {
  const there = new Set(await vocabulary.labels(metric, signal));
  const candidates = LABELS[dimension].filter((label) => there.has(label));
  for (const label of value === undefined ? [] : candidates) {
    const known = await vocabulary.values(label, metric, signal);
    if (known.includes(value ?? '')) return { label, demand: `${label}=${quoted(value ?? '')}` };
    const qualified = known.find((one) => isQualified(one, value ?? '', dimension));
    if (qualified !== undefined) return { label, demand: `${label}=${quoted(qualified)}` };
  }
  const [label] = await telling(vocabulary, metric, { candidates, signal });
  if (dimension === 'service' && label === undefined && there.has('pod')) return servicePods(value);
  if (label === undefined) return undefined;
  return value === undefined ? { label } : { label, demand: `${label}=${quoted(value)}` };
}

/** Of the labels those that can tell: a `job` or a `service` with one value names the exporter, and comes last or not at all. */
async function telling(
  vocabulary: Vocabulary,
  metric: string,
  { candidates, signal }: { candidates: readonly string[]; signal?: AbortSignal },
): Promise<string[]> {
  const counted = await Promise.all(
    candidates.map(async (label) => ({
      label,
      isMany: (await vocabulary.values(label, metric, signal)).length > 1,
    })),
  );
  const useful = counted.filter(({ label, isMany }) => isMany || label !== 'job');
  return [...useful.filter(({ isMany }) => isMany), ...useful.filter(({ isMany }) => !isMany)].map(
    ({ label }) => label,
  );
}

/** Infrastructure metrics know pods but no services. */
function servicePods(value: string | undefined): Wording {
  const demand = value === undefined ? undefined : `pod=~${quoted(`${escaped(value)}(${POD_ENDS})`)}`;
  return { label: 'service', demand, fromPods: true };
}

/** Cuts the service out of the names of pods. */
export function serviceFromPod(vector: string): string {
  return `label_replace(${vector}, "service", "$1", "pod", "(.+?)(?:${POD_ENDS})")`;
}
