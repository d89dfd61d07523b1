import { InputError } from '#ground/errors';
import { missingRange, suggestRepair } from './repair.ts';
import { readSyntax } from './syntax.ts';

function describeFault(text: string, at: number): string {
  const rest = text.slice(at).trimStart();
  if (rest === '') return 'is not valid PromQL: it ends too early';
  const word = JSON.stringify(/^(\w+|\S)/.exec(rest)?.[0] ?? rest.slice(0, 1));
  return `is not valid PromQL: at column ${at + 1}, ${word} is not expected`;
}

/** Parses an expression before it is sent. InputError `bad-promql` says where it goes wrong and what may have been meant. */
export function checkQuery(text: string): void {
  const { faultAt } = readSyntax(text);
  const ranged = faultAt === undefined ? missingRange(text) : undefined;
  if (faultAt === undefined && ranged === undefined) return;
  const suggestion = ranged?.suggestion ?? suggestRepair(text);
  const where = ranged?.problem ?? describeFault(text, faultAt ?? 0);
  const hint = suggestion === undefined ? '' : ` Did you mean: ${suggestion}`;
  throw new InputError({
    code: 'bad-promql',
    message: `The expression ${where}.${hint}`,
    faults: [{ at: `column ${(faultAt ?? 0) + 1}`, problem: where }],
  });
}
