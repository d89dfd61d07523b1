/* eslint-disable max-lines -- data: objects, one after the other */
import {
  claim,
  configMap,
  crashing,
  cronJob,
  deployment,
  job,
  service,
  statefulSet,
  thing,
} from '../../scenes/make.ts';
import type { Manifest } from '../../scenes/make.ts';
import type { Scene } from '../../scenes/scene.ts';

const http = (port: number, path = '/healthz') => ({
  httpGet: { path, port },
  periodSeconds: 10,
  failureThreshold: 3,
});

const withSpec = (manifest: Manifest, spec: Record<string, unknown>): Manifest => ({
  ...manifest,
  spec: { ...(manifest.spec as Record<string, unknown>), ...spec },
});

/** A place of its own for counting and filtering. */
const library: Manifest[] = [
  deployment('library/catalog-scanner', {
    replicas: 4,
    image: 'registry.example.com/library/scanner:2.3.0',
    port: 8080,
    labels: { wing: 'north', tier: 'backend' },
    annotations: {
      'example.com/owner': 'Mrs Page',
      'example.com/runbook': 'https://runbooks.example.com/scanner',
    },
    env: [
      { name: 'MODE', value: 'fast' },
      { name: 'RETRIES', value: '5' },
    ],
    liveness: http(8080),
    readiness: http(8080, '/ready'),
    requests: { cpu: '20m', memory: '96Mi' },
    limits: { cpu: '250m', memory: '160Mi' },
  }),
  deployment('library/loan-desk', {
    replicas: 2,
    labels: { wing: 'south', tier: 'frontend' },
    containers: [
      { name: 'loan-desk', image: 'registry.example.com/library/loans:1.9.0', port: 8080 },
      { name: 'cache', image: 'registry.example.com/library/cache:0.3.1', port: 6380 },
    ],
    spec: { terminationGracePeriodSeconds: 75 },
  }),
  deployment('library/archive', {
    image: 'registry.example.com/library/archive:1.0.0',
    labels: { wing: 'north' },
    spec: { nodeSelector: { 'harbour.example/pool': 'general' } },
  }),
  deployment('library/reading-room', {
    replicas: 3,
    image: 'registry.example.com/library/loans:1.9.0',
    labels: { wing: 'south' },
    requests: {},
    limits: {},
  }),
  service('library/card-index', { port: 7070, more: { clusterIP: 'None' } }),
  statefulSet('library/card-index', { port: 7070, claim: { name: 'cards', size: '8Gi' } }),
  service('library/catalog-scanner', { port: 8080 }),
  service('library/loan-desk', { port: 8080, more: { type: 'NodePort' } }),
  configMap('library/opening-hours', { MONDAY: '9-17', SUNDAY: 'closed' }),
  claim('library/scans', '30Gi', { storageClass: 'fast-ssd' }),
  cronJob('library/night-dust', '0 3 * * *'),
  cronJob('library/weekly-audit', '0 6 * * 1', true),
];

const postOffice: Manifest[] = [
  deployment('post-office/stamp-press', { image: 'registry.example.com/post/press:6.2.0' }),
  deployment('post-office/courier', {
    containers: [
      { name: 'courier', image: 'registry.example.com/post/courier:3.1.0' },
      { name: 'gps', image: 'registry.example.com/post/gps:0.9.0' },
    ],
  }),
  deployment('post-office/clerk', { image: 'registry.example.com/post/clerk:2.2.2' }),
];

const rbac = 'rbac.authorization.k8s.io';
const apprentice = { kind: 'ServiceAccount', name: 'apprentice', namespace: 'guild' };
const role = (name: string, rule: Record<string, unknown>): Manifest =>
  thing(`${rbac}/v1`, 'Role', { ref: `guild/${name}`, rules: [rule] });
const binding = (name: string, to: string, subjects: Record<string, string>[]): Manifest =>
  thing(`${rbac}/v1`, 'RoleBinding', {
    ref: `guild/${name}`,
    roleRef: { apiGroup: rbac, kind: 'Role', name: to },
    subjects,
  });

const guild: Manifest[] = [
  thing('v1', 'ServiceAccount', { ref: 'guild/apprentice' }),
  thing('v1', 'ServiceAccount', { ref: 'guild/master' }),
  role('tool-user', { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] }),
  role('seal-keeper', { apiGroups: [''], resources: ['secrets'], resourceNames: ['seal'], verbs: ['get'] }),
  role('workshop', {
    apiGroups: ['apps'],
    resources: ['deployments', 'deployments/scale'],
    verbs: ['get', 'list', 'patch', 'update'],
  }),
  binding('apprentice-tools', 'tool-user', [apprentice]),
  binding('apprentice-seal', 'seal-keeper', [apprentice]),
  binding('workshop-crew', 'workshop', [
    { kind: 'ServiceAccount', name: 'master', namespace: 'guild' },
    { kind: 'User', apiGroup: rbac, name: 'anna@example.com' },
    { kind: 'Group', apiGroup: rbac, name: 'guild-elders' },
  ]),
  deployment('guild/anvil', { spec: { serviceAccountName: 'apprentice' } }),
];

const policy = (ref: string, spec: Record<string, unknown>): Manifest =>
  thing('networking.k8s.io/v1', 'NetworkPolicy', { ref, spec });

const marina: Manifest[] = [
  deployment('marina/kiosk', { labels: { role: 'front' } }),
  deployment('marina/ledger', { port: 7000 }),
  deployment('marina/radio', { port: 9000 }),
  service('marina/ledger', { port: 7000 }),
  service('marina/radio', { port: 9000 }),
  policy('marina/ledger-guard', {
    podSelector: { matchLabels: { app: 'ledger' } },
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [{ podSelector: { matchLabels: { role: 'front' } } }],
        ports: [{ protocol: 'TCP', port: 7000 }],
      },
    ],
  }),
  policy('marina/radio-silence', {
    podSelector: { matchLabels: { app: 'radio' } },
    policyTypes: ['Egress'],
    egress: [],
  }),
];

