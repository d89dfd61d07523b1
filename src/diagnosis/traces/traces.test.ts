import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTraces } from './compare-traces.ts';
import { bottleneck, criticalPath } from './critical-path.ts';
import { errorOrigins } from './error-origin.ts';
import { findRepeats } from './repeats.ts';
import { selfTime } from './self-time.ts';
import type { Span } from './span.ts';
import { span } from './testing.ts';
import { buildTrace, walk } from './trace-tree.ts';

const selfTimes = (spans: Span[]): Record<string, number> =>
  Object.fromEntries(walk(buildTrace(spans)).map(({ node }) => [node.span.spanId, selfTime(node)]));

describe('self time', () => {
  it('is what no child accounts for, children that overlap counting once', () => {
    const times = selfTimes([
      span('web', [0, 100]),
      span('cart', [10, 50], { parentId: 'web' }),
      span('search', [30, 70], { parentId: 'web' }),
      span('db', [20, 40], { parentId: 'cart' }),
    ]);
    expect(times).toEqual({ web: 40, cart: 20, db: 20, search: 40 });
  });

  it('does not count work that outlives the caller', () => {
    const times = selfTimes([
      span('web', [0, 100]),
      span('mail', [90, 500], { parentId: 'web', kind: 'consumer' }),
    ]);
    expect(times['web']).toBe(90);
  });

  it('brings the clock of another machine in line with the caller', () => {
    const times = selfTimes([span('web', [0, 100]), span('cart', [5000, 5080], { parentId: 'web' })]);
    expect(times).toEqual({ web: 20, cart: 80 });
  });
});

describe('the critical path', () => {
  const spans = [
    span('web', [0, 100]),
    span('auth', [5, 20], { parentId: 'web' }),
    span('cart', [20, 90], { parentId: 'web' }),
    span('search', [20, 50], { parentId: 'web' }),
    span('db', [30, 85], { parentId: 'cart' }),
  ];

  it('leaves out what ran beside something longer', () => {
    const path = criticalPath(buildTrace(spans)).map(({ span: { spanId }, from, to }) => [spanId, from, to]);
    expect(path).toEqual([
      ['web', 0, 5],
      ['auth', 5, 20],
      ['cart', 20, 30],
      ['db', 30, 85],
      ['cart', 85, 90],
      ['web', 90, 100],
    ]);
  });

  it('has the bottleneck as its longest part', () => {
    expect(bottleneck(criticalPath(buildTrace(spans)))).toMatchObject({ span: { spanId: 'db' }, waited: 55 });
  });
});

describe('repeated calls', () => {
  const query = (place: number, more: Partial<Span> = {}): Span =>
    span(`q${place}`, [place * 10, place * 10 + 8], {
      parentId: 'web',
      service: 'db',
      name: `SELECT * FROM items WHERE id = ${place}`,
      ...more,
    });
  const six = [0, 1, 2, 3, 4, 5];

  it('are n+1 when a loop asks one by one', () => {
    const [found] = findRepeats(buildTrace([span('web', [0, 100]), ...six.map((place) => query(place))]));
    expect(found).toMatchObject({ kind: 'n-plus-one', count: 6, spent: 48, failures: 0 });
  });

  it('are no n+1 when they run side by side', () => {
    const beside = six.map((place) => query(place, { start: 5 }));
    expect(findRepeats(buildTrace([span('web', [0, 100]), ...beside]))).toEqual([]);
  });

  it('are retries when each but the last failed', () => {
    const spans = [span('web', [0, 100]), query(0, { failed: true }), query(1, { failed: true }), query(2)];
    expect(findRepeats(buildTrace(spans))).toMatchObject([
      { kind: 'retry', count: 3, failures: 2, spent: 16, succeeded: true },
    ]);
  });
});

describe('the origin of an error', () => {
  it('is the deepest failed span, and one that came up to the user goes first', () => {
    const origins = errorOrigins(
      buildTrace([
        span('web', [0, 100], { failed: true }),
        span('ads', [0, 10], { parentId: 'web' }),
        span('cache', [1, 9], { parentId: 'ads', failed: true }),
        span('cart', [20, 90], { parentId: 'web', failed: true }),
        span('db', [30, 80], { parentId: 'cart', failed: true, message: 'too many connections' }),
      ]),
    );
    expect(origins.map(({ span: { spanId }, surfaced }) => [spanId, surfaced])).toEqual([
      ['db', true],
      ['cache', false],
    ]);
    expect(origins[0]?.through.map(({ spanId }) => spanId)).toEqual(['web', 'cart']);
  });
});

