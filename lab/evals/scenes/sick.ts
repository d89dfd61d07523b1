import { claim, crashing, deployment, job, pod, service, statefulSet, thing } from './make.ts';
import type { Scene } from './scene.ts';

const http = (port: number) => ({
  httpGet: { path: '/healthz', port },
  periodSeconds: 10,
  failureThreshold: 3,
});

const twoSickApps: Scene = {
  id: 'two-sick-apps',
  objects: [
    deployment('clinic/fever', {
      image: 'registry.example.com/clinic/fever:3.0.1',
      command: crashing(1, [
        'starting fever 3.0.1',
        'Error: required environment variable DB_URL is not set',
      ]),
    }),
    deployment('clinic/cough', {
      port: 8080,
      readiness: http(9999),
      image: 'registry.example.com/clinic/cough:1.2.0',
    }),
    deployment('clinic/robust', { replicas: 2, image: 'registry.example.com/clinic/robust:5.5.0' }),
  ],
  logs: { 'clinic/cough/cough': ['warming up the cache', 'cache is cold, serving nobody yet'] },
};

const missingEnv: Scene = {
  id: 'missing-env',
  objects: [
    deployment('ledger/payment-processing-worker', {
      image: 'registry.example.com/ledger/worker:1.4.0',
      command: crashing(1, [
        'Booting payment worker',
        'Environment variable DEPLOY_ENV is undefined',
        'Exiting',
      ]),
    }),
  ],
};

const jobDatabase: Scene = {
  id: 'job-database',
  objects: [
    job('batch-lab/java-api-checker', {
      image: 'registry.example.com/batch/java-api-checker:0.9.2',
      command: crashing(1, [
        'Checking the API database',
        'java.net.ConnectException: Connection refused: could not connect to database at prod-db:3333',
      ]),
    }),
  ],
};

const jobHost: Scene = {
  id: 'job-host',
  objects: [
    job('batch-lab/get-data', {
      image: 'quay.io/curl/curl:8.10.1',
      command: crashing(6, ['curl: (6) Could not resolve host: feeds.kldsvklnsdio.example.net']),
    }),
  ],
};

const nodeSelector: Scene = {
  id: 'node-selector',
  objects: [pod('profiles/user-profile-import', { spec: { nodeSelector: { disktype: 'quantum' } } })],
};

const gpu: Scene = {
  id: 'gpu',
  objects: [
    deployment('profiles/user-profile-resources', {
      requests: { cpu: '100m', memory: '128Mi', 'nvidia.com/gpu': '1' },
      limits: { memory: '256Mi', 'nvidia.com/gpu': '1' },
    }),
  ],
};

const missingConfigMap: Scene = {
  id: 'unmounted-config',
  objects: [
    deployment('console/app-server', {
      mounts: [{ name: 'config', mountPath: '/etc/app' }],
      spec: { volumes: [{ name: 'config', configMap: { name: 'app-config' } }] },
    }),
  ],
};

const missingSecret: Scene = {
  id: 'missing-secret',
  objects: [
    service('vaults/database', { port: 5432, more: { clusterIP: 'None' } }),
    statefulSet('vaults/database', {
      image: 'postgres:16.4',
      env: [
        {
          name: 'POSTGRES_PASSWORD',
          valueFrom: { secretKeyRef: { name: 'database-secret', key: 'password' } },
        },
      ],
    }),
  ],
};

const secretMount: Scene = {
  id: 'secret-mount',
  objects: [
    deployment('storefront-lab/frontend-shop', {
      replicas: 3,
      mounts: [{ name: 'keys', mountPath: '/etc/keys' }],
      spec: { volumes: [{ name: 'keys', secret: { secretName: 'frontend-api-keys' } }] },
    }),
  ],
};

const antiAffinity: Scene = {
  id: 'anti-affinity',
  objects: [
    deployment('birds/silver-puffin', {
      replicas: 6,
      requests: { cpu: '1m', memory: '1Mi' },
      spec: {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              {
                labelSelector: { matchLabels: { app: 'silver-puffin' } },
                topologyKey: 'kubernetes.io/hostname',
              },
            ],
          },
        },
      },
    }),
  ],
};

const autoscaler: Scene = {
  id: 'hpa-no-requests',
  objects: [
    deployment('birds/golden-eagle', { requests: {}, limits: {} }),
    thing('autoscaling/v2', 'HorizontalPodAutoscaler', {
      ref: 'birds/golden-eagle',
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'golden-eagle' },
        minReplicas: 1,
        maxReplicas: 6,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
          },
        ],
      },
    }),
  ],
};

const storageClass: Scene = {
  id: 'storage-class',
  objects: [
    claim('caches/redis-data', '1Gi', { storageClass: 'standard-v2' }),
    deployment('caches/session-redis', {
      image: 'redis:7.4',
      mounts: [{ name: 'data', mountPath: '/data' }],
      spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'redis-data' } }] },
    }),
  ],
};

const diskFull: Scene = {
  id: 'disk-full',
  objects: [
    service('pipelines/data-processor', { more: { clusterIP: 'None' } }),
    statefulSet('pipelines/data-processor', {
      claim: { name: 'data', size: '100Mi' },
      mounts: [{ name: 'data', mountPath: '/var/lib/data' }],
      command: crashing(1, [
        'data-processor 2.2.0 starting',
        'writing segment 000041.wal',
        'OSError: [Errno 28] No space left on device: /var/lib/data/000041.wal',
      ]),
    }),
  ],
};

/** nginx listens on 80; the liveness probe asks elsewhere. */
const livenessPort: Scene = {
  id: 'liveness-port',
  objects: [
    deployment('lobby/web-app', {
      image: 'nginx:1.27.0',
      port: 80,
      liveness: { ...http(8080), initialDelaySeconds: 5 },
    }),
  ],
};

/** An application that nobody described to the world takes 24 MiB. */
const memoryHog: Scene = {
  id: 'memory-hog',
  objects: [
    deployment('savanna/giant-narwhal', {
      requests: { cpu: '50m', memory: '16Mi' },
      limits: { cpu: '500m', memory: '16Mi' },
    }),
  ],
};

const denyEgress: Scene = {
  id: 'deny-egress',
  objects: [
    deployment('dns-lab/client', {}),
    thing('networking.k8s.io/v1', 'NetworkPolicy', {
      ref: 'dns-lab/default-deny-egress',
      spec: { podSelector: {}, policyTypes: ['Egress'] },
    }),
  ],
  logs: {
    'dns-lab/client/client': ["wget: bad address 'api.internal': temporary failure in name resolution"],
  },
};

export const SICK: Scene[] = [
  denyEgress,
  twoSickApps,
  missingEnv,
  jobDatabase,
  jobHost,
  nodeSelector,
  gpu,
  missingConfigMap,
  missingSecret,
  secretMount,
  antiAffinity,
  autoscaler,
  storageClass,
  diskFull,
  livenessPort,
  memoryHog,
];
