import type { Cluster } from '../engine/cluster.ts';
import type { Manifest } from '../engine/write.ts';
import type { Container } from '../kube/types.ts';
import type { Node } from '../kube/cluster-kinds.ts';
import { coredns, metricsServer } from './add-ons.ts';
import { named } from './manifest.ts';

const NS = 'kube-system';
const VERSION = 'v1.32.4';
const ANYWHERE = [{ operator: 'Exists' }];

type StaticPod = [name: string, image: string, port: number, cpu: string];

const STATIC_PODS: StaticPod[] = [
  ['etcd', 'registry.k8s.io/etcd:3.5.16-0', 2381, '100m'],
  ['kube-apiserver', `registry.k8s.io/kube-apiserver:${VERSION}`, 6443, '250m'],
  ['kube-controller-manager', `registry.k8s.io/kube-controller-manager:${VERSION}`, 10257, '200m'],
  ['kube-scheduler', `registry.k8s.io/kube-scheduler:${VERSION}`, 10259, '100m'],
];

function staticPod(cluster: Cluster, node: Node, [component, image, port, cpu]: StaticPod): Manifest {
  const { name, uid } = node.metadata;
  const pod = named('Pod', `${component}-${name}`, {
    namespace: NS,
    labels: { component, tier: 'control-plane' },
  });
  const annotations = {
    'kubernetes.io/config.source': 'file',
    'kubernetes.io/config.mirror': cluster.random.hex(32),
  };
  const owner = { apiVersion: 'v1', kind: 'Node', name, uid, controller: true };
  const livenessProbe = { tcpSocket: { port }, initialDelaySeconds: 10, failureThreshold: 8 };
  return {
    ...pod,
    metadata: { ...pod.metadata, annotations, ownerReferences: [owner] },
    spec: {
      nodeName: name,
      hostNetwork: true,
      automountServiceAccountToken: false,
      priorityClassName: 'system-node-critical',
      tolerations: [{ operator: 'Exists', effect: 'NoExecute' }],
      containers: [
        { name: component, image, command: [component], resources: { requests: { cpu } }, livenessProbe },
      ],
    },
  };
}

/** The control plane's own pods, mirrored from files on its node. */
export function staticPods(cluster: Cluster): Manifest[] {
  const nodes = cluster.store.list('nodes').filter(({ metadata }) => metadata.name.includes('control-plane'));
  return nodes.flatMap((node) => STATIC_PODS.map((pod) => staticPod(cluster, node, pod)));
}

interface Agent {
  name: string;
  namespace: string;
  image: string;
  container?: Partial<Container>;
  priority?: string;
}

export function daemonSet({ name, namespace, image, container, priority }: Agent): Manifest {
  const labels = { 'k8s-app': name };
  return {
    ...named('DaemonSet', name, { namespace, labels }),
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          hostNetwork: namespace === NS,
          ...(priority ? { priorityClassName: priority } : {}),
          tolerations: ANYWHERE,
          containers: [
            { name, image, resources: { requests: { cpu: '50m', memory: '64Mi' } }, ...container },
          ],
        },
      },
    },
  };
}

function priorityClass(name: string, value: number): Manifest {
  return {
    ...named('PriorityClass', name),
    value,
    globalDefault: false,
    preemptionPolicy: 'PreemptLowerPriority',
  };
}

function storageClass(name: string, isDefault: boolean): Manifest {
  const annotations = { 'storageclass.kubernetes.io/is-default-class': String(isDefault) };
  return {
    ...named('StorageClass', name),
    metadata: { name, annotations },
    provisioner: 'csi.harbour.example',
    reclaimPolicy: isDefault ? 'Delete' : 'Retain',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
  };
}

/** Cluster-wide things that must be there before any pod. */
export function foundationManifests(): Manifest[] {
  return [
    priorityClass('system-node-critical', 2_000_001_000),
    priorityClass('system-cluster-critical', 2_000_000_000),
    storageClass('standard', true),
    storageClass('fast-ssd', false),
    { ...named('CSIDriver', 'csi.harbour.example'), spec: { attachRequired: true, podInfoOnMount: false } },
  ];
}

/** kube-system beyond the static pods. */
export function systemManifests(production: boolean): Manifest[] {
  const proxy = {
    name: 'kube-proxy',
    namespace: NS,
    image: `registry.k8s.io/kube-proxy:${VERSION}`,
    priority: 'system-node-critical',
  };
  const network = {
    name: 'flannel',
    namespace: NS,
    image: 'docker.io/flannel/flannel:v0.26.1',
    priority: 'system-node-critical',
  };
  return [
    { ...named('ServiceAccount', 'kube-proxy', { namespace: NS }) },
    { ...named('ServiceAccount', 'flannel', { namespace: NS }) },
    {
      ...named('ConfigMap', 'kube-proxy', { namespace: NS }),
      data: { 'config.conf': 'mode: iptables\nclusterCIDR: 10.244.0.0/16\n' },
    },
    {
      ...named('ConfigMap', 'kubeadm-config', { namespace: NS }),
      data: { ClusterConfiguration: `kubernetesVersion: ${VERSION}\n` },
    },
    daemonSet(network),
    daemonSet(proxy),
    ...coredns(production),
    ...metricsServer(),
  ];
}
