import { z } from 'zod';

const shipped = z.object({ kind: z.literal('shipped') });

const imported = z.object({
  kind: z.literal('imported'),
  origin: z
    .string()
    .meta({ description: 'The folder, repository or address, as the person who imported it named it.' }),
  path: z.string(),
  commit: z.string().optional().meta({ description: 'Of the repository, when the text was read.' }),
  by: z.string(),
  at: z.string(),
});

const taught = z.object({
  kind: z.literal('taught'),
  by: z.string(),
  at: z.string(),
  approvedBy: z.string().optional().meta({
    description: 'Who let the whole team have it; only the one who taught it has it otherwise.',
  }),
});

/** Where a piece of knowledge comes from: said in every answer that uses it. */
const provenanceSchema = z.discriminatedUnion('kind', [shipped, imported, taught]);

/** Something that Jamie knows, apart from what it sees: shipped with it, imported or taught. */
export const guideSchema = z.object({
  id: z.string(),
  title: z.string(),
  checks: z.array(z.string()).meta({ description: 'The checks of diagnosis whose findings it explains.' }),
  symptoms: z.array(z.string()).meta({ description: 'How people and tools say it.' }),
  links: z.array(z.object({ title: z.string(), url: z.string() })),
  related: z.array(z.string()).meta({ description: 'Ids of other guides.' }),
  sections: z.array(
    z.object({ heading: z.string(), text: z.string().meta({ description: 'Markdown, as it was written.' }) }),
  ),
  provenance: provenanceSchema,
});
export type Guide = z.output<typeof guideSchema>;
export type Section = Guide['sections'][number];
