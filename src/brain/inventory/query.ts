import { z } from 'zod';

/** A property that a question can filter, group, order or measure by. `label:<key>` and `annotation:<key>` name one label or annotation. */
const fieldSchema = z.union([
  z.enum([
    'name',
    'namespace',
    'cluster',
    'node',
    'status',
    'phase',
    'ready',
    'healthy',
    'age',
    'restarts',
    'image',
    'imageTag',
    'registry',
    'owner',
    'ownerKind',
    'type',
    'replicas',
    'readyReplicas',
    'cpuRequest',
    'memoryRequest',
    'cpuLimit',
    'memoryLimit',
    'cpuUsage',
    'memoryUsage',
    'storageRequest',
    'storageClass',
    'version',
    'role',
    'taint',
    'schedulable',
    'qos',
    'serviceAccount',
    'priorityClass',
    'schedule',
    /** How often a schedule comes round: hourly, daily, every 15 minutes. */
    'cadence',
    'suspended',
    'host',
    'port',
    'ip',
    'reason',
    'container',
    'probe',
    'privileged',
    'hostNetwork',
    'hpa',
    'pdb',
    'architecture',
    'os',
    'runtime',
    'kernel',
    /** True when every container states one for CPU or memory; missing as soon as one states none. */
    'requests',
    'limits',
    'labels',
    'annotations',
    'finalizers',
    /** Milliseconds since a container of the pod last ended. */
    'lastRestart',
    /** How many containers a pod has, init containers left out. */
    'containers',
    'initContainer',
    /** What a pod or workload mounts or reads, as `ConfigMap/name`, `Secret/name`, `PersistentVolumeClaim/name`. */
    'uses',
    /** The names of the objects of these kinds that apply to the object. */
    'service',
    'ingress',
    'networkPolicy',
    'quota',
    'endpoints',
    /** How many pods a namespace, node, workload or service has. */
    'pods',
    'expiresIn',
    'kind',
    /** Bounds of an autoscaler. */
    'minReplicas',
    'maxReplicas',
    /** What a node has in all. */
    'cpuCapacity',
    'memoryCapacity',
    'podCapacity',
    /** The labels that something picks its pods by. */
    'selector',
    /** The secrets that an ingress serves its hosts with. */
    'tls',
    /** The workloads that it is for: those that a budget or policy covers, a service or ingress leads to, or that use a secret. */
    'target',
    /** `user 0`, or `not ruled out` where neither a user nor runAsNonRoot is set; missing where root is ruled out. */
    'root',
    'toleration',
    /** How pods are replaced: RollingUpdate, Recreate, OnDelete. */
    'strategy',
    'accessMode',
    /** How many ports there are. */
    'ports',
    /** What is so of the node that a pod is on: `cordoned`, `not-ready`. */
    'nodeState',
  ]),
  z.templateLiteral(['label:', z.string()]),
  z.templateLiteral(['annotation:', z.string()]),
]);
export type Field = z.output<typeof fieldSchema>;

/** Cores, bytes, milliseconds and counts are numbers; ready, suspended ... are booleans; the rest are strings, compared case-insensitively. */
const filterSchema = z.object({
  field: fieldSchema,
  op: z.enum([
    'is',
    'is-not',
    'contains',
    'starts-with',
    'ends-with',
    'more-than',
    'less-than',
    'at-least',
    'at-most',
    'present',
    'missing',
  ]),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
  /** Keeps what does not pass. */
  not: z.boolean().optional(),
  /** Another property of the same object that gives the value: "fewer ready than desired". */
  than: fieldSchema.optional(),
  /** Objects of one name, the first of which that has the property gives the value: "the same image as cart". */
  of: z
    .array(z.object({ cluster: z.string(), kind: z.string(), namespace: z.string(), name: z.string() }))
    .optional(),
});
export type Filter = z.output<typeof filterSchema>;

/** The compositional inventory language: verb x kind x filters x grouping x order x time. */
export const inventoryQuerySchema = z.object({
  verb: z.enum(['count', 'list', 'top', 'compare', 'sum', 'average', 'exists', 'all']),
  /** A watched kind such as Pod, several as `Pod+Service`, `Workload` for all workload kinds, or another kind as the person said it. */
  kind: z.string(),
  clusters: z.array(z.string()).min(1),
  filters: z.array(filterSchema),
  /** Of `all`: what every one of them should be. */
  claims: z.array(filterSchema).optional(),
  /** Of `compare`: keeps what none of these clusters has. */
  lacking: z.array(z.string()).optional(),
  /** Of `compare`: keeps what all of the clusters have. */
  shared: z.boolean().optional(),
  groupBy: fieldSchema.optional(),
  /** Of `average`: the middle value is asked for. */
  median: z.boolean().optional(),
  /** Containers are asked about one by one, not the pods that they are in. */
  perContainer: z.boolean().optional(),
  /** What top, sum, average and compare measure; `count` of objects when omitted. */
  measure: fieldSchema.optional(),
  order: z.enum(['ascending', 'descending']).optional(),
  limit: z.number().int().positive().optional(),
  /** Keeps the groups whose count (or measure) passes: "namespaces with more than 10 pods". Groups of none are kept too. */
  having: filterSchema.pick({ op: true, value: true }).optional(),
  /** Counts the different values of `groupBy` instead of the objects: "how many different images". */
  distinct: z.boolean().optional(),
  /** Words of the question that no part of the query stands for: the answer owns up to them. */
  unread: z.array(z.string()).optional(),
  /** Which columns were asked for beside the usual ones. */
  show: z.array(fieldSchema).default([]),
});
export type InventoryQuery = z.output<typeof inventoryQuerySchema>;
