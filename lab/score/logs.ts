import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createTemplateMiner, parseLogLine } from '#diagnosis';
import { csvCell, readCsv } from './csv.ts';

const SHARED = join(import.meta.dirname, '../../../shared');
const SCORER = join(SHARED, 'score/ga_score.py');
const SPEED_LINES = 1_000_000;

interface LogSet {
  readonly name: string;
  /** Messages by line, without time, level and source. */
  readonly messages: readonly string[];
}

/** Every `<name>/<name>_2k.log_structured.csv` (its Content column) or, without one, `<name>/<name>_2k.log`. */
function readSets(folder: string): LogSet[] {
  return readdirSync(folder).flatMap((name) => {
    const log = join(folder, name, `${name}_2k.log`);
    const structured = `${log}_structured.csv`;
    if (existsSync(structured)) {
      const rows = readCsv(readFileSync(structured, 'utf8'));
      return { name, messages: rows.map((row) => row['Content'] ?? '') };
    }
    if (!existsSync(log)) return [];
    const lines = readFileSync(log, 'utf8').trimEnd().split(/\r?\n/);
    return { name, messages: lines.map((line) => parseLogLine(line).message) };
  });
}

/** A template's text as the public data writes it; another template with the same text is told apart by its number. */
function predict(messages: readonly string[]): string[] {
  const miner = createTemplateMiner();
  const shapes = messages.map((message) => miner.add(message));
  const owners = new Map<string, number>();
  return shapes.map((shape) => {
    const { id, text } = miner.templateOf(shape);
    const plain = text.replace(/<[a-z*]+>(?:\.\.\.)?/g, '<*>');
    const owner = owners.get(plain) ?? id;
    owners.set(plain, owner);
    return owner === id ? plain : `${plain} #${id}`;
  });
}

function writePredictions(file: string, messages: readonly string[]): void {
  const rows = predict(messages).map((text, at) => `${at + 1},${csvCell(text)}`);
  writeFileSync(file, ['LineId,EventTemplate', ...rows, ''].join('\n'));
}

/** Lines a second of processor time, the templates worked out at the end included: what else runs does not count. */
function measureSpeed(messages: readonly string[]): number {
  const miner = createTemplateMiner();
  const start = process.cpuUsage();
  let lines = 0;
  for (; lines < SPEED_LINES; lines += messages.length) for (const message of messages) miner.add(message);
  miner.templates();
  const { user, system } = process.cpuUsage(start);
  return (lines / (user + system)) * 1e6;
}

function runScorer(data: string, out: string): void {
  if (!existsSync(SCORER)) {
    console.log(`no scorer at ${SCORER}: predictions are in ${out}`);
    return;
  }
  const { stdout, stderr } = spawnSync('python3', [SCORER, data, out], { encoding: 'utf8' });
  console.log(`${stdout}${stderr}`);
}

const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
const data = values.data ?? join(SHARED, 'data/loghub');
const out = values.out ?? join(tmpdir(), 'jamie-score-logs');
mkdirSync(out, { recursive: true });
const sets = existsSync(data) ? readSets(data).filter(({ messages }) => messages.length > 0) : [];
if (sets.length === 0) console.log(`no data sets in ${data}`);
for (const { name, messages } of sets) writePredictions(join(out, `${name}.csv`), messages);
if (sets.length > 0) runScorer(data, out);
for (const { name, messages } of sets)
  console.log(
    `${name.padEnd(14)} ${Math.round(measureSpeed(messages)).toLocaleString('en-GB')} lines/s on one core`,
  );
