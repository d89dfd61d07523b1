import { describe, expect, test } from 'vitest';
import { InputError } from '#ground/errors';
import { checkQuery } from './check-query.ts';

function complaint(query: string): string {
  try {
    checkQuery(query);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return '';
}

describe('an expression', () => {
  test.each([
    'up',
    'sum by (job) (rate(http_requests_total{code=~"5..", job!="a(b"}[5m]))',
    'histogram_quantile(0.9, sum(rate(x_bucket[5m])) by (le))',
    'a * on (pod) group_left (node) b',
    'max_over_time(rate(x[5m])[1h:1m])',
    'x offset 1d > bool 2 # comment',
  ])('%s is let through', (query) => {
    expect(complaint(query)).toBe('');
  });

  test.each([
    ['sum(up', 'sum(up)'],
    ['sum(rate(x[5m]) by (job)', 'sum(rate(x[5m])) by (job)'],
    ['up{job="a"', 'up{job="a"}'],
    ['rate(x[5m', 'rate(x[5m])'],
    ['sum(up))', 'sum(up)'],
    ['rate(x)', 'rate(x[5m])'],
    ['increase(x{a="b"})', 'increase(x{a="b"}[5m])'],
    ['up = 1', 'up == 1'],
    ['up && up', 'up and up'],
    ['a || b', 'a or b'],
    ['x{service=checkout}', 'x{service="checkout"}'],
    ['x{service=="checkout"}', 'x{service="checkout"}'],
    ['sum by job (up)', 'sum by (job) (up)'],
    ['rate(x[5min])', 'rate(x[5m])'],
    ['Rate(x[5m])', 'rate(x[5m])'],
    ['histogram_quantil(0.9, x)', 'histogram_quantile(0.9, x)'],
  ])('%s is refused, with %s as the suggestion', (query, suggestion) => {
    expect(complaint(query)).toMatch(/^The expression /);
    expect(complaint(query).split('Did you mean: ')[1]).toBe(suggestion);
    expect(complaint(suggestion)).toBe('');
  });

  test.each(['', '   ', ')(', 'foo bar', '{{}}', '"', '+'])('%j is refused without a wild guess', (query) => {
    expect(complaint(query)).toMatch(/is not valid PromQL/);
  });
});
