import { deployment, pod, service, template } from '../contract/manifests.ts';
import type { Manifest } from '../contract/manifests.ts';

/** Where a manifest is sent: the path of its collection within a namespace. */
export type Placed = [collection: string, manifest: Manifest];

/** Something broken for real, the same on every server, and what is to be found. */
export interface Breakage {
  /** Also the name of its namespace. */
  id: string;
  objects: Placed[];
  /** Sent as merge patches, one after the other, after everything else has come to rest. */
  then?: { path: string; patch: object }[];
  /** The finding that tells it. */
  check: string;
  /** Who is at fault, or shares the fault. */
  about: { kind: string; name: string };
  /** What its cause says at least. */
  cause: RegExp;
}

const DEPLOYMENTS = 'apps/v1/deployments';
const FAULT = 'jamie.dev/kwok-state';
const MESSAGE = 'jamie.dev/kwok-message';

/** A Deployment of one container. On the real control plane a kubelet is played, and told by annotation what it would see. */
function broken(name: string, container: object, annotations: Record<string, string> = {}): Placed {
  const spec = { containers: [{ name: 'app', image: 'nginx:1.27', ...container }] };
  return [DEPLOYMENTS, deployment(name, { template: template(name, { annotations, spec }) })];
}

function shell(script: string) {
  return { image: 'busybox:1.36', command: ['sh', '-c', script] };
}

const CLAIM = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

export const BREAKAGES: Breakage[] = [
  {
    id: 'crash-loop',
    objects: [
      broken('ledger', shell('echo "panic: no route to the database"; exit 1'), { [FAULT]: 'crash-loop' }),
    ],
    check: 'pod-crash-loop',
    about: { kind: 'Deployment', name: 'ledger' },
    cause: /exit(s|ed)?|code 1/i,
  },
  {
    id: 'out-of-memory',
    objects: [broken('thumbnails', { resources: { limits: { memory: '4Mi' } } }, { [FAULT]: 'oom' })],
    check: 'pod-oom-killed',
    about: { kind: 'Deployment', name: 'thumbnails' },
    cause: /memory/i,
  },
  {
    id: 'image-missing',
    objects: [broken('gallery', { image: 'nginx:no-such-tag' }, { [FAULT]: 'image-pull' })],
    check: 'pod-image-pull',
    about: { kind: 'Deployment', name: 'gallery' },
    cause: /nginx:no-such-tag/,
  },
  {
    id: 'too-big',
    objects: [broken('simulator', { resources: { requests: { cpu: '500' } } })],
    check: 'pod-unschedulable',
    about: { kind: 'Deployment', name: 'simulator' },
    cause: /cpu/i,
  },
  {
    id: 'no-such-node',
    objects: [
      [
        DEPLOYMENTS,
        deployment('renderer', {
          template: template('renderer', { spec: { nodeSelector: { gpu: 'a100' } } }),
        }),
      ],
    ],
    check: 'pod-unschedulable',
    about: { kind: 'Deployment', name: 'renderer' },
    cause: /gpu/,
  },
  {
    id: 'wrong-selector',
    objects: [
      [DEPLOYMENTS, deployment('storefront', { replicas: 2 })],
      ['v1/services', service('storefront', { app: 'store-front' })],
    ],
    check: 'service-no-pods',
    about: { kind: 'Service', name: 'storefront' },
    cause: /app=store-?front/,
  },
  {
    id: 'config-map-missing',
    objects: [
      broken(
        'mailer',
        { envFrom: [{ configMapRef: { name: 'mailer-settings' } }] },
        { [FAULT]: 'config-error', [MESSAGE]: 'configmap "mailer-settings" not found' },
      ),
    ],
    check: 'pod-missing-reference',
    about: { kind: 'Deployment', name: 'mailer' },
    cause: /mailer-settings/,
  },
  {
    id: 'quota-used-up',
    objects: [
      [
        'v1/resourcequotas',
        {
          apiVersion: 'v1',
          kind: 'ResourceQuota',
          metadata: { name: 'one-pod' },
          spec: { hard: { pods: '1' } },
        },
      ],
      [DEPLOYMENTS, deployment('importer', { replicas: 3 })],
    ],
    check: 'workload-create-refused',
    about: { kind: 'Deployment', name: 'importer' },
    cause: /quota/i,
  },
  {
    id: 'no-storage-class',
    objects: [
      [
        'v1/persistentvolumeclaims',
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'uploads' },
          spec: { ...CLAIM, storageClassName: 'very-fast' },
        },
      ],
      [
        DEPLOYMENTS,
        deployment('uploader', {
          template: template('uploader', {
            spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'uploads' } }] },
          }),
        }),
      ],
    ],
    check: 'pvc-pending',
    about: { kind: 'PersistentVolumeClaim', name: 'uploads' },
    cause: /very-fast/,
  },
  {
    id: 'nothing-to-measure',
    objects: [
      [DEPLOYMENTS, deployment('search', { replicas: 2 })],
      [
        'autoscaling/v2/horizontalpodautoscalers',
        {
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          metadata: { name: 'search' },
          spec: {
            scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'search' },
            maxReplicas: 5,
            metrics: [
              {
                type: 'Resource',
                resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
              },
            ],
          },
        },
      ],
    ],
    check: 'hpa-no-metrics',
    about: { kind: 'HorizontalPodAutoscaler', name: 'search' },
    cause: /cpu|metric/i,
  },
  {
    id: 'bad-rollout',
    objects: [[DEPLOYMENTS, deployment('turnstile', { replicas: 3, progressDeadlineSeconds: 5 })]],
    then: [
      {
        path: `${DEPLOYMENTS}/turnstile`,
        patch: {
          spec: {
            template: template('turnstile', {
              annotations: { [FAULT]: 'image-pull' },
              spec: { containers: [{ name: 'app', image: 'nginx:no-such-tag' }] },
            }),
          },
        },
      },
    ],
    check: 'pod-image-pull',
    about: { kind: 'Deployment', name: 'turnstile' },
    cause: /nginx:no-such-tag/,
  },
  {
    id: 'init-fails',
    objects: [
      [
        DEPLOYMENTS,
        deployment('payments', {
          template: template('payments', {
            annotations: { [FAULT]: 'init-crash' },
            spec: { initContainers: [{ name: 'migrate', ...shell('echo "relation exists"; exit 1') }] },
          }),
        }),
      ],
    ],
    check: 'pod-init-failing',
    about: { kind: 'Deployment', name: 'payments' },
    cause: /migrate/,
  },
  {
    id: 'job-fails',
    objects: [
      [
        'batch/v1/jobs',
        {
          apiVersion: 'batch/v1',
          kind: 'Job',
          metadata: { name: 'backfill' },
          spec: {
            backoffLimit: 0,
            template: template('backfill', {
              annotations: { [FAULT]: 'failed' },
              spec: { restartPolicy: 'Never', containers: [{ name: 'app', ...shell('exit 1') }] },
            }),
          },
        },
      ],
    ],
    check: 'job-failed',
    about: { kind: 'Job', name: 'backfill' },
    cause: /./,
  },
  {
    id: 'gated',
    objects: [['v1/pods', pod('parked', { spec: { schedulingGates: [{ name: 'example.com/approval' }] } })]],
    check: 'pod-scheduling-gated',
    about: { kind: 'Pod', name: 'parked' },
    cause: /example\.com\/approval/,
  },
];
