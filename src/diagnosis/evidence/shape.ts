import { z } from 'zod';

/** A list that Go may leave out or write as null: always an array here. */
export const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);

/** A string map that Go may leave out or write as null: always an object here. */
export const stringMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});

/** A field that may be absent or null: undefined here. */
export const maybe = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? undefined);

/** An object that may be absent: parsed as if it were empty. */
export const section = <T extends z.ZodType>(schema: T) => z.preprocess((value) => value ?? {}, schema);

export const text = maybe(z.string());
export const number = maybe(z.number());
export const flag = maybe(z.boolean());
/** IntOrString: a port or a count given as a number, a name or a percentage. */
export const numberOrName = z.union([z.number(), z.string()]);

const LONGEST_ANNOTATION = 512;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Annotations without the copy of the manifest that kubectl keeps, long values cut. */
const annotations = stringMap.transform((all) =>
  Object.fromEntries(
    Object.entries(all)
      .filter(([key]) => key !== LAST_APPLIED)
      .map(([key, value]) => [key, value.slice(0, LONGEST_ANNOTATION)]),
  ),
);

const ownerReference = z.object({
  kind: z.string(),
  name: z.string(),
  uid: z.string().default(''),
  controller: flag,
});

/** metadata of any object; cluster-scoped ones have the namespace ''. */
export const metadata = z.object({
  name: z.string(),
  namespace: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
  uid: z.string().default(''),
  resourceVersion: text,
  generation: number,
  creationTimestamp: text,
  deletionTimestamp: text,
  deletionGracePeriodSeconds: number,
  labels: stringMap,
  annotations,
  ownerReferences: list(ownerReference),
  finalizers: list(z.string()),
});

/** A condition as most kinds report it. */
export const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: text,
  message: text,
  /** Only Deployments tell it: when a rollout last got on. */
  lastUpdateTime: text,
  lastTransitionTime: text,
});

/** A label selector: every part must match; an empty one selects everything. */
export const labelSelector = z.object({
  matchLabels: stringMap,
  matchExpressions: list(z.object({ key: z.string(), operator: z.string(), values: list(z.string()) })),
});

export type Metadata = z.output<typeof metadata>;
export type Condition = z.output<typeof condition>;
export type LabelSelector = z.output<typeof labelSelector>;
export type OwnerReference = z.output<typeof ownerReference>;
