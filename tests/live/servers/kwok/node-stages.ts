import { FAULT_ANNOTATION } from './faults.ts';
import { patchStatus, stage } from './stage.ts';
import type { Match, Stage } from './stage.ts';

const FAULT = `.metadata.annotations["${FAULT_ANNOTATION}"]`;
const CONDITIONS = '[.status.conditions[]? | "\\(.type)=\\(.status)"] | sort | join(",")';

const HEALTHY: Record<string, Condition> = {
  Ready: { status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
  MemoryPressure: {
    status: 'False',
    reason: 'KubeletHasSufficientMemory',
    message: 'kubelet has sufficient memory available',
  },
  DiskPressure: {
    status: 'False',
    reason: 'KubeletHasNoDiskPressure',
    message: 'kubelet has no disk pressure',
  },
  PIDPressure: {
    status: 'False',
    reason: 'KubeletHasSufficientPID',
    message: 'kubelet has sufficient PID available',
  },
};

const LOST: Condition = {
  status: 'Unknown',
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
};

/** What the annotation FAULT_ANNOTATION of a node can ask for. */
const NODE_FAULTS: Record<string, Record<string, Condition>> = {
  lost: { Ready: LOST, MemoryPressure: LOST, DiskPressure: LOST, PIDPressure: LOST },
  'not-ready': {
    Ready: {
      status: 'False',
      reason: 'KubeletNotReady',
      message: 'container runtime network not ready: cni plugin not initialized',
    },
  },
  'disk-pressure': {
    DiskPressure: { status: 'True', reason: 'KubeletHasDiskPressure', message: 'kubelet has disk pressure' },
  },
  'memory-pressure': {
    MemoryPressure: {
      status: 'True',
      reason: 'KubeletHasInsufficientMemory',
      message: 'kubelet has insufficient memory available',
    },
  },
  'pid-pressure': {
    PIDPressure: {
      status: 'True',
      reason: 'KubeletHasInsufficientPID',
      message: 'kubelet has insufficient PID available',
    },
  },
};

interface Condition {
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
}

/** What kwok does with nodes: makes them ready, beats their heart, and shows the faults they are annotated with. */
export function nodeStages(): Stage[] {
  const healthy: Match = { key: FAULT, operator: 'NotIn', values: Object.keys(NODE_FAULTS) };
  return [
    conditionStage('node-ready', healthy, HEALTHY),
    heartbeat(),
    ...Object.entries(NODE_FAULTS).map(([name, conditions]) =>
      conditionStage(
        `node-${name}`,
        { key: FAULT, operator: 'In', values: [name] },
        { ...HEALTHY, ...conditions },
      ),
    ),
  ];
}

function conditionStage(name: string, chosen: Match, conditions: Record<string, Condition>): Stage {
  const settled = Object.entries(conditions)
    .map(([type, { status }]) => `${type}=${status}`)
    .sort()
    .join(',');
  const lines = Object.entries(conditions).map(
    ([type, { status, reason, message }]) =>
      `- {type: ${type}, status: "${status}", reason: ${reason}, message: "${message}", ` +
      'lastHeartbeatTime: {{ $now | Quote }}, lastTransitionTime: {{ $now | Quote }}}',
  );
  return stage(name, 'Node', {
    selector: { matchExpressions: [chosen, { key: CONDITIONS, operator: 'NotIn', values: [settled] }] },
    weight: 1,
    steps: [patchStatus(`{{ $now := Now }}\nphase: Running\nconditions:\n${lines.join('\n')}`)],
  });
}

function heartbeat(): Stage {
  return stage('node-heartbeat', 'Node', {
    selector: { matchExpressions: [{ key: '.status.phase', operator: 'In', values: ['Running'] }] },
    delay: { durationMilliseconds: 300_000 },
    steps: [
      patchStatus(`{{ $now := Now }}
conditions:
{{ range .status.conditions }}
- {type: {{ .type | Quote }}, status: {{ .status | Quote }}, lastHeartbeatTime: {{ $now | Quote }}}
{{ end }}`),
    ],
  });
}
