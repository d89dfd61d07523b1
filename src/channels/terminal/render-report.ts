import type { WeekReport } from '#brain';

type Trend = WeekReport['trends']['good'];
type Reception = WeekReport['all'];

const share = (count: number, of: number): string =>
  of === 0 ? '-' : `${((100 * count) / of).toFixed(0)} %`;

function trend(what: string, { now, before, p, isSignificant }: Trend): string {
  const is = share(now.count, now.of);
  if (before.of === 0) return `${what}: ${is}; nothing to compare with yet`;
  const verdict = isSignificant
    ? `a real change (p ${p.toFixed(3)})`
    : `no more than chance (p ${p.toFixed(2)})`;
  return `${what}: ${is}, ${share(before.count, before.of)} in the four weeks before: ${verdict}`;
}

const row = (name: string, { answers, unknown, good, bad, meanMs }: Reception): string =>
  `  ${name.padEnd(28)} ${String(answers).padStart(6)} ${share(unknown, answers).padStart(8)} ${`${good}/${bad}`.padStart(9)} ${`${meanMs} ms`.padStart(9)}`;

function table(title: string, rows: readonly (Reception & { name: string })[]): string[] {
  if (rows.length === 0) return [];
  const head = `  ${title.padEnd(28)} ${'asked'.padStart(6)} ${'unknown'.padStart(8)} ${'good/bad'.padStart(9)} ${'mean'.padStart(9)}`;
  return ['', head, ...rows.map((one) => row(one.name, one))];
}

const list = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0
    ? []
    : ['', title, ...lines.map((line) => `  - ${line.replace(/\s+/g, ' ').slice(0, 160)}`)];

/** The week's report as text. */
export function renderReport({ from, to, all, trends, ...report }: WeekReport): string {
  return [
    `Answers from ${from.slice(0, 10)} to ${to.slice(0, 10)}: ${all.answers}`,
    trend('Not known', trends.unknown),
    trend('Rated good, of those rated', trends.good),
    ...table(
      'skill',
      report.skills.map((one) => ({ ...one, name: one.skill })),
    ),
    ...table(
      'reasoner',
      report.reasoners.map((one) => ({ ...one, name: `${one.reasoner} ${one.prompt}`.trim() })),
    ),
    ...table(
      'experiment',
      report.arms.map((one) => ({ ...one, name: one.arm })),
    ),
    ...list(
      'Not known, the most asked first:',
      report.unknowns.map(({ message, count }) => `${message} (${count})`),
    ),
    ...list(
      'Rated bad:',
      report.lowRated.map(
        ({ message, correction }) => message + (correction === undefined ? '' : ` → ${correction}`),
      ),
    ),
  ].join('\n');
}
