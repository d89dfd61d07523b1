import { basename, resolve } from 'node:path';
import type { ImportReport, KnowledgePort, WeeklyGap } from '#brain';
import { InputError } from '#ground/errors';
import { call, type ServerAddress } from '../call-server.ts';
import type { Output } from '../output.ts';
import { fetchTexts } from './fetch-texts.ts';
import { readFolder, type FolderTexts } from './read-folder.ts';

interface Head {
  id: string;
  title: string;
  score?: number;
}

/** Where knowledge is kept: in this process, or in a Jamie that listens somewhere. */
export interface KnowledgeTalk {
  list: (question?: string) => Promise<Head[]>;
  import: (
    from: { origin: string; isComplete: boolean } & Pick<FolderTexts, 'documents'>,
  ) => Promise<ImportReport>;
  gaps: () => Promise<WeeklyGap[]>;
}

const MOST_FOUND = 10;

/** The knowledge of this process. */
export const knowledgeHere = (knowledge: KnowledgePort, personId: string): KnowledgeTalk => ({
  list: async (question) =>
    question === undefined
      ? knowledge.guides(personId)
      : (await knowledge.find(question, personId, MOST_FOUND)).map(({ guide, score }) => ({
          ...guide,
          score,
        })),
  import: (from) => knowledge.import({ ...from, by: personId }),
  gaps: () => knowledge.weeklyGaps(personId, Date.now()),
});

/** The knowledge of a Jamie that listens somewhere. */
export function knowledgeThere(server: ServerAddress): KnowledgeTalk {
  const read = async <Answer>(path: string, body?: string): Promise<Answer> =>
    (await (await call(server, { path, body })).json()) as Answer;
  return {
    list: (question) =>
      read(
        question === undefined
          ? '/admin/knowledge'
          : `/admin/knowledge?q=${encodeURIComponent(question.slice(0, 400))}`,
      ),
    import: (from) => read('/admin/knowledge', JSON.stringify(from)),
    gaps: () => read('/admin/knowledge/gaps'),
  };
}

interface Deps {
  talk: KnowledgeTalk;
  output: Output;
}

const row = ({ id, title, score }: Head): string =>
  `${score === undefined ? '' : `${score.toFixed(2)}  `}${id}  ${title}`;

/** Prints what is known, or what comes nearest to a question. */
export async function listKnowledge({ talk, output }: Deps, question?: string): Promise<void> {
  const found = await talk.list(question);
  output.print(found.length === 0 ? 'Nothing.' : found.map(row).join('\n'));
}

const isUrl = (text: string): boolean => /^https?:\/\//i.test(text);

/** Imports a folder, or texts from addresses; what is the same as before is left alone. */
export async function importKnowledge(
  { talk, output }: Deps,
  from: readonly string[],
  origin?: string,
): Promise<void> {
  const urls = from.filter(isUrl);
  const [folder = '', ...others] = from.filter((one) => !isUrl(one));
  if (others.length > 0 || (folder !== '' && urls.length > 0))
    throw new InputError({
      code: 'import-one',
      message: 'Import one folder at a time, or any number of addresses.',
    });
  const isFolder = urls.length === 0;
  const { documents, faults } = isFolder ? await readFolder(folder) : await fetchTexts(urls);
  const name = origin ?? (isFolder ? basename(resolve(folder)) : 'addresses');
  const report = await talk.import({ origin: name, documents, isComplete: isFolder && faults.length === 0 });
  const { added, changed, removed, unchanged } = report;
  output.print(
    `${name}: ${added.length} added, ${changed.length} changed, ${removed.length} removed, ${unchanged} unchanged.`,
  );
  for (const { path, problem } of [...faults, ...report.faults]) output.note(`${path}: ${problem}.`);
}

/** Removes everything that was imported from an origin. */
export async function removeKnowledge({ talk, output }: Deps, origin: string): Promise<void> {
  const { removed } = await talk.import({ origin, documents: [], isComplete: true });
  output.print(
    removed.length === 0
      ? `Nothing was imported from ${origin}.`
      : `${removed.length} texts of ${origin} removed.`,
  );
}

/** Prints what could not be answered within a week. */
export async function listGaps({ talk, output }: Deps): Promise<void> {
  const gaps = await talk.gaps();
  const lines = gaps.map(
    ({ count, question, suggested }) =>
      `${count}x  ${question}${suggested === undefined ? '' : `  (nearest: ${suggested.id})`}`,
  );
  output.print(
    lines.length === 0 ? 'Nothing: every question of the last week was answered.' : lines.join('\n'),
  );
}
