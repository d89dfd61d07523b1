import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** A question and the guides of which any is a right answer. */
const questionSchema = z.object({
  question: z.string().min(3),
  guides: z.array(z.string()).min(1),
  /** Plainly put: its terms are named. Vaguely put: by somebody tired who does not know them. */
  style: z.enum(['plain', 'vague']),
});
export type Question = z.output<typeof questionSchema>;

const HERE = import.meta.dirname;

async function questionsOf(path: string): Promise<Question[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => questionSchema.parse(JSON.parse(line)));
}

/** The half that is tuned on. */
export const tuningHalf = (): Promise<Question[]> => questionsOf(join(HERE, 'tuning.jsonl'));

/** The half that is only scored: nobody who tunes looks into it. */
export async function judgingHalf(): Promise<Question[]> {
  const folder = join(HERE, 'judging');
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.jsonl')).sort();
  return (await Promise.all(files.map((file) => questionsOf(join(folder, file))))).flat();
}
