import { z } from 'zod';

/** Something that somebody taught Jamie. */
export const taughtNoteSchema = z.object({
  id: z.string(),
  /** Who taught it. */
  personId: z.string(),
  by: z.string().meta({ description: 'How that person is called in answers.' }),
  text: z.string(),
  state: z.enum(['waiting', 'shared', 'rejected']).meta({
    description:
      'Whoever taught it has it at once; the team once it is `shared`. `waiting`: nobody has reviewed it yet. `rejected`: it stays with its teacher alone.',
  }),
  taughtAt: z.string(),
  reviewedBy: z.string().optional(),
});
export type TaughtNote = z.output<typeof taughtNoteSchema>;

/** A text of a folder, repository or address that was imported. */
export interface ImportedDocument {
  origin: string;
  path: string;
  body: string;
  commit?: string;
  by: string;
  at: string;
}
