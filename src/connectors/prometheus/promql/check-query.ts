import { InputError } from '#ground/errors';
import { missingRange, suggestRepair } from './repair.ts';
import { readSyntax } from './syntax.ts';

function wordAt(text: string, at: number): string {
  const rest = text.slice(at).trimStart();
  return rest === ''
    ? 'the end of the expression'
    : JSON.stringify(/^(\w+|\S)/.exec(rest)?.[0] ?? rest.slice(0, 1));
}

/** Parses an expression before it is sent. InputError `bad-promql` says where it goes wrong and what may have been meant. */
export function checkQuery(text: string): void {
  const { faultAt } = readSyntax(text);
  const ranged = faultAt === undefined ? missingRange(text) : undefined;
  if (faultAt === undefined && ranged === undefined) return;
  const suggestion = ranged?.suggestion ?? suggestRepair(text);
  const where =
    ranged?.problem ??
    `is not valid PromQL: at column ${(faultAt ?? 0) + 1}, ${wordAt(text, faultAt ?? 0)} is not expected`;
  const hint = suggestion === undefined ? '' : ` Did you mean: ${suggestion}`;
  throw new InputError({
    code: 'bad-promql',
    message: `The expression ${where}.${hint}`,
    faults: [{ at: `column ${(faultAt ?? 0) + 1}`, problem: where }],
  });
}