describe('two periods compared', () => {
  const traces = (name: string, slow: number): Span[] =>
    Array.from({ length: 20 }, (_, place) => {
      const db = 20 + (place % 3) + slow;
      const id = { traceId: `${name}${place}` };
      return [
        span('web', [0, 30 + db], id),
        span('cart', [5, 15 + db], { ...id, parentId: 'web' }),
        span('db', [10, 10 + db], { ...id, parentId: 'cart' }),
      ];
    }).flat();

  it('blame the operation that grew itself, not its callers', () => {
    const [first, ...rest] = compareTraces(traces('a', 0), traces('b', 100));
    expect(first).toMatchObject({ operation: 'db work', kind: 'slower', share: 1 });
    expect(first?.growth).toBeCloseTo(100);
    expect(rest.map(({ kind }) => kind)).toEqual(['as-before', 'as-before']);
  });

  it('find nothing when nothing changed', () => {
    const kinds = compareTraces(traces('a', 0), traces('b', 0)).map(({ kind }) => kind);
    expect(kinds).toEqual(['as-before', 'as-before', 'as-before']);
  });

  it('tell new and vanished operations, and say nothing without a baseline', () => {
    const other = traces('b', 0).map((one) => (one.service === 'db' ? { ...one, name: 'SELECT' } : one));
    const kinds = new Map(
      compareTraces(traces('a', 0), other).map(({ operation, kind }) => [operation, kind]),
    );
    expect(kinds.get('db SELECT')).toBe('new');
    expect(kinds.get('db work')).toBe('gone');
    expect(compareTraces([], traces('b', 0))).toEqual([]);
  });
});

describe('any spans at all', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const anySpan = fc.record({
    traceId: fc.constantFrom('t1', 't2'),
    spanId: id,
    parentId: fc.option(id, { nil: undefined }),
    service: id,
    name: fc.constantFrom('x', 'y 1', 'y 2'),
    kind: fc.constantFrom('server' as const, 'client' as const, 'consumer' as const),
    start: fc.oneof(fc.integer({ min: -50, max: 500 }), fc.constant(Number.NaN)),
    duration: fc.oneof(fc.integer({ min: -5, max: 300 }), fc.constant(Number.POSITIVE_INFINITY)),
    failed: fc.boolean(),
  });

  it('are read without a throw, each span once, its own time within its duration', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 20 }), (spans) => {
        const tree = buildTrace(spans);
        const seen = walk(tree);
        expect(new Set(seen.map(({ node }) => node.span.spanId)).size).toBe(seen.length);
        for (const { node } of seen) {
          expect(selfTime(node)).toBeGreaterThanOrEqual(0);
          expect(selfTime(node)).toBeLessThanOrEqual(node.span.duration);
        }
        findRepeats(tree);
        errorOrigins(tree);
        compareTraces(spans, spans.toReversed());
      }),
    );
  });

  it('may be nested as deep as they like', () => {
    const deep = Array.from({ length: 20_000 }, (_, place) =>
      span(`s${place}`, [place, 40_000 - place], place > 0 ? { parentId: `s${place - 1}` } : {}),
    );
    const tree = buildTrace(deep);
    expect(walk(tree)).toHaveLength(20_000);
    expect(criticalPath(tree)[0]?.span.spanId).toBe('s0');
  });

  it('wait for no grandchild that ended before the root began', () => {
    const early = [
      span('a', [349, 350]),
      span('d', [162, 350], { parentId: 'a' }),
      span('e', [155, 163], { parentId: 'd' }),
    ];
    expect(criticalPath(buildTrace(early)).map(({ from, to }) => [from, to])).toEqual([[349, 350]]);
  });

  it('have a critical path without gaps, exactly as long as the longest root', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 20 }), (spans) => {
        const tree = buildTrace(spans);
        const path = criticalPath(tree);
        const longest = Math.max(0, ...tree.roots.map(({ span: { duration } }) => duration));
        expect(path.reduce((total, { from, to }) => total + to - from, 0)).toBeCloseTo(longest);
        for (const [place, { from, to }] of path.entries()) {
          expect(to).toBeGreaterThan(from);
          if (place > 0) expect(from).toBe(path[place - 1]?.to);
        }
      }),
    );
  });
});
