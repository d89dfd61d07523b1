import { z } from 'zod';

/** What a person may want kept of themselves; nothing else is. */
export const preferenceKeySchema = z.enum(['name', 'cluster', 'namespace', 'timeZone', 'verbosity']);
export type PreferenceKey = z.output<typeof preferenceKeySchema>;

/** One thing that a person asked to be kept. */
export const preferenceSchema = z.object({
  key: preferenceKeySchema,
  value: z.string(),
  at: z.string().meta({ description: 'When it was told.' }),
});
export type Preference = z.output<typeof preferenceSchema>;

/** What is kept of a person, by key. */
export type Preferences = Partial<Record<PreferenceKey, string>>;

/** Each by its key. */
export const byKey = (kept: readonly Preference[]): Preferences =>
  Object.fromEntries(kept.map(({ key, value }) => [key, value]));
