import { InputError } from '#ground/errors';
import { suggestRepair } from './repair.ts';
import { readSyntax } from './syntax.ts';
import type { Syntax } from './syntax.ts';

/** Parses a query before it is sent. InputError `bad-logql` says where it goes wrong and what may have been meant. */
export function checkQuery(query: string, wanted: Syntax['kind']): Syntax {
  const syntax = readSyntax(query);
  if (syntax.fault) {
    const { at, problem } = syntax.fault;
    const suggestion = suggestRepair(query);
    const hint = suggestion === undefined ? '' : ` Did you mean: ${suggestion}`;
    throw new InputError({
      code: 'bad-logql',
      message: `The query is not valid LogQL: at column ${at + 1}, ${problem}.${hint}`,
      faults: [{ at: `column ${at + 1}`, problem }],
    });
  }
  if (syntax.kind === wanted) return syntax;
  const message =
    wanted === 'logs'
      ? 'This query gives numbers, not lines: ask it as a metric query.'
      : `This query gives lines, not numbers. Did you mean: count_over_time(${query.trim()} [5m])`;
  throw new InputError({ code: 'bad-logql', message });
}
