import { iso } from '../answer/phrase.ts';
import type { Signal, SignalRole } from '#diagnosis';
import type { PortAnswer } from '#connectors/kit';
import type { PrometheusConnector } from '#connectors/prometheus';
import type { SkillContext } from '../skills/skill.ts';
import { nothing, together, type Gathered } from './source.ts';

/** The time that is looked at: what is usual before `from`, the incident after it. */
export interface IncidentWindow {
  start: number;
  from: number;
  to: number;
}

type Wish = Parameters<PrometheusConnector['measureSignal']>[0];
type Answer = PortAnswer<PrometheusConnector, 'measureSignal'>;
type Series = Answer['series'][number];

interface Measure {
  wish: Pick<Wish, 'signal' | 'by'>;
  role: SignalRole;
  /** In words, where several signals have one role. */
  what?: string;
  /** From the unit of the answer to that of the role. */
  value: (raw: number, stepSeconds: number) => number;
}

const same = (raw: number): number => raw;

const REQUESTS: readonly Measure[] = [
  { wish: { signal: 'latency', by: 'service' }, role: 'latency', value: same },
  { wish: { signal: 'error-rate', by: 'service' }, role: 'availability', value: (raw) => 100 * (1 - raw) },
  { wish: { signal: 'request-rate', by: 'service' }, role: 'requests', value: (raw, step) => raw * step },
];

const full = (signal: Wish['signal'], by: Wish['by'], what: string): Measure => ({
  wish: { signal, by },
  role: 'saturation',
  what,
  value: same,
});

/** What decides where a loss begins: how long, how many, how many well; and what may run full. */
const MEASURES: readonly Measure[] = [
  ...REQUESTS,
  full('connection-pool', 'service', 'use of the connection pool'),
  full('queue-depth', 'service', 'queue length'),
  full('memory-saturation', 'service', 'memory in use of the limit'),
  full('cpu', 'service', 'CPU use (cores)'),
  full('cpu-saturation', 'service', 'CPU throttling (share of periods)'),
  full('cpu-saturation', 'node', 'CPU load for each core'),
  full('disk', 'node', 'disk space in use'),
];

const POINTS = 120;
/** That no exporter tells a signal is no failure. */
const NOT_MEASURED: ReadonlySet<string> = new Set(['no-such-signal', 'no-metrics']);

const nodeOf = ({ labels, name }: Series, by: string): string => labels[by] ?? name;

function signalOf(measure: Measure, answer: Answer, { from }: IncidentWindow) {
  return (series: Series): Signal => {
    const node = nodeOf(series, measure.wish.by ?? 'service');
    const milliseconds = measure.role === 'latency' && answer.unit === 'milliseconds';
    const samples = series.points.map(([seconds, raw]) => ({
      at: seconds * 1000,
      value: raw === null ? null : measure.value(milliseconds ? raw / 1000 : raw, answer.stepSeconds),
    }));
    return {
      id: `${measure.wish.signal}/${node}`,
      node,
      role: measure.role,
      what: measure.what,
      window: samples.filter(({ at }) => at >= from),
      normal: samples.filter(({ at }) => at < from),
    };
  };
}

function shown({ min, max, last }: Series, unit: string): string {
  const told = (value: number | null): string =>
    value === null ? 'none' : String(Number(value.toPrecision(3)));
  return `last ${told(last)}, lowest ${told(min)}, highest ${told(max)} (${unit})`;
}

interface Asked {
  cluster: string;
  window: IncidentWindow;
  /** One service alone. */
  service?: string;
  /** How requests fare, and not what runs full. */
  isBrief?: boolean;
}

async function gather(
  prometheus: PrometheusConnector,
  { measure, cluster, window, service }: Asked & { measure: Measure },
): Promise<Gathered<Signal>> {
  const range = { start: iso(window.start), end: iso(window.to), maxPoints: POINTS };
  const result = await prometheus.measureSignal({ ...measure.wish, cluster, service, ...range, limit: 200 });
  if (!result.ok)
    return nothing(NOT_MEASURED.has(result.error.code) ? [] : [`Prometheus: ${result.error.message}`]);
  const { value: answer } = result;
  const signals = answer.series.map(signalOf(measure, answer, window));
  return {
    items: signals,
    sources: signals.map(({ id, node }, at) => [
      id,
      {
        at: answer.end,
        source: { system: 'prometheus', cluster, query: answer.query },
        says: `${measure.wish.signal} of ${node}: ${answer.series[at] ? shown(answer.series[at], answer.unit) : ''}`,
      },
    ]),
    missing: [],
  };
}

/** Every service's latency, errors and requests, and what may run full, over the window; of one service its requests alone. */
export async function measureServices(context: SkillContext, asked: Asked): Promise<Gathered<Signal>> {
  const { prometheus } = context.systems;
  if (prometheus === undefined) return nothing(['Prometheus is not connected']);
  const measures = asked.service === undefined && asked.isBrief !== true ? MEASURES : REQUESTS;
  return together(await Promise.all(measures.map((measure) => gather(prometheus, { ...asked, measure }))));
}
