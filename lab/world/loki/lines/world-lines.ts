import { processes } from '../../prometheus/series/pod-work.ts';
import type { Process } from '../../prometheus/series/pod-work.ts';
import type { SignalModel } from '../../signals/model.ts';
import type { PodLife } from '../../signals/pod-life.ts';
import { levelOf } from './level.ts';
import { labelsTest } from './matching.ts';
import { processLineCount, processLines } from './process-lines.ts';
import { chatterSpan, runLines, speakersOf } from './run-lines.ts';
import type { Speaker } from './run-lines.ts';
import type { Labels, Line, Storage, Stream } from './storage.ts';

const KEPT = 14 * 86_400_000;
const MEAN_CHATTER = 110;
const MEAN_ERROR = 260;

interface Source extends Stream {
  from: number;
  to: number;
}

function labelsOf({ cluster }: SignalModel, pod: PodLife, container: string): Labels {
  const { namespace, name, app, node } = pod;
  return {
    cluster: cluster.name,
    namespace,
    pod: name,
    container,
    app,
    node_name: node,
    job: 'fluent-bit',
    service_name: app,
  };
}

function readAll(
  speakers: readonly Speaker[],
  own: readonly Process[],
  window: { from: number; to: number },
): Line[] {
  const lines: Line[] = speakers.flatMap((speaker) =>
    runLines(speaker, window).map(({ at, text }) => ({
      at,
      text,
      metadata: { detected_level: levelOf(text) },
    })),
  );
  const speaks = speakers.at(-1)?.model.speaks ?? 'plain';
  const isWritten = speakers.some(({ written }) => written !== undefined);
  for (const process of isWritten ? [] : own) lines.push(...processLines(process, speaks, window));
  return lines.sort((a, b) => a.at - b.at);
}

function estimate(
  speakers: readonly Speaker[],
  own: readonly Process[],
  window: { from: number; to: number },
) {
  const chatter = speakers.reduce((total, speaker) => {
    const to = Math.min(window.to, speaker.endedAt);
    const { first, last } = chatterSpan(speaker, { from: Math.max(window.from, speaker.startedAt), to });
    return total + Math.max(0, last - first + 1);
  }, 0);
  const errors = own.reduce((total, process) => total + processLineCount(process, window), 0);
  return { lines: chatter + errors, bytes: chatter * MEAN_CHATTER + errors * MEAN_ERROR };
}

function sourceOf(
  model: SignalModel,
  pod: PodLife,
  { container, own }: { container: string; own: readonly Process[] },
): Source {
  const now = (): number => model.cluster.timeline.now();
  const speakers = (): Speaker[] => speakersOf(model.cluster, pod, container);
  const clipped = (from: number, to: number) => ({
    from: Math.max(from, now() - KEPT),
    to: Math.min(to, now() + 1),
  });
  const runs = pod.runs.filter((run) => run.container === container);
  return {
    labels: labelsOf(model, pod, container),
    from: Math.min(...runs.map(({ from }) => from)),
    to: Math.max(...runs.map(({ to }) => to)),
    read: (from, to) => readAll(speakers(), own, clipped(from, to)),
    measure: (from, to) => estimate(speakers(), own, clipped(from, to)),
  };
}

function sourcesOf(model: SignalModel): Source[] {
  const byPod = Map.groupBy(processes(model), ({ pod }) => pod.uid);
  return model.pods().flatMap((pod) => {
    const containers = [...new Set(pod.runs.map(({ container }) => container))];
    return containers.map((container) => {
      const own = (byPod.get(pod.uid) ?? []).filter(
        ({ run, station }) => run.container === container && station.language !== 'store',
      );
      return sourceOf(model, pod, { container, own });
    });
  });
}

/** Everything the pods of the company have said in two weeks. Nothing of it is stored. */
export function worldLines(models: readonly SignalModel[]): Storage {
  const known = new Map<SignalModel, { version: number; sources: Source[] }>();
  const sources = (model: SignalModel): Source[] => {
    let own = known.get(model);
    if (own?.version !== model.version())
      known.set(model, (own = { version: model.version(), sources: sourcesOf(model) }));
    return own.sources;
  };
  return {
    select(matchers, from, to) {
      const test = labelsTest(matchers);
      return models.flatMap((model) => {
        const now = model.cluster.timeline.now();
        const [first, last] = [Math.max(from, now - KEPT), Math.min(to, now + 1)];
        return sources(model).filter(
          (source) => source.from < last && source.to >= first && first < last && test(source.labels),
        );
      });
    },
  };
}
