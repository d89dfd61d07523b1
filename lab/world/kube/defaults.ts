import type { NetworkPolicy, Service } from './network-kinds.ts';
import type { CronJob, Deployment, Job, StatefulSet } from './workload-kinds.ts';
import { isRecord } from './json.ts';
import { qosClass } from './qos.ts';
import type { Container, KubeObject, PodSpec, Probe } from './types.ts';

type Draft = Record<string, unknown>;

/** Fills in fields that are absent, leaving those that are there. */
function fill(target: object, defaults: Draft): void {
  const draft = target as Draft;
  for (const [key, value] of Object.entries(defaults)) draft[key] ??= value;
}

function defaultProbe(probe: Probe | undefined): void {
  if (!probe) return;
  fill(probe, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });
  if (probe.httpGet) fill(probe.httpGet, { path: '/', scheme: 'HTTP' });
}

function isFloating(image: string): boolean {
  const name = image.split('@')[0]?.split('/').at(-1) ?? image;
  return !image.includes('@') && (!name.includes(':') || name.endsWith(':latest'));
}

function defaultContainer(container: Container): void {
  fill(container, {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: isFloating(container.image) ? 'Always' : 'IfNotPresent',
  });
  for (const port of container.ports ?? []) port.protocol ??= 'TCP';
  defaultProbe(container.readinessProbe);
  defaultProbe(container.livenessProbe);
  defaultProbe(container.startupProbe);
  const { limits, requests } = container.resources ?? {};
  if (container.resources && limits) container.resources.requests = { ...limits, ...requests };
}

function defaultPodSpec(spec: PodSpec): void {
  fill(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  if (spec.serviceAccountName) spec.serviceAccount = spec.serviceAccountName;
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) defaultContainer(container);
  for (const volume of spec.volumes ?? []) {
    for (const source of [volume.configMap, volume.secret]) if (source) fill(source, { defaultMode: 420 });
  }
}

function defaultDeployment(object: KubeObject): void {
  const { spec } = object as Deployment;
  fill(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: {} });
  const strategy = spec.strategy ?? {};
  strategy.type ??= 'RollingUpdate';
  if (strategy.type === 'RollingUpdate') {
    strategy.rollingUpdate ??= {};
    fill(strategy.rollingUpdate, { maxUnavailable: '25%', maxSurge: '25%' });
  }
  defaultPodSpec(spec.template.spec);
}

function defaultStatefulSet(object: KubeObject): void {
  const { spec } = object as StatefulSet;
  fill(spec, {
    replicas: 1,
    revisionHistoryLimit: 10,
    podManagementPolicy: 'OrderedReady',
    serviceName: '',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
  });
  defaultPodSpec(spec.template.spec);
}

function defaultJobSpec(spec: Job['spec']): void {
  fill(spec, {
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    manualSelector: false,
    suspend: false,
    podReplacementPolicy: 'TerminatingOrFailed',
  });
  if (spec.completions === undefined && spec.parallelism === undefined)
    fill(spec, { completions: 1, parallelism: 1 });
  spec.parallelism ??= 1;
  fill(spec.template.spec, { restartPolicy: 'Never' });
  defaultPodSpec(spec.template.spec);
}

function defaultService(object: KubeObject): void {
  const { spec } = object as Service;
  fill(spec, { type: 'ClusterIP', sessionAffinity: 'None' });
  if (spec.type === 'ExternalName') return;
  fill(spec, { internalTrafficPolicy: 'Cluster', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' });
  for (const port of spec.ports ?? []) {
    port.protocol ??= 'TCP';
    port.targetPort ??= port.port;
  }
}

const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

const BY_KIND: Record<string, (object: KubeObject) => void> = {
  Pod: (object) => {
    if (!isRecord(object.spec)) return;
    fill(object.spec, { enableServiceLinks: true, preemptionPolicy: 'PreemptLowerPriority', priority: 0 });
    defaultPodSpec(object.spec as PodSpec);
    fill(object.status as object, { qosClass: qosClass(object.spec as PodSpec) });
  },
  Deployment: defaultDeployment,
  StatefulSet: defaultStatefulSet,
  Service: defaultService,
  ReplicaSet: (object) => {
    const { spec } = object as Deployment;
    fill(spec, { replicas: 1 });
    defaultPodSpec(spec.template.spec);
  },
  DaemonSet: (object) => {
    const { spec } = object as Deployment;
    object.metadata.annotations = { [TEMPLATE_GENERATION]: '1', ...object.metadata.annotations };
    fill(spec, {
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
    });
    defaultPodSpec(spec.template.spec);
  },
  Job: (object) => defaultJobSpec((object as Job).spec),
  CronJob: (object) => {
    const { spec } = object as CronJob;
    fill(spec, {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    });
    spec.jobTemplate.metadata ??= {};
    spec.jobTemplate.spec.template.metadata ??= {};
    fill(spec.jobTemplate.spec.template.spec, { restartPolicy: 'Never' });
    defaultPodSpec(spec.jobTemplate.spec.template.spec);
  },
  PersistentVolumeClaim: (object) => {
    fill(object.spec as object, { volumeMode: 'Filesystem' });
  },
  Namespace: (object) => {
    object.spec = { finalizers: ['kubernetes'] };
    const { metadata } = object;
    metadata.labels = { 'kubernetes.io/metadata.name': metadata.name, ...metadata.labels };
  },
  Secret: (object) => {
    fill(object, { type: 'Opaque' });
    const { stringData, data } = object as { stringData?: Record<string, string>; data?: object };
    if (!stringData) return;
    const encoded = Object.entries(stringData).map(([key, text]) => [
      key,
      Buffer.from(text).toString('base64'),
    ]);
    object.data = { ...data, ...(Object.fromEntries(encoded) as object) };
    delete object.stringData;
  },
  NetworkPolicy: (object) => {
    const { spec } = object as NetworkPolicy;
    for (const { ports } of [...(spec.ingress ?? []), ...(spec.egress ?? [])]) {
      for (const port of ports ?? []) port.protocol ??= 'TCP';
    }
    spec.policyTypes ??= spec.egress ? ['Ingress', 'Egress'] : ['Ingress'];
  },
};

const FIRST_STATUS: Record<string, () => object> = {
  Deployment: () => ({}),
  Job: () => ({}),
  CronJob: () => ({}),
  Service: () => ({ loadBalancer: {} }),
  Ingress: () => ({ loadBalancer: {} }),
  Pod: () => ({ phase: 'Pending' }),
  Namespace: () => ({ phase: 'Active' }),
  Node: () => ({ capacity: {}, allocatable: {}, conditions: [], addresses: [], nodeInfo: {} }),
  PersistentVolumeClaim: () => ({ phase: 'Pending' }),
  PersistentVolume: () => ({ phase: 'Available' }),
  PodDisruptionBudget: () => ({
    currentHealthy: 0,
    desiredHealthy: 0,
    disruptionsAllowed: 0,
    expectedPods: 0,
  }),
  ResourceQuota: () => ({}),
};

/** Gives an object the status and spec its kind always has. Changes the object handed in. */
export function completeShape(object: KubeObject): void {
  const status = FIRST_STATUS[object.kind]?.();
  if (status) object.status = { ...status, ...(object.status as object | undefined) };
  if (object.kind === 'Node' || object.kind === 'Service') object.spec ??= {};
}

/** Fills in what the API server fills in when an object is written. Changes the object handed in. */
export function applyDefaults(object: KubeObject): void {
  completeShape(object);
  BY_KIND[object.kind]?.(object);
}
