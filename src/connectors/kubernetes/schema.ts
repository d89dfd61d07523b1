import { z } from 'zod';

const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

/** An API resource as discovery lists it. */
export interface ApiResource {
  kind: string;
  plural: string;
  singular: string;
  shortNames: string[];
  group: string;
  version: string;
  namespaced: boolean;
  verbs: string[];
}

/** `GET /api` and `GET /apis` in their aggregated form. */
export const aggregatedDiscoverySchema = z.object({
  kind: z.literal('APIGroupDiscoveryList'),
  items: list(
    z.object({
      metadata: z
        .object({ name: z.string().nullish() })
        .nullish()
        .transform((value) => value?.name ?? ''),
      versions: list(
        z.object({
          version: z.string(),
          resources: list(
            z.object({
              resource: z.string(),
              responseKind: z.object({ kind: z.string() }).nullish(),
              scope: z.string(),
              singularResource: z.string().nullish(),
              shortNames: list(z.string()),
              verbs: list(z.string()),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** `GET /apis` in its older form. */
export const groupListSchema = z.object({
  groups: list(
    z.object({
      name: z.string(),
      preferredVersion: z.object({ version: z.string() }).nullish(),
      versions: list(z.object({ version: z.string() })),
    }),
  ),
});

/** `GET /api/v1` and `GET /apis/<group>/<version>`. */
export const resourceListSchema = z.object({
  resources: list(
    z.object({
      name: z.string(),
      singularName: z.string().nullish(),
      kind: z.string(),
      namespaced: z.boolean(),
      shortNames: list(z.string()),
      verbs: list(z.string()),
    }),
  ),
});

const usage = z.record(z.string(), z.string());

/** `GET /apis/metrics.k8s.io/v1beta1/pods` and `nodes`. */
export const podMetricsSchema = z.object({
  items: list(
    z.object({
      metadata: z.object({ name: z.string(), namespace: z.string() }),
      containers: list(z.object({ name: z.string(), usage })),
    }),
  ),
});
export const nodeMetricsSchema = z.object({
  items: list(z.object({ metadata: z.object({ name: z.string() }), usage })),
});

export const accessReviewSchema = z.object({
  status: z.object({ allowed: z.boolean(), reason: z.string().nullish(), denied: z.boolean().nullish() }),
});

const named = list(z.object({ name: z.string() }).loose());

/** What is read of a pod to find its logs. */
export const logPodSchema = z.object({
  spec: z.object({
    containers: named,
    initContainers: list(z.object({ name: z.string(), restartPolicy: z.string().nullish() })),
    ephemeralContainers: named,
  }),
});

/** Any object, as far as every object is alike. */
export const anyObjectSchema = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  metadata: z.looseObject({
    name: z.string().default(''),
    namespace: z.string().optional(),
    creationTimestamp: z.string().nullish(),
  }),
});
export type AnyApiObject = z.output<typeof anyObjectSchema>;
