import { z } from 'zod';
import { readFrontMatter } from './front-matter.ts';
import type { Guide } from './guide.ts';
import { parseMarkdown } from './parse-markdown.ts';

const SECTIONS = ['Symptom', 'Why', 'Check', 'Fix', 'Prevent'];

const frontSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+\/[a-z0-9-]+$/),
  title: z.string().min(4).max(120),
  checks: z.array(z.string()),
  symptoms: z.array(z.coerce.string().min(3)).min(4),
  links: z.array(z.strictObject({ title: z.string(), url: z.url({ protocol: /^https$/ }) })),
  related: z.array(z.string()),
});

/** A guide in the house's own format, and what is wrong with it: nothing, or it is not given. */
export function parseGuide(text: string): { guide?: Guide; faults: string[] } {
  const { front, sections, faults } = parseMarkdown(text, readFrontMatter);
  const parsed = frontSchema.safeParse(front);
  const wrong = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const headings = sections.map(({ heading }) => heading);
  const missing = SECTIONS.filter((name) => !headings.includes(name)).map((name) => `no section ${name}`);
  const strange = headings.filter((name) => !SECTIONS.includes(name)).map((name) => `section ${name}`);
  const empty = sections.filter((one) => one.text === '').map(({ heading }) => `${heading} is empty`);
  const all = [...faults, ...wrong, ...missing, ...strange, ...empty];
  if (!parsed.success || all.length > 0) return { faults: all };
  return { guide: { ...parsed.data, sections, provenance: { kind: 'shipped' } }, faults: [] };
}
