import { hash32 } from '../../engine/random.ts';
import type { SignalModel } from '../../signals/model.ts';
import type { MetricMetadata } from '../backend.ts';
import { keyOf, NAME } from '../promql/labels.ts';
import type { Labels } from '../promql/labels.ts';
import { matches } from '../promql/matchers.ts';
import type { Matcher } from '../promql/matchers.ts';
import type { Series, Storage } from '../promql/values.ts';
import { CONTAINERS } from './containers.ts';
import { EDGE } from './edge.ts';
import type { Family, Signal } from './family.ts';
import { KUBE_PODS } from './kube-pods.ts';
import { KUBE_WORKLOADS } from './kube-workloads.ts';
import { NODES } from './nodes.ts';
import { REQUESTS } from './requests.ts';
import { RUNTIME } from './runtime.ts';
import { SCRAPED } from './scraped.ts';
import { STORES } from './stores.ts';

const FAMILIES: readonly Family[] = [
  ...REQUESTS,
  ...RUNTIME,
  ...CONTAINERS,
  ...KUBE_PODS,
  ...KUBE_WORKLOADS,
  ...NODES,
  ...STORES,
  ...EDGE,
  ...SCRAPED,
];

/** Between two scrapes, ms. */
const INTERVAL = 30_000;
/** How long samples are kept, ms. */
export const RETENTION = 14 * 86_400_000;

/** Samples that are computed together, and remembered once all of them are past. */
const CHUNK = 20;
/** Chunks that a series remembers. */
const MOST_CHUNKS = 64;

type Chunks = Map<number, Float64Array>;

/** The values of a chunk by its number; NaN where there is none. */
function chunkOf(signals: readonly Signal[], phase: number, chunk: number): Float64Array {
  return Float64Array.from({ length: CHUNK }, (_, index) => {
    const time = (chunk * CHUNK + index) * INTERVAL + phase;
    return signals.find((one) => time >= one.from && time < one.to)?.value(time) ?? NaN;
  });
}

function valuesIn({ signals, chunks }: Sampled, phase: number, now: number): (place: number) => number {
  const unfinished: Chunks = new Map();
  return (place) => {
    const chunk = Math.floor(place / CHUNK);
    let values = chunks.get(chunk) ?? unfinished.get(chunk);
    if (!values) {
      values = chunkOf(signals, phase, chunk);
      const isPast = ((chunk + 1) * CHUNK - 1) * INTERVAL + phase <= now;
      if (chunks.size >= MOST_CHUNKS) chunks.clear();
      (isPast ? chunks : unfinished).set(chunk, values);
    }
    return values[place - chunk * CHUNK] ?? NaN;
  };
}

/** The samples of a series: its function at the moments its target is scraped, a stale marker when it ends. */
function seriesOf(sampled: Sampled, now: () => number): Series {
  const { labels } = sampled;
  const phase = hash32(`${labels['job'] ?? ''}/${labels['instance'] ?? ''}`) % INTERVAL;
  return {
    labels,
    read(from, to) {
      const times: number[] = [];
      const values: number[] = [];
      const stale: boolean[] = [];
      const last = Math.min(to, now());
      const first = Math.max(from, now() - RETENTION);
      const valueAt = valuesIn(sampled, phase, now());
      let place = Math.ceil((first - phase) / INTERVAL);
      let there = !Number.isNaN(valueAt(place - 1));
      for (; place * INTERVAL + phase <= last; place += 1) {
        const value = valueAt(place);
        const isGone = Number.isNaN(value);
        if (!isGone || there) {
          times.push(place * INTERVAL + phase);
          values.push(value);
          stale.push(isGone);
        }
        there = !isGone;
      }
      return { times, values, stale };
    },
  };
}

interface Sampled {
  labels: Labels;
  signals: Signal[];
  chunks: Chunks;
}

interface Kept {
  version: number;
  series: (Sampled & { from: number; to: number })[];
}

function assembled({ name, signals }: Family, model: SignalModel): Kept['series'] {
  const byKey = new Map<string, Kept['series'][number]>();
  for (const signal of signals(model)) {
    const given = Object.entries(signal.labels).filter(([, value]) => value !== '');
    const labels: Labels = { [NAME]: name, ...Object.fromEntries(given), cluster: model.cluster.name };
    const key = keyOf(labels);
    const known: Kept['series'][number] = byKey.get(key) ?? {
      labels,
      signals: [],
      chunks: new Map(),
      from: Infinity,
      to: -Infinity,
    };
    known.signals.push(signal);
    known.from = Math.min(known.from, signal.from);
    known.to = Math.max(known.to, signal.to);
    byKey.set(key, known);
  }
  return [...byKey.values()];
}

/** The series of these clusters. Nothing is stored: every sample is computed when it is asked for. */
export function createSignalStorage(models: readonly SignalModel[]): Storage {
  const kept = new Map<string, Kept>();
  const seriesIn = (family: Family, model: SignalModel): Kept['series'] => {
    const key = `${model.cluster.name}/${family.name}`;
    let known = kept.get(key);
    if (known?.version !== model.version()) {
      known = { version: model.version(), series: assembled(family, model) };
      kept.set(key, known);
    }
    return known.series;
  };
  return {
    select: (matchers, from, to) =>
      familiesFor(matchers).flatMap((family) =>
        models.flatMap((model) => {
          const now = (): number => model.cluster.timeline.now();
          return seriesIn(family, model)
            .filter((one) => one.from <= Math.min(to, now()) && one.to > from)
            .filter(({ labels }) => matches(matchers, labels))
            .map((one) => seriesOf(one, now));
        }),
      ),
  };
}

function familiesFor(matchers: readonly Matcher[]): Family[] {
  const named = matchers.filter(({ name }) => name === NAME);
  return FAMILIES.filter(({ name }) => named.every(({ test }) => test(name)));
}

/** The metrics there are and what they mean; parts of a histogram under its own name. */
export function metadataOf(): Record<string, MetricMetadata> {
  return Object.fromEntries(
    FAMILIES.map(({ name, type, help }) => [
      name.replace(/_(bucket|sum|count)$/, (part) => (type === 'histogram' ? '' : part)),
      { type, help },
    ]),
  );
}
