/** A difference between the two servers that does not matter, and why. */
interface Allowance {
  why: string;
  /** The subject, or all of them. */
  subject?: RegExp;
  line: RegExp;
  /** Which of the two alone has it. */
  only: 'real' | 'world';
}

const ALLOWANCES: Allowance[] = [
  {
    why: 'The played kubelet of the real control plane knows no container runtime; a real kubelet gives these.',
    subject: /pod$/,
    line: /^status\.((init)?[cC]ontainerStatuses\[.*\]\.(containerID|imageID|image|state\.terminated|state\.running|resources|volumeMounts|allocatedResources|user)|hostIPs|observedGeneration)/,
    only: 'world',
  },
  {
    why: 'The other side of the line above.',
    subject: /pod$/,
    line: /^status\.(containerStatuses\[.*\]\.(imageID|image|state\.terminated)|observedGeneration)/,
    only: 'real',
  },
  {
    why: 'Only a real kubelet tells of images and containers.',
    subject: /^events$/,
    line: /^(Normal (Pulling|Pulled|Created|Started|Killing)|Warning (BackOff|Failed)) on Pod: /,
    only: 'world',
  },
  {
    why: 'The two provision volumes with other provisioners, which say other things.',
    subject: /^events$/,
    line: /^Normal (ExternalProvisioning|Provisioning|ProvisioningSucceeded|WaitForFirstConsumer|WaitForPodScheduled) on PersistentVolumeClaim/,
    only: 'world',
  },
  {
    why: 'As above.',
    subject: /^events$/,
    line: /^Normal (ExternalProvisioning|WaitForFirstConsumer) on PersistentVolumeClaim/,
    only: 'real',
  },
  {
    why: 'The default class of the simulated company waits for a pod, as most classes of clouds do.',
    subject: /^claim$/,
    line: /^metadata\.annotations\.volume\.kubernetes\.io\/selected-node: /,
    only: 'world',
  },
  {
    why: 'The recording is of Kubernetes 1.36, the simulated company runs 1.32: pods had no generation and no place then.',
    subject: /pod$/,
    line: /^(metadata\.generation: |metadata\.labels\.topology\.kubernetes\.io\/|status\.conditions\[\w+\]\.observedGeneration: )/,
    only: 'real',
  },
  {
    why: 'Counted since Kubernetes 1.35.',
    subject: /^(refused-)?(deployment|replica-set)$/,
    line: /^status\.terminatingReplicas: 0$/,
    only: 'real',
  },
  {
    why: 'Since Kubernetes 1.34 the scheduler speaks of resource claims.',
    subject: /^(unschedulable|unselected)-pod$|^events$/,
    line: /N\/N nodes are available: .*no new claims to deallocate, /,
    only: 'real',
  },
  {
    why: 'The other side of the line above; the simulated company has control plane nodes, which are tainted.',
    subject: /^(unschedulable|unselected)-pod$|^events$/,
    line: /N\/N nodes are available: N node\(s\) had untolerated taint \{node-role\.kubernetes\.io\/control-plane: \}, N (Insufficient cpu|node\(s\) didn't match Pod's node affinity\/selector)\. preemption: N\/N nodes are available: N Preemption is not helpful for scheduling/,
    only: 'world',
  },
  {
    why: 'A class that binds at once makes the scheduler wait for it.',
    subject: /^events$/,
    line: /pod has unbound immediate PersistentVolumeClaims/,
    only: 'real',
  },
  {
    why: 'Since Kubernetes 1.35 the message begins with a capital.',
    subject: /^events$/,
    line: /^Normal SuccessfulCreate on StatefulSet: Create Pod store-/,
    only: 'real',
  },
  {
    why: 'The other side of the line above.',
    subject: /^events$/,
    line: /^Normal SuccessfulCreate on StatefulSet: create Pod store-/,
    only: 'world',
  },
  {
    why: 'The played kubelet leaves the conditions of a pod that has completed as they were.',
    subject: /^job-pod$/,
    line: /^status\.conditions\[(Initialized|PodReadyToStartContainers|Ready|ContainersReady)\]\.(status|reason): /,
    only: 'real',
  },
  {
    why: 'The other side of the line above.',
    subject: /^job-pod$/,
    line: /^status\.conditions\[(Initialized|PodReadyToStartContainers|Ready|ContainersReady)\]\.(status|reason): /,
    only: 'world',
  },
  {
    why: 'How often a refusal is repeated depends on the moment; the client folds repetitions after the tenth.',
    subject: /^events$/,
    line: /^Warning FailedCreate on ReplicaSet: \(combined from similar events\)/,
    only: 'real',
  },
];

/** The lines that one server has and the other has not, but for what is allowed. */
export function differences(
  subject: string,
  { real, world }: { real: string[]; world: string[] },
): { onlyReal: string[]; onlyWorld: string[] } {
  return {
    onlyReal: real.filter((line) => !world.includes(line) && !isAllowed(subject, line, 'real')),
    onlyWorld: world.filter((line) => !real.includes(line) && !isAllowed(subject, line, 'world')),
  };
}

function isAllowed(subject: string, line: string, only: 'real' | 'world'): boolean {
  return ALLOWANCES.some(
    (allowance) =>
      allowance.only === only && (allowance.subject?.test(subject) ?? true) && allowance.line.test(line),
  );
}
