import type { Half } from './cases.ts';
import type { Outcome } from './ask-incidents.ts';
import type { Verdict } from './judge-reading.ts';

/** Shares to be reached by the judging half. */
export const GOAL = { first: 0.85, inThree: 0.95, calm: 0.95, p95Ms: 1500 };

/** The numbers of one half. */
export interface Totals {
  broken: number;
  first: number;
  inThree: number;
  healthy: number;
  calm: number;
  p50: number;
  p95: number;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function totalsOf(outcomes: readonly Outcome[]): Totals {
  const having = (...verdicts: Verdict[]) =>
    outcomes.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const times = outcomes.map(({ ms }) => ms);
  return {
    broken: having('first', 'in-three', 'missed'),
    first: having('first'),
    inThree: having('first', 'in-three'),
    healthy: having('calm', 'false-alarm'),
    calm: having('calm'),
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
  };
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;

function totalsRow(name: string, outcomes: readonly Outcome[]): string {
  const { broken, first, inThree, healthy, calm } = totalsOf(outcomes);
  const cells = [name, broken, share(first, broken), share(inThree, broken), healthy, share(calm, healthy)];
  return `| ${cells.join(' | ')} |`;
}

const HEAD = [
  '| | asked, broken | root cause first | in the first three | asked, healthy | no cause named |',
  '| --- | ---: | ---: | ---: | ---: | ---: |',
];

const ofHalf = (outcomes: readonly Outcome[], half: Half) => outcomes.filter((one) => one.of.half === half);

function byScenario(outcomes: readonly Outcome[]): string[] {
  const groups = [...Map.groupBy(outcomes, ({ of }) => of.scenario)].sort(([a], [b]) => a.localeCompare(b));
  return groups.map(([scenario, some]) => totalsRow(`\`${scenario}\``, some));
}

/** docs/generated/incidents.md: no timings, so that it changes when answers do; of the judging half totals only. */
export function toMarkdown(outcomes: readonly Outcome[]): string {
  return [
    '# Why does it hurt?\n',
    'Written by `npm run eval:incidents`: something goes wrong in the simulated company, and the product, connected to every system',
    'of it, is asked why by whoever feels it. *First*: what it calls the cause is the root cause. *Healthy*: nothing is wrong, and no',
    `cause is to be named. Goals for the judging half: first ${100 * GOAL.first} %, in the first three ${100 * GOAL.inThree} %, no cause where nothing is wrong`,
    `${100 * GOAL.calm} %. The judging half has scenarios and companies of its own; developers see its totals only.\n`,
    ...HEAD,
    totalsRow('**judging half**', ofHalf(outcomes, 'judge')),
    totalsRow('**tuning half**', ofHalf(outcomes, 'tune')),
    '\n## Tuning half by scenario\n',
    ...HEAD,
    ...byScenario(ofHalf(outcomes, 'tune')),
    '',
  ].join('\n');
}

function failure({ of, asked, truth, causes, verdict, answer }: Outcome): string {
  return [
    `${verdict.padEnd(11)} ${of.scenario} (seed ${of.seed})`,
    `    asked: ${asked}`,
    `    true:  ${truth.causes.join(' or ') || 'nothing is wrong'} [${truth.kind}]; innocent: ${truth.redHerrings.join(', ') || '-'}`,
    `    named: ${causes.slice(0, 5).join(', ') || 'nothing'}`,
    `    said:  ${answer.replace(/\s+/g, ' ').slice(0, 700)}`,
  ].join('\n');
}

/** The tuning half's failures in full and both halves' totals, for the terminal. */
export function toText(outcomes: readonly Outcome[]): string {
  const failed = ofHalf(outcomes, 'tune').filter(({ verdict }) => verdict !== 'first' && verdict !== 'calm');
  const halves = (['tune', 'judge'] as const).filter((half) => ofHalf(outcomes, half).length > 0);
  const lines = halves.map((half) => {
    const { broken, first, inThree, healthy, calm, p50, p95 } = totalsOf(ofHalf(outcomes, half));
    return (
      `${half}: broken ${broken}, first ${share(first, broken)}, in three ${share(inThree, broken)}; ` +
      `healthy ${healthy}, no cause ${share(calm, healthy)}; p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`
    );
  });
  return [...failed.map(failure), '', ...lines].join('\n');
}
