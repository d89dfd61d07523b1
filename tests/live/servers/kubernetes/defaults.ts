import { serverVersion } from '../binaries.ts';
import { LOGS_DEFINITION } from '../kwok/pod-logs.ts';
import { metricsPath } from '../kwok/usage.ts';
import { PROVISIONER } from '../kwok/volume-stages.ts';
import { accountRoles } from './accounts.ts';
import type { Plan } from './components.ts';

/** What every live cluster begins with: its accounts' roles, a default storage class, the metrics API and its nodes. */
export function clusterDefaults({ nodes, ports }: { nodes: number; ports: Plan['ports'] }): object {
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      LOGS_DEFINITION,
      ...accountRoles(),
      storageClass(),
      ...metricsApi(ports.metrics),
      ...Array.from({ length: nodes }, (_, index) => node(index + 1, ports.kwok)),
    ],
  };
}

function storageClass() {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: PROVISIONER,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
  };
}

function metricsApi(port: number) {
  const name = 'metrics-server';
  const namespace = 'kube-system';
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: { type: 'ExternalName', externalName: 'localhost' },
    },
    {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: 'v1beta1.metrics.k8s.io' },
      spec: {
        group: 'metrics.k8s.io',
        version: 'v1beta1',
        groupPriorityMinimum: 100,
        versionPriority: 100,
        insecureSkipTLSVerify: true,
        service: { name, namespace, port },
      },
    },
  ];
}

function node(number: number, kubeletPort: number) {
  const name = `node-${number}`;
  const resources = { cpu: '8', memory: '32Gi', pods: '110', 'ephemeral-storage': '100Gi' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: {
        'kwok.x-k8s.io/node': 'fake',
        'metrics.k8s.io/resource-metrics-path': metricsPath(name),
      },
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/os': 'linux',
        'topology.kubernetes.io/region': 'live',
        'topology.kubernetes.io/zone': `live-${'abc'.charAt(number % 3)}`,
      },
    },
    status: { ...nodeStatus(name, kubeletPort), capacity: resources, allocatable: resources },
  };
}

function nodeStatus(name: string, kubeletPort: number) {
  return {
    daemonEndpoints: { kubeletEndpoint: { Port: kubeletPort } },
    addresses: [
      { type: 'InternalIP', address: '127.0.0.1' },
      { type: 'Hostname', address: name },
    ],
    nodeInfo: {
      architecture: 'amd64',
      bootID: '',
      containerRuntimeVersion: 'containerd://2.1.4',
      kernelVersion: '6.12.0',
      kubeletVersion: serverVersion('kubernetes'),
      kubeProxyVersion: '',
      machineID: '',
      operatingSystem: 'linux',
      osImage: 'kwok',
      systemUUID: '',
    },
  };
}