/** Nobody is ill here. */
const village: Scene = {
  id: 'village',
  objects: [...library, ...postOffice, ...guild, ...marina],
  logs: {
    'post-office/stamp-press/stamp-press': [
      '@-300m INFO stamp run 11 started',
      '@-200m WARN ink low on press 2',
      '@-95m ERROR press 2 jammed: sheet 88',
      '@-94m ERROR press 2 jammed: sheet 89',
      '@-50m WARN ink low on press 1',
      '@-20m INFO stamp run 12 started',
      '@-10m ERROR cannot reach ink-supplier.example.com: 502 Bad Gateway',
      '@-2m INFO stamp run 12 finished: 4210 stamps',
    ],
    'post-office/courier/courier': [
      'INFO route 7 accepted',
      'WARN route 7 delayed by 12 minutes',
      'INFO route 7 delivered',
    ],
    'post-office/courier/gps': [
      'fix acquired satellites=9',
      'fix lost in tunnel',
      'fix acquired satellites=7',
    ],
    'post-office/clerk/clerk': [
      '{"level":"info","msg":"parcel registered","parcel":4411}',
      '{"level":"error","msg":"deadlock detected on table parcels","parcel":4412}',
      '{"level":"info","msg":"parcel registered","parcel":4413}',
    ],
  },
};

/** Programs that die of different things, next to others that are well or not meant to run. */
const infirmary: Scene = {
  id: 'infirmary',
  objects: [
    deployment('infirmary/pulse-monitor', {
      image: 'registry.example.com/infirmary/pulse:1.4.2',
      command: crashing(1, [
        'pulse-monitor 1.4.2 connecting to vitals-db:5432',
        'FATAL: password authentication failed for user pulse',
      ]),
    }),
    deployment('infirmary/bandage-api', {
      image: 'registry.example.com/infirmary/bandage:0.8.0',
      command: crashing(127, ['sh: /opt/bandage/serve: not found']),
    }),
    deployment('infirmary/x-ray', {
      image: 'registry.example.com/infirmary/x-ray:3.0.0',
      command: crashing(1, ['loading /etc/x-ray/config.yaml', 'yaml: line 7: did not find expected key']),
    }),
    deployment('infirmary/crutch', { replicas: 0, image: 'registry.example.com/infirmary/crutch:1.1.0' }),
    deployment('infirmary/night-nurse', { replicas: 2, image: 'registry.example.com/infirmary/nurse:4.4.0' }),
    job('infirmary/vaccine-import', {
      image: 'registry.example.com/infirmary/import:2.0.0',
      command: crashing(0, ['imported 912 records']),
    }),
    cronJob('infirmary/bed-census', '*/30 * * * *', true),
  ],
};

/** Things that point at what is not there. */
const pier: Scene = {
  id: 'pier',
  objects: [
    configMap('pier/crane-settings', { COLOUR: 'yellow' }),
    deployment('pier/crane', {
      env: [
        { name: 'LOAD_LIMIT', valueFrom: { configMapKeyRef: { name: 'crane-settings', key: 'LOAD_LIMIT' } } },
      ],
    }),
    deployment('pier/winch', {
      mounts: [{ name: 'rope', mountPath: '/rope' }],
      spec: { volumes: [{ name: 'rope', persistentVolumeClaim: { claimName: 'winch-rope' } }] },
    }),
    deployment('pier/tug', { port: 8080, image: 'registry.example.com/pier/tug:2.0.0' }),
    service('pier/tug', { port: 8080, selector: { app: 'tugboat' } }),
    deployment('pier/buoy', { replicas: 2, image: 'registry.example.com/pier/buoy:1.0.0', port: 8080 }),
    service('pier/buoy', { port: 8080 }),
    thing('autoscaling/v2', 'HorizontalPodAutoscaler', {
      ref: 'pier/gantry',
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'gantry' },
        minReplicas: 1,
        maxReplicas: 4,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
          },
        ],
      },
    }),
    thing('networking.k8s.io/v1', 'Ingress', {
      ref: 'pier/tickets',
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'tickets.harbour.example',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'ticket-booth', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    }),
  ],
};

/** Begun and never finished. */
const halfDone: Scene = {
  id: 'half-done',
  objects: [
    withSpec(deployment('attic/clock', { replicas: 2, image: 'registry.example.com/attic/clock:2.0.0' }), {
      paused: true,
    }),
    withSpec(job('attic/dust-count', { image: 'registry.example.com/attic/dust:1.0.0' }), {
      activeDeadlineSeconds: 120,
    }),
    deployment('attic/trunk', {
      image: 'registry.example.com/attic/trunk:1.2.0',
      spec: {
        initContainers: [
          {
            name: 'unpack',
            image: 'registry.example.com/attic/unpack:1.2.0',
            command: crashing(1, ['unpacking /trunk/old.tar', 'tar: unexpected end of archive']),
          },
        ],
      },
    }),
    deployment('attic/rocking-horse', {
      replicas: 2,
      image: 'registry.example.com/attic/horse:0.2.0',
      requests: { cpu: '64', memory: '64Mi' },
      limits: { cpu: '64', memory: '128Mi' },
    }),
    deployment('attic/lamp', { image: 'registry.example.com/attic/lamp:1.0.0' }),
  ],
};

export const OWN_SCENES: Scene[] = [village, infirmary, pier, halfDone];
