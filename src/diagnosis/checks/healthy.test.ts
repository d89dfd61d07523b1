import { describe, expect, it } from 'vitest';
import { nodeFixture, podFixture, snapshotOf } from '../testing.ts';
import type { Fixtures } from '../testing.ts';
import { checkCluster } from './check-cluster.ts';

const checksOf = (fixtures: Fixtures) =>
  checkCluster(snapshotOf(fixtures)).map(({ check, object, cause }) => `${check} ${object.name}: ${cause}`);

const system = (
  name: string,
  spec: object = {},
  over: { owner?: { kind: string; name: string }; labels?: Record<string, string> } = {},
) =>
  podFixture(name, {
    namespace: 'kube-system',
    node: 'control-plane',
    spec: {
      hostNetwork: true,
      priorityClassName: 'system-node-critical',
      containers: [{ name: 'app', image: 'k', securityContext: { privileged: true } }],
      ...spec,
    },
    ...over,
  });

/** What kubeadm or kind sets up. */
const controlPlane: Fixtures = {
  nodes: [
    nodeFixture('control-plane', {
      spec: { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] },
    }),
    nodeFixture('worker-1', {
      status: {
        conditions: [
          { type: 'Ready', status: 'True' },
          { type: 'MemoryPressure', status: 'False' },
          { type: 'DiskPressure', status: 'False' },
          { type: 'KernelDeadlock', status: 'False' },
        ],
      },
    }),
  ],
  pods: [
    ...['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map((name) =>
      system(`${name}-control-plane`, {}, { owner: { kind: 'Node', name: 'control-plane' } }),
    ),
    system('kube-proxy-x', {}, { owner: { kind: 'DaemonSet', name: 'kube-proxy' } }),
    podFixture('coredns-1', {
      namespace: 'kube-system',
      labels: { 'k8s-app': 'kube-dns' },
      spec: {
        containers: [
          {
            name: 'coredns',
            ports: [
              { name: 'dns', containerPort: 53, protocol: 'UDP' },
              { name: 'dns-tcp', containerPort: 53 },
              { name: 'metrics', containerPort: 9153 },
            ],
          },
        ],
      },
    }),
  ],
  DaemonSet: [
    {
      metadata: { name: 'kube-proxy', namespace: 'kube-system' },
      spec: { template: {} },
      status: { desiredNumberScheduled: 2, currentNumberScheduled: 2, numberReady: 2, numberAvailable: 2 },
    },
  ],
  services: [
    {
      metadata: { name: 'kubernetes', namespace: 'default' },
      spec: { clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443, targetPort: 6443 }] },
    },
    {
      metadata: { name: 'kube-dns', namespace: 'kube-system' },
      spec: {
        clusterIP: '10.96.0.10',
        selector: { 'k8s-app': 'kube-dns' },
        ports: [
          { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
          { name: 'metrics', port: 9153, targetPort: 9153 },
        ],
      },
    },
  ],
  EndpointSlice: [
    {
      metadata: {
        name: 'kubernetes',
        namespace: 'default',
        labels: { 'kubernetes.io/service-name': 'kubernetes' },
      },
      endpoints: [{ addresses: ['172.18.0.2'], conditions: { ready: true } }],
    },
    {
      metadata: {
        name: 'kube-dns-x',
        namespace: 'kube-system',
        labels: { 'kubernetes.io/service-name': 'kube-dns' },
      },
      endpoints: [
        {
          addresses: ['10.244.0.2'],
          conditions: { ready: true },
          targetRef: { kind: 'Pod', name: 'coredns-1' },
        },
      ],
    },
  ],
  PodDisruptionBudget: [
    {
      metadata: { name: 'coredns', namespace: 'kube-system' },
      spec: { minAvailable: 1, selector: { matchLabels: { 'k8s-app': 'kube-dns' } } },
      status: { expectedPods: 2, currentHealthy: 2, desiredHealthy: 1, disruptionsAllowed: 1 },
    },
  ],
  ConfigMap: ['default', 'kube-system', 'web'].map((namespace) => ({
    metadata: { name: 'kube-root-ca.crt', namespace },
  })),
  ServiceAccount: [{ metadata: { name: 'default', namespace: 'web' } }],
  Namespace: ['default', 'kube-system', 'kube-public', 'kube-node-lease', 'web'].map((name) => ({
    metadata: { name },
    status: { phase: 'Active' },
  })),
  ClusterRole: [
    {
      metadata: { name: 'cluster-admin', labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
      rules: [
        { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
        { verbs: ['*'], nonResourceURLs: ['*'] },
      ],
    },
    {
      metadata: { name: 'system:controller:generic-garbage-collector' },
      rules: [{ verbs: ['get', 'list', 'delete'], apiGroups: ['*'], resources: ['*'] }],
    },
    {
      metadata: { name: 'prometheus-operator' },
      rules: [
        { verbs: ['*'], apiGroups: ['monitoring.coreos.com'], resources: ['*'] },
        { verbs: ['*'], apiGroups: ['apps'], resources: ['statefulsets'] },
      ],
    },
    {
      metadata: { name: 'eks:addon-manager' },
      rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
    },
  ],
  ClusterRoleBinding: [
    {
      metadata: { name: 'cluster-admin' },
      roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'Group', name: 'system:masters' }],
    },
    {
      metadata: { name: 'kubeadm:cluster-admins' },
      roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'Group', name: 'kubeadm:cluster-admins' }],
    },
    {
      metadata: { name: 'helm-kube-system-traefik' },
      roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'helm-traefik', namespace: 'kube-system' }],
    },
    {
      metadata: { name: 'prometheus-operator' },
      roleRef: { kind: 'ClusterRole', name: 'prometheus-operator' },
      subjects: [{ kind: 'ServiceAccount', name: 'prometheus-operator', namespace: 'monitoring' }],
    },
    {
      metadata: { name: 'system:basic-user' },
      roleRef: { kind: 'ClusterRole', name: 'system:basic-user' },
      subjects: [{ kind: 'Group', name: 'system:authenticated' }],
    },
    {
      metadata: { name: 'eks:addon-manager' },
      roleRef: { kind: 'ClusterRole', name: 'eks:addon-manager' },
      subjects: [{ kind: 'ServiceAccount', name: 'addon', namespace: 'eks' }],
    },
  ],
};

describe('a healthy default cluster', () => {
  it('has no findings', () => expect(checksOf(controlPlane)).toEqual([]));
  it('has none an hour and ten days later', () => {
    expect(checksOf({ ...controlPlane, now: '2026-03-10T13:00:00Z' })).toEqual([]);
    expect(checksOf({ ...controlPlane, now: '2026-03-20T12:00:00Z' })).toEqual([]);
  });
  it('has none when most of it may not be seen', () => {
    const { pods, services } = controlPlane;
    const kinds = [
      'Node',
      'Secret',
      'ConfigMap',
      'EndpointSlice',
      'Namespace',
      'ServiceAccount',
      'StorageClass',
      'IngressClass',
      'Deployment',
    ] as const;
    expect(
      checksOf({
        pods,
        services,
        unseen: kinds.map((kind) => ({ kind, reason: 'forbidden', message: 'no' })),
      }),
    ).toEqual([]);
  });
});
