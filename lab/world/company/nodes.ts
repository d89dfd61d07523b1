import type { Cluster } from '../engine/cluster.ts';
import { HEALTHY } from '../controllers/node-state.ts';
import { stamp } from '../kube/time.ts';
import type { Condition } from '../kube/types.ts';
import type { Manifest } from '../engine/write.ts';
import { named } from './manifest.ts';

const ZONES = ['a', 'b', 'c'];
const REGION = 'eu-west-1';

interface NodeShape {
  name: string;
  index: number;
  control: boolean;
  cpu: number;
  memoryGi: number;
}

function labelsOf(node: NodeShape): Record<string, string> {
  const zone = `${REGION}${ZONES[node.index % ZONES.length] ?? 'a'}`;
  return {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': node.name,
    'kubernetes.io/os': 'linux',
    'node.kubernetes.io/instance-type': node.control ? 'm6i.large' : 'm6i.xlarge',
    'topology.kubernetes.io/region': REGION,
    'topology.kubernetes.io/zone': zone,
    ...(node.control
      ? {
          'node-role.kubernetes.io/control-plane': '',
          'node.kubernetes.io/exclude-from-external-load-balancers': '',
        }
      : { 'harbour.example/pool': 'general' }),
  };
}

function address(index: number): string {
  return `10.20.${10 + Math.floor(index / 200)}.${10 + (index % 200)}`;
}

function sizes(node: NodeShape): { capacity: Record<string, string>; allocatable: Record<string, string> } {
  const memory = node.memoryGi * 2 ** 20;
  const common = { 'hugepages-1Gi': '0', 'hugepages-2Mi': '0', pods: '110' };
  return {
    capacity: {
      cpu: String(node.cpu),
      memory: `${memory - 262_144}Ki`,
      'ephemeral-storage': '83873772Ki',
      ...common,
    },
    allocatable: {
      cpu: `${node.cpu * 1000 - 80}m`,
      memory: `${memory - 786_432}Ki`,
      'ephemeral-storage': '76224326324',
      ...common,
    },
  };
}

function nodeInfo(cluster: Cluster): Record<string, string> {
  const identity = cluster.random.hex(32);
  return {
    machineID: identity,
    systemUUID: identity,
    bootID: cluster.random.uuid(),
    kernelVersion: '6.1.0-25-amd64',
    osImage: 'Debian GNU/Linux 12 (bookworm)',
    containerRuntimeVersion: 'containerd://1.7.22',
    kubeletVersion: 'v1.32.4',
    kubeProxyVersion: 'v1.32.4',
    operatingSystem: 'linux',
    architecture: 'amd64',
  };
}

function healthyConditions(now: string): Condition[] {
  return Object.entries(HEALTHY).map(([type, [status, reason, message]]) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  }));
}

function nodeManifest(cluster: Cluster, node: NodeShape): Manifest {
  return {
    ...named('Node', node.name, { labels: labelsOf(node) }),
    spec: {
      podCIDR: `10.${244 + Math.floor(node.index / 256)}.${node.index % 256}.0/24`,
      providerID: `harbour://${REGION}/${node.name}`,
      ...(node.control
        ? { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] }
        : {}),
    },
    status: {
      ...sizes(node),
      conditions: healthyConditions(stamp(cluster.timeline.now())),
      addresses: [
        { type: 'InternalIP', address: address(node.index) },
        { type: 'Hostname', address: node.name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: nodeInfo(cluster),
    },
  };
}

/** One control plane and so many workers. */
export function nodeManifests(cluster: Cluster, workers: number): Manifest[] {
  const control = { name: `${cluster.name}-control-plane-1`, index: 0, control: true, cpu: 2, memoryGi: 8 };
  const others = Array.from({ length: workers }, (_, at) => ({
    name: `${cluster.name}-worker-${at + 1}`,
    index: at + 1,
    control: false,
    cpu: 4,
    memoryGi: 16,
  }));
  return [control, ...others].map((node) => nodeManifest(cluster, node));
}
