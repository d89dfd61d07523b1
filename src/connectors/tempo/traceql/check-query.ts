import { InputError } from '#ground/errors';
import { suggestRepair } from './repair.ts';
import { readSyntax } from './syntax.ts';

function describeFault(text: string, at: number): string {
  const rest = text.slice(at).trimStart();
  if (rest === '') return 'is not valid TraceQL: it ends too early';
  const word = JSON.stringify(/^([\w.:]+|"[^"]*"?|\S)/.exec(rest)?.[0] ?? rest.slice(0, 1));
  return `is not valid TraceQL: at column ${at + 1}, ${word} is not expected`;
}

function refuse(message: string): InputError {
  return new InputError({ code: 'bad-traceql', message });
}

/**
 * Parses a query before it is sent. InputError `bad-traceql` says where it goes wrong and what may have been meant, or that
 * a query for traces was given where one for series is wanted, or the other way about.
 */
export function checkQuery(text: string, wanted: 'traces' | 'series' = 'traces'): void {
  const { faultAt, isMetric } = readSyntax(text);
  if (faultAt !== undefined) {
    const suggestion = suggestRepair(text);
    const hint = suggestion === undefined ? '' : ` Did you mean: ${suggestion}`;
    throw refuse(`The query ${describeFault(text, faultAt)}.${hint}`);
  }
  if (isMetric && wanted === 'traces')
    throw refuse('The query computes series: ask tempo_query_metrics, or leave out what follows the last |.');
  if (!isMetric && wanted === 'series')
    throw refuse(
      `The query selects traces: ask tempo_query_traces, or add what is to be computed. Did you mean: ${text.trim()} | rate()`,
    );
}
