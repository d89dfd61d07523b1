import { describe, expect, it } from 'vitest';
import { inventoryQuerySchema, type Field, type Filter } from '../../inventory/query.ts';
import { filtersInWords } from './filters.ts';

const FIELDS = inventoryQuerySchema.shape.groupBy.unwrap().options[0].options as readonly Field[];
const OPS = inventoryQuerySchema.shape.filters.element.shape.op.options;
const NUMERIC = new Set<Filter['op']>(['more-than', 'less-than', 'at-least', 'at-most']);

const pairs = [...FIELDS, 'label:team', 'annotation:owner'].flatMap((field) =>
  OPS.map((op): [Field, Filter['op']] => [field as Field, op]),
);
const valueFor = (op: Filter['op']) => (NUMERIC.has(op) ? 3 : 'worth');
const say = (filter: Filter, kind = 'Pod') => filtersInWords([filter], 2, kind).markdown;

describe('each property with each comparison', () => {
  it.each(pairs)('%s %s reads like English, with its opposite', (field, op) => {
    const value = op === 'present' || op === 'missing' ? undefined : valueFor(op);
    const [plain, opposite] = [say({ field, op, value }), say({ field, op, value, not: true })];
    for (const words of [plain, opposite]) {
      const prose = words
        .replace(/`[^`]*`/g, 'X')
        .replace(/QoS/g, 'service')
        .trim();
      expect(prose).not.toMatch(
        /[a-z][A-Z](?!S\b)|\bundefined\b|\bwith [a-z ]+ not\b|\bnot not\b|: |\bwithout without\b/,
      );
      expect(prose).toMatch(
        /^(?:with|without|that|whose|in|on|of|not|for|under|behind|called|older|younger|good)\b/,
      );
    }
    expect(opposite).not.toBe(plain);
  });
});

describe('filters in words', () => {
  it.each<[Filter, string, string?]>([
    [{ field: 'probe', op: 'is-not', value: 'readiness' }, 'without a readiness probe'],
    [{ field: 'status', op: 'is-not', value: 'running' }, 'that are not running'],
    [{ field: 'status', op: 'is', value: 'no-endpoints' }, 'without endpoints', 'Service'],
    [{ field: 'name', op: 'contains', value: 'api' }, 'with `api` in the name'],
    [{ field: 'owner', op: 'is', value: 'cart' }, 'of `cart`'],
    [{ field: 'target', op: 'is', value: 'cart' }, 'used by `cart`', 'Secret'],
    [{ field: 'owner', op: 'is', value: 'cart' }, 'for `cart`', 'HorizontalPodAutoscaler'],
    [{ field: 'replicas', op: 'is', value: 0 }, 'without replicas'],
    [{ field: 'restarts', op: 'more-than', value: 0 }, 'with restarts'],
    [{ field: 'lastRestart', op: 'at-most', value: 3_600_000 }, 'that restarted within 60m'],
    [{ field: 'readyReplicas', op: 'less-than', than: 'replicas' }, 'with fewer ready than desired replicas'],
    [
      { field: 'memoryLimit', op: 'more-than', than: 'memoryRequest' },
      'whose memory limit is higher than the memory request',
    ],
    [{ field: 'label:app', op: 'is', value: ['a', 'b'] }, 'with label `app=a` or `app=b`'],
    [{ field: 'label:topology.kubernetes.io/zone', op: 'is', value: 'a' }, 'in zone `a`'],
    [{ field: 'nodeState', op: 'is', value: 'cordoned' }, 'on nodes that are cordoned'],
    [{ field: 'root', op: 'present' }, 'that may run as root'],
  ])('%o', (filter, words, kind) => {
    expect(say(filter, kind).trim()).toBe(words);
  });
});
