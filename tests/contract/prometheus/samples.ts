/** One series of the contract's data: the same is loaded into every server. */
export interface ContractSeries {
  labels: Record<string, string>;
  samples: { time: number; value: number }[];
}

/** When the data begins; it lasts two hours. A round hour, so that subqueries align. */
export const BEGIN = Date.UTC(2026, 9, 5, 8);
export const END = BEGIN + 2 * 3_600_000;
const SCRAPE = 30_000;

/** Always the same numbers between 0 and 1. */
function noise(seed: number): (index: number) => number {
  return (index) => {
    const mixed = Math.imul((index + 1) ^ (seed * 0x9e3779b1), 0x85ebca6b);
    return ((mixed ^ (mixed >>> 13)) >>> 0) / 4_294_967_296;
  };
}

interface Shape {
  phase?: number;
  from?: number;
  to?: number;
  every?: number;
}

function sampled(
  labels: Record<string, string>,
  value: (index: number) => number,
  { phase = 0, from = BEGIN, to = END, every = SCRAPE }: Shape = {},
): ContractSeries {
  const samples: ContractSeries['samples'] = [];
  let index = 0;
  for (let time = from + phase; time <= to; time += every) samples.push({ time, value: value(index++) });
  return { labels, samples };
}

function counter(step: (index: number) => number, resetAt = -1): (index: number) => number {
  let total = 0;
  return (index) => {
    if (index === resetAt) total = 0;
    total += step(index);
    return Math.round(total * 1000) / 1000;
  };
}

const PODS = [
  ['shop', 'checkout', 'checkout-a', 'worker-1'],
  ['shop', 'checkout', 'checkout-b', 'worker-2'],
  ['shop', 'cart', 'cart-a', 'worker-1'],
  ['payments', 'ledger', 'ledger-a', 'worker-2'],
] as const;

function requests(): ContractSeries[] {
  return PODS.flatMap(([namespace, app, pod], at) =>
    ['200', '404', '500'].map((code, which) => {
      const random = noise(at * 10 + which);
      const weight = [12, 0.8, 0.3][which] ?? 1;
      const labels = { __name__: 'http_requests_total', job: app, namespace, pod, code };
      return sampled(
        labels,
        counter((index) => Math.floor(random(index) * weight * 30), at === 1 ? 101 : -1),
        {
          phase: at * 7_123,
        },
      );
    }),
  );
}

function durations(): ContractSeries[] {
  const bounds = ['0.05', '0.1', '0.25', '0.5', '1', '2.5', '+Inf'];
  return PODS.flatMap(([namespace, app, pod], at) =>
    bounds.map((le, which) => {
      const random = noise(at + 50);
      const labels = { __name__: 'http_request_duration_seconds_bucket', job: app, namespace, pod, le };
      return sampled(
        labels,
        counter((index) => Math.floor(random(index) * 40 * (which + 1 + at))),
      );
    }),
  );
}

function gauges(): ContractSeries[] {
  return PODS.flatMap(([namespace, , pod, node], at) => {
    const random = noise(at + 90);
    const memory = {
      __name__: 'container_memory_working_set_bytes',
      namespace,
      pod,
      container: 'main',
      node,
    };
    const limit = { __name__: 'kube_pod_container_resource_limits', namespace, pod, resource: 'memory' };
    const info = { __name__: 'kube_pod_info', namespace, pod, node };
    return [
      sampled(memory, (index) => 1e8 + index * 4e5 * (at + 1) + Math.floor(random(index) * 1e6)),
      sampled(limit, () => 2.5e8 * (at + 1)),
      sampled(info, () => 1),
    ];
  });
}

function oddities(): ContractSeries[] {
  const random = noise(7);
  return [
    sampled({ __name__: 'up', job: 'checkout', instance: 'a:80' }, (index) => (index % 37 === 0 ? 0 : 1)),
    sampled({ __name__: 'up', job: 'cart', instance: 'b:80' }, () => 1),
    sampled({ __name__: 'node_load1', node: 'worker-1' }, (index) => random(index) * 8 - 2),
    sampled({ __name__: 'node_load1', node: 'worker-2' }, (index) => Math.sin(index / 20) * 3),
    sampled({ __name__: 'gone', job: 'old' }, (index) => index, { to: BEGIN + 45 * 60_000 }),
    sampled({ __name__: 'late', job: 'new' }, (index) => index * 1.5, { from: END - 20 * 60_000 }),
    sampled({ __name__: 'sparse', job: 'slow' }, (index) => index ** 2, { every: 240_000 }),
    sampled({ __name__: 'single', job: 'once' }, () => 42, { to: BEGIN }),
    sampled({ __name__: 'sometimes_nan', job: 'odd' }, (index) => (index % 5 === 0 ? NaN : index)),
    sampled({ __name__: 'infinite', job: 'odd' }, (index) => (index % 2 === 0 ? Infinity : -Infinity)),
    sampled({ __name__: 'tiny', job: 'odd' }, (index) => (index + 1) * 1e-9),
    sampled({ __name__: 'huge', job: 'odd' }, (index) => (index + 1) * 1e22),
    sampled({ __name__: 'build_info', version: '2.14.1', job: 'checkout' }, () => 1),
    sampled({ __name__: 'build_info', version: '1.19.2', job: 'cart' }, () => 1),
    sampled({ __name__: 'release_time', job: 'cart' }, () => 1_790_000_000),
  ];
}

/** Every series of the contract. */
export function contractSeries(): ContractSeries[] {
  return [...requests(), ...durations(), ...gauges(), ...oddities()];
}

function written(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : '-Inf';
}

/** The data as OpenMetrics text with timestamps, for promtool. */
export function openMetrics(series: readonly ContractSeries[]): string {
  const byName = Map.groupBy(series, ({ labels }) => labels['__name__'] ?? '');
  const families = [...byName].map(([name, members]) => {
    const lines = members.flatMap(({ labels, samples }) => {
      const pairs = Object.entries(labels).filter(([label]) => label !== '__name__');
      const text = pairs.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(',');
      return samples.map(({ time, value }) => `${name}{${text}} ${written(value)} ${time / 1000}`);
    });
    return [`# TYPE ${name} unknown`, ...lines].join('\n');
  });
  return `${families.join('\n')}\n# EOF\n`;
}
