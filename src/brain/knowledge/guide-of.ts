import type { Guide } from './guide.ts';
import type { ImportedDocument, TaughtNote } from './note.ts';
import { parseMarkdown } from './parse-markdown.ts';

const LONGEST_TITLE = 90;
const MOST_SYMPTOMS = 20;

const cut = (text: string): string =>
  text.length > LONGEST_TITLE ? `${text.slice(0, LONGEST_TITLE - 1).toWellFormed()}…` : text;

const strings = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((one) => typeof one === 'string' || typeof one === 'number').map(String)
    : [];

const baseName = (path: string): string =>
  path
    .replace(/^.*\//, '')
    .replace(/\.\w+$/, '')
    .replaceAll(/[-_]+/g, ' ');

/** What somebody taught, as a guide of one section. */
export function guideOfNote({ id, text, by, taughtAt: at, state, reviewedBy }: TaughtNote): Guide {
  return {
    id: `taught/${id}`,
    title: cut(text.split('\n')[0]?.trim() ?? ''),
    checks: [],
    symptoms: [text],
    links: [],
    related: [],
    sections: [{ heading: '', text }],
    provenance: { kind: 'taught', by, at, ...(state === 'shared' && { approvedBy: reviewedBy }) },
  };
}

/** An imported text as a guide: what its front matter does not say is taken from its headings. */
export function guideOfDocument({ origin, path, body, commit, by, at }: ImportedDocument): Guide {
  const { front, title, intro, sections } = parseMarkdown(body);
  const named = typeof front['title'] === 'string' ? front['title'] : (title ?? baseName(path));
  const headings = sections.map(({ heading }) => heading);
  return {
    id: `imported/${origin}/${path}`,
    title: cut(named),
    checks: strings(front['checks']),
    symptoms: [...strings(front['symptoms']), ...strings(front['tags']), baseName(path), ...headings].slice(
      0,
      MOST_SYMPTOMS,
    ),
    links: [],
    related: [],
    sections: [...(intro === '' ? [] : [{ heading: '', text: intro }]), ...sections],
    provenance: { kind: 'imported', origin, path, ...(commit !== undefined && { commit }), by, at },
  };
}
