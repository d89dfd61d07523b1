import { deployment, namespace, pod, service, template } from '../manifests.ts';
import type { Manifest } from '../manifests.ts';

/** Where the fleet lives; `TIGHT` has a quota of one pod. */
export const ROOMY = 'shapes';
export const TIGHT = 'shapes-tight';

const HUGE = {
  containers: [{ name: 'app', image: 'nginx:1.27', resources: { requests: { cpu: '500' } } }],
};
const ONE_POD = {
  restartPolicy: 'Never',
  containers: [{ name: 'app', image: 'busybox:1.36', command: ['true'] }],
};

/** A little of everything that the controllers of both servers answer with a status of their own. */
export const FLEET: { path: string; body: Manifest }[] = [
  { path: '/api/v1/namespaces', body: namespace(ROOMY) },
  { path: '/api/v1/namespaces', body: namespace(TIGHT) },
  {
    path: core('resourcequotas', TIGHT),
    body: object('v1 ResourceQuota', 'one-pod', { hard: { pods: '1' } }),
  },
  { path: apps('deployments'), body: deployment('web', { replicas: 3 }) },
  { path: core('services'), body: service('web') },
  {
    path: core('configmaps'),
    body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { a: '1' } },
  },
  {
    path: core('secrets'),
    body: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'key' }, stringData: { a: 'x' } },
  },
  { path: core('pods'), body: pod('huge', { spec: HUGE }) },
  { path: core('pods'), body: pod('picky', { spec: { nodeSelector: { disk: 'none-such' } } }) },
  { path: core('pods'), body: pod('gated', { spec: { schedulingGates: [{ name: 'example.com/gate' }] } }) },
  {
    path: core('persistentvolumeclaims'),
    body: object('v1 PersistentVolumeClaim', 'data', {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    }),
  },
  {
    path: core('pods'),
    body: pod('reader', {
      spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
    }),
  },
  {
    path: core('persistentvolumeclaims'),
    body: object('v1 PersistentVolumeClaim', 'classless', {
      storageClassName: 'none-such',
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    }),
  },
  { path: batch('jobs'), body: object('batch/v1 Job', 'once', { template: { spec: ONE_POD } }) },
  {
    path: batch('cronjobs'),
    body: object('batch/v1 CronJob', 'nightly', {
      schedule: '0 3 1 1 *',
      jobTemplate: { spec: { template: { spec: ONE_POD } } },
    }),
  },
  {
    path: apps('statefulsets'),
    body: object('apps/v1 StatefulSet', 'store', {
      replicas: 2,
      serviceName: 'store',
      selector: { matchLabels: { app: 'store' } },
      template: template('store'),
    }),
  },
  {
    path: apps('daemonsets'),
    body: object('apps/v1 DaemonSet', 'agent', {
      selector: { matchLabels: { app: 'agent' } },
      template: template('agent', { spec: { nodeSelector: { 'example.com/none': 'such' } } }),
    }),
  },
  {
    path: `/apis/policy/v1/namespaces/${ROOMY}/poddisruptionbudgets`,
    body: object('policy/v1 PodDisruptionBudget', 'web', {
      minAvailable: 2,
      selector: { matchLabels: { app: 'web' } },
    }),
  },
  {
    path: `/apis/autoscaling/v2/namespaces/${ROOMY}/horizontalpodautoscalers`,
    body: object('autoscaling/v2 HorizontalPodAutoscaler', 'aimless', {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'none-such' },
      minReplicas: 3,
      maxReplicas: 5,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
        },
      ],
    }),
  },
  {
    path: `/apis/networking.k8s.io/v1/namespaces/${ROOMY}/ingresses`,
    body: object('networking.k8s.io/v1 Ingress', 'web', {
      rules: [
        {
          host: 'web.example.com',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } },
            ],
          },
        },
      ],
    }),
  },
  {
    path: `/apis/networking.k8s.io/v1/namespaces/${ROOMY}/networkpolicies`,
    body: object('networking.k8s.io/v1 NetworkPolicy', 'web', {
      podSelector: { matchLabels: { app: 'web' } },
      ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }],
    }),
  },
  { path: apps('deployments', TIGHT), body: deployment('refused', { replicas: 2 }) },
];

function object(type: `${string} ${string}`, name: string, spec: object): Manifest {
  const [apiVersion, kind] = type.split(' ');
  return { apiVersion, kind, metadata: { name }, spec };
}

function core(plural: string, within = ROOMY): string {
  return `/api/v1/namespaces/${within}/${plural}`;
}

function apps(plural: string, within = ROOMY): string {
  return `/apis/apps/v1/namespaces/${within}/${plural}`;
}

function batch(plural: string): string {
  return `/apis/batch/v1/namespaces/${ROOMY}/${plural}`;
}
