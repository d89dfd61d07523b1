import type { SignalModel } from '../../signals/model.ts';
import { holds } from '../../signals/pod-lives.ts';
import type { PodLife } from '../../signals/pod-life.ts';
import type { Target } from '../backend.ts';
import { gauge } from './family.ts';
import type { Family, Signal } from './family.ts';
import { addressOf, awayTimes } from './nodes.ts';
import { processes } from './pod-work.ts';
import { ownLabels } from './requests.ts';

/** Something that is scraped, with the times it could be. */
interface Scraped {
  labels: Record<string, string>;
  path: string;
  from: number;
  to: number;
  isUp: (time: number) => boolean;
}

/** A pod that has failed for good, such as an evicted one, is no target any more. */
function endOf(pod: PodLife): number {
  const { phase } = pod.said().at(-1)?.status ?? {};
  const isOver = phase === 'Failed' || phase === 'Succeeded';
  return isOver ? Math.min(pod.to, Math.max(...pod.runs.map(({ to }) => to))) : pod.to;
}

function applications(model: SignalModel): Scraped[] {
  const seen = new Map<string, Scraped>();
  for (const process of processes(model)) {
    const { pod, station } = process;
    if (station.language === 'store') continue;
    const labels = ownLabels(process);
    const isUp = (time: number): boolean =>
      holds(
        pod.runs.filter(({ container }) => container === process.run.container),
        time,
      );
    seen.set(pod.uid, { labels, path: '/metrics', from: pod.from, to: endOf(pod), isUp });
  }
  return [...seen.values()];
}

function machines(model: SignalModel): Scraped[] {
  return model.journal.lives('nodes').flatMap((life): Scraped[] => {
    const node = life.versions.at(-1)?.object;
    if (!node) return [];
    const away = awayTimes(model, node.metadata.name);
    const common = {
      from: life.bornAt,
      to: life.goneAt ?? Infinity,
      isUp: (time: number) => !holds(away, time),
    };
    const { name } = node.metadata;
    return [
      {
        ...common,
        path: '/metrics',
        labels: { job: 'node-exporter', instance: `${addressOf(node)}:9100`, node: name },
      },
      {
        ...common,
        path: '/metrics/cadvisor',
        labels: { job: 'kubelet', instance: `${name}:10250`, node: name, metrics_path: '/metrics/cadvisor' },
      },
    ];
  });
}

function singles(model: SignalModel): Scraped[] {
  const from = Math.min(...model.journal.lives('nodes').map(({ bornAt }) => bornAt));
  return [
    { job: 'kube-state-metrics', instance: 'kube-state-metrics:8080' },
    { job: 'prometheus', instance: 'localhost:9090' },
  ].map((labels) => ({ labels, path: '/metrics', from, to: Infinity, isUp: () => true }));
}

function scraped(model: SignalModel): Scraped[] {
  return [...applications(model), ...machines(model), ...singles(model)];
}

/** What Prometheus itself says of its targets. */
export const SCRAPED: Family[] = [
  gauge('up', 'Whether the target could be scraped.', (model) =>
    scraped(model).map(({ labels, from, to, isUp }): Signal => ({
      labels,
      from,
      to,
      value: (time) => Number(isUp(time)),
    })),
  ),
  gauge('scrape_duration_seconds', 'Seconds the scrape took.', (model) =>
    scraped(model).map(({ labels, from, to, isUp }): Signal => ({
      labels,
      from,
      to,
      value: (time) => (isUp(time) ? 0.012 : 10),
    })),
  ),
];

/** The targets of a cluster as they are now. */
export function targetsOf(model: SignalModel): Target[] {
  const now = model.cluster.timeline.now();
  return scraped(model)
    .filter(({ from, to }) => from <= now && now < to)
    .map(({ labels, path, isUp }) => {
      const url = `http://${labels['instance'] ?? ''}${path}`;
      const up = isUp(now);
      const refused =
        labels['node'] !== undefined && labels['job'] === 'node-exporter'
          ? 'no route to host'
          : 'connection refused';
      return {
        pool: labels['job'] ?? '',
        url,
        labels: { ...labels, cluster: model.cluster.name },
        up,
        lastError: up ? '' : `Get "${url}": dial tcp ${labels['instance'] ?? ''}: connect: ${refused}`,
        lastScrape: Math.floor(now / 30_000) * 30_000,
      };
    });
}
