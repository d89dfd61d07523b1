import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { startWorld } from '#lab/world';
import { askCase } from './ask-incidents.ts';
import type { Outcome } from './ask-incidents.ts';
import { casesOf } from './cases.ts';
import type { Case } from './cases.ts';
import { GOAL, toMarkdown, toText, totalsOf } from './report.ts';

const REPORT = join(import.meta.dirname, '../../../docs/generated/incidents.md');

const { values: options } = parseArgs({
  options: {
    half: { type: 'string' },
    id: { type: 'string' },
    seed: { type: 'string' },
    follow: { type: 'boolean', default: false },
  },
});

async function scenarioIds(): Promise<string[]> {
  const world = await startWorld({ clock: 'manual' });
  const ids = world
    .scenarios()
    .filter(({ kind }) => kind === 'signals')
    .map(({ id }) => id);
  await world.close();
  return ids;
}

function isWanted({ scenario, seed, half }: Case): boolean {
  if (options.half !== undefined && half !== options.half) return false;
  if (options.seed !== undefined && String(seed) !== options.seed) return false;
  return options.id === undefined || options.id.split(',').some((id) => scenario.startsWith(id));
}

function reachesGoal(outcomes: readonly Outcome[]): boolean {
  const { broken, first, inThree, healthy, calm } = totalsOf(
    outcomes.filter(({ of }) => of.half === 'judge'),
  );
  return first >= GOAL.first * broken && inThree >= GOAL.inThree * broken && calm >= GOAL.calm * healthy;
}

/** Asks everything that is wanted; the whole run also writes the report and decides. */
async function run(): Promise<number> {
  const cases = casesOf(await scenarioIds()).filter(isWanted);
  const outcomes: Outcome[] = [];
  for (const one of cases) {
    outcomes.push(...(await askCase(one)));
    if (process.stderr.isTTY) process.stderr.write(`\r${outcomes.length} answers`);
    if (options.follow) console.log(toText(outcomes.slice(-3)));
  }
  console.log(toText(outcomes));
  if ((options.half ?? options.id ?? options.seed) !== undefined) return 0;
  await mkdir(dirname(REPORT), { recursive: true });
  await writeFile(REPORT, toMarkdown(outcomes));
  return reachesGoal(outcomes) ? 0 : 1;
}

process.exitCode = await run();
