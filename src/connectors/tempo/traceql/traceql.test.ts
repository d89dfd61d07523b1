import { describe, expect, test } from 'vitest';
import { InputError } from '#ground/errors';
import { checkQuery } from './check-query.ts';
import { writeQuery } from './write-query.ts';
import type { Wish } from './write-query.ts';

function complaint(query: string, wanted?: 'traces' | 'series'): string {
  try {
    checkQuery(query, wanted);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return '';
}

describe('a query', () => {
  test.each([
    '{}',
    '{ true }',
    '{ .a = 2 && span.b != "x" || !(resource.c =~ `a|b`) }',
    '{ span.http.status_code >= 500 && duration > 1.5s }',
    '{ span."with space" = "}" }',
    '{ trace:rootService = "a" && span:status = error && kind = server }',
    '{ parent.span.foo = nil }',
    '{ true } >> { false } && ({ .a } !~ { .b }) || { .c } &<< { .d }',
    '({ true } | count() > 1 | { false }) >> ({ true } | count() > 1)',
    '{ status = error } | by(resource.service.name) | count() > 2 | select(span.http.url, name)',
    'max(duration) > 3s | { status = error }',
    '{ true } | by(name) | coalesce() | avg(.b) + 1 >= 2 ^ 3',
    '{ 1 * 1h = .5 }',
  ])('%s is let through', (query) => {
    expect(complaint(query)).toBe('');
  });

  test.each([
    '{} | rate()',
    '{ status = error } | rate() by (resource.service.name) | topk(5)',
    '{} | quantile_over_time(duration, .9, .99) by (name) with(sample=0.1)',
    '{ kind = server } | compare({ status = error })',
  ])('%s is let through where series are wanted', (query) => {
    expect(complaint(query, 'series')).toBe('');
    expect(complaint(query)).toMatch(/tempo_query_metrics/);
  });

  test('of traces is no query of series', () => {
    expect(complaint('{ .a }', 'series')).toMatch(/Did you mean: \{ \.a \} \| rate\(\)$/);
  });

  test.each([
    ['{ .a == 2 }', '{ .a = 2 }'],
    ['{ .a = 2', '{ .a = 2 }'],
    ["{ .a = 'x' }", '{ .a = "x" }'],
    ['{ .a = 1 and .b = 2 }', '{ .a = 1 && .b = 2 }'],
    ['{ .a = 1 OR .b = 2 }', '{ .a = 1 || .b = 2 }'],
    ['service.name = "checkout"', '{ resource.service.name = "checkout" }'],
    ['{ service = "checkout" }', '{ resource.service.name = "checkout" }'],
    ['{ resource.service.name = checkout }', '{ resource.service.name = "checkout" }'],
    ['{ http.status_code = 500 }', '{ .http.status_code = 500 }'],
    ['{ status = "error" }', '{ status = error }'],
    ['{ duration > 2 seconds }', '{ duration > 2s }'],
    ['{ duration > 2 s }', '{ duration > 2s }'],
    ['({ .a } | count() > 2', '({ .a } | count() > 2)'],
    ['duration > 2s && status = error', '{ duration > 2s && status = error }'],
  ])('%s is refused, with %s as the suggestion', (query, suggestion) => {
    expect(complaint(query)).toMatch(/^The query is not valid TraceQL: /);
    expect(complaint(query).split('Did you mean: ')[1]).toBe(suggestion);
    expect(complaint(suggestion)).toBe('');
  });

  test.each([
    '',
    '   ',
    '}{',
    '{ < }',
    '{ true } + { true }',
    '{ . }',
    '"',
    '{ trace:status = error }',
    '| rate()',
    '{ .a } |',
  ])('%j is refused without a wild guess', (query) => {
    expect(complaint(query)).toMatch(/is not valid TraceQL/);
  });
});

describe('words', () => {
  test.each<[Wish, string]>([
    [{}, '{}'],
    [
      { service: 'checkout', minDurationMs: 2000 },
      '{ resource.service.name = "checkout" && duration >= 2s }',
    ],
    [
      { service: 'checkout', minDurationMs: 250, wholeTrace: true },
      '{ resource.service.name = "checkout" && traceDuration >= 250ms }',
    ],
    [{ maxDurationMs: 0.5 }, '{ duration <= 500us }'],
    [{ operation: 'GET *', status: 'error' }, '{ name =~ "GET .*" && status = error }'],
    [
      { service: 'a.b*', status: 'ok' },
      String.raw`{ resource.service.name =~ "a\\.b.*" && status != error }`,
    ],
    [
      { attributes: { 'http.status_code': 503, 'span.db.system': 'redis', beta: true } },
      '{ .http.status_code = 503 && span.db.system = "redis" && .beta = true }',
    ],
    [{ attributes: { 'has space': 'say "hi"' } }, String.raw`{ ."has space" = "say \"hi\"" }`],
    [
      { environment: 'prod', namespace: 'shop', cluster: 'c1' },
      '{ resource.k8s.namespace.name = "shop" && resource.k8s.cluster.name = "c1" && (resource.deployment.environment = "prod" || resource.deployment.environment.name = "prod") }',
    ],
  ])('%j become %s', (wish, query) => {
    expect(writeQuery(wish)).toBe(query);
    expect(complaint(query)).toBe('');
  });

  test('cannot break out of their quotes', () => {
    const query = writeQuery({ service: '" } || { true', attributes: { 'a = 1 } | rate() //': 'x' } });
    expect(query).toBe(
      String.raw`{ resource.service.name = "\" } || { true" && ."a = 1 } | rate() //" = "x" }`,
    );
    expect(complaint(query)).toBe('');
  });
});
