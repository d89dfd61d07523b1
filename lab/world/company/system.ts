import type { Cluster } from '../engine/cluster.ts';
import type { Manifest } from '../engine/write.ts';
import type { Container } from '../kube/types.ts';
import { named } from './manifest.ts';

const NS = 'kube-system';
const VERSION = 'v1.32.4';
const ANYWHERE = [{ operator: 'Exists' }];

const STATIC_PODS: [name: string, image: string, port: number, cpu: string][] = [
  ['etcd', 'registry.k8s.io/etcd:3.5.16-0', 2381, '100m'],
  ['kube-apiserver', `registry.k8s.io/kube-apiserver:${VERSION}`, 6443, '250m'],
  ['kube-controller-manager', `registry.k8s.io/kube-controller-manager:${VERSION}`, 10257, '200m'],
  ['kube-scheduler', `registry.k8s.io/kube-scheduler:${VERSION}`, 10259, '100m'],
];

/** The control plane's own pods, mirrored from files on its node. */
export function staticPods(cluster: Cluster): Manifest[] {
  const [node] = cluster.store.list('nodes').filter((n) => n.metadata.name.includes('control-plane'));
  if (!node) return [];
  return STATIC_PODS.map(([component, image, port, cpu]) => ({
    ...named('Pod', `${component}-${node.metadata.name}`, NS),
    metadata: {
      name: `${component}-${node.metadata.name}`,
      namespace: NS,
      labels: { component, tier: 'control-plane' },
      annotations: {
        'kubernetes.io/config.source': 'file',
        'kubernetes.io/config.mirror': cluster.random.hex(32),
      },
      ownerReferences: [
        {
          apiVersion: 'v1',
          kind: 'Node',
          name: node.metadata.name,
          uid: node.metadata.uid,
          controller: true,
        },
      ],
    },
    spec: {
      nodeName: node.metadata.name,
      hostNetwork: true,
      automountServiceAccountToken: false,
      priorityClassName: 'system-node-critical',
      tolerations: [{ operator: 'Exists', effect: 'NoExecute' }],
      containers: [
        {
          name: component,
          image,
          command: [component],
          resources: { requests: { cpu } },
          livenessProbe: { tcpSocket: { port }, initialDelaySeconds: 10, failureThreshold: 8 },
        },
      ],
    },
  }));
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
    ...named('DaemonSet', name, namespace, labels),
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

function coredns(production: boolean): Manifest[] {
  const labels = { 'k8s-app': 'kube-dns' };
  const ports = [
    ['dns', 53, 'UDP'],
    ['dns-tcp', 53, 'TCP'],
    ['metrics', 9153, 'TCP'],
  ] as const;
  return [
    { ...named('ServiceAccount', 'coredns', NS) },
    {
      ...named('ConfigMap', 'coredns', NS),
      data: {
        Corefile:
          '.:53 {\n    errors\n    health {\n       lameduck 5s\n    }\n    ready\n    kubernetes cluster.local in-addr.arpa ip6.arpa {\n       pods insecure\n       fallthrough in-addr.arpa ip6.arpa\n       ttl 30\n    }\n    prometheus :9153\n    forward . /etc/resolv.conf {\n       max_concurrent 1000\n    }\n    cache 30\n    loop\n    reload\n    loadbalance\n}\n',
      },
    },
    {
      ...named('Service', 'kube-dns', NS, { ...labels, 'kubernetes.io/name': 'CoreDNS' }),
      spec: {
        clusterIP: '10.96.0.10',
        selector: labels,
        ports: ports.map(([name, port, protocol]) => ({ name, port, targetPort: port, protocol })),
      },
    },
    {
      ...named('Deployment', 'coredns', NS, labels),
      spec: {
        replicas: production ? 2 : 1,
        selector: { matchLabels: labels },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: '25%' } },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: 'coredns',
            priorityClassName: 'system-cluster-critical',
            dnsPolicy: 'Default',
            tolerations: [
              { key: 'CriticalAddonsOnly', operator: 'Exists' },
              { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
            ],
            containers: [
              {
                name: 'coredns',
                image: 'registry.k8s.io/coredns/coredns:v1.11.3',
                args: ['-conf', '/etc/coredns/Corefile'],
                ports: ports.map(([name, containerPort, protocol]) => ({ name, containerPort, protocol })),
                resources: { requests: { cpu: '100m', memory: '70Mi' }, limits: { memory: '170Mi' } },
                livenessProbe: {
                  httpGet: { path: '/health', port: 8080 },
                  initialDelaySeconds: 60,
                  failureThreshold: 5,
                  timeoutSeconds: 5,
                },
                readinessProbe: { httpGet: { path: '/ready', port: 8181 } },
                volumeMounts: [{ name: 'config-volume', mountPath: '/etc/coredns', readOnly: true }],
              },
            ],
            volumes: [
              {
                name: 'config-volume',
                configMap: { name: 'coredns', items: [{ key: 'Corefile', path: 'Corefile' }] },
              },
            ],
          },
        },
      },
    },
  ];
}

function metricsServer(): Manifest[] {
  const labels = { 'k8s-app': 'metrics-server' };
  const name = 'metrics-server';
  return [
    { ...named('ServiceAccount', name, NS, labels) },
    {
      ...named('Service', name, NS, labels),
      spec: { selector: labels, ports: [{ name: 'https', port: 443, targetPort: 'https' }] },
    },
    {
      ...named('Deployment', name, NS, labels),
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: name,
            priorityClassName: 'system-cluster-critical',
            containers: [
              {
                name,
                image: 'registry.k8s.io/metrics-server/metrics-server:v0.7.2',
                args: ['--secure-port=10250', '--metric-resolution=15s'],
                ports: [{ name: 'https', containerPort: 10250 }],
                resources: { requests: { cpu: '100m', memory: '200Mi' } },
                livenessProbe: { httpGet: { path: '/livez', port: 'https', scheme: 'HTTPS' } },
                readinessProbe: {
                  httpGet: { path: '/readyz', port: 'https', scheme: 'HTTPS' },
                  initialDelaySeconds: 20,
                },
              },
            ],
          },
        },
      },
    },
    {
      ...named('APIService', 'v1beta1.metrics.k8s.io', undefined, labels),
      spec: {
        group: 'metrics.k8s.io',
        version: 'v1beta1',
        groupPriorityMinimum: 100,
        versionPriority: 100,
        insecureSkipTLSVerify: true,
        service: { name, namespace: NS, port: 443 },
      },
      status: {
        conditions: [{ type: 'Available', status: 'True', reason: 'Passed', message: 'all checks passed' }],
      },
    },
  ];
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
    { ...named('ServiceAccount', 'kube-proxy', NS) },
    { ...named('ServiceAccount', 'flannel', NS) },
    {
      ...named('ConfigMap', 'kube-proxy', NS),
      data: { 'config.conf': 'mode: iptables\nclusterCIDR: 10.244.0.0/16\n' },
    },
    {
      ...named('ConfigMap', 'kubeadm-config', NS),
      data: { ClusterConfiguration: `kubernetesVersion: ${VERSION}\n` },
    },
    daemonSet(network),
    daemonSet(proxy),
    ...coredns(production),
    ...metricsServer(),
  ];
}
