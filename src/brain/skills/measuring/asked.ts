import type { PrometheusConnector } from '#connectors/prometheus';
import type { ObjectRef } from '#diagnosis/evidence';
import { workloadOf } from '../../cluster/facts.ts';
import { as, targetOf } from '../../cluster/target.ts';
import type { MetricSlots } from '../../understand/slot-types.ts';
import type { SkillContext } from '../skill.ts';

type Wish = Parameters<PrometheusConnector['measureSignal']>[0];

const WORDS: Readonly<Partial<Record<Wish['signal'], string>>> = {
  'mean-latency': 'mean latency',
  'request-rate': 'request rate',
  'error-rate': 'error rate',
  'in-flight': 'number of requests in flight',
  'connection-pool': 'use of the connection pool',
  'queue-depth': 'queue depth',
  'cpu-saturation': 'CPU saturation',
  'cpu-limit': 'CPU use (of its limit)',
  'memory-saturation': 'memory use (of its limit)',
  'network-received': 'received network traffic',
  'network-sent': 'sent network traffic',
  disk: 'use of the disk',
  volume: 'use of the volume',
  cpu: 'CPU use',
  memory: 'memory use',
  restarts: 'number of restarts',
};

const ORDINALS: Readonly<Record<number, string>> = { 50: 'median' };

/** What people call a signal, for headings. */
export function signalInWords({ signal = 'latency', percentile, complement }: MetricSlots): string {
  if (signal === 'latency') {
    const rank = percentile ?? 95;
    return `${ORDINALS[rank] ?? `${rank}th percentile`} latency`;
  }
  return complement === 'succeeded' ? 'success rate' : (WORDS[signal] ?? signal);
}

/** In the words of the metrics: the pod, the service, the node or the namespace that an object is. */
export function chosen(context: SkillContext, ref: ObjectRef): Partial<Wish> {
  const { kind, name, namespace } = ref;
  const { signal } = context.slots.metrics ?? {};
  if (kind === 'Node') return { node: name };
  if (kind === 'Namespace') return { namespace: name };
  if (kind === 'PersistentVolumeClaim') return { volume: name, namespace };
  if (signal === 'volume') return { namespace };
  const target = targetOf(context, ref);
  const pod = target && as('Pod', target);
  if (target !== undefined && pod !== undefined)
    return { pod: name, service: undefined, namespace: workloadOf(target.index, pod).namespace };
  return { service: name, ...(kind === 'Service' ? {} : { namespace }) };
}

/** The claims that the pods of an object mount; undefined where that says nothing of it. */
export function claimsOf(
  context: SkillContext,
  { kind, cluster, namespace, name }: ObjectRef,
): string[] | undefined {
  if (kind === 'PersistentVolumeClaim' || kind === 'Node' || kind === 'Namespace') return undefined;
  const pods = context.snapshot(cluster)?.objects.Pod ?? [];
  const own = pods.filter(
    ({ metadata }) =>
      metadata.namespace === namespace && (metadata.name === name || metadata.name.startsWith(`${name}-`)),
  );
  return own.flatMap(({ spec }) =>
    (spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []),
  );
}

const OF_NODES: ReadonlySet<string> = new Set(['disk', 'cpu-saturation']);

/** Without a name and without a dimension, each service, node or volume is told on its own. */
export function dimensionOf({ slots }: SkillContext): MetricSlots['by'] {
  const { metrics = {}, objects } = slots;
  const { by, signal = 'latency' } = metrics;
  if (signal === 'volume') return by === 'namespace' ? by : 'volume';
  if (by !== undefined || objects.length > 0) return by;
  return OF_NODES.has(signal) ? 'node' : 'service';
}
