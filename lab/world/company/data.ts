import type { Manifest } from '../engine/write.ts';
import { base64, named } from './manifest.ts';
import type { Setting } from './workloads.ts';
import { PULL_SECRET } from './workloads.ts';

interface Store {
  name: string;
  image: string;
  port: number;
  replicas: number;
  storage: string;
  cpu: string;
  memory: string;
  path: string;
  env?: object[];
}

function storesFor({ production }: Setting): Store[] {
  return [
    {
      name: 'postgres',
      image: 'docker.io/library/postgres:16.4',
      port: 5432,
      replicas: production ? 2 : 1,
      storage: production ? '50Gi' : '10Gi',
      cpu: '250m',
      memory: '1Gi',
      path: '/var/lib/postgresql/data',
      env: [
        {
          name: 'POSTGRES_PASSWORD',
          valueFrom: { secretKeyRef: { name: 'postgres-credentials', key: 'password' } },
        },
      ],
    },
    {
      name: 'redis',
      image: 'docker.io/library/redis:7.4.1-alpine',
      port: 6379,
      replicas: production ? 2 : 1,
      storage: '5Gi',
      cpu: '100m',
      memory: '256Mi',
      path: '/data',
    },
  ];
}

function podOf(store: Store): object {
  const probe = { tcpSocket: { port: store.port } };
  const container = {
    name: store.name,
    image: store.image,
    ports: [{ name: store.name, containerPort: store.port }],
    ...(store.env ? { env: store.env } : {}),
    resources: { requests: { cpu: store.cpu, memory: store.memory }, limits: { memory: store.memory } },
    readinessProbe: probe,
    livenessProbe: { ...probe, initialDelaySeconds: 20 },
    volumeMounts: [{ name: 'data', mountPath: store.path }],
  };
  return { serviceAccountName: 'datastore', terminationGracePeriodSeconds: 60, containers: [container] };
}

function statefulSet(store: Store): Manifest {
  const labels = { app: store.name, 'app.kubernetes.io/name': store.name };
  const resources = { requests: { storage: store.storage } };
  const claim = { accessModes: ['ReadWriteOnce'], storageClassName: 'fast-ssd', resources };
  return {
    ...named('StatefulSet', store.name, { namespace: 'data', labels }),
    spec: {
      replicas: store.replicas,
      serviceName: `${store.name}-headless`,
      selector: { matchLabels: { app: store.name } },
      template: { metadata: { labels }, spec: podOf(store) },
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim }],
    },
  };
}

function servicesOf(store: Store): Manifest[] {
  const labels = { app: store.name };
  const ports = [{ name: store.name, port: store.port, targetPort: store.port }];
  return [
    { ...named('Service', store.name, { namespace: 'data', labels }), spec: { selector: labels, ports } },
    {
      ...named('Service', `${store.name}-headless`, { namespace: 'data', labels }),
      spec: { clusterIP: 'None', selector: labels, ports },
    },
  ];
}

/** Databases, with what they need. */
export function dataManifests(setting: Setting): Manifest[] {
  const stores = storesFor(setting);
  return [
    {
      ...named('ServiceAccount', 'datastore', { namespace: 'data' }),
      automountServiceAccountToken: false,
      imagePullSecrets: [{ name: PULL_SECRET }],
    },
    {
      ...named('Secret', 'postgres-credentials', { namespace: 'data' }),
      type: 'Opaque',
      data: base64({ username: 'app', password: 'lab-only-not-a-real-password' }),
    },
    ...stores.flatMap(servicesOf),
    ...stores.map(statefulSet),
    {
      ...named('NetworkPolicy', 'postgres-clients', { namespace: 'data' }),
      spec: {
        podSelector: { matchLabels: { app: 'postgres' } },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              { namespaceSelector: { matchLabels: { 'harbour.example/uses-data': 'true' } } },
              { podSelector: {} },
            ],
            ports: [{ protocol: 'TCP', port: 5432 }],
          },
        ],
      },
    },
  ];
}

interface Schedule {
  name: string;
  namespace: string;
  schedule: string;
  image: string;
  account: string;
}

function onSchedule({ name, namespace, schedule, image, account }: Schedule): Manifest {
  const resources = { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } };
  const pod = {
    serviceAccountName: account,
    restartPolicy: 'Never',
    containers: [{ name, image, resources }],
  };
  const template = { metadata: { labels: { app: name } }, spec: pod };
  return {
    ...named('CronJob', name, { namespace, labels: { app: name } }),
    spec: { schedule, concurrencyPolicy: 'Forbid', jobTemplate: { spec: { backoffLimit: 3, template } } },
  };
}

/** The nightly backup. */
export function backups(): Manifest {
  const image = 'registry.harbour.example/tools/pg-backup:2.3.0';
  return onSchedule({
    name: 'postgres-backup',
    namespace: 'data',
    schedule: '0 2 * * *',
    image,
    account: 'datastore',
  });
}

/** The hourly sales report. */
export function reports(): Manifest {
  const image = 'registry.harbour.example/tools/report-builder:1.9.4';
  return onSchedule({
    name: 'sales-report',
    namespace: 'platform',
    schedule: '5 * * * *',
    image,
    account: 'reporting',
  });
}

/** A job that ran once when a release needed it. */
export function finishedJob(): Manifest {
  return {
    ...named('Job', 'orders-schema-4-1-0', { namespace: 'shop', labels: { app: 'orders-schema' } }),
    spec: {
      backoffLimit: 2,
      template: {
        metadata: { labels: { app: 'orders-schema' } },
        spec: {
          serviceAccountName: 'orders',
          restartPolicy: 'Never',
          containers: [
            {
              name: 'migrate',
              image: 'registry.harbour.example/tools/db-migrate:1.6.0',
              resources: { requests: { cpu: '20m', memory: '96Mi' }, limits: { memory: '128Mi' } },
            },
          ],
        },
      },
    },
  };
}
