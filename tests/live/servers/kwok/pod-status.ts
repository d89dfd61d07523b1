import { CONTAINER_ANNOTATION, MESSAGE_ANNOTATION } from './faults.ts';
import type { PodFault } from './faults.ts';

const PREAMBLE = `
{{ $now := Now }}
{{ $pod := . }}
{{ $annotations := or .metadata.annotations dict }}
`;

const ADDRESSES = `
hostIP: {{ NodeIPWith .spec.nodeName | Quote }}
{{ $podIP := .status.podIP }}
{{ if not $podIP }}
{{ $podIP = PodIPWith .spec.nodeName (or .spec.hostNetwork false) (or .metadata.uid "") (or .metadata.name "") (or .metadata.namespace "") }}
{{ end }}
podIP: {{ $podIP | Quote }}
podIPs: [{ip: {{ $podIP | Quote }}}]
startTime: {{ or .status.startTime $now | Quote }}
`;

const RUNNING = 'state: {running: {startedAt: {{ $now | Quote }}}}';
const COMPLETED =
  'state: {terminated: {exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }}}}';
const INITIALIZING = 'state: {waiting: {reason: PodInitializing}}';

const INIT_CONTAINERS_DONE = `
{{ if .spec.initContainers }}
initContainerStatuses:
{{ range .spec.initContainers }}
{{ if eq (or .restartPolicy "") "Always" }}
${container('ready: true, started: true', RUNNING)}
{{ else }}
${container('ready: true, started: false', COMPLETED)}
{{ end }}
{{ end }}
{{ end }}
`;

/** The status of a pod whose containers all run and are ready. */
export const RUNNING_STATUS = `
${PREAMBLE}
${ADDRESSES}
phase: Running
reason: null
message: null
${conditions({ Initialized: 'True', Ready: 'True', ContainersReady: 'True', PodReadyToStartContainers: 'True' })}
{{ range .spec.readinessGates }}
- {type: {{ .conditionType | Quote }}, status: "True", lastTransitionTime: {{ $now | Quote }}}
{{ end }}
${INIT_CONTAINERS_DONE}
containerStatuses:
{{ range .spec.containers }}
${container('ready: true, started: true', RUNNING)}
{{ end }}
`;

/** The status of a pod of a job that has done its work. */
export const COMPLETED_STATUS = `
${PREAMBLE}
phase: Succeeded
${conditions({ Ready: 'False', ContainersReady: 'False' }, 'PodCompleted')}
containerStatuses:
{{ range .spec.containers }}
${container('ready: false, started: false', COMPLETED)}
{{ end }}
`;

/** The status of a pod whose faulty container has the fault; its other containers run, or wait for the init container. */
export function faultStatus(fault: PodFault): string {
  const inInit = fault.in === 'initContainers';
  const unready = {
    Initialized: inInit ? 'False' : 'True',
    Ready: 'False',
    ContainersReady: 'False',
  } as const;
  return `
${faultPreamble(fault)}
${ADDRESSES}
phase: ${fault.phase}
reason: ${fault.podReason ?? 'null'}
message: ${fault.podReason ? '{{ $message | Quote }}' : 'null'}
${conditions(unready, inInit ? 'ContainersNotInitialized' : 'ContainersNotReady')}
${inInit ? faultyContainers(fault, INITIALIZING) : INIT_CONTAINERS_DONE}
${inInit ? allWaiting() : faultyContainers(fault, fault.phase === 'Failed' ? COMPLETED : RUNNING)}
`;
}

/** The warning event that a kubelet records with a fault. */
export function faultEvent(fault: PodFault, event: { reason: string; message: string }): string {
  return `
${faultPreamble(fault)}
{{ $text := ${event.message} }}
apiVersion: v1
kind: Event
metadata:
  name: {{ printf "%s.%s" .metadata.name (.metadata.uid | trunc 8) | Quote }}
  namespace: {{ .metadata.namespace | Quote }}
involvedObject:
  apiVersion: v1
  kind: Pod
  name: {{ .metadata.name | Quote }}
  namespace: {{ .metadata.namespace | Quote }}
  uid: {{ .metadata.uid | Quote }}
  fieldPath: {{ printf "spec.${fault.in}{%s}" $container.name | Quote }}
type: Warning
reason: ${event.reason}
message: {{ $text | Quote }}
count: {{ add 1 $restarts }}
firstTimestamp: {{ .metadata.creationTimestamp | Quote }}
lastTimestamp: {{ $now | Quote }}
source: {component: kubelet, host: {{ .spec.nodeName | Quote }}}
reportingComponent: kubelet
reportingInstance: {{ .spec.nodeName | Quote }}
`;
}

function faultPreamble(fault: PodFault): string {
  return `
${PREAMBLE}
{{ $name := or (index $annotations "${CONTAINER_ANNOTATION}") (index .spec.${fault.in} 0).name }}
{{ $container := index .spec.${fault.in} 0 }}
{{ range .spec.${fault.in} }}{{ if eq .name $name }}{{ $container = . }}{{ end }}{{ end }}
{{ $restarts := 0 }}
{{ range .status.${statusesOf(fault)} }}{{ if eq .name $name }}{{ $restarts = .restartCount }}{{ end }}{{ end }}
{{ $message := or (index $annotations "${MESSAGE_ANNOTATION}") (${fault.message}) }}
`;
}

function faultyContainers(fault: PodFault, others: string): string {
  const restarts = fault.restarts ? '{{ add 1 (or $restarts 3) }}' : '0';
  const othersReady = others === RUNNING ? 'ready: true, started: true' : 'ready: false, started: false';
  return `
${statusesOf(fault)}:
{{ range .spec.${fault.in} }}
{{ if eq .name $container.name }}
${container(`ready: false, started: ${fault.started === true}`, fault.status, restarts)}
{{ else }}
${container(othersReady, others)}
{{ end }}
{{ end }}`;
}

function allWaiting(): string {
  return `
containerStatuses:
{{ range .spec.containers }}
${container('ready: false, started: false', INITIALIZING)}
{{ end }}`;
}

/** The name of the list of container statuses that a fault shows in. */
export function statusesOf(fault: PodFault): string {
  return fault.in === 'containers' ? 'containerStatuses' : 'initContainerStatuses';
}

function container(flags: string, state: string, restarts = '0'): string {
  return `- {name: {{ .name | Quote }}, image: {{ .image | Quote }}, imageID: "", ${flags}, restartCount: ${restarts}, ${state}}`;
}

function conditions(wanted: Record<string, 'True' | 'False'>, reason?: string): string {
  const lines = Object.entries(wanted).map(([type, status]) => {
    const because = status === 'False' && reason ? `, reason: ${reason}` : ', reason: null, message: null';
    return `- {type: ${type}, status: "${status}", lastTransitionTime: {{ $now | Quote }}${because}}`;
  });
  return `conditions:\n${lines.join('\n')}`;
}
