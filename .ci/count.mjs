// Adds up vitest's JSON reports into one closing line.
import { readFileSync } from 'node:fs';

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const total = (field) => reports.reduce((sum, report) => sum + report[field], 0);
const skipped = total('numPendingTests') + total('numTodoTests');
console.log(`${total('numPassedTests')} passed, ${total('numFailedTests')} failed, ${skipped} skipped`);
