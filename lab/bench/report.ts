import { cpus, totalmem } from 'node:os';
import type { Measure } from './measure.ts';
import { isKept } from './measure.ts';

const PLACES = { ms: 1, x: 1, MiB: 0 } as const;

function valueOf({ value, unit, skipped }: Measure): string {
  return (
    skipped ?? `${unit === 'x' ? '×' : ''}${value.toFixed(PLACES[unit])}${unit === 'x' ? '' : ` ${unit}`}`
  );
}

function promiseOf({ atMost, atLeast, unit }: Measure): string {
  const sign = unit === 'x' ? '×' : '';
  const tail = unit === 'x' ? '' : ` ${unit}`;
  if (atMost !== undefined) return `≤ ${sign}${atMost}${tail}`;
  return atLeast === undefined ? '' : `≥ ${sign}${atLeast}${tail}`;
}

function verdictOf(measure: Measure): string {
  const kept = isKept(measure);
  if (kept === undefined) return '';
  return kept ? 'kept' : '**broken**';
}

/** docs/generated/bench.md, with the day and the machine that it holds for. */
export function toMarkdown(measures: Measure[]): string {
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory, Node ${process.versions.node}`;
  return [
    '# How quick, how big\n',
    `Written by \`npm run bench\` on ${day} (${machine}). Everything on loopback in one run; the simulated cluster runs in a process of`,
    'its own, Jamie is started as a user would and asked over HTTP with an event stream.\n',
    '| what | measured | promised | |',
    '| --- | ---: | ---: | --- |',
    ...measures.map((one) => `| ${one.what} | ${valueOf(one)} | ${promiseOf(one)} | ${verdictOf(one)} |`),
    '',
  ].join('\n');
}

export function toText(measures: Measure[]): string {
  return measures
    .map(
      (one) =>
        `${valueOf(one).padStart(12)}  ${promiseOf(one).padStart(12)}  ${verdictOf(one).padEnd(10)}  ${one.what}`,
    )
    .join('\n');
}
