import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ANOMALY_THRESHOLD, scoreSeries } from '#diagnosis';
import { readCsv } from './csv.ts';

const SHARED = join(import.meta.dirname, '../../../shared');
const SCORER = join(SHARED, 'score/nab_score.py');
const DETECTOR = 'jamie';

/** Scores one series, `<group>/<name>.csv`, into `<group>/jamie_<name>.csv`; gives its number of values. */
function writeDetections(data: string, out: string, name: string): number {
  const rows = readCsv(readFileSync(join(data, 'data', name), 'utf8'));
  const series = rows.map(({ timestamp = '', value = '' }) => ({
    at: Date.parse(`${timestamp.replace(' ', 'T')}Z`),
    value: value === '' ? null : Number(value),
  }));
  const scores = scoreSeries(series);
  const lines = rows.map(({ timestamp, value }, index) =>
    [timestamp, value, scores[index]?.score ?? 0].join(','),
  );
  const file = join(out, name.replace(/([^/]+)$/, `${DETECTOR}_$1`));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, ['timestamp,value,anomaly_score', ...lines, ''].join('\n'));
  return rows.length;
}

/** Prints NAB's points with the best threshold for the corpus, as NAB does it, and with the product's own. */
function runScorer(data: string, out: string): void {
  if (!existsSync(SCORER)) {
    console.log(`no scorer at ${SCORER}: detections are in ${out}`);
    return;
  }
  for (const threshold of ['opt', String(ANOMALY_THRESHOLD)]) {
    const { stdout, stderr } = spawnSync('python3', [SCORER, data, out, threshold], { encoding: 'utf8' });
    console.log(`${stdout}${stderr}`);
  }
}

const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
const data = values.data ?? join(SHARED, 'data/nab');
const out = values.out ?? join(tmpdir(), 'jamie-score-metrics');
const names = globSync('*/*.csv', { cwd: join(data, 'data') }).sort();
if (names.length === 0) {
  console.error(`There are no series in ${data}; name the folder that holds data/ and labels/ with --data.`);
  process.exitCode = 1;
} else {
  const begun = performance.now();
  const points = names.reduce((sum, name) => sum + writeDetections(data, out, name), 0);
  const rate = Math.round(points / ((performance.now() - begun) / 1000)).toLocaleString('en-GB');
  runScorer(data, out);
  console.log(`${points.toLocaleString('en-GB')} points in ${names.length} series, ${rate} points/s`);
}
