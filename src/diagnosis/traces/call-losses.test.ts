import { expect, test } from 'vitest';
import { callLosses } from './call-losses.ts';
import type { Span } from './span.ts';

/** Requests of `shop`, each of which asks `db` and `cache`: what it works itself, and what each call takes. */
function requests(
  count: number,
  each: { own: number; db: number; cache: number; fails?: 'db' | 'itself' },
): Span[] {
  return Array.from({ length: count }, (_, place): Span[] => {
    const [trace, ripple] = [`trace-${place}`, 1 + (place % 3) / 10];
    const { own, db, cache, fails } = each;
    const span = (name: string, duration: number, more: Partial<Span>): Span => ({
      traceId: trace,
      spanId: `${trace}/${name}`,
      service: 'shop',
      name,
      kind: 'client',
      start: place * 10_000,
      duration: duration * ripple,
      failed: false,
      ...more,
    });
    const root = `${trace}/root`;
    return [
      span('root', own + db + cache, { kind: 'server', failed: fails !== undefined }),
      span('db', db, { parentId: root, failed: fails === 'db' }),
      span('cache', cache, { parentId: root, start: place * 10_000 + db }),
    ];
  }).flat();
}

const to = ({ name }: Span): string | undefined => (name === 'root' ? undefined : name);
const lossesOf = (baseline: Span[], window: Span[]) =>
  Object.fromEntries(callLosses({ baseline, window }, to).map((loss) => [loss.to, loss]));

test('what a database takes longer is its own, not that of who asks it', () => {
  const found = lossesOf(
    requests(20, { own: 20, db: 10, cache: 2 }),
    requests(20, { own: 20, db: 110, cache: 2 }),
  );
  expect(found['db']?.slower).toBeGreaterThan(0.95);
  expect(found['cache']?.slower).toBe(0);
});

test('what the service itself takes longer is not laid on its database', () => {
  const found = lossesOf(
    requests(20, { own: 20, db: 10, cache: 2 }),
    requests(20, { own: 90, db: 10, cache: 2 }),
  );
  expect([found['db']?.slower, found['cache']?.slower]).toEqual([0, 0]);
});

test('calls that came on top are the doing of who makes them', () => {
  const calm = { own: 20, db: 10, cache: 2 };
  const more = requests(20, { ...calm, db: 60 }).flatMap((span) =>
    span.name === 'db'
      ? Array.from({ length: 6 }, (_, place) => ({
          ...span,
          spanId: `${span.spanId}/${place}`,
          start: span.start + (place * span.duration) / 6,
          duration: span.duration / 6,
        }))
      : [span],
  );
  const { db } = lossesOf(requests(20, calm), more);
  expect(db?.slower).toBe(0);
  expect(db?.oftener).toBeCloseTo(6, 1);
});

test('nothing is said of slowness when requests take as long as before', () => {
  const calm = { own: 20, db: 10, cache: 2 };
  expect(lossesOf(requests(20, calm), requests(20, calm))['db']?.slower).toBeUndefined();
});

test('failures are those of whoever failed in them', () => {
  const calm = { own: 20, db: 10, cache: 2 };
  const ofDb = lossesOf(requests(20, calm), [...requests(20, { ...calm, fails: 'db' })]);
  expect(ofDb['db']?.failing).toBe(1);
  const own = lossesOf(requests(20, calm), requests(20, { ...calm, fails: 'itself' }));
  expect(own['db']?.failing).toBe(0);
});

test('a handful of traces proves nothing', () => {
  expect(
    callLosses(
      {
        baseline: requests(3, { own: 1, db: 1, cache: 1 }),
        window: requests(20, { own: 1, db: 90, cache: 1 }),
      },
      to,
    ),
  ).toEqual([]);
});
