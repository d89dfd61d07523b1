import type { Manifest } from '../engine/write.ts';
import { deployment, named } from './manifest.ts';

const NS = 'kube-system';
const DNS_LABELS = { 'k8s-app': 'kube-dns' };
const DNS_PORTS = [
  ['dns', 53, 'UDP'],
  ['dns-tcp', 53, 'TCP'],
  ['metrics', 9153, 'TCP'],
] as const;

const COREFILE = `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30
    loop
    reload
    loadbalance
}
`;

const DNS_CONTAINER = {
  name: 'coredns',
  image: 'registry.k8s.io/coredns/coredns:v1.11.3',
  args: ['-conf', '/etc/coredns/Corefile'],
  ports: DNS_PORTS.map(([name, containerPort, protocol]) => ({ name, containerPort, protocol })),
  resources: { requests: { cpu: '100m', memory: '70Mi' }, limits: { memory: '170Mi' } },
  livenessProbe: {
    httpGet: { path: '/health', port: 8080 },
    initialDelaySeconds: 60,
    failureThreshold: 5,
    timeoutSeconds: 5,
  },
  readinessProbe: { httpGet: { path: '/ready', port: 8181 } },
  volumeMounts: [{ name: 'config-volume', mountPath: '/etc/coredns', readOnly: true }],
};

const DNS_POD = {
  serviceAccountName: 'coredns',
  priorityClassName: 'system-cluster-critical',
  dnsPolicy: 'Default',
  tolerations: [
    { key: 'CriticalAddonsOnly', operator: 'Exists' },
    { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
  ],
  containers: [DNS_CONTAINER],
  volumes: [
    { name: 'config-volume', configMap: { name: 'coredns', items: [{ key: 'Corefile', path: 'Corefile' }] } },
  ],
};

/** Cluster DNS. */
export function coredns(production: boolean): Manifest[] {
  const ports = DNS_PORTS.map(([name, port, protocol]) => ({ name, port, targetPort: port, protocol }));
  const labels = { ...DNS_LABELS, 'kubernetes.io/name': 'CoreDNS' };
  return [
    named('ServiceAccount', 'coredns', { namespace: NS }),
    { ...named('ConfigMap', 'coredns', { namespace: NS }), data: { Corefile: COREFILE } },
    {
      ...named('Service', 'kube-dns', { namespace: NS, labels }),
      spec: { clusterIP: '10.96.0.10', selector: DNS_LABELS, ports },
    },
    deployment({
      name: 'coredns',
      namespace: NS,
      labels: DNS_LABELS,
      replicas: production ? 2 : 1,
      spec: DNS_POD,
    }),
  ];
}

const METRICS = 'metrics-server';
const METRICS_LABELS = { 'k8s-app': METRICS };

const METRICS_POD = {
  serviceAccountName: METRICS,
  priorityClassName: 'system-cluster-critical',
  containers: [
    {
      name: METRICS,
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
};

/** The metrics server and the API it stands behind. */
export function metricsServer(): Manifest[] {
  const place = { namespace: NS, labels: METRICS_LABELS };
  return [
    named('ServiceAccount', METRICS, place),
    {
      ...named('Service', METRICS, place),
      spec: { selector: METRICS_LABELS, ports: [{ name: 'https', port: 443, targetPort: 'https' }] },
    },
    deployment({ name: METRICS, ...place, replicas: 1, spec: METRICS_POD }),
    {
      ...named('APIService', 'v1beta1.metrics.k8s.io', { labels: METRICS_LABELS }),
      spec: {
        group: 'metrics.k8s.io',
        version: 'v1beta1',
        groupPriorityMinimum: 100,
        versionPriority: 100,
        insecureSkipTLSVerify: true,
        service: { name: METRICS, namespace: NS, port: 443 },
      },
      status: {
        conditions: [{ type: 'Available', status: 'True', reason: 'Passed', message: 'all checks passed' }],
      },
    },
  ];
}
