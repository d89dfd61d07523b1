/* eslint-disable max-lines -- data: questions and settings, one after the other */
import { claim, crashing, deployment, job, pod, service, statefulSet, thing } from './make.ts';
import type { Scene } from './scene.ts';

/** The settings of questions that people have put to other copilots, rebuilt with the names that they use. */
export const USERS: Scene[] = [
  {
    id: 'user-oom-pod',
    objects: [
      pod('app-02/giant-narwhal-6958c5bdd8-69gtn', {
        requests: { cpu: '10m', memory: '8Mi' },
        limits: { cpu: '100m', memory: '16Mi' },
      }),
    ],
  },
  {
    id: 'user-grafana',
    objects: [pod('app-03/grafana-7f8b9c6d5-x2m4n', { image: 'quay.io/grafana/grafana:11.2.0', port: 3000 })],
  },
  {
    id: 'user-nginx-events',
    objects: [pod('app-04/nginx', { command: crashing(1, ['nginx: [emerg] bad configuration']) })],
  },
  { id: 'user-image', objects: [pod('zoo-05/sea-turtle', { image: 'nginx:1.23.4' })] },
  {
    id: 'user-env',
    objects: [
      deployment('app-09/payment-processing-worker', {
        command: crashing(1, ['Environment variable DEPLOY_ENV is undefined']),
      }),
    ],
  },
  {
    id: 'user-no-logs',
    objects: [pod('app-109/data-processor', { command: crashing(1, []) })],
    logs: {
      'app-109/data-processor/data-processor': [],
      'app-109/data-processor/data-processor/previous': [],
    },
  },
  {
    id: 'user-backups',
    objects: [
      ...[
        'app-112-prod/database-pvc',
        'app-112-prod/media-storage',
        'app-112-staging/test-database',
        'app-112-dev/build-cache',
      ].map((ref) =>
        claim(ref, '2Mi', {
          annotations: { 'backup.example.com/id': 'b7f3a521-8c4d-4e6a-9f2b-1a3d5e7f9c2e' },
        }),
      ),
      claim('app-112-dev/other-cache', '2Mi'),
    ],
  },
  {
    id: 'user-job',
    objects: [
      job('app-12/java-api-checker', {
        command: crashing(1, [
          'Connecting to database at prod-db:3333',
          'Connection failed: could not connect to prod-db:3333',
        ]),
      }),
    ],
  },
  {
    id: 'user-node-selector',
    objects: [pod('app-13/user-profile-import', { spec: { nodeSelector: { label: 'someLabel' } } })],
  },
  {
    id: 'user-gpu',
    objects: [
      deployment('app-14/user-profile-resources', {
        limits: { 'nvidia.com/gpu': '1' },
        requests: { 'nvidia.com/gpu': '1' },
      }),
    ],
  },
  {
    id: 'user-disk-full',
    objects: [
      service('app-157/data-processor', { more: { clusterIP: 'None' } }),
      statefulSet('app-157/data-processor', {
        claim: { name: 'data', size: '100Mi' },
        mounts: [{ name: 'data', mountPath: '/data' }],
        command: crashing(1, [
          'processing batch 17',
          'ERROR: No space left on device while writing /data/batch-17',
        ]),
      }),
    ],
  },
  {
    id: 'user-oom-exporter',
    objects: [
      deployment('app-17/analytics-exporter-fast', {
        requests: { cpu: '10m', memory: '8Mi' },
        limits: { cpu: '100m', memory: '16Mi' },
      }),
    ],
  },
  {
    id: 'user-curl-job',
    objects: [
      job('app-21/get-data', {
        command: crashing(6, [
          'curl: (6) Could not resolve host: kldsvklnsdiogjerkngernjk23432i90erfefjio.com',
        ]),
      }),
    ],
  },
  {
    id: 'user-redis',
    objects: [
      claim('app-24/redis-claim', '1Gi', { storageClass: 'standard-v2' }),
      deployment('app-24/redis', {
        mounts: [{ name: 'data', mountPath: '/data' }],
        spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'redis-claim' } }] },
      }),
    ],
  },
  {
    id: 'user-llama',
    objects: [
      pod('app-27a/llama', { containers: [{ name: 'web' }, { name: 'sidecar' }] }),
      pod('app-27b/arctic-fox', { containers: [{ name: 'web' }, { name: 'sidecar' }] }),
    ],
    logs: Object.fromEntries(
      ['app-27a/llama', 'app-27b/arctic-fox'].flatMap((place) => [
        [`${place}/web`, ['web container: handling API requests']],
        [`${place}/sidecar`, ['sidecar container: collecting metrics, CPU usage 20%']],
      ]),
    ),
  },
  {
    id: 'user-dns',
    objects: ['test-ns-42b', 'test-ns-42e'].flatMap((namespace) => [
      pod(`${namespace}/client`, {}),
      thing('networking.k8s.io/v1', 'NetworkPolicy', {
        ref: `${namespace}/default-deny-egress`,
        spec: { podSelector: {}, policyTypes: ['Egress'] },
      }),
    ]),
  },
  {
    id: 'user-logins',
    objects: [deployment('app-52/my-app-52', {})],
    logs: {
      'app-52/my-app-52/my-app-52': [
        'INFO user 1 logged in',
        'ERROR login failed: redis timeout',
        'INFO user 2 logged in',
        'ERROR login failed: identity provider certificate expired',
      ],
    },
  },
  {
    id: 'user-streamer',
    objects: [deployment('test-57/video-streamer', {}), deployment('app-57/audio-streamer', {})],
  },
  { id: 'user-healthy', objects: [deployment('production-65/payment-processor', { replicas: 2 })] },
  {
    id: 'user-pool',
    objects: [pod('namespace-71/backend-service', {})],
    logs: {
      'namespace-71/backend-service/backend-service': [
        'INFO request handled',
        'ERROR connection pool exhausted: 100/100 connections in use',
        'ERROR request timed out waiting for a connection',
      ],
    },
  },
  {
    id: 'user-liveness',
    objects: [
      deployment('namespace-77/web-app', {
        image: 'nginx:1.27.0',
        port: 80,
        liveness: {
          httpGet: { path: '/', port: 8080 },
          initialDelaySeconds: 5,
          periodSeconds: 10,
          failureThreshold: 3,
        },
      }),
    ],
  },
  {
    id: 'user-config-map',
    objects: [
      deployment('namespace-79/app-server', {
        mounts: [{ name: 'config', mountPath: '/etc/config' }],
        spec: { volumes: [{ name: 'config', configMap: { name: 'app-config' } }] },
      }),
    ],
  },
  {
    id: 'user-rbac',
    objects: [
      thing('v1', 'ServiceAccount', { ref: 'namespace-81/monitoring-agent' }),
      thing('rbac.authorization.k8s.io/v1', 'Role', {
        ref: 'namespace-81/monitoring-role',
        rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
      }),
      thing('rbac.authorization.k8s.io/v1', 'RoleBinding', {
        ref: 'namespace-81/monitoring-binding',
        subjects: [{ kind: 'ServiceAccount', name: 'monitoring-agent', namespace: 'namespace-81' }],
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'monitoring-role' },
      }),
      deployment('namespace-81/monitoring-agent', { spec: { serviceAccountName: 'monitoring-agent' } }),
    ],
    logs: {
      'namespace-81/monitoring-agent/monitoring-agent': [
        'Error from server (Forbidden): pods is forbidden: User "system:serviceaccount:namespace-81:monitoring-agent" cannot list resource "pods" in API group "" in the namespace "namespace-81"',
      ],
    },
  },
  {
    id: 'user-anti-affinity',
    objects: [
      deployment('namespace-82/silver-puffin', {
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
  },
  {
    id: 'user-secret',
    objects: [
      deployment('namespace-83/database', {
        env: [
          { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'database-secret', key: 'password' } } },
        ],
      }),
    ],
  },
  {
    id: 'user-netpol',
    objects: [
      deployment('namespace-84/frontend', { labels: { tier: 'frontend' } }),
      deployment('namespace-84/backend', { port: 8080, labels: { tier: 'backend' } }),
      service('namespace-84/backend', { port: 8080 }),
      thing('networking.k8s.io/v1', 'NetworkPolicy', {
        ref: 'namespace-84/backend-policy',
        spec: {
          podSelector: { matchLabels: { app: 'backend' } },
          policyTypes: ['Ingress'],
          ingress: [{ from: [{ podSelector: { matchLabels: { tier: 'backend' } } }] }],
        },
      }),
    ],
  },
  {
    id: 'user-hpa',
    objects: [
      deployment('namespace-85/golden-eagle', { requests: {}, limits: {} }),
      thing('autoscaling/v2', 'HorizontalPodAutoscaler', {
        ref: 'namespace-85/golden-eagle-hpa',
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'golden-eagle' },
          minReplicas: 1,
          maxReplicas: 10,
          metrics: [
            {
              type: 'Resource',
              resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
            },
          ],
        },
      }),
    ],
  },
  {
    id: 'user-frontend',
    objects: [
      deployment('production/frontend', {
        replicas: 3,
        mounts: [{ name: 'keys', mountPath: '/keys' }],
        spec: { volumes: [{ name: 'keys', secret: { secretName: 'frontend-api-keys' } }] },
      }),
    ],
  },
];
