import type { LogLine, LogRequest, Logs } from '#connectors/kubernetes';
import type { ObjectRef, Observation, Pod } from '#diagnosis/evidence';
import { isPodReady } from '../cluster/facts.ts';
import { kubectlLogs } from '../cluster/kubectl.ts';
import { troubledContainer } from '../cluster/pods.ts';
import type { SkillContext } from '../skills/skill.ts';
import { tellingLines, type TellingLine } from './tell-lines.ts';

/** What the logs of some pods gave. */
export interface GatheredLogs {
  /** Of runs that ended badly: what a crashed container said. */
  ended: LogLine[];
  /** Of the last minutes, or of the time that was asked about. */
  recent: LogLine[];
  /** Before that. */
  earlier: LogLine[];
  silent: { pod: string; container: string; reason: string }[];
  /** Reads that failed, in words. */
  failures: string[];
}

export const NO_LOGS: GatheredLogs = { ended: [], recent: [], earlier: [], silent: [], failures: [] };

const MOST_PODS = 3;
const TAIL = 400;
const RECENT_MS = 15 * 60_000;
const LAST_WORDS = 3;

const started = (pod: Pod): boolean =>
  [...pod.status.containerStatuses, ...pod.status.initContainerStatuses].some(
    ({ state, lastState }) =>
      state.running !== undefined || state.terminated !== undefined || lastState.terminated !== undefined,
  );

/** The pods whose logs tell most: those in trouble first, then the newest. */
function worthReading(pods: readonly Pod[], now: number): Pod[] {
  const rank = (pod: Pod): number =>
    troubledContainer(pod, now) !== undefined ? 2 : isPodReady(pod) ? 0 : 1;
  const born = (pod: Pod): string => pod.metadata.creationTimestamp ?? '';
  return pods
    .filter(started)
    .sort((a, b) => rank(b) - rank(a) || born(b).localeCompare(born(a)))
    .slice(0, MOST_PODS);
}

interface Read {
  request: LogRequest;
  /** Whether it is the run that ended badly. */
  isEnd: boolean;
}

function readsFor({ slots: { time }, now }: SkillContext, cluster: string, pod: Pod): Read[] {
  const sinceTime =
    time === undefined || time.hasNoStart === true ? undefined : new Date(time.from).toISOString();
  const base = { cluster, namespace: pod.metadata.namespace, pod: pod.metadata.name, tail: TAIL, sinceTime };
  const trouble = troubledContainer(pod, now);
  if (trouble === undefined) return [{ request: base, isEnd: false }];
  const { status, previous } = trouble;
  const end = {
    request: { ...base, container: status.name, ...(previous ? { previous } : {}) },
    isEnd: true,
  };
  return status.state.running === undefined ? [end] : [end, { request: base, isEnd: false }];
}

const byTime = (a: LogLine, b: LogLine): number => (a.at ?? '').localeCompare(b.at ?? '');

type Done = { isEnd: boolean; value: Logs; pod: string };

function sorted(context: SkillContext, done: Done[]): Pick<GatheredLogs, 'ended' | 'recent' | 'earlier'> {
  const { time } = context.slots;
  const from = time?.from ?? context.now - RECENT_MS;
  const inTime = ({ at }: LogLine): boolean =>
    at === undefined || time === undefined || Date.parse(at) <= time.to;
  const linesOf = (isEnd: boolean): LogLine[] =>
    done
      .filter((one) => one.isEnd === isEnd)
      .flatMap(({ value }) => value.lines.filter(inTime))
      .sort(byTime);
  const isRecent = ({ at }: LogLine): boolean => at === undefined || Date.parse(at) >= from;
  const running = linesOf(false);
  return {
    ended: linesOf(true),
    recent: running.filter(isRecent),
    earlier: running.filter((line) => !isRecent(line)),
  };
}

/** Reads the logs of the pods that tell most, at once: of a crashed container, those of the run that crashed. */
export async function gatherLogs(
  context: SkillContext,
  cluster: string,
  pods: readonly Pod[],
): Promise<GatheredLogs> {
  const reads = worthReading(pods, context.now).flatMap((pod) => readsFor(context, cluster, pod));
  const results = await Promise.all(reads.map(({ request }) => context.calls.readLogs(request)));
  const failures = results.flatMap((result) => (result.ok ? [] : [result.error.message]));
  const done = reads.flatMap(({ request, isEnd }, at): Done[] => {
    const result = results[at];
    return result?.ok === true ? [{ isEnd, value: result.value, pod: request.pod }] : [];
  });
  const silent = done.flatMap(({ value, pod }) => value.silent.map((one) => ({ ...one, pod })));
  return { ...sorted(context, done), silent, failures: [...new Set(failures)] };
}

/** A log line as evidence, at its own time. */
export function observationOf(context: SkillContext, pod: ObjectRef, line: TellingLine): Observation {
  return {
    at: line.lastAt ?? new Date(context.now).toISOString(),
    source: {
      system: 'kubernetes',
      cluster: pod.cluster,
      object: { ...pod, name: line.pod },
      query: kubectlLogs(context.clusters, { ...pod, name: line.pod }, ['-c', line.container]),
    },
    says: line.text,
  };
}

/** Cites a log line at its own time; gives the evidence id. */
export const citeLine = (context: SkillContext, pod: ObjectRef, line: TellingLine): string =>
  context.ledger.add(observationOf(context, pod, line));

const asItIs = ({ text, pod, container, at }: LogLine): TellingLine => ({
  text,
  pod,
  container,
  weight: 0,
  count: 1,
  firstAt: at,
  lastAt: at,
});

/** What the logs tell of trouble now: what a crashed run said before it ended, else the errors of the last minutes. */
export function telling({ ended, recent }: GatheredLogs, limit: number): TellingLine[] {
  if (ended.length === 0) return tellingLines(recent, limit);
  const told = tellingLines(ended, limit);
  return told.length > 0 ? told : ended.slice(-LAST_WORDS).map(asItIs);
}

/** The errors of before. */
export const toldEarlier = ({ earlier }: GatheredLogs, limit: number): TellingLine[] =>
  tellingLines(earlier, limit).filter(({ weight }) => weight >= 3);
