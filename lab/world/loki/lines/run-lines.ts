import type { Cluster } from '../../engine/cluster.ts';
import { logKey } from '../../engine/log-book.ts';
import type { AppModel } from '../../kubelet/app-model.ts';
import { knownPod, pastPod } from '../../kubelet/memory.ts';
import type { PodMemory, Run as RememberedRun } from '../../kubelet/memory.ts';
import { modelOf } from '../../kubelet/model-of.ts';
import { bannerLines, chatterLine, phrase, wordLines } from '../../kubelet/voice.ts';
import type { LogLine } from '../../engine/log-book.ts';
import type { PodLife, Run } from '../../signals/pod-life.ts';

/** One run of a container with all that decides what it says. */
export interface Speaker {
  pod: PodLife;
  container: string;
  model: AppModel;
  image: string;
  startedAt: number;
  /** Infinity while it runs. */
  endedAt: number;
  lastWords: readonly string[];
  /** Nothing but its first and last words: it died within a minute. */
  isBrief: boolean;
  /** It was told to stop, and did. */
  isStopped: boolean;
  memory: PodMemory | undefined;
  /** Written by hand, in place of everything else. */
  written: readonly LogLine[] | undefined;
}

const TROUBLE_EVERY = 10_000;
const BRIEF = 60_000;
const SAME_RUN = 1500;

function rememberedRun(runs: readonly RememberedRun[], run: Run): RememberedRun | undefined {
  return runs.find(({ startedAt }) => Math.abs(startedAt - run.from) < SAME_RUN);
}

function writtenFor(cluster: Cluster, pod: PodLife, { run, runs }: { run: Run; runs: readonly Run[] }) {
  const reference = { namespace: pod.namespace, pod: pod.name, container: run.container };
  if (run === runs.at(-1)) return cluster.logs.get(logKey(reference));
  return run === runs.at(-2) ? cluster.logs.get(logKey({ ...reference, previous: true })) : undefined;
}

/** The runs of a container, oldest first, as speakers. */
export function speakersOf(cluster: Cluster, pod: PodLife, container: string): Speaker[] {
  const runs = pod.runs.filter((run) => run.container === container);
  const memory = knownPod(cluster, pod.uid) ?? pastPod(cluster, pod.uid);
  const remembered = memory?.containers.get(container)?.runs ?? [];
  const said = remembered.find(({ lastWords }) => lastWords.length > 0)?.lastWords ?? [];
  const declared = pod.containers.find(({ name }) => name === container)?.image ?? '';
  return runs.map((run, index) => {
    const own = rememberedRun(remembered, run);
    const image = own?.image ?? declared;
    const endedAt = own?.endedAt ?? run.to;
    const failed = run.reason !== undefined && run.exitCode !== 0;
    const lastWords = endedAt === Infinity ? [] : (own?.lastWords ?? (failed ? said : []));
    const startedAt = own?.startedAt ?? run.from;
    return {
      pod,
      container,
      image,
      model: modelOf(image),
      startedAt,
      endedAt,
      lastWords,
      isBrief: lastWords.length > 0 && endedAt - startedAt < BRIEF,
      isStopped: index === runs.length - 1 && run.reason === undefined && endedAt !== Infinity,
      memory,
      written: writtenFor(cluster, pod, { run, runs }),
    };
  });
}

/** The numbers of the chatter lines in a window. */
export function chatterSpan(
  { model, startedAt, isBrief }: Speaker,
  { from, to }: { from: number; to: number },
): { first: number; last: number; start: number } {
  const start = startedAt + model.startMs + 1000;
  if (model.chatter.length === 0 || isBrief) return { first: 0, last: -1, start };
  const first = Math.max(0, Math.ceil((from - start) / model.chatterEveryMs));
  const last = Math.ceil((to - start) / model.chatterEveryMs) - 1;
  return { first, last, start };
}

function chatter(speaker: Speaker, window: { from: number; to: number }): LogLine[] {
  const { model, pod, container } = speaker;
  const { first, last, start } = chatterSpan(speaker, window);
  const lines: LogLine[] = [];
  for (let index = first; index <= last; index++) {
    const at = start + index * model.chatterEveryMs;
    const text = chatterLine(model, pod.uid + container, index);
    lines.push({ at, text: phrase(model.speaks, text, { at, level: 'info' }) });
  }
  return lines;
}

function complaints(
  { memory, model, isBrief }: Speaker,
  { from, to }: { from: number; to: number },
): LogLine[] {
  if (isBrief || !memory) return [];
  return [...memory.troubles.values()].flatMap((trouble) => {
    const until = Math.min(trouble.to ?? Infinity, to - 1);
    const lines: LogLine[] = [];
    const skipped = Math.max(0, Math.ceil((from - trouble.from) / TROUBLE_EVERY));
    for (let at = trouble.from + skipped * TROUBLE_EVERY; at <= until; at += TROUBLE_EVERY)
      lines.push({ at, text: phrase(model.speaks, trouble.text, { at, level: 'error' }) });
    return lines;
  });
}

const FAREWELL = ['received SIGTERM, shutting down', 'all connections drained, exiting'];

function farewell({ isStopped, model, endedAt }: Speaker): LogLine[] {
  if (!isStopped || (model.speaks !== 'json' && model.speaks !== 'go')) return [];
  return FAREWELL.map((message, index) => {
    const at = endedAt - 1400 + index * 900;
    return { at, text: phrase(model.speaks, message, { at, level: 'info' }) };
  });
}

/** What a run said in `from <= at < to`: all that `kubectl logs` shows of it, and its farewell. Unsorted. */
export function runLines(speaker: Speaker, window: { from: number; to: number }): LogLine[] {
  const { startedAt, endedAt, written, model, image, lastWords } = speaker;
  const from = Math.max(window.from, startedAt);
  const to = Math.min(window.to, endedAt + 1);
  if (from >= to) return [];
  const inside = ({ at }: LogLine): boolean => at >= from && at < to;
  if (written) return written.filter(({ at }) => at >= window.from && at < window.to);
  return [
    ...bannerLines(model, image, startedAt).filter(inside),
    ...chatter(speaker, { from, to }),
    ...complaints(speaker, { from, to }),
    ...wordLines(model.speaks, lastWords, { startedAt, endedAt }).filter(inside),
    ...farewell(speaker).filter(inside),
  ];
}
