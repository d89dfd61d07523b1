import type { Node } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { MINUTE, ageMs, forHowLong } from '../../facts/time.ts';
import { minorOf } from '../../facts/version.ts';
import { oneLine, plural, sentence } from '../../facts/wording.ts';
import { isPodFinished } from '../../facts/pod-status.ts';
import { workloadOf } from '../../facts/workload.ts';
import { eventFacts, fact } from '../draft.ts';
import type { CheckFamily, Draft } from '../draft.ts';
import { own } from '../../facts/own.ts';

const JOINING = 2 * MINUTE;
const OLDEST_KUBELET = 3;

const PRESSURES: Record<string, string> = {
  MemoryPressure: 'memory',
  DiskPressure: 'disk space',
  PIDPressure: 'process ids',
};
/** Conditions of the node problem detector that mean trouble when True. */
const PROBLEMS = new Set([
  'KernelDeadlock',
  'ReadonlyFilesystem',
  'CorruptDockerOverlay2',
  'NetworkUnavailable',
  'FrequentKubeletRestart',
  'FrequentContainerdRestart',
  'FrequentDockerRestart',
]);

type NodeCondition = Node['status']['conditions'][number];

function notReadyWords({ status, reason, message = '' }: NodeCondition): string {
  if (status === 'Unknown' || reason === 'NodeStatusUnknown') {
    return 'its kubelet stopped posting status: the machine is down, cut off, or the kubelet is not running';
  }
  if (/cni|network plugin/i.test(message)) return `the pod network is not set up (${oneLine(message, 160)})`;
  if (/container runtime|PLEG/i.test(message))
    return `the container runtime does not answer (${oneLine(message, 160)})`;
  return oneLine(message, 200) || reason || 'no reason given';
}

const inBrackets = (words: string) => (words ? ` (${words.trim()})` : '');

/** The workloads on a node: what its trouble reaches. */
function workloadsOn(index: ClusterIndex, node: Node) {
  const pods = index.podsOn(node.metadata.name).filter((pod) => !isPodFinished(pod));
  const workloads = pods.map((pod) => workloadOf(index, pod)).filter(({ kind }) => kind !== 'DaemonSet');
  return [...new Map(workloads.map((one) => [`${one.kind}/${one.namespace}/${one.name}`, one])).values()];
}

function checkReady(index: ClusterIndex, node: Node): Draft[] {
  const ready = node.status.conditions.find(({ type }) => type === 'Ready');
  if (!ready || ready.status === 'True' || (ageMs(node, index.now) ?? JOINING) < JOINING) return [];
  const ref = index.ref('Node', node);
  const pods = index.podsOn(ref.name).filter((pod) => !isPodFinished(pod));
  return [
    {
      check: 'node-not-ready',
      severity: 'critical',
      object: ref,
      title: 'not ready',
      cause: sentence(
        `node ${ref.name} is not ready${inBrackets(forHowLong(ready.lastTransitionTime, index.now))}: ${notReadyWords(ready)}`,
      ),
      evidence: [
        fact(
          index,
          ref,
          `Ready is ${ready.status} (${ready.reason ?? ''}): ${ready.message ?? ''}; ${plural(pods.length, 'pod')} on it`,
        ),
        ...eventFacts(
          index,
          'Node',
          node,
        )(
          index.events('Node', node).filter(({ type }) => type === 'Warning'),
          1,
        ),
      ],
      next: `Look at the machine and its kubelet (systemctl status kubelet). ${kubectlDescribe(ref)}`,
      related: workloadsOn(index, node),
    },
  ];
}

