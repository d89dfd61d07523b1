import { z } from 'zod';
import {
  condition,
  flag,
  labelSelector,
  list,
  maybe,
  metadata,
  number,
  numberOrName,
  section,
  stringMap,
  text,
} from './shape.ts';

const nameRef = z.object({ name: z.string().default(''), optional: flag });
const keyRef = z.object({ name: z.string().default(''), key: z.string(), optional: flag });
const keyItems = list(z.object({ key: z.string() }));

/** An environment variable: its name and where its value comes from, never the value. */
const environmentVariable = z.object({
  name: z.string(),
  valueFrom: maybe(
    z.object({
      configMapKeyRef: maybe(keyRef),
      secretKeyRef: maybe(keyRef),
    }),
  ),
});

const probe = z.object({
  httpGet: maybe(z.object({ path: text, port: numberOrName, scheme: text })),
  tcpSocket: maybe(z.object({ port: numberOrName })),
  grpc: maybe(z.object({ port: z.number() })),
  exec: maybe(z.object({ command: list(z.string()) })),
  initialDelaySeconds: number,
  periodSeconds: number,
  timeoutSeconds: number,
  failureThreshold: number,
});

const resources = section(z.object({ requests: stringMap, limits: stringMap }));

const container = z.object({
  name: z.string(),
  image: z.string().default(''),
  imagePullPolicy: text,
  command: list(z.string()),
  args: list(z.string()),
  ports: list(z.object({ name: text, containerPort: z.number(), protocol: text })),
  env: list(environmentVariable),
  envFrom: list(z.object({ configMapRef: maybe(nameRef), secretRef: maybe(nameRef) })),
  resources,
  livenessProbe: maybe(probe),
  readinessProbe: maybe(probe),
  startupProbe: maybe(probe),
  /** On an init container, `Always` makes it a sidecar. */
  restartPolicy: text,
  volumeMounts: list(z.object({ name: z.string(), mountPath: z.string(), subPath: text })),
  securityContext: maybe(z.object({ privileged: flag, runAsNonRoot: flag, runAsUser: number })),
});

const configMapSource = z.object({ name: z.string().default(''), optional: flag, items: keyItems });
const secretSource = z.object({ secretName: z.string().default(''), optional: flag, items: keyItems });

const volume = z.object({
  name: z.string(),
  configMap: maybe(configMapSource),
  secret: maybe(secretSource),
  persistentVolumeClaim: maybe(z.object({ claimName: z.string() })),
  hostPath: maybe(z.object({ path: z.string() })),
  emptyDir: maybe(z.object({ medium: text, sizeLimit: text })),
  projected: maybe(
    z.object({
      sources: list(z.object({ configMap: maybe(configMapSource), secret: maybe(configMapSource) })),
    }),
  ),
});

const nodeRequirement = z.object({ key: z.string(), operator: z.string(), values: list(z.string()) });
const nodeTerm = z.object({
  matchExpressions: list(nodeRequirement),
  matchFields: list(nodeRequirement),
});
const podTerm = z.object({
  labelSelector: maybe(labelSelector),
  topologyKey: z.string().default(''),
  namespaces: list(z.string()),
});
const podAffinity = z.object({ requiredDuringSchedulingIgnoredDuringExecution: list(podTerm) });

const affinity = z.object({
  nodeAffinity: maybe(
    z.object({
      requiredDuringSchedulingIgnoredDuringExecution: maybe(z.object({ nodeSelectorTerms: list(nodeTerm) })),
    }),
  ),
  podAffinity: maybe(podAffinity),
  podAntiAffinity: maybe(podAffinity),
});

const toleration = z.object({
  key: text,
  operator: text,
  value: text,
  effect: text,
});

/** The part of a pod's spec that a workload's template shares. */
export const podSpec = z.object({
  nodeName: text,
  serviceAccountName: text,
  automountServiceAccountToken: flag,
  priorityClassName: text,
  schedulerName: text,
  restartPolicy: text,
  hostNetwork: flag,
  securityContext: maybe(z.object({ runAsNonRoot: flag, runAsUser: number })),
  terminationGracePeriodSeconds: number,
  schedulingGates: list(z.object({ name: z.string() })),
  nodeSelector: stringMap,
  affinity: maybe(affinity),
  tolerations: list(toleration),
  topologySpreadConstraints: list(
    z.object({
      maxSkew: number,
      topologyKey: z.string(),
      whenUnsatisfiable: text,
      labelSelector: maybe(labelSelector),
    }),
  ),
  readinessGates: list(z.object({ conditionType: z.string() })),
  imagePullSecrets: list(nameRef),
  volumes: list(volume),
  containers: list(container),
  initContainers: list(container),
});

const containerState = section(
  z.object({
    waiting: maybe(z.object({ reason: text, message: text })),
    running: maybe(z.object({ startedAt: text })),
    terminated: maybe(
      z.object({
        exitCode: z.number().default(0),
        signal: number,
        reason: text,
        message: text,
        startedAt: text,
        finishedAt: text,
      }),
    ),
  }),
);

const containerStatus = z.object({
  name: z.string(),
  image: z.string().default(''),
  imageID: text,
  ready: z.boolean().default(false),
  started: flag,
  restartCount: z.number().default(0),
  state: containerState,
  lastState: containerState,
});

export const podSchema = z.object({
  metadata,
  spec: podSpec,
  status: section(
    z.object({
      phase: z.string().default('Pending'),
      reason: text,
      message: text,
      podIP: text,
      hostIP: text,
      startTime: text,
      qosClass: text,
      nominatedNodeName: text,
      conditions: list(condition),
      containerStatuses: list(containerStatus),
      initContainerStatuses: list(containerStatus),
    }),
  ),
});

/** A pod, trimmed to the fields that questions and checks read. */
export type Pod = z.output<typeof podSchema>;
export type PodSpec = z.output<typeof podSpec>;
export type Container = z.output<typeof container>;
export type ContainerStatus = z.output<typeof containerStatus>;
export type Probe = z.output<typeof probe>;
export type Toleration = z.output<typeof toleration>;
