import { ExecutionError } from '../promql/errors.ts';
import { check, typeWords } from '../promql/check.ts';
import { evaluateAt, evaluateOver } from '../promql/evaluate.ts';
import type { Labels } from '../promql/labels.ts';
import { keyOf } from '../promql/labels.ts';
import { formatFloat } from '../promql/numbers.ts';
import { print } from '../promql/print.ts';
import type { Samples, Value } from '../promql/values.ts';
import type { Backend } from '../backend.ts';
import { ApiError, badParameter, success } from './answer.ts';
import type { Answer } from './answer.ts';
import { durationIn, expressionIn, instantIn, timeIn } from './parameters.ts';

const MOST_STEPS = 11_000;

function pair(time: number, value: number): [number, string] {
  return [time / 1000, formatFloat(value)];
}

function matrixOf(series: readonly (Samples & { labels: Labels })[]): unknown[] {
  return [...series]
    .sort((a, b) => (keyOf(a.labels) < keyOf(b.labels) ? -1 : 1))
    .map(({ labels, times, values }) => ({
      metric: labels,
      values: times.map((time, index) => pair(time, values[index] ?? NaN)),
    }));
}

function describe(value: Value, time: number): { resultType: string; result: unknown } {
  switch (value.type) {
    case 'scalar':
      return { resultType: 'scalar', result: pair(time, value.value) };
    case 'string':
      return { resultType: 'string', result: [time / 1000, value.value] };
    case 'vector':
      return {
        resultType: 'vector',
        result: value.points.map((point) => ({ metric: point.labels, value: pair(time, point.value) })),
      };
    case 'matrix':
      return { resultType: 'matrix', result: matrixOf(value.windows) };
  }
}

function executed<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ExecutionError) throw new ApiError('execution', error.message);
    throw error;
  }
}

/** `/api/v1/query`. */
export function queryInstant({ storage, now }: Backend, params: URLSearchParams): Answer {
  const time = instantIn(params, now());
  const expr = expressionIn(params, 'query');
  return success(
    describe(
      executed(() => evaluateAt(storage, expr, time)),
      time,
    ),
  );
}

function spanIn(params: URLSearchParams) {
  const start = timeIn(params, 'start');
  const end = timeIn(params, 'end');
  if (end < start) throw badParameter('end', 'end timestamp must not be before start time');
  const step = durationIn(params, 'step');
  if (step <= 0)
    throw badParameter(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  if ((end - start) / step > MOST_STEPS)
    throw new ApiError(
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  return { start, end, step };
}

/** `/api/v1/query_range`. */
export function queryRange({ storage }: Backend, params: URLSearchParams): Answer {
  const span = spanIn(params);
  const expr = expressionIn(params, 'query');
  const type = check(expr);
  if (type !== 'scalar' && type !== 'vector')
    throw new ApiError(
      'bad_data',
      `invalid expression type ${JSON.stringify(typeWords(type))} for range query, must be Scalar or instant Vector`,
    );
  const result = matrixOf(executed(() => evaluateOver(storage, expr, span)));
  return success({ resultType: 'matrix', result });
}

/** `/api/v1/format_query`. */
export function formatQuery(params: URLSearchParams): Answer {
  return success(print(expressionIn(params, 'query')));
}