function checkConditions(index: ClusterIndex, node: Node): Draft[] {
  const ref = index.ref('Node', node);
  const isReady = node.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  return node.status.conditions.flatMap((condition) => {
    const { type, status, message, lastTransitionTime } = condition;
    const short = own(PRESSURES, type);
    if (status !== 'True' || (!short && !PROBLEMS.has(type)) || (type === 'NetworkUnavailable' && !isReady))
      return [];
    const span = forHowLong(lastTransitionTime, index.now);
    const what = short
      ? `${span ? 'has been' : 'is'} short of ${short}`
      : `${span ? 'has reported' : 'reports'} ${type}`;
    return [
      {
        check: short ? 'node-pressure' : 'node-problem',
        severity: 'warning' as const,
        object: ref,
        title: short ? `under ${short} pressure` : `reports ${type}`,
        cause: sentence(
          `node ${ref.name} ${what}${span}${short ? ', so it takes no new pods and evicts some' : ''}${message ? ` (${oneLine(message, 160)})` : ''}`,
        ),
        evidence: [
          fact(index, ref, `${type} is True: ${message ?? ''}`),
          ...eventFacts(
            index,
            'Node',
            node,
          )(
            index
              .events('Node', node)
              .filter(({ reason }) => /Evict|FreeDiskSpace|ImageGC|SystemOOM/.test(reason ?? '')),
            1,
          ),
        ],
        next: `See what uses it up. ${kubectlDescribe(ref)}`,
      },
    ];
  });
}

function checkCordoned(index: ClusterIndex, node: Node): Draft[] {
  if (!node.spec.unschedulable) return [];
  const ref = index.ref('Node', node);
  return [
    {
      check: 'node-cordoned',
      severity: 'info',
      object: ref,
      title: 'cordoned',
      cause: `Node ${ref.name} is cordoned: it takes no new pods until somebody uncordons it.`,
      evidence: [fact(index, ref, 'spec.unschedulable is true')],
      next: `If its maintenance is over: kubectl uncordon ${ref.name}`,
    },
  ];
}

function checkSkew(index: ClusterIndex, node: Node): Draft[] {
  const kubelet = minorOf(node.status.nodeInfo.kubeletVersion);
  const server = minorOf(index.snapshot.version);
  if (!kubelet || !server || kubelet.major !== server.major) return [];
  const behind = server.minor - kubelet.minor;
  if (behind >= 0 && behind <= OLDEST_KUBELET) return [];
  const ref = index.ref('Node', node);
  const newer = behind < 0;
  const versions = `kubelet ${node.status.nodeInfo.kubeletVersion ?? ''}, API server ${index.snapshot.version ?? ''}`;
  return [
    {
      check: 'node-version-skew',
      severity: 'warning',
      object: ref,
      title: newer ? 'kubelet is newer than the API server' : 'kubelet is too old for the API server',
      cause: newer
        ? `The kubelet of ${ref.name} is newer than the API server, which is not supported (${versions}).`
        : `The kubelet of ${ref.name} is ${plural(behind, 'minor version')} behind the API server; at most ${OLDEST_KUBELET} are supported (${versions}).`,
      evidence: [fact(index, ref, versions)],
      next: newer
        ? 'Upgrade the control plane first. kubectl get nodes'
        : 'Upgrade the node. kubectl get nodes',
      explainsNothing: true,
      group: `skew ${node.status.nodeInfo.kubeletVersion ?? ''}`,
    },
  ];
}

/** Nodes that are down, short of something, cordoned or too old. */
export const NODE_CHECKS: CheckFamily = {
  checks: [
    { id: 'node-not-ready', title: 'A node is not ready', looksAt: ['Node', 'Pod', 'Event'] },
    {
      id: 'node-pressure',
      title: 'A node is short of memory, disk or process ids',
      looksAt: ['Node', 'Event'],
    },
    {
      id: 'node-problem',
      title: 'A node reports a problem of its kernel, disk or network',
      looksAt: ['Node'],
    },
    { id: 'node-cordoned', title: 'A node is cordoned', looksAt: ['Node'], hygiene: true },
    {
      id: 'node-version-skew',
      title: 'A kubelet’s version does not fit the API server’s',
      looksAt: ['Node'],
      hygiene: true,
    },
  ],
  run: (index) =>
    index
      .list('Node')
      .flatMap((node) => [
        ...checkReady(index, node),
        ...checkConditions(index, node),
        ...checkCordoned(index, node),
        ...checkSkew(index, node),
      ]),
};
