import { describe, expect, test } from 'vitest';
import { stagedSpan, stagedTrace } from '../testing.ts';
import { run } from './evaluate.ts';
import { measure } from './metrics.ts';
import { parseQuery } from './parse.ts';

function staged() {
  const root = stagedSpan('GET /cart', {
    duration: 900,
    attributes: { 'http.route': '/cart', 'http.status_code': 200, beta: true },
  });
  const call = stagedSpan('call', { parent: root, kind: 'client', start: 10, duration: 700 });
  const answer = stagedSpan('GET /stock', {
    parent: call,
    service: 'stock',
    start: 20,
    duration: 650,
    status: 'error',
    message: 'no stock',
    attributes: { 'http.status_code': 503, 'retry count': 2 },
    events: [{ name: 'exception', time: 600, attributes: { 'exception.type': 'Empty' } }],
  });
  const select = stagedSpan('SELECT stock', {
    parent: answer,
    kind: 'client',
    service: 'stock',
    start: 30,
    duration: 5,
  });
  const again = stagedSpan('SELECT price', {
    parent: answer,
    kind: 'client',
    service: 'stock',
    start: 40,
    duration: 15,
  });
  return stagedTrace(root, call, answer, select, again);
}

const found = (query: string): string[][] =>
  run(parseQuery(query).stages, staged()).map(({ spans }) => spans.map(({ name }) => name));

describe('a spanset', () => {
  test.each<[string, string[]]>([
    ['{ name = "call" }', ['call']],
    ['{ .service.name = "stock" && kind = server }', ['GET /stock']],
    ['{ resource.service.name =~ "st.*" && name !~ "SELECT.*" }', ['GET /stock']],
    ['{ resource.service.name =~ "st" }', []],
    ['{ status = error || duration > 800ms }', ['GET /cart', 'GET /stock']],
    ['{ span.http.status_code >= 500 }', ['GET /stock']],
    ['{ span.http.status_code != 200 }', ['GET /stock']],
    ['{ .beta }', ['GET /cart']],
    ['{ !.beta && kind = server }', ['GET /stock']],
    ['{ span."retry count" * 2 = 4 }', ['GET /stock']],
    ['{ .nothing = nil && kind = server }', ['GET /cart', 'GET /stock']],
    ['{ .http.route != nil }', ['GET /cart']],
    ['{ event.exception.type = "Empty" && event:name = `exception` }', ['GET /stock']],
    ['{ statusMessage = "no stock" && rootName = "GET /cart" && traceDuration > 0.8s }', ['GET /stock']],
    ['{ trace:rootService = "shop" && span:status = error }', ['GET /stock']],
    ['{ nestedSetParent < 0 }', ['GET /cart']],
    ['{ childCount = 2 }', ['GET /stock']],
    ['{ duration > 5ms && duration <= 15ms }', ['SELECT price']],
  ])('%s', (query, names) => {
    expect(found(query).flat()).toEqual(names);
  });
});

describe('spans and their relations', () => {
  test.each<[string, string[]]>([
    ['{ name = "call" } > { }', ['GET /stock']],
    ['{ .service.name = "shop" } >> { name =~ "SELECT.*" }', ['SELECT stock', 'SELECT price']],
    ['{ status = error } < { kind = client }', ['call']],
    ['{ status = error } << { }', ['GET /cart', 'call']],
    ['{ name = "SELECT stock" } ~ { }', ['SELECT price']],
    ['{ status = error } !> { kind = client }', ['call']],
    ['{ name = "call" } &> { }', ['call', 'GET /stock']],
    ['{ name = "call" } && { name = "nobody" }', []],
    ['{ name = "call" } || { name = "nobody" }', ['call']],
    ['({ status = error } | count() = 1) >> { kind = client }', ['SELECT stock', 'SELECT price']],
  ])('%s', (query, names) => {
    expect(found(query).flat()).toEqual(names);
  });
});

