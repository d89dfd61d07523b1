import { levelOf } from '../lines/level.ts';
import { labelsTest } from '../lines/matching.ts';
import type { Labels, Line, Storage, Stream } from '../lines/storage.ts';

/** Lines of one set of labels, as they are pushed. */
export interface WrittenStream {
  labels: Labels;
  lines: { at: number; text: string }[];
}

const NAMING = ['service', 'app', 'application', 'app_name', 'name', 'app_kubernetes_io_name', 'container'];

function withService(labels: Labels): Labels {
  if (labels['service_name'] !== undefined) return labels;
  const label = NAMING.find((name) => labels[name] !== undefined) ?? '';
  return { ...labels, service_name: labels[label] ?? 'unknown_service' };
}

function streamOf({ labels, lines }: WrittenStream): Stream {
  const sorted = [...lines]
    .sort((a, b) => a.at - b.at)
    .map(({ at, text }): Line => ({ at, text, metadata: { detected_level: levelOf(text) } }));
  const read = (from: number, to: number): Line[] => sorted.filter(({ at }) => at >= from && at < to);
  return {
    labels: withService(labels),
    read,
    measure(from, to) {
      const found = read(from, to);
      return {
        lines: found.length,
        bytes: found.reduce((total, { text }) => total + Buffer.byteLength(text), 0),
      };
    },
  };
}

/** A storage that holds what was written, with what Loki adds of its own: the service's name and a level. */
export function writtenLines(streams: readonly WrittenStream[]): Storage {
  const all = streams.map(streamOf);
  return {
    select(matchers, from, to) {
      const test = labelsTest(matchers);
      return all.filter(({ labels, measure }) => test(labels) && measure(from, to).lines > 0);
    },
  };
}
