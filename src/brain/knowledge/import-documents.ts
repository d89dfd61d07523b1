import { createHash } from 'node:crypto';
import { z } from 'zod';
import { InputError } from '#ground/errors';
import { redactSecrets, stripTerminal } from '#ground/text';
import { parseMarkdown } from './parse-markdown.ts';
import type { KnowledgeStore } from './store.ts';

/** A Markdown text to import. */
export interface IncomingDocument {
  /** Within its origin, with forward slashes. */
  path: string;
  text: string;
  commit?: string;
}

export interface Import {
  /** The folder, repository or address, as answers will call it. */
  origin: string;
  documents: readonly IncomingDocument[];
  /** Whether these are all that the origin has: then what is gone from it is removed. */
  isComplete: boolean;
  by: string;
}

export const importReportSchema = z.object({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
  unchanged: z.number().int(),
  faults: z
    .array(z.object({ path: z.string(), problem: z.string() }))
    .meta({ description: 'What was left out or mended, and why.' }),
});
export type ImportReport = z.output<typeof importReportSchema>;

const LONGEST_DOCUMENT = 256 * 1024;
const MOST_DOCUMENTS = 2_000;
const LONGEST_NAME = 500;
/** Told apart from text by what no Markdown has. */
const BINARY = /\0|\uFFFD{3}/;

const digest = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('base64url');

/** Why a text cannot be imported; undefined when it can. */
function unfit({ path, text }: IncomingDocument): string | undefined {
  if (path.trim() === '' || path.length > LONGEST_NAME) return 'its path is empty or too long';
  if (text.length > LONGEST_DOCUMENT) return `it is larger than ${LONGEST_DOCUMENT / 1024} KiB`;
  if (BINARY.test(text)) return 'it is not text';
  return text.trim() === '' ? 'it is empty' : undefined;
}

interface Ready {
  path: string;
  body: string;
  commit?: string;
  hash: string;
  faults: string[];
}

function ready({ path, text, commit }: IncomingDocument): Ready {
  const { text: body, count } = redactSecrets(stripTerminal(text).toWellFormed());
  const hidden = count === 0 ? [] : [`${count} of its words looked like secrets and were blacked out`];
  return {
    path,
    body,
    commit,
    hash: digest(body, commit ?? ''),
    faults: [...parseMarkdown(body).faults, ...hidden],
  };
}

/**
 * Takes in Markdown texts of one origin: what is the same as before is left alone, what is unfit is left out and said.
 * Secrets are blacked out. InputError when the origin has no name or there are too many texts.
 */
export async function importDocuments(
  { store, now }: { store: KnowledgeStore; now: () => number },
  { origin, documents, isComplete, by }: Import,
): Promise<ImportReport> {
  if (origin.trim() === '' || origin.length > LONGEST_NAME)
    throw new InputError({
      code: 'import-from-where',
      message: 'Say in few words where the texts come from.',
    });
  if (documents.length > MOST_DOCUMENTS)
    throw new InputError({
      code: 'too-many-documents',
      message: `At most ${MOST_DOCUMENTS} texts at a time.`,
    });
  const before = new Map((await store.marksOf(origin)).map(({ path, hash }) => [path, hash]));
  const report: ImportReport = { added: [], changed: [], removed: [], unchanged: 0, faults: [] };
  const at = new Date(now()).toISOString();
  for (const document of documents) {
    const problem = unfit(document);
    if (problem !== undefined) {
      report.faults.push({ path: document.path, problem });
      continue;
    }
    const { path, body, commit, hash, faults } = ready(document);
    report.faults.push(...faults.map((fault) => ({ path, problem: fault })));
    const known = before.get(path);
    if (known === hash) report.unchanged += 1;
    else {
      await store.saveDocument({ origin, path, body, commit, by, at }, { id: digest(origin, path), hash });
      (known === undefined ? report.added : report.changed).push(path);
    }
  }
  const given = new Set(documents.map(({ path }) => path));
  report.removed = isComplete ? [...before.keys()].filter((path) => !given.has(path)) : [];
  await store.removeDocuments(origin, report.removed);
  return report;
}
