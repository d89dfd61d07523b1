import { z } from 'zod';

export const failure = z.object({
  error: z.object({ message: z.string(), detail: z.string().nullish() }),
});

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** A field as the table keeps it, and as people see it. */
const field = z.object({ value: text, display_value: text });

/** A row with `sysparm_display_value=all`; which fields it has is up to its table. */
const record = z.record(z.string(), z.union([field, z.string()]));
export type ServicenowRecord = z.output<typeof record>;

export const recordList = z.object({ result: z.array(record) });