describe('a pipeline', () => {
  test('counts, computes and groups', () => {
    expect(found('{ kind = client } | count() > 2')).toEqual([['call', 'SELECT stock', 'SELECT price']]);
    expect(found('{ kind = client } | count() > 3')).toEqual([]);
    expect(found('{ name =~ "SELECT.*" } | sum(duration) = 20ms')).toHaveLength(1);
    expect(found('{ name =~ "SELECT.*" } | avg(duration) > 10ms')).toEqual([]);
    expect(found('{ } | by(resource.service.name) | max(duration) < 700ms')).toEqual([
      ['GET /stock', 'SELECT stock', 'SELECT price'],
    ]);
    expect(found('{ } | by(name) | coalesce() | select(span.http.route)')[0]).toHaveLength(5);
    expect(found('{ status = error } | { kind = client }')).toEqual([]);
  });
});

describe('a query that Tempo refuses', () => {
  test.each([
    ['{ .a < }', 'parse error at line 1, col 8: syntax error: unexpected CLOSE_BRACE'],
    ['{ attribute = 4 }', 'parse error at line 1, col 3: syntax error: unexpected IDENTIFIER'],
    ['{ .a = 3', 'syntax error: unexpected $end'],
    ['{ .a == 4 }', 'syntax error: unexpected ='],
    ['{ true } + { true }', 'syntax error: unexpected +'],
    ['coalesce() | { true }', 'unexpected IDENTIFIER'],
    ['{ true } | count()', 'unexpected $end'],
    ['{ trace:status = error }', 'syntax error'],
    ['{ name = "foo }', 'literal not terminated'],
    ['{ duration > "a" }', 'binary operations must operate on the same type: duration > `a`'],
    ['{ 1 + 1 }', 'span filter field expressions must resolve to a boolean'],
    ['{ status > ok }', 'illegal operation'],
    ['{ span.foo =~ "[" }', 'invalid regex'],
    ['{ -true }', 'illegal operation for the given type'],
    ['{ true } | by(1)', 'must reference the span'],
    ['{ true } | sum(3) = 2', 'must reference the span'],
    ['{ true } | max(name) = 1', 'must resolve to a number'],
  ])('%s', (query, message) => {
    expect(() => parseQuery(query)).toThrow(message);
  });

  test.each([
    '{}',
    '{ true } !>> { true }',
    'max(duration) > 3s | { status = error || .http.status = 500 }',
    '{ duration > 1s * 2s }',
    '{ 1 * 1h = 1 }',
    '{ } >> { kind = server } | select(nestedSetLeft, nestedSetRight)',
    '{} | count_over_time() by (name) with(sample=0.1)',
    '{} | quantile_over_time(duration, 0, 0.9, 1) by (span.http.path)',
    '{} | rate() by (resource.service.name) | topk(5)',
    '{ -(3 / 2) * .test + .other = 2 }',
    '{ span.a=1&&span.b="x"}',
  ])('but not %s', (query) => {
    expect(parseQuery(query).stages.length).toBeGreaterThan(0);
  });
});

describe('a metrics query', () => {
  const steps = { from: 0, to: 120_000, step: 60_000 };
  const traces = (): ReturnType<typeof staged>[] => [0, 1, 2, 3].map(() => staged());
  const series = (text: string) => {
    const { metric, stages } = parseQuery(text);
    return metric ? measure({ stages, metric }, traces(), steps) : [];
  };

  test('counts and rates in steps, zero where nothing was', () => {
    expect(series('{ status = error } | rate()')).toEqual([
      {
        labels: [['__name__', { kind: 'string', value: 'rate' }]],
        samples: [
          { time: 0, value: 4 / 60 },
          { time: 60_000, value: 0 },
        ],
      },
    ]);
    const by = series('{ } | count_over_time() by (resource.service.name)');
    expect(by.map(({ labels, samples }) => [labels[0]?.[1].value, samples[0]?.value])).toEqual([
      ['shop', 8],
      ['stock', 12],
    ]);
    expect(series('{ } | count_over_time() by (name) | topk(1)')).toHaveLength(1);
  });

  test('estimates durations in seconds', () => {
    expect(series('{ name = "call" } | max_over_time(duration)')[0]?.samples).toEqual([
      { time: 0, value: 0.7 },
    ]);
    const [half] = series('{ name = "call" } | quantile_over_time(duration, .5)');
    expect(half?.labels).toEqual([['p', { kind: 'float', value: 0.5 }]]);
    expect(half?.samples[0]?.value).toBeGreaterThan(0.53);
    expect(half?.samples[0]?.value).toBeLessThan(1.08);
    expect(series('{ name = "call" } | histogram_over_time(duration)')[0]?.samples[0]?.value).toBe(4);
  });
});
