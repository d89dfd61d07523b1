import { z } from 'zod';

export const failure = z.object({ message: z.string() });

export const found = z.array(
  z.object({
    uid: z.string(),
    title: z.string(),
    url: z.string(),
    tags: z
      .array(z.string())
      .nullish()
      .transform((tags) => tags ?? []),
    folderTitle: z.string().optional(),
  }),
);
export type Found = z.output<typeof found>[number];

/** A query in whatever language its data source speaks. */
const target = z.looseObject({
  expr: z.string().optional(),
  query: z.unknown().optional(),
  rawSql: z.string().optional(),
});

const plainPanel = z.object({
  id: z.number(),
  title: z.string().default(''),
  type: z.string().default(''),
  description: z.string().default(''),
  fieldConfig: z.object({ defaults: z.object({ unit: z.string().optional() }).default({}) }).optional(),
  targets: z.array(target).default([]),
});
const panel = plainPanel.extend({ panels: z.array(plainPanel).default([]) });
export type RawPanel = z.output<typeof plainPanel>;

const variable = z.object({
  name: z.string(),
  type: z.string().default(''),
  current: z
    .object({ value: z.union([z.string(), z.array(z.string())]).optional() })
    .optional()
    .catch(undefined),
});

export const dashboardAnswer = z.object({
  meta: z.object({ url: z.string(), folderTitle: z.string().default('') }),
  dashboard: z.object({
    uid: z.string(),
    title: z.string(),
    tags: z
      .array(z.string())
      .nullish()
      .transform((tags) => tags ?? []),
    panels: z.array(panel).default([]),
    templating: z.object({ list: z.array(variable).default([]) }).default({ list: [] }),
  }),
});

const labels = z.record(z.string(), z.string()).default({});
export const ruleGroups = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        name: z.string(),
        file: z.string().default(''),
        rules: z.array(
          z.object({
            name: z.string(),
            query: z.string().default(''),
            state: z.string().default('unknown'),
            health: z.string().default('unknown'),
            lastError: z.string().optional(),
            duration: z.number().optional(),
            labels,
            annotations: labels,
            alerts: z
              .array(z.object({ state: z.string(), activeAt: z.string().nullish(), labels }))
              .nullish()
              .transform((alerts) => alerts ?? []),
          }),
        ),
      }),
    ),
  }),
});

export const annotationList = z.array(
  z.object({
    time: z.number(),
    timeEnd: z.number().nullish(),
    text: z.string().default(''),
    tags: z
      .array(z.string())
      .nullish()
      .transform((tags) => tags ?? []),
    login: z.string().nullish(),
    dashboardUID: z.string().nullish(),
    panelId: z.number().nullish(),
  }),
);
