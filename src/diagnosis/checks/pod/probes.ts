import type { Container, KubernetesEvent, Pod, Probe } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { isPodReady } from '../../facts/pod-status.ts';
import {
  HOUR,
  MINUTE,
  SECOND,
  eventTime,
  isOlderThan,
  isWithin,
  sinceMs,
  spanInWords,
} from '../../facts/time.ts';
import { joinWords, oneLine } from '../../facts/wording.ts';
import { hasReadySibling } from '../../facts/workload.ts';
import { eventFacts, fact } from '../draft.ts';
import { capital, containerCases } from './containers.ts';
import type { ContainerCase } from './containers.ts';
import { downNodeOf } from './pod-draft.ts';
import type { PodTrouble } from './pod-draft.ts';

/** The program answers its probe, to say that it cannot work, or is too busy waiting to answer. */
const FAILS_AT_WORK = /statuscode: 5\d\d|timeout|deadline exceeded/i;
/** Some programs take minutes to get ready: until then an unready new pod beside ready old ones is only worth knowing. */
const SLOW_START = 5 * MINUTE;

export type ProbeKind = 'Liveness' | 'Readiness' | 'Startup';

const probeOf = (spec: Container | undefined, kind: ProbeKind): Probe | undefined =>
  kind === 'Liveness'
    ? spec?.livenessProbe
    : kind === 'Readiness'
      ? spec?.readinessProbe
      : spec?.startupProbe;

/** Recent events that say a probe of this container failed, newest first. */
export function probeFailures(index: ClusterIndex, found: ContainerCase, kind: ProbeKind): KubernetesEvent[] {
  return index
    .events('Pod', found.pod)
    .filter(
      (event) =>
        event.reason === 'Unhealthy' &&
        (event.message ?? '').includes(`${kind} probe`) &&
        concerns(event, found) &&
        isWithin(eventTime(event), HOUR, index.now),
    );
}

function concerns({ involvedObject }: KubernetesEvent, { status, pod }: ContainerCase): boolean {
  const path = involvedObject.fieldPath;
  return path ? path.includes(`{${status.name}}`) : pod.spec.containers.length === 1;
}

/** Whether the kubelet killed the container for a failing liveness or startup probe. */
export function killedByProbe(index: ClusterIndex, found: ContainerCase): ProbeKind | undefined {
  const killing = index
    .events('Pod', found.pod)
    .find(
      (event) => event.reason === 'Killing' && /failed (liveness|startup) probe/i.test(event.message ?? ''),
    );
  if (killing && concerns(killing, found) && isWithin(eventTime(killing), HOUR, index.now)) {
    return /startup/i.test(killing.message ?? '') ? 'Startup' : 'Liveness';
  }
  const code = found.status.lastState.terminated?.exitCode;
  const stopped = code === 137 || code === 143 || code === 0;
  const oom = found.status.lastState.terminated?.reason === 'OOMKilled';
  if (!stopped || oom) return undefined;
  return (['Liveness', 'Startup'] as const).find((kind) => probeFailures(index, found, kind).length > 0);
}

function portOf(probe: Probe): number | string | undefined {
  return probe.httpGet?.port ?? probe.tcpSocket?.port ?? probe.grpc?.port;
}

/** "asks port 8080, but the container opens 80": when the container declares ports and not this one. */
function portMismatch(spec: Container | undefined, kind: ProbeKind): string | undefined {
  const port = portOf(probeOf(spec, kind) ?? ({} as Probe));
  if (!spec?.ports.length || port === undefined) return undefined;
  if (spec.ports.some(({ name, containerPort }) => containerPort === port || name === port)) return undefined;
  const open = joinWords(spec.ports.map(({ containerPort }) => String(containerPort)));
  return `the ${kind.toLowerCase()} probe asks port ${port}, but the container opens ${open}`;
}

function target(probe: Probe | undefined): string {
  if (probe?.httpGet) return `HTTP ${probe.httpGet.path ?? '/'} on port ${probe.httpGet.port}`;
  if (probe?.tcpSocket) return `TCP port ${probe.tcpSocket.port}`;
  if (probe?.grpc) return `gRPC on port ${probe.grpc.port}`;
  return probe?.exec ? `the command ${oneLine(probe.exec.command.join(' '), 80)}` : 'its target';
}

function answer(message: string): string {
  const code = /statuscode: (\d+)/.exec(message)?.[1];
  if (code) return `answered HTTP ${code}`;
  if (/connection refused/.test(message)) return 'was refused: nothing listens there';
  if (/timeout|deadline exceeded|timed out/i.test(message)) return 'got no answer in time';
  if (/no such host/.test(message)) return 'could not resolve the host';
  return `failed (${oneLine(message.replace(/^\w+ probe (failed|errored)[^:]*: ?/, ''), 120) || 'no detail given'})`;
}

/** Why a probe fails, in half a sentence; from the event where there is one, else from the ports. */
export function probeWords(
  found: ContainerCase,
  kind: ProbeKind,
  event: KubernetesEvent | undefined,
): string {
  const probe = probeOf(found.spec, kind);
  const mismatch = portMismatch(found.spec, kind);
  const said = event?.message;
  if (mismatch && (!said || /refused|timeout|deadline/i.test(said))) return mismatch;
  const asked = `the ${kind.toLowerCase()} probe (${target(probe)})`;
  return said ? `${asked} ${answer(said)}` : `${asked} has not succeeded`;
}

function patience(probe: Probe | undefined): number {
  if (!probe) return MINUTE;
  const { initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3 } = probe;
  return Math.max(MINUTE, (initialDelaySeconds + periodSeconds * failureThreshold) * SECOND);
}

/** The first running container that is not ready for longer than its probe allows. */
function unready(index: ClusterIndex, pod: Pod): [ContainerCase, ProbeKind] | undefined {
  for (const found of containerCases(pod)) {
    const { status, spec, isInit } = found;
    if (isInit || status.ready || !status.state.running) continue;
    const kind = spec?.startupProbe && !status.started ? 'Startup' : 'Readiness';
    const probe = probeOf(spec, kind);
    if (!isOlderThan(status.state.running.startedAt, patience(probe), index.now)) continue;
    if (probe || probeFailures(index, found, kind).length) return [found, kind];
  }
  return undefined;
}

/** A running container whose readiness or startup probe keeps failing. */
export function checkProbes(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  const found = unready(index, pod);
  if (!found || isPodReady(pod)) return undefined;
  const [container, kind] = found;
  const events = probeFailures(index, container, kind);
  const ref = index.ref('Pod', pod);
  const span = sinceMs(container.status.state.running?.startedAt, index.now) ?? 0;
  const words = probeWords(container, kind, events[0]);
  return {
    check: 'pod-probe-failing',
    title: `${kind.toLowerCase()} probe fails`,
    cause: `${capital(container.words)} runs but is not ready: ${words}.`,
    evidence: [
      ...eventFacts(index, 'Pod', pod)(events),
      fact(index, ref, `${container.status.name} runs for ${spanInWords(span)} and is not ready`),
    ],
    next: `See what the container says and whether the probe asks the right port and path. ${kubectlDescribe(ref)}`,
    mayStarve: !portMismatch(container.spec, kind) && FAILS_AT_WORK.test(events[0]?.message ?? ''),
    severity: span < SLOW_START ? (hasReadySibling(index, pod) ? 'info' : 'warning') : undefined,
    explainedBy: downNodeOf(index, pod),
    sameAs: `${container.status.name} ${kind}`,
  };
}
