import type { PrometheusConnector } from '#connectors/prometheus';
import type { ObjectRef } from '#diagnosis/evidence';
import { workloadOf } from '../../cluster/facts.ts';
import { as, targetOf } from '../../cluster/target.ts';
import type { MetricSlots } from '../../understand/slot-types.ts';
import type { SkillContext } from '../skill.ts';

type Wish = Parameters<PrometheusConnector['measureSignal']>[0];

const HOUR = 3_600_000;
/** Disks fill over days: a forecast looks back this far. */
const FORECAST_LOOK_BACK = 3 * 24 * HOUR;

/** What people call a signal, for headings. */
export function signalInWords({ signal = 'latency', percentile }: MetricSlots): string {
  if (signal === 'latency') return `${percentile ?? 95}th percentile latency`;
  const words: Partial<Record<typeof signal, string>> = {
    'request-rate': 'request rate',
    'error-rate': 'error rate',
    'in-flight': 'requests in flight',
    'connection-pool': 'use of the connection pool',
    'queue-depth': 'queue depth',
    'cpu-saturation': 'CPU saturation',
    'memory-saturation': 'memory saturation',
    'network-received': 'received network traffic',
    'network-sent': 'sent network traffic',
    disk: 'use of the disk',
    volume: 'use of the volume',
    cpu: 'CPU use',
    memory: 'memory use',
  };
  return words[signal] ?? signal;
}

/** In the words of the metrics: the pod, the service, the node or the namespace that an object is. */
export function chosen(context: SkillContext, ref: ObjectRef): Partial<Wish> {
  const { kind, name, namespace } = ref;
  if (kind === 'Node') return { node: name };
  if (kind === 'Namespace') return { namespace: name };
  const target = targetOf(context, ref);
  const pod = target && as('Pod', target);
  if (target !== undefined && pod !== undefined)
    return { pod: name, service: undefined, namespace: workloadOf(target.index, pod).namespace };
  return { service: name, ...(kind === 'Service' ? {} : { namespace }) };
}

/** The range that is looked at, milliseconds since the epoch. */
export function rangeOf({ slots, now }: SkillContext): { from: number; to: number; said: string } {
  const { time, metrics } = slots;
  if (time !== undefined && time.to - time.from >= 60_000) return time;
  if (metrics?.forecast === true) return { from: now - FORECAST_LOOK_BACK, to: now, said: 'the last 3 days' };
  return { from: now - HOUR, to: now, said: 'the last hour' };
}

/** Without a name and without a dimension, each service, node or volume is told on its own. */
export function dimensionOf({ slots }: SkillContext): MetricSlots['by'] {
  const { metrics = {}, objects } = slots;
  if (metrics.by !== undefined || objects.length > 0) return metrics.by;
  if (metrics.signal === 'disk' || metrics.signal === 'cpu-saturation') return 'node';
  return metrics.signal === 'volume' ? undefined : 'service';
}
