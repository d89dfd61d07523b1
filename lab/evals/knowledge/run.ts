/* How well guides are found: `npm run eval:knowledge` prints, `--write` also draws docs/generated/knowledge.md. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readShipped } from '../../../src/brain/knowledge/read-shipped.ts';
import { openIndex } from '../../../src/brain/knowledge/search/search-index.ts';
import { createLocalEmbedder } from '../../../src/llm/embeddings/index.ts';
import { judgingHalf, tuningHalf, type Question } from './question.ts';
import { GOAL, missesOf, toMarkdown, toText, totalsOf, type Outcome } from './report.ts';

const REPORT = join(import.meta.dirname, '../../../docs/generated/knowledge.md');
const LOOKED_AT = 10;

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    'words-only': { type: 'boolean', default: false },
    misses: { type: 'boolean', default: false },
  },
});

async function openSearch() {
  const guides = (await readShipped()).flatMap(({ guide }) => guide ?? []);
  const entries = guides.map(({ id, title, symptoms, sections }) => ({
    id,
    title,
    symptoms,
    body: sections.map(({ text }) => text).join('\n'),
  }));
  return openIndex(entries, options['words-only'] ? undefined : createLocalEmbedder());
}

const index = await openSearch();

async function ask(question: Question): Promise<Outcome> {
  const hits = await index.search(question.question, LOOKED_AT);
  const found = hits.map(({ id }) => id);
  const at = found.findIndex((id) => question.guides.includes(id));
  return { question, found, rank: at < 0 ? undefined : at + 1, score: hits[0]?.score ?? 0 };
}

async function run(): Promise<number> {
  const halves = {
    tuning: await Promise.all((await tuningHalf()).map(ask)),
    judging: await Promise.all((await judgingHalf()).map(ask)),
  };
  console.log(toText(halves));
  if (options.misses) console.log(missesOf(halves.tuning));
  if (options.write) await writeFile(REPORT, toMarkdown(halves));
  const { plain, vague } = totalsOf(halves.judging.length > 0 ? halves.judging : halves.tuning);
  return plain.inFive >= GOAL.plain && vague.inFive >= GOAL.vague ? 0 : 1;
}

process.exitCode = await run();
