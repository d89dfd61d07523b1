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

export const namespaceSchema = z.object({
  metadata,
  status: section(z.object({ phase: text, conditions: list(condition) })),
});

export const nodeSchema = z.object({
  metadata,
  spec: section(
    z.object({
      unschedulable: flag,
      taints: list(z.object({ key: z.string(), value: text, effect: z.string() })),
    }),
  ),
  status: section(
    z.object({
      capacity: stringMap,
      allocatable: stringMap,
      conditions: list(condition.extend({ lastHeartbeatTime: text })),
      addresses: list(z.object({ type: z.string(), address: z.string() })),
      nodeInfo: section(
        z.object({
          kubeletVersion: text,
          osImage: text,
          kernelVersion: text,
          containerRuntimeVersion: text,
          architecture: text,
        }),
      ),
    }),
  ),
});

/** core/v1 Event; an events.k8s.io series is folded into count and lastTimestamp by the connector. */
export const eventSchema = z.object({
  metadata,
  type: text,
  reason: text,
  message: text,
  count: number,
  firstTimestamp: text,
  lastTimestamp: text,
  eventTime: text,
  series: maybe(z.object({ count: number, lastObservedTime: text })),
  source: section(z.object({ component: text, host: text })),
  reportingComponent: text,
  involvedObject: section(z.object({ kind: text, namespace: text, name: text, uid: text, fieldPath: text })),
});

export const persistentVolumeClaimSchema = z.object({
  metadata,
  spec: section(
    z.object({
      storageClassName: text,
      volumeName: text,
      accessModes: list(z.string()),
      resources: section(z.object({ requests: stringMap })),
    }),
  ),
  status: section(z.object({ phase: text, capacity: stringMap, conditions: list(condition) })),
});

export const persistentVolumeSchema = z.object({
  metadata,
  spec: section(
    z.object({
      storageClassName: text,
      capacity: stringMap,
      accessModes: list(z.string()),
      persistentVolumeReclaimPolicy: text,
      claimRef: maybe(z.object({ namespace: text, name: text, uid: text })),
    }),
  ),
  status: section(z.object({ phase: text, reason: text, message: text })),
});

export const storageClassSchema = z.object({
  metadata,
  provisioner: text,
  volumeBindingMode: text,
  reclaimPolicy: text,
  allowVolumeExpansion: flag,
});

export const horizontalPodAutoscalerSchema = z.object({
  metadata,
  spec: z.object({
    scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
    minReplicas: number,
    maxReplicas: z.number(),
    metrics: list(
      z.object({
        type: z.string(),
        resource: maybe(
          z.object({
            name: z.string(),
            target: section(z.object({ type: text, averageUtilization: number, averageValue: text })),
          }),
        ),
      }),
    ),
  }),
  status: section(
    z.object({
      currentReplicas: number,
      desiredReplicas: number,
      lastScaleTime: text,
      conditions: list(condition),
      currentMetrics: list(
        z.object({
          type: text,
          resource: maybe(
            z.object({
              name: z.string(),
              current: section(z.object({ averageUtilization: number, averageValue: text })),
            }),
          ),
        }),
      ),
    }),
  ),
});

export const podDisruptionBudgetSchema = z.object({
  metadata,
  spec: section(
    z.object({
      minAvailable: maybe(numberOrName),
      maxUnavailable: maybe(numberOrName),
      selector: maybe(labelSelector),
    }),
  ),
  status: section(
    z.object({
      currentHealthy: number,
      desiredHealthy: number,
      disruptionsAllowed: number,
      expectedPods: number,
      conditions: list(condition),
    }),
  ),
});

export const resourceQuotaSchema = z.object({
  metadata,
  spec: section(z.object({ hard: stringMap })),
  status: section(z.object({ hard: stringMap, used: stringMap })),
});

/** A config map by name only. */
export const configMapSchema = z.object({ metadata });

/**
 * A secret by name. `certificate` is read off a TLS secret's public certificate by the connector;
 * neither the key nor any other value is kept.
 */
export const secretSchema = z.object({
  metadata,
  type: text,
  certificate: maybe(
    z.object({ notBefore: z.string(), notAfter: z.string(), subject: z.string(), hosts: list(z.string()) }),
  ),
});

export const serviceAccountSchema = z.object({
  metadata,
  automountServiceAccountToken: flag,
  imagePullSecrets: list(z.object({ name: z.string().default('') })),
});

const rule = z.object({
  verbs: list(z.string()),
  apiGroups: list(z.string()),
  resources: list(z.string()),
  resourceNames: list(z.string()),
  nonResourceURLs: list(z.string()),
});
export const roleSchema = z.object({ metadata, rules: list(rule) });

export const roleBindingSchema = z.object({
  metadata,
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: list(z.object({ kind: z.string(), name: z.string(), namespace: text })),
});

export const webhookConfigurationSchema = z.object({
  metadata,
  webhooks: list(
    z.object({
      name: z.string(),
      failurePolicy: text,
      namespaceSelector: maybe(labelSelector),
      rules: list(
        z.object({ operations: list(z.string()), apiGroups: list(z.string()), resources: list(z.string()) }),
      ),
      clientConfig: section(
        z.object({
          url: text,
          service: maybe(z.object({ namespace: z.string(), name: z.string(), port: number })),
        }),
      ),
    }),
  ),
});

export type Namespace = z.output<typeof namespaceSchema>;
export type Node = z.output<typeof nodeSchema>;
export type KubernetesEvent = z.output<typeof eventSchema>;
export type PersistentVolumeClaim = z.output<typeof persistentVolumeClaimSchema>;
export type PersistentVolume = z.output<typeof persistentVolumeSchema>;
export type StorageClass = z.output<typeof storageClassSchema>;
export type HorizontalPodAutoscaler = z.output<typeof horizontalPodAutoscalerSchema>;
export type PodDisruptionBudget = z.output<typeof podDisruptionBudgetSchema>;
export type ResourceQuota = z.output<typeof resourceQuotaSchema>;
export type Secret = z.output<typeof secretSchema>;
export type Role = z.output<typeof roleSchema>;
export type RoleBinding = z.output<typeof roleBindingSchema>;
export type WebhookConfiguration = z.output<typeof webhookConfigurationSchema>;
