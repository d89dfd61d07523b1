import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { askAll } from './ask.ts';
import type { Options } from './options.ts';
import { readOptions } from './options.ts';
import { failuresOf, toMarkdown, toText } from './report.ts';
import type { Result } from './score.ts';
import { FLOOR, reaches, scoreOf } from './score.ts';
import { readUtterances } from './utterances.ts';
import type { Utterance } from './utterances.ts';

const REPORT = join(import.meta.dirname, '../../docs/generated/eval.md');

function isWanted({ question, half }: Utterance, options: Options): boolean {
  if (options.half !== undefined && half !== options.half) return false;
  if (options.skill !== undefined && question.skill !== options.skill) return false;
  return options.id === undefined || question.id.startsWith(options.id);
}

const isPartial = ({ half, skill, id }: Options) =>
  half !== undefined || skill !== undefined || id !== undefined;

function progress(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} asked`);
}

function show(results: Result[], options: Options): void {
  if (options.json)
    return console.log(JSON.stringify({ score: scoreOf(results), results: results.map(bare) }));
  console.log(failuresOf(results, options.showJudge));
  for (const half of ['tune', 'judge'] as const) {
    const some = results.filter((result) => result.half === half);
    if (some.length > 0) console.log(`\n${half} half\n${toText(some)}`);
  }
}

const bare = ({ question, half, verdict, faults, asked, answer, ms }: Result) => ({
  id: question.id,
  skill: question.skill,
  half,
  verdict,
  ms,
  ...(half === 'tune' ? { asked, answer, faults } : {}),
});

/** The score of what was asked; the whole run also writes the report and decides. */
async function run(options: Options): Promise<number> {
  const all = await readUtterances();
  const results = await askAll(all, (one) => !one.ofUsers && isWanted(one, options), progress);
  show(results, options);
  if (isPartial(options)) return 0;
  const users = all.some(({ ofUsers }) => ofUsers)
    ? await askAll(all, ({ ofUsers }) => ofUsers, progress)
    : undefined;
  if (users) console.log(`\nquestions of real users\n${failuresOf(users, true)}\n${toText(users)}`);
  await mkdir(dirname(REPORT), { recursive: true });
  await writeFile(REPORT, toMarkdown(results, users));
  return reaches(scoreOf(results.filter((result) => result.half === 'judge')), FLOOR) ? 0 : 1;
}

process.exitCode = await run(readOptions(process.argv.slice(2)));
