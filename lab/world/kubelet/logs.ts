import type { Cluster } from '../engine/cluster.ts';
import type { LogLine } from '../engine/log-book.ts';
import type { Container, Pod } from '../kube/types.ts';
import type { AppModel } from './app-model.ts';
import { handWritten, knownPod } from './memory.ts';
import type { Run, Trouble } from './memory.ts';
import { modelOf } from './model-of.ts';
import { bannerLines, chatterLine, phrase, wordLines } from './voice.ts';

const LONGEST = 3_000;
const TROUBLE_EVERY = 10_000;

interface Speaker {
  cluster: Cluster;
  pod: Pod;
  container: Container;
  model: AppModel;
}

function chatter({ pod, container, model }: Speaker, run: Run, until: number): LogLine[] {
  if (model.chatter.length === 0) return [];
  const start = run.startedAt + model.startMs + 1000;
  const every = model.chatterEveryMs;
  const last = Math.floor((until - start) / every);
  const lines: LogLine[] = [];
  for (let index = Math.max(0, last - LONGEST); index <= last; index++) {
    const at = start + index * every;
    const text = chatterLine(model, pod.metadata.uid + container.name, index);
    lines.push({ at, text: phrase(model.speaks, text, { at, level: 'info' }) });
  }
  return lines;
}

function complaints(model: AppModel, trouble: Trouble, until: number): LogLine[] {
  const end = Math.min(trouble.to ?? until, until);
  const lines: LogLine[] = [];
  const first = Math.max(trouble.from, end - 500 * TROUBLE_EVERY);
  for (let at = first; at <= end; at += TROUBLE_EVERY) {
    lines.push({ at, text: phrase(model.speaks, trouble.text, { at, level: 'error' }) });
  }
  return lines;
}

function linesOf(speaker: Speaker, run: Run): LogLine[] {
  const { cluster, pod, model } = speaker;
  const until = run.endedAt ?? cluster.timeline.now();
  const brief = run.lastWords.length > 0 && until - run.startedAt < 60_000;
  const troubles = brief ? [] : [...(knownPod(cluster, pod.metadata.uid)?.troubles.values() ?? [])];
  const all = [
    ...bannerLines(model, run.image, run.startedAt),
    ...(brief ? [] : chatter(speaker, run, until)),
    ...troubles.flatMap((trouble) => complaints(model, trouble, until)),
    ...wordLines(model.speaks, run.lastWords, { startedAt: run.startedAt, endedAt: run.endedAt ?? until }),
  ];
  return all.filter((line) => line.at <= until && line.at >= run.startedAt).sort((a, b) => a.at - b.at);
}

/** The log of a container's current (or last) run, or of the one before; undefined when there was none. */
export function logOf(
  cluster: Cluster,
  pod: Pod,
  which: { container: Container; previous: boolean },
): LogLine[] | undefined {
  const { container, previous } = which;
  const written = handWritten(cluster.logs, pod, { container: container.name, previous });
  if (written) return written;
  const runs = knownPod(cluster, pod.metadata.uid)?.containers.get(container.name)?.runs ?? [];
  const run = previous ? earlier(pod, container, runs) : runs.at(-1);
  if (!run) return undefined;
  return linesOf({ cluster, pod, container, model: modelOf(run.image) }, run);
}

/** The run before the current one; while a container waits to be restarted that is the run that ended last. */
function earlier(pod: Pod, container: Container, runs: Run[]): Run | undefined {
  const statuses = [...(pod.status.containerStatuses ?? []), ...(pod.status.initContainerStatuses ?? [])];
  const status = statuses.find(({ name }) => name === container.name);
  if (!status?.lastState.terminated) return undefined;
  return status.state.waiting ? runs.at(-1) : runs.at(-2);
}
