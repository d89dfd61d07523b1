import { z } from 'zod';

/** Which object of which cluster; namespace '' for cluster-scoped ones. */
export const objectRefSchema = z.object({
  cluster: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
});
export type ObjectRef = z.output<typeof objectRefSchema>;

/** A dated observation with its source: what an answer's sentences stand on. */
export const observationSchema = z.object({
  /** ISO 8601: when it was observed (an event's own time, a log line's, or the moment of the read). */
  at: z.string(),
  source: z.object({
    /** kubernetes, prometheus, loki ... */
    system: z.string(),
    cluster: z.string().optional(),
    object: objectRefSchema.optional(),
    /** How anybody can see it again, such as `kubectl -n web get pod cart-0 -o yaml`. */
    query: z.string(),
    link: z.string().optional(),
  }),
  /** What was seen, quoted or in one line. */
  says: z.string(),
});
export type Observation = z.output<typeof observationSchema>;
