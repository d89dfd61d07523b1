import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Symptom } from '#diagnosis';
import { rankCauses } from '#diagnosis';
import type { Columns, Issue, QuietPeriod } from './petshop.ts';
import { evidenceOf, readIssues, readQuietPeriods } from './petshop.ts';

const SHARED = join(import.meta.dirname, '../../../shared');
const SCORER = join(SHARED, 'score/petshop_score.py');
const INTERVALS = 5;
const BEFORE_ALARM = 2;
const STRIDE = 3;

/** The causes, then what else is unusual; nothing when no cause is named. */
function rankOf(issue: Omit<Issue, 'key'>): string[] {
  const { causes, alsoUnusual } = rankCauses(evidenceOf(issue));
  return causes.length === 0 ? [] : [...causes, ...alsoUnusual].map(({ node }) => node);
}

async function rankIssues(issues: readonly Issue[], out: string): Promise<void> {
  const begun = performance.now();
  const ranks = Object.fromEntries(issues.map((issue) => [issue.key, rankOf(issue)]));
  const each = (performance.now() - begun) / Math.max(1, issues.length);
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, `${JSON.stringify(ranks, null, 2)}\n`);
  const unnamed = Object.values(ranks).filter((nodes) => nodes.length === 0).length;
  console.log(`${issues.length} issues, ${unnamed} without a cause, ${each.toFixed(1)} ms each -> ${out}`);
}

function cut(columns: Columns, from: number): { window: Columns; normal: Columns } {
  const entries = [...columns];
  const to = from + INTERVALS;
  return {
    window: new Map(entries.map(([key, samples]) => [key, samples.slice(from, to)])),
    normal: new Map(entries.map(([key, samples]) => [key, samples.toSpliced(from, INTERVALS)])),
  };
}

function quietWindows({ normal, dependencies }: QuietPeriod, alarm: Symptom): Omit<Issue, 'key'>[] {
  const times = [...normal.values()][0] ?? [];
  const count = Math.max(0, Math.ceil((times.length - INTERVALS + 1) / STRIDE));
  return Array.from({ length: count }, (_, index) => {
    const from = index * STRIDE;
    const at = (times[from + BEFORE_ALARM]?.at ?? 0) + 1;
    return { ...cut(normal, from), symptom: { ...alarm, at }, dependencies };
  });
}

/** How often no cause is named in windows of the quiet periods, for the alarms that the issues have. */
async function scoreQuiet(data: string, issues: readonly Issue[]): Promise<void> {
  const alarms = new Map(issues.map(({ symptom }) => [`${symptom.node} ${symptom.role}`, symptom]));
  const periods = await readQuietPeriods(data);
  const windows = periods.flatMap((period) =>
    [...alarms.values()].flatMap((alarm) => quietWindows(period, alarm)),
  );
  const silent = windows.filter((window) => rankOf(window).length === 0).length;
  if (windows.length === 0) return console.log('quiet windows: none in this data');
  const rate = ((100 * silent) / Math.max(1, windows.length)).toFixed(1);
  console.log(`quiet windows: no cause in ${silent} of ${windows.length} (${rate} %)`);
}

/** The scorer knows only the published layout; elsewhere the predictions are all there is. */
function scored(data: string, out: string): string {
  const { status, stdout } = spawnSync('python3', [SCORER, data, out], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : 'The scorer cannot read this layout.';
}

const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
const data = resolve(values.data ?? join(SHARED, 'data/petshop'));
const out = resolve(values.out ?? join(tmpdir(), 'jamie-score/causes.json'));
if (existsSync(data)) {
  const issues = await readIssues(data);
  await rankIssues(issues, out);
  if (existsSync(SCORER)) console.log(scored(data, out));
  await scoreQuiet(data, issues);
} else {
  console.error(`There is no data in ${data}; name its folder with --data.`);
  process.exitCode = 1;
}
