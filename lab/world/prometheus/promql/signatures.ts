import type { ValueType } from './expression.ts';

/** What a function takes and gives. `variadic` arguments at the end may be left out; -1: any number of the last. */
export interface Signature {
  args: ValueType[];
  variadic: number;
  returns: ValueType;
}

const takes = (args: ValueType[], options: Partial<Signature> = {}): Signature => ({
  args,
  variadic: 0,
  returns: 'vector',
  ...options,
});
const each = (names: string, signature: Signature): [string, Signature][] =>
  names.split(' ').map((name) => [name, signature]);

/** Every function of PromQL as of Prometheus 2.42. */
export const SIGNATURES: ReadonlyMap<string, Signature> = new Map([
  ...each(
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_count histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
    takes(['vector']),
  ),
  ...each(
    'absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time',
    takes(['matrix']),
  ),
  ...each(
    'day_of_month day_of_week day_of_year days_in_month hour minute month year',
    takes(['vector'], { variadic: 1 }),
  ),
  ...each('clamp_max clamp_min', takes(['vector', 'scalar'])),
  ...each('pi time', takes([], { returns: 'scalar' })),
  ['clamp', takes(['vector', 'scalar', 'scalar'])],
  ['histogram_fraction', takes(['scalar', 'scalar', 'vector'])],
  ['histogram_quantile', takes(['scalar', 'vector'])],
  ['label_join', takes(['vector', 'string', 'string', 'string'], { variadic: -1 })],
  ['label_replace', takes(['vector', 'string', 'string', 'string', 'string'])],
  ['predict_linear', takes(['matrix', 'scalar'])],
  ['quantile_over_time', takes(['scalar', 'matrix'])],
  ['round', takes(['vector', 'scalar'], { variadic: 1 })],
  ['scalar', takes(['vector'], { returns: 'scalar' })],
  ['vector', takes(['scalar'])],
]);

export const FUNCTION_NAMES: ReadonlySet<string> = new Set(SIGNATURES.keys());

export const AGGREGATIONS: ReadonlySet<string> = new Set(
  'avg bottomk count count_values group max min quantile stddev stdvar sum topk'.split(' '),
);
