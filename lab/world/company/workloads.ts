import type { Manifest } from '../engine/write.ts';
import type { Container, PodSpec } from '../kube/types.ts';
import { base64, named } from './manifest.ts';
import { imageRepository } from './services.ts';
import type { ServiceSpec } from './service-spec.ts';

export interface Setting {
  production: boolean;
}

export const PULL_SECRET = 'registry-credentials';

function labelsOf(service: ServiceSpec): Record<string, string> {
  return {
    app: service.name,
    'app.kubernetes.io/name': service.name,
    'app.kubernetes.io/part-of': service.namespace,
    'harbour.example/team': service.team,
  };
}

function probes(service: ServiceSpec): Partial<Container> {
  if (service.port === undefined) return {};
  const probe = (path: string): object => ({ httpGet: { path, port: 'http' } });
  return {
    readinessProbe: { ...probe('/readyz'), periodSeconds: 10 },
    livenessProbe: { ...probe('/healthz'), initialDelaySeconds: 10, periodSeconds: 10 },
  };
}

function environment(service: ServiceSpec): Partial<Container> {
  const secrets = Object.keys(service.secret ?? {}).map((key) => ({
    name: key,
    valueFrom: { secretKeyRef: { name: `${service.name}-secrets`, key } },
  }));
  const own = [{ name: 'SERVICE_NAME', value: service.name }, ...secrets];
  return {
    env: own,
    ...(service.config ? { envFrom: [{ configMapRef: { name: `${service.name}-config` } }] } : {}),
  };
}

function mainContainer(service: ServiceSpec, tag: string): Container {
  return {
    name: service.name,
    image: `${imageRepository(service)}:${tag}`,
    ...(service.port === undefined ? {} : { ports: [{ name: 'http', containerPort: service.port }] }),
    ...environment(service),
    resources: {
      requests: { cpu: service.cpu, memory: service.memory },
      limits: { memory: service.memory },
    },
    ...probes(service),
    ...(service.config ? { volumeMounts: [{ name: 'config', mountPath: '/etc/app', readOnly: true }] } : {}),
    securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
  };
}

const PROXY: Container = {
  name: 'proxy',
  image: 'registry.harbour.example/tools/envoy:1.31.2',
  ports: [{ name: 'admin', containerPort: 9901 }],
  resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '96Mi' } },
};

function migration(service: ServiceSpec): Container {
  return {
    name: 'migrate',
    image: 'registry.harbour.example/tools/db-migrate:1.6.0',
    env: [
      {
        name: 'DATABASE_URL',
        valueFrom: { secretKeyRef: { name: `${service.name}-secrets`, key: 'DATABASE_URL' } },
      },
    ],
    resources: { requests: { cpu: '20m', memory: '96Mi' }, limits: { memory: '128Mi' } },
  };
}

function podSpec(service: ServiceSpec, tag: string): PodSpec {
  return {
    serviceAccountName: service.name,
    ...(service.migrates ? { initContainers: [migration(service)] } : {}),
    containers: [mainContainer(service, tag), ...(service.sidecar ? [PROXY] : [])],
    ...(service.config
      ? { volumes: [{ name: 'config', configMap: { name: `${service.name}-config` } }] }
      : {}),
  };
}

/** The Deployment of a service at one of its tags. */
export function deploymentOf(service: ServiceSpec, tag: string, setting: Setting): Manifest {
  const labels = labelsOf(service);
  return {
    ...named('Deployment', service.name, { namespace: service.namespace, labels }),
    spec: {
      replicas: setting.production ? service.replicas : 1,
      selector: { matchLabels: { app: service.name } },
      template: {
        metadata: { labels: { ...labels, 'app.kubernetes.io/version': tag } },
        spec: podSpec(service, tag),
      },
    },
  };
}

function serviceManifest(service: ServiceSpec): Manifest[] {
  if (service.port === undefined) return [];
  const ports = [{ name: 'http', port: 80, targetPort: 'http' }];
  return [
    {
      ...named('Service', service.name, { namespace: service.namespace, labels: labelsOf(service) }),
      spec: { selector: { app: service.name }, ports },
    },
  ];
}

/** What a service needs before its first pod starts. */
export function surroundingsOf(service: ServiceSpec): Manifest[] {
  const { name, namespace, config, secret } = service;
  const labels = labelsOf(service);
  return [
    {
      ...named('ServiceAccount', name, { namespace, labels }),
      automountServiceAccountToken: false,
      imagePullSecrets: [{ name: PULL_SECRET }],
    },
    ...(config ? [{ ...named('ConfigMap', `${name}-config`, { namespace, labels }), data: config }] : []),
    ...(secret
      ? [
          {
            ...named('Secret', `${name}-secrets`, { namespace, labels }),
            type: 'Opaque',
            data: base64(secret),
          },
        ]
      : []),
    ...serviceManifest(service),
  ];
}

function budget(service: ServiceSpec): Manifest[] {
  if (service.disruption === undefined) return [];
  const spec = { minAvailable: service.disruption, selector: { matchLabels: { app: service.name } } };
  return [
    {
      ...named('PodDisruptionBudget', service.name, {
        namespace: service.namespace,
        labels: labelsOf(service),
      }),
      spec,
    },
  ];
}

export const CPU_TARGET = 70;

/** Disruption budgets: only production has pods to spare. */
export function budgetsOf(service: ServiceSpec, setting: Setting): Manifest[] {
  return setting.production ? budget(service) : [];
}

export function autoscalerOf(service: ServiceSpec, setting: Setting): Manifest[] {
  if (!service.autoscale) return [];
  const { min, max } = setting.production ? service.autoscale : { min: 1, max: 3 };
  const target = { type: 'Utilization', averageUtilization: CPU_TARGET };
  return [
    {
      ...named('HorizontalPodAutoscaler', service.name, {
        namespace: service.namespace,
        labels: labelsOf(service),
      }),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: service.name },
        minReplicas: min,
        maxReplicas: max,
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }],
      },
    },
  ];
}
