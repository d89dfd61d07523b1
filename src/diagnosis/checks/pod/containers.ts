import type { Container, ContainerStatus, Pod } from '../../evidence/index.ts';
import { isSidecar } from '../../facts/pod-status.ts';

/** A container with its specification and status, named the way a person would. */
export interface ContainerCase {
  pod: Pod;
  status: ContainerStatus;
  spec?: Container;
  isInit: boolean;
  /** "the container api", "the init container migrate", "the sidecar proxy". */
  words: string;
}

function caseOf(pod: Pod, status: ContainerStatus, isInit: boolean): ContainerCase {
  const specs = isInit ? pod.spec.initContainers : pod.spec.containers;
  const sidecar = isInit && isSidecar(pod, status.name);
  const role = sidecar ? 'sidecar' : isInit ? 'init container' : 'container';
  return {
    pod,
    status,
    spec: specs.find(({ name }) => name === status.name),
    isInit: isInit && !sidecar,
    words: `the ${role} ${status.name}`,
  };
}

/** All containers that have a status, init containers first: the order in which they can fail. */
export function containerCases(pod: Pod): ContainerCase[] {
  return [
    ...pod.status.initContainerStatuses.map((status) => caseOf(pod, status, true)),
    ...pod.status.containerStatuses.map((status) => caseOf(pod, status, false)),
  ];
}

/** The containers that wait for one of these reasons. */
export function waitingFor(pod: Pod, reasons: ReadonlySet<string>): ContainerCase[] {
  return containerCases(pod).filter(({ status }) => reasons.has(status.state.waiting?.reason ?? ''));
}

/** The command that shows a container's log. */
export function kubectlLogs({ pod, status }: ContainerCase, flags = ''): string {
  const only = pod.spec.containers.length + pod.spec.initContainers.length > 1 ? ` -c ${status.name}` : '';
  return `kubectl -n ${pod.metadata.namespace} logs ${pod.metadata.name}${only}${flags}`;
}

/** "The container api", with a capital: the start of a cause. */
export function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
