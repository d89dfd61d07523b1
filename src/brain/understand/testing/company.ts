import type { ClusterSnapshot } from '#diagnosis/evidence';
import type { ClusterInfo } from '#connectors/kubernetes';
import { addApp, addPlaces, HOUR, make, nothing, NOW, podSpec, podStatus, type Objects } from './builders.ts';

const fine = {};

function addShop(objects: Objects): void {
  addApp(objects, { name: 'checkout', namespace: 'shop', pods: [fine, fine] });
  addApp(objects, { name: 'search', namespace: 'shop', pods: [{ restarts: 3 }], image: 'nginx' });
  addApp(objects, {
    name: 'rabbitmq',
    namespace: 'shop',
    kind: 'StatefulSet',
    pods: [fine],
    image: 'rabbitmq:3.13',
    port: 5672,
  });
  const volumes = [{ name: 'config', configMap: { name: 'redis-config' } }];
  addApp(objects, {
    name: 'redis',
    namespace: 'shop',
    kind: 'StatefulSet',
    pods: [fine, { phase: 'Pending' }],
    image: 'docker.io/library/redis:7.2',
    port: 6379,
    volumes,
  });
  objects.ConfigMap.push(make('ConfigMap', { name: 'redis-config', namespace: 'shop' }));
  objects.CronJob.push(
    make(
      'CronJob',
      { name: 'nightly-report', namespace: 'shop' },
      { spec: { schedule: '0 3 * * *', suspend: true } },
    ),
  );
  const paths = [{ path: '/', backend: { service: { name: 'checkout' } } }];
  objects.Ingress.push(
    make(
      'Ingress',
      { name: 'shop', namespace: 'shop' },
      { spec: { rules: [{ host: 'shop.example.com', http: { paths } }] } },
    ),
  );
  const claim = {
    spec: { storageClassName: 'standard', resources: { requests: { storage: '20Gi' } } },
    status: { phase: 'Bound' },
  };
  objects.PersistentVolumeClaim.push(
    make('PersistentVolumeClaim', { name: 'data-redis-0', namespace: 'shop' }, claim),
  );
  const scaling = {
    scaleTargetRef: { kind: 'Deployment', name: 'checkout' },
    minReplicas: 2,
    maxReplicas: 2,
  };
  objects.HorizontalPodAutoscaler.push(
    make(
      'HorizontalPodAutoscaler',
      { name: 'checkout', namespace: 'shop' },
      { spec: scaling, status: { currentReplicas: 2 } },
    ),
  );
  objects.ServiceAccount.push(
    make('ServiceAccount', { name: 'deployer', namespace: 'shop' }),
    make('ServiceAccount', { name: 'default', namespace: 'shop' }),
  );
}

function addWeb(objects: Objects): void {
  const crashing = { waiting: 'CrashLoopBackOff', restarts: 12, last: 'Error' };
  addApp(objects, {
    name: 'cart',
    namespace: 'web',
    pods: [fine, crashing, { node: 'worker-2' }],
    limits: { cpu: '500m', memory: '256Mi' },
  });
  addApp(objects, { name: 'web', namespace: 'web', pods: [{ age: HOUR / 2 }], age: HOUR / 2 });
  objects.ConfigMap.push(make('ConfigMap', { name: 'old-config', namespace: 'web' }));
  const claim = {
    spec: { storageClassName: 'fast', resources: { requests: { storage: '5Gi' } } },
    status: { phase: 'Pending' },
  };
  objects.PersistentVolumeClaim.push(
    make('PersistentVolumeClaim', { name: 'scratch', namespace: 'web' }, claim),
  );
  objects.Service.push(
    make(
      'Service',
      { name: 'edge', namespace: 'web' },
      { spec: { type: 'LoadBalancer', selector: { app: 'edge' }, ports: [{ port: 443 }] } },
    ),
  );
}

function addRest(objects: Objects): void {
  addApp(objects, { name: 'payments-api', namespace: 'money', pods: [fine, fine] });
  addApp(objects, {
    name: 'payments-worker',
    namespace: 'money',
    pods: [{ waiting: 'ImagePullBackOff', phase: 'Pending' }],
    service: false,
    probes: false,
  });
  objects.NetworkPolicy.push(
    make(
      'NetworkPolicy',
      { name: 'default-deny', namespace: 'money' },
      { spec: { podSelector: {}, policyTypes: ['Ingress'] } },
    ),
  );
  addApp(objects, {
    name: 'grafana',
    namespace: 'monitoring',
    pods: [fine],
    image: 'grafana/grafana:latest',
    port: 3000,
  });
  addApp(objects, {
    name: 'node-exporter',
    namespace: 'monitoring',
    kind: 'DaemonSet',
    pods: [fine, { node: 'worker-2' }],
    service: false,
  });
  addApp(objects, { name: 'coredns', namespace: 'kube-system', pods: [fine, fine], port: 53 });
  const bare = {
    spec: podSpec('sea-turtle', { image: 'nginx:1.23.4' }, 'worker-1'),
    status: podStatus('sea-turtle', { last: 'OOMKilled', restarts: 2 }),
  };
  objects.Pod.push(make('Pod', { name: 'sea-turtle', namespace: 'default', age: HOUR / 2 }, bare));
  const failed = {
    spec: { template: { spec: podSpec('java', {}) } },
    status: { failed: 3, conditions: [{ type: 'Failed', status: 'True' }] },
  };
  objects.Job.push(make('Job', { name: 'java-api-checker', namespace: 'default' }, failed));
}

function production(): Objects {
  const objects = nothing();
  addPlaces(
    objects,
    ['default', 'kube-system', 'web', 'shop', 'monitoring', 'money'],
    ['control-1', 'worker-1', 'worker-2', 'worker-3'],
  );
  addShop(objects);
  addWeb(objects);
  addRest(objects);
  return objects;
}

function rehearsal(): Objects {
  const objects = nothing();
  addPlaces(objects, ['default', 'kube-system', 'web', 'shop'], ['node-a', 'node-b']);
  addApp(objects, { name: 'cart', namespace: 'web', pods: [fine], image: 'registry.harbour.io/cart:1.5.0' });
  addApp(objects, { name: 'checkout', namespace: 'shop', pods: [fine] });
  addApp(objects, { name: 'canary', namespace: 'shop', pods: [fine] });
  return objects;
}

/** A snapshot of objects, complete and current. */
export function snapshotOf(cluster: string, environment: string, objects: Objects): ClusterSnapshot {
  return {
    cluster,
    environment,
    version: 'v1.34.1',
    takenAt: NOW,
    currentAsOf: NOW,
    objects: objects as unknown as ClusterSnapshot['objects'],
    unseen: [],
  };
}

/** A small company on two clusters, for tests of understanding and inventory. */
export const SNAPSHOTS: readonly ClusterSnapshot[] = [
  snapshotOf('harbour-prod', 'prod', production()),
  snapshotOf('harbour-staging', 'staging', rehearsal()),
];

export const CLUSTERS: ClusterInfo[] = [
  {
    name: 'harbour-prod',
    environment: 'prod',
    aliases: ['harbour'],
    isDefault: true,
    state: 'ready',
    version: 'v1.34.1',
  },
  {
    name: 'harbour-staging',
    environment: 'staging',
    aliases: [],
    isDefault: false,
    state: 'ready',
    version: 'v1.34.1',
  },
];
