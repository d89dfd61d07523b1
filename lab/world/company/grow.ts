import type { Cluster } from '../engine/cluster.ts';
import type { Manifest } from '../engine/write.ts';
import { named, plantAll } from './manifest.ts';

const PER_DEPLOYMENT = 25;
const PER_NAMESPACE = 5;
const TEAMS = [
  'catalogue-import',
  'pricing',
  'media',
  'tracking',
  'returns',
  'warehouse',
  'loyalty',
  'fraud-scan',
];

function workload(namespace: string, name: string, replicas: number): Manifest[] {
  const labels = { app: name };
  return [
    {
      ...named('Service', name, { namespace, labels }),
      spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
    },
    {
      ...named('Deployment', name, { namespace, labels }),
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            containers: [
              {
                name,
                image: 'registry.k8s.io/pause:3.10',
                ports: [{ name: 'http', containerPort: 8080 }],
                resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '128Mi' } },
              },
            ],
          },
        },
      },
    },
  ];
}

/** Adds plain workloads until the cluster has about so many pods. */
export function grow(cluster: Cluster, pods: number): void {
  let missing = pods - cluster.store.list('pods').length;
  for (let index = 0; missing > 0; index++) {
    const fleet = Math.floor(index / PER_NAMESPACE);
    const team = TEAMS[fleet % TEAMS.length] ?? 'team';
    const namespace = `fleet-${team}${fleet < TEAMS.length ? '' : `-${Math.floor(fleet / TEAMS.length) + 1}`}`;
    if (!cluster.store.find('namespaces', undefined, namespace)) {
      plantAll(cluster, [named('Namespace', namespace)]);
      cluster.settle();
    }
    const replicas = Math.min(PER_DEPLOYMENT, missing);
    plantAll(cluster, workload(namespace, `${team}-${(index % PER_NAMESPACE) + 1}`, replicas));
    missing -= replicas;
  }
}
