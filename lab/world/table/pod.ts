import { isSidecar } from '../kubelet/pod-status.ts';
import type { ContainerStatus, Pod } from '../kube/types.ts';
import { AGE, column, NAME, since } from './column.ts';
import type { Column } from './column.ts';

function initStatus(pod: Pod): string | undefined {
  const inits = pod.status.initContainerStatuses ?? [];
  const specs = pod.spec.initContainers ?? [];
  for (const [index, status] of inits.entries()) {
    const spec = specs.find((candidate) => candidate.name === status.name);
    if (spec && isSidecar(spec) && status.started) continue;
    const { terminated, waiting } = status.state;
    if (terminated?.exitCode === 0) continue;
    if (terminated) return `Init:${terminated.reason || `ExitCode:${terminated.exitCode}`}`;
    if (waiting && waiting.reason !== 'PodInitializing') return `Init:${waiting.reason}`;
    return `Init:${index}/${inits.length}`;
  }
  return undefined;
}

function containerReason(statuses: ContainerStatus[]): string | undefined {
  const reasons = statuses.map(({ state }) => state.waiting?.reason ?? state.terminated?.reason);
  return reasons.findLast((reason) => reason !== undefined && reason !== '');
}

/** The STATUS column of kubectl get pods. */
function statusOf(pod: Pod): string {
  const { status, metadata } = pod;
  const gated = status.conditions?.some(({ reason }) => reason === 'SchedulingGated');
  const base = status.reason ?? (gated ? 'SchedulingGated' : status.phase);
  const statuses = status.containerStatuses ?? [];
  const detail = initStatus(pod) ?? containerReason(statuses) ?? base;
  const running = statuses.some(({ state, ready }) => state.running && ready);
  const shown =
    status.reason === 'Evicted' ? 'Evicted' : detail === 'Completed' && running ? 'Running' : detail;
  if (!metadata.deletionTimestamp) return shown;
  return status.reason === 'NodeLost' ? 'Unknown' : 'Terminating';
}

function restartsOf(pod: Pod, now: number): string {
  const statuses = pod.status.containerStatuses ?? [];
  const count = statuses.reduce((total, status) => total + status.restartCount, 0);
  const ends = statuses
    .map((status) => status.lastState.terminated?.finishedAt)
    .filter((end) => end !== undefined);
  const last = ends.sort().at(-1);
  return count > 0 && last ? `${count} (${since(last, now)} ago)` : String(count);
}

function readinessGates(): string {
  return '<none>';
}

export const podColumns: Column[] = [
  NAME,
  column<Pod>('Ready', (pod) => {
    const statuses = pod.status.containerStatuses ?? [];
    return `${statuses.filter((status) => status.ready).length}/${pod.spec.containers.length}`;
  }),
  column<Pod>('Status', statusOf),
  column<Pod>('Restarts', restartsOf),
  AGE,
  column<Pod>('IP', (pod) => pod.status.podIP ?? '<none>', 1),
  column<Pod>('Node', (pod) => pod.spec.nodeName ?? '<none>', 1),
  column<Pod>('Nominated Node', (pod) => pod.status.nominatedNodeName ?? '<none>', 1),
  column<Pod>('Readiness Gates', readinessGates, 1),
];
