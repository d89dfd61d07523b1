import type { LogLine, LogRequest, Logs } from '#connectors/kubernetes';
import type { ObjectRef, Pod } from '#diagnosis/evidence';
import { isPodReady } from '../cluster/facts.ts';
import { kubectlLogs } from '../cluster/kubectl.ts';
import { troubledContainer } from '../cluster/pods.ts';
import type { SkillContext } from '../skills/skill.ts';
import { tellingLines, type TellingLine } from './tell-lines.ts';

/** What the logs of some pods gave. */
export interface GatheredLogs {
  lines: LogLine[];
  silent: { pod: string; container: string; reason: string }[];
  /** Reads that failed, in words. */
  failures: string[];
  requests: LogRequest[];
}

const MOST_PODS = 3;
const TAIL = 400;

const started = (pod: Pod): boolean =>
  [...pod.status.containerStatuses, ...pod.status.initContainerStatuses].some(
    ({ state, lastState }) =>
      state.running !== undefined || state.terminated !== undefined || lastState.terminated !== undefined,
  );

/** The pods whose logs tell most: those in trouble first, then the newest. */
function worthReading(pods: readonly Pod[]): Pod[] {
  const rank = (pod: Pod): number => (troubledContainer(pod) !== undefined ? 2 : isPodReady(pod) ? 0 : 1);
  const born = (pod: Pod): string => pod.metadata.creationTimestamp ?? '';
  return pods
    .filter(started)
    .sort((a, b) => rank(b) - rank(a) || born(b).localeCompare(born(a)))
    .slice(0, MOST_PODS);
}

function requestsFor(cluster: string, pod: Pod, since: string | undefined): LogRequest[] {
  const base = {
    cluster,
    namespace: pod.metadata.namespace,
    pod: pod.metadata.name,
    tail: TAIL,
    sinceTime: since,
  };
  const trouble = troubledContainer(pod);
  if (trouble === undefined) return [base];
  const { status, previous } = trouble;
  const own = { ...base, container: status.name };
  if (!previous) return [own];
  return status.state.running === undefined ? [{ ...own, previous }] : [{ ...own, previous }, base];
}

function joined(results: { request: LogRequest; value: Logs }[]): Pick<GatheredLogs, 'lines' | 'silent'> {
  return {
    lines: results.flatMap(({ value }) => value.lines),
    silent: results.flatMap(({ request, value }) =>
      value.silent.map(({ container, reason }) => ({ pod: request.pod, container, reason })),
    ),
  };
}

/** Reads the logs of the pods that tell most, at once: of a crashed container, those of the run that crashed. */
export async function gatherLogs(
  context: SkillContext,
  cluster: string,
  pods: readonly Pod[],
): Promise<GatheredLogs> {
  const time = context.slots.time;
  const since = time === undefined ? undefined : new Date(time.from).toISOString();
  const requests = worthReading(pods).flatMap((pod) => requestsFor(cluster, pod, since));
  const results = await Promise.all(requests.map((request) => context.calls.readLogs(request)));
  const failures = results.flatMap((result) => (result.ok ? [] : [result.error.message]));
  const read = results.flatMap((result, at) => {
    const request = requests[at];
    return result.ok && request !== undefined ? [{ request, value: result.value }] : [];
  });
  const { lines, silent } = joined(read);
  const within =
    time === undefined ? lines : lines.filter(({ at }) => at === undefined || Date.parse(at) <= time.to);
  return { lines: within, silent, failures: [...new Set(failures)], requests };
}

/** Cites a log line at its own time; gives the evidence id. */
export function citeLine(context: SkillContext, pod: ObjectRef, line: TellingLine): string {
  return context.ledger.add({
    at: line.lastAt ?? new Date(context.now).toISOString(),
    source: {
      system: 'kubernetes',
      cluster: pod.cluster,
      object: { ...pod, name: line.pod },
      query: kubectlLogs(context.clusters, { ...pod, name: line.pod }, ['-c', line.container]),
    },
    says: line.text,
  });
}

/** The lines that tell of trouble, and the last words where none does and the process has ended. */
export const telling = (logs: GatheredLogs, limit: number): TellingLine[] => tellingLines(logs.lines, limit);
