import { z } from 'zod';
import { podSpec } from './pod.ts';
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

const template = z.object({
  metadata: section(z.object({ labels: stringMap, annotations: stringMap })),
  spec: section(podSpec),
});
const selector = section(labelSelector);
const count = z
  .number()
  .nullish()
  .transform((value) => value ?? 0);

const rollingUpdate = maybe(
  z.object({ maxUnavailable: maybe(numberOrName), maxSurge: maybe(numberOrName), partition: number }),
);

export const deploymentSchema = z.object({
  metadata,
  spec: z.object({
    replicas: z
      .number()
      .nullish()
      .transform((value) => value ?? 1),
    paused: flag,
    progressDeadlineSeconds: number,
    strategy: maybe(z.object({ type: text, rollingUpdate })),
    selector,
    template,
  }),
  status: section(
    z.object({
      observedGeneration: number,
      replicas: count,
      readyReplicas: count,
      updatedReplicas: count,
      availableReplicas: count,
      unavailableReplicas: count,
      conditions: list(condition),
    }),
  ),
});

export const replicaSetSchema = z.object({
  metadata,
  spec: z.object({
    replicas: z
      .number()
      .nullish()
      .transform((value) => value ?? 1),
    selector,
    template,
  }),
  status: section(
    z.object({
      replicas: count,
      readyReplicas: count,
      availableReplicas: count,
      conditions: list(condition),
    }),
  ),
});

export const statefulSetSchema = z.object({
  metadata,
  spec: z.object({
    replicas: z
      .number()
      .nullish()
      .transform((value) => value ?? 1),
    serviceName: text,
    podManagementPolicy: text,
    updateStrategy: maybe(z.object({ type: text, rollingUpdate })),
    selector,
    template,
    volumeClaimTemplates: list(
      z.object({
        metadata: z.object({ name: z.string() }),
        spec: section(z.object({ storageClassName: text })),
      }),
    ),
  }),
  status: section(
    z.object({
      observedGeneration: number,
      replicas: count,
      readyReplicas: count,
      currentReplicas: count,
      updatedReplicas: count,
      availableReplicas: count,
      currentRevision: text,
      updateRevision: text,
      conditions: list(condition),
    }),
  ),
});

export const daemonSetSchema = z.object({
  metadata,
  spec: z.object({
    selector,
    template,
    updateStrategy: maybe(z.object({ type: text, rollingUpdate })),
  }),
  status: section(
    z.object({
      desiredNumberScheduled: count,
      currentNumberScheduled: count,
      numberReady: count,
      numberAvailable: count,
      numberMisscheduled: count,
      updatedNumberScheduled: count,
      conditions: list(condition),
    }),
  ),
});

const jobSpec = z.object({
  parallelism: number,
  completions: number,
  backoffLimit: number,
  activeDeadlineSeconds: number,
  suspend: flag,
  template,
});

export const jobSchema = z.object({
  metadata,
  spec: jobSpec,
  status: section(
    z.object({
      active: count,
      succeeded: count,
      failed: count,
      startTime: text,
      completionTime: text,
      conditions: list(condition),
    }),
  ),
});

export const cronJobSchema = z.object({
  metadata,
  spec: z.object({
    schedule: z.string(),
    timeZone: text,
    suspend: flag,
    concurrencyPolicy: text,
    startingDeadlineSeconds: number,
    jobTemplate: section(z.object({ spec: section(jobSpec.partial()) })),
  }),
  status: section(
    z.object({
      lastScheduleTime: text,
      lastSuccessfulTime: text,
      active: list(z.object({ name: text })),
    }),
  ),
});

export type Deployment = z.output<typeof deploymentSchema>;
export type ReplicaSet = z.output<typeof replicaSetSchema>;
export type StatefulSet = z.output<typeof statefulSetSchema>;
export type DaemonSet = z.output<typeof daemonSetSchema>;
export type Job = z.output<typeof jobSchema>;
export type CronJob = z.output<typeof cronJobSchema>;
