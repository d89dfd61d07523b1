/** `metadata.annotations` of a pod (or of a pod template): which fault it shows. */
export const FAULT_ANNOTATION = 'jamie.dev/kwok-state';
/** Takes the place of the fault's own message. */
export const MESSAGE_ANNOTATION = 'jamie.dev/kwok-message';
/** The container that shows the fault; the first one unless told. */
export const CONTAINER_ANNOTATION = 'jamie.dev/kwok-container';
/** The pod runs, and is never removed once it is being deleted. */
export const STUCK_TERMINATING = 'stuck-terminating';

/**
 * The status that a kubelet would report for a fault. `message` is an expression and `status` a line of a Go template: both know
 * $pod, $container (the faulty one), $restarts and $now; `status` and the event know $message too.
 */
export interface PodFault {
  phase: 'Pending' | 'Running' | 'Failed';
  in: 'containers' | 'initContainers';
  message: string;
  /** The faulty container's state and lastState. */
  status: string;
  /** "reason/last reason" of a container that shows the fault already. */
  shown: string;
  event?: { reason: string; message: string };
  started?: boolean;
  /** The reason in the pod's own status. */
  podReason?: string;
  /** The container starts again and fails again every 20 seconds. */
  restarts?: boolean;
}

const POD_AND_ID = '$container.name $pod.metadata.name $pod.metadata.namespace $pod.metadata.uid';

/** What the annotation FAULT_ANNOTATION can ask for. */
export const POD_FAULTS: Record<string, PodFault> = {
  'crash-loop': crash({ in: 'containers', reason: 'Error', exitCode: 1 }),
  oom: crash({ in: 'containers', reason: 'OOMKilled', exitCode: 137 }),
  'init-crash': { ...crash({ in: 'initContainers', reason: 'Error', exitCode: 1 }), phase: 'Pending' },
  'image-pull': waiting('ImagePullBackOff', {
    message: 'printf "Back-off pulling image %q" $container.image',
    event: { reason: 'BackOff', message: '$message' },
  }),
  'config-error': waiting('CreateContainerConfigError', {
    message: '"configmap \\"app-config\\" not found"',
    event: { reason: 'Failed', message: 'printf "Error: %s" $message' },
  }),
  'container-creating': {
    ...waiting('ContainerCreating', {
      message: '"MountVolume.SetUp failed for volume \\"config\\" : configmap \\"app-config\\" not found"',
      event: { reason: 'FailedMount', message: '$message' },
    }),
    status: 'state: {waiting: {reason: ContainerCreating}}',
  },
  'not-ready': {
    phase: 'Running',
    in: 'containers',
    message: '"Readiness probe failed: HTTP probe failed with statuscode: 503"',
    status: 'state: {running: {startedAt: {{ $now | Quote }}}}',
    shown: 'unready/',
    started: true,
    event: { reason: 'Unhealthy', message: '$message' },
  },
  failed: ended({ reason: 'Error', exitCode: 1 }),
  evicted: {
    ...ended({ reason: 'ContainerStatusUnknown', exitCode: 137 }),
    message: '"The node was low on resource: memory. Threshold quantity: 100Mi, available: 52Mi."',
    event: { reason: 'Evicted', message: '$message' },
    podReason: 'Evicted',
  },
};

function crash(fault: { in: PodFault['in']; reason: string; exitCode: number }): PodFault {
  return {
    phase: 'Running',
    in: fault.in,
    message: `printf "back-off 40s restarting failed container=%s pod=%s_%s(%s)" ${POD_AND_ID}`,
    status: `state: {waiting: {reason: CrashLoopBackOff, message: {{ $message | Quote }}}}, lastState: ${terminated(fault)}`,
    shown: `CrashLoopBackOff/${fault.reason}`,
    event: {
      reason: 'BackOff',
      message: `printf "Back-off restarting failed container %s in pod %s_%s(%s)" ${POD_AND_ID}`,
    },
    restarts: true,
  };
}

function waiting(reason: string, fault: Pick<PodFault, 'message' | 'event'>): PodFault {
  return {
    phase: 'Pending',
    in: 'containers',
    status: `state: {waiting: {reason: ${reason}, message: {{ $message | Quote }}}}`,
    shown: `${reason}/`,
    ...fault,
  };
}

function ended(fault: { reason: string; exitCode: number }): PodFault {
  return {
    phase: 'Failed',
    in: 'containers',
    message: '""',
    status: `state: ${terminated(fault)}`,
    shown: `${fault.reason}/`,
  };
}

function terminated({ reason, exitCode }: { reason: string; exitCode: number }): string {
  return `{terminated: {reason: ${reason}, exitCode: ${exitCode}, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }}}}`;
}
