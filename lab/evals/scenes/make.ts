/** An object as somebody would write it in a manifest. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: unknown;
}

export interface ContainerOptions {
  name?: string;
  image?: string;
  port?: number;
  env?: unknown[];
  requests?: Record<string, string>;
  limits?: Record<string, string>;
  liveness?: unknown;
  readiness?: unknown;
  mounts?: { name: string; mountPath: string }[];
  command?: string[];
}

export interface PodOptions extends ContainerOptions {
  labels?: Record<string, string>;
  /** In place of the one container that the options describe. */
  containers?: ContainerOptions[];
  /** Whatever else goes into the pod's spec. */
  spec?: Record<string, unknown>;
}

export interface WorkloadOptions extends PodOptions {
  replicas?: number;
  annotations?: Record<string, string>;
}

const modest = { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '128Mi' } };

function container(name: string, options: ContainerOptions): Record<string, unknown> {
  const {
    image = 'registry.example.com/lab/app:1.0.0',
    port,
    env,
    liveness,
    readiness,
    mounts,
    command,
  } = options;
  return {
    name: options.name ?? name,
    image,
    ...(command ? { command } : {}),
    ...(env ? { env } : {}),
    ...(port ? { ports: [{ containerPort: port }] } : {}),
    ...(liveness ? { livenessProbe: liveness } : {}),
    ...(readiness ? { readinessProbe: readiness } : {}),
    ...(mounts ? { volumeMounts: mounts } : {}),
    resources: { requests: options.requests ?? modest.requests, limits: options.limits ?? modest.limits },
  };
}

function template(name: string, options: PodOptions) {
  const containers = (options.containers ?? [options]).map((one) => container(name, one));
  return { metadata: { labels: { app: name, ...options.labels } }, spec: { containers, ...options.spec } };
}

/** A program that says these lines and ends with this code. */
export function crashing(exitCode: number, lines: string[]): string[] {
  return ['sh', '-c', [...lines.map((line) => `echo "${line}"`), `exit ${exitCode}`].join('; ')];
}

/** Where an object lives and what it is called: `namespace/name`. */
function placed(ref: string): { namespace: string; name: string } {
  const [namespace = '', name = ''] = ref.split('/');
  return { namespace, name };
}

export function deployment(ref: string, options: WorkloadOptions = {}): Manifest {
  const { namespace, name } = placed(ref);
  const { replicas = 1, annotations } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      labels: { app: name, ...options.labels },
      ...(annotations ? { annotations } : {}),
    },
    spec: { replicas, selector: { matchLabels: { app: name } }, template: template(name, options) },
  };
}

export function statefulSet(
  ref: string,
  options: WorkloadOptions & { claim?: { name: string; size: string; storageClass?: string } } = {},
): Manifest {
  const { namespace, name } = placed(ref);
  const { replicas = 1, claim } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      replicas,
      serviceName: name,
      selector: { matchLabels: { app: name } },
      template: template(name, options),
      ...(claim
        ? {
            volumeClaimTemplates: [
              { metadata: { name: claim.name }, spec: claimSpec(claim.size, claim.storageClass) },
            ],
          }
        : {}),
    },
  };
}

export function pod(ref: string, options: PodOptions = {}): Manifest {
  const { namespace, name } = placed(ref);
  const { metadata, spec } = template(name, options);
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, ...metadata }, spec };
}

export function job(ref: string, options: PodOptions & { backoffLimit?: number } = {}): Manifest {
  const { namespace, name } = placed(ref);
  const { metadata, spec } = template(name, options);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      backoffLimit: options.backoffLimit ?? 2,
      template: { metadata, spec: { restartPolicy: 'Never', ...spec } },
    },
  };
}

export function cronJob(ref: string, schedule: string, suspend = false): Manifest {
  const { namespace, name } = placed(ref);
  const { spec } = job(ref, {});
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, namespace },
    spec: { schedule, suspend, jobTemplate: { spec } },
  };
}

export function service(
  ref: string,
  options: { port?: number; selector?: Record<string, string>; more?: Record<string, unknown> } = {},
): Manifest {
  const { namespace, name } = placed(ref);
  const { port = 80, selector = { app: name }, more } = options;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { selector, ports: [{ port, targetPort: port, protocol: 'TCP' }], ...more },
  };
}

function claimSpec(size: string, storageClass: string | undefined) {
  return {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: size } },
    ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
  };
}

export function claim(
  ref: string,
  size: string,
  options: { storageClass?: string; annotations?: Record<string, string> } = {},
): Manifest {
  const { namespace, name } = placed(ref);
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace, ...(options.annotations ? { annotations: options.annotations } : {}) },
    spec: claimSpec(size, options.storageClass),
  };
}

export function configMap(ref: string, data: Record<string, string>): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: placed(ref), data };
}

/** Any other kind. */
export function thing(
  apiVersion: string,
  kind: string,
  options: { ref: string; [field: string]: unknown },
): Manifest {
  const { ref, ...rest } = options;
  return { apiVersion, kind, metadata: placed(ref), ...rest };
}
