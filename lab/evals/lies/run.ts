import { parseArgs } from 'node:util';
import { openCompany, type Company } from './company.ts';
import { measureLies, type Score } from './measure.ts';
import { FAULTS, QUESTIONS } from './questions.ts';

const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

function tell({ lies, caught, truths, passed, misses, blamed }: Score, isLong: boolean): void {
  for (const { kind, truth, text } of misses.slice(0, isLong ? 1000 : 20))
    console.log(`not caught (${kind}): ${text}\n    true is: ${truth}`);
  for (const { text, shown } of blamed.slice(0, isLong ? 1000 : 20))
    console.log(`blamed though true (${shown}): ${text}`);
  console.log(`lies caught or flagged: ${String(caught)} of ${String(lies)} (${percent(caught, lies)})`);
  console.log(`truths shown unmarked: ${String(passed)} of ${String(truths)} (${percent(passed, truths)})`);
}

const { values } = parseArgs({ options: { all: { type: 'boolean' } } });
const company: Company = await openCompany(FAULTS);
const score = await measureLies(company, QUESTIONS);
await company.close();
tell(score, values.all === true);
process.exit(score.caught / score.lies >= 0.99 && score.passed / score.truths >= 0.95 ? 0 : 1);
