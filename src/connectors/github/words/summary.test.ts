import { describe, expect, test } from 'vitest';
import { areaOf } from './areas.ts';
import { summarise } from './summary.ts';
import { tellingLines } from './log-lines.ts';
import { gitTagsOf, imageParts, labelledSource, shaInTag } from './image.ts';

describe('the area of a file', () => {
  test.each([
    ['src/cart/add.go', 'app code'],
    ['src/config/load.ts', 'app code'],
    ['lib/deploy/helper.rb', 'app code'],
    ['src/cart/add_test.go', 'tests'],
    ['tests/fixtures/a.json', 'tests'],
    ['src/main/java/CartTest.java', 'tests'],
    ['package.json', 'dependencies'],
    ['services/a/go.sum', 'dependencies'],
    ['requirements-dev.txt', 'dependencies'],
    ['db/migrate/20260101_add.rb', 'database migration'],
    ['src/main/resources/db/V12__add.sql', 'database migration'],
    ['prisma/schema.prisma', 'database migration'],
    ['docs/how.md', 'docs'],
    ['README.md', 'docs'],
    ['Dockerfile', 'infrastructure'],
    ['.github/workflows/ci.yaml', 'infrastructure'],
    ['terraform/main.tf', 'infrastructure'],
    ['charts/shop/values.yaml', 'infrastructure'],
    ['config/database.yaml', 'config'],
    ['application.properties', 'config'],
    ['.env.production', 'config'],
    ['public/logo.png', 'other'],
  ])('%s is %s', (path, area) => {
    expect(areaOf(path)).toBe(area);
  });
});

const file = (filename: string, patch: string, [additions, deletions] = [1, 1]) => ({
  filename,
  status: 'modified',
  additions,
  deletions,
  patch,
});

describe('the risk of a change', () => {
  test.each([
    [
      'a dropped column',
      file('migrations/7.sql', '+ALTER TABLE a DROP COLUMN b;'),
      'high',
      /drops, renames or narrows/,
    ],
    ['an index that blocks', file('migrations/7.sql', '+CREATE INDEX x ON a (b);'), 'high', /blocks writes/],
    [
      'an index that does not',
      file('migrations/7.sql', '+CREATE INDEX CONCURRENTLY x ON a (b);'),
      'medium',
      /Changes the database/,
    ],
    [
      'a smaller pool',
      file('config/db.yaml', '-  max_connections: 40\n+  max_connections: 8'),
      'medium',
      /max_connections 40 → 8/,
    ],
    [
      'a new major version',
      file('package.json', '-    "ajv": "^6.12.6",\n+    "ajv": "^8.17.1",'),
      'medium',
      /ajv \^6\.12\.6 → \^8\.17\.1/,
    ],
    ['another base image', file('Dockerfile', '-FROM a:1\n+FROM a:2'), 'medium', /base image: FROM a:2/],
    ['who may reach what', file('k8s/policy.yaml', '+kind: NetworkPolicy'), 'high', /who may reach/],
    ['much code', file('src/a.ts', '+x', [1600, 0]), 'high', /1600 changed lines/],
    ['a word in the docs', file('docs/a.md', '-a\n+b'), 'low', undefined],
  ])('%s', (...[, changed, level, reason]) => {
    const { risk } = summarise([changed]);
    expect(risk.level).toBe(level);
    if (reason) expect(risk.reasons.join('\n')).toMatch(reason);
    else expect(risk.reasons).toEqual([]);
  });

  test('a secret that changed is named, not shown', () => {
    const patch = '-db_password: Zx81-geheim-77\n+db_password: Qw92-anders-88\n+pool_timeout: 3';
    const { risk } = summarise([file('config/a.yaml', patch)]);
    expect(risk.reasons.join(' ')).not.toMatch(/geheim|anders/);
  });

  test('areas add up to the whole', () => {
    const summary = summarise([
      file('a.ts', '+x', [5, 2]),
      file('a.test.ts', '+x', [3, 0]),
      file('README.md', '+x', [1, 1]),
    ]);
    expect(summary).toMatchObject({ files: 3, additions: 9, deletions: 3 });
    expect(summary.areas.map(({ area, additions }) => [area, additions])).toEqual([
      ['app code', 5],
      ['tests', 3],
      ['docs', 1],
    ]);
  });
});

describe('lines of a log', () => {
  test('errors with their surroundings, of the step that failed, up to the end of it', () => {
    const at = (second: number, words: string) =>
      `2026-11-20T13:00:${String(second).padStart(2, '0')}.0000000Z ${words}`;
    const log = [
      at(1, 'error: old news'),
      ...Array.from({ length: 30 }, (_, index) => at(10 + index, `line ${index}`)),
      at(41, 'FAIL a.test'),
      at(42, '##[error]exit 1'),
      at(43, 'error in clean-up'),
    ].join('\n');
    const from = Date.parse('2026-11-20T13:00:10Z');
    expect(tellingLines(log, { from, to: from + 40_000 })).toEqual([
      'line 27',
      'line 28',
      'line 29',
      'FAIL a.test',
      '##[error]exit 1',
    ]);
  });

  test('the end, where nothing says error; nothing of nothing', () => {
    expect(tellingLines('a\nb\n0 errors')).toEqual(['a', 'b', '0 errors']);
    expect(tellingLines('')).toEqual([]);
  });
});

describe('an image', () => {
  test('in its parts', () => {
    expect(imageParts('host:5000/a/b:1.2@sha256:ff')).toEqual({
      repository: 'host:5000/a/b',
      name: 'b',
      tag: '1.2',
      digest: 'sha256:ff',
    });
    expect(imageParts('host:5000/a/b')).toEqual({ repository: 'host:5000/a/b', name: 'b' });
  });
  test.each([
    ['main-4f2a91c', '4f2a91c'],
    ['sha-4f2a91c', '4f2a91c'],
    ['v1.2.3-5-g4f2a91c', '4f2a91c'],
    ['20261120', undefined],
    ['1.2.3', undefined],
    ['deadbeef', undefined],
    ['latest', undefined],
  ])('%s spells out %s', (tag, sha) => {
    expect(shaInTag(tag)).toBe(sha);
  });
  test('the names its version may have in Git, and where it comes from', () => {
    expect(gitTagsOf('1.2.3', 'shop').slice(0, 3)).toEqual(['1.2.3', 'v1.2.3', 'shop-v1.2.3']);
    expect(labelledSource({ 'org.opencontainers.image.source': 'git@github.com:acme/shop.git' })).toBe(
      'acme/shop',
    );
    expect(labelledSource({ 'org.opencontainers.image.source': 'nonsense' })).toBeUndefined();
  });
});
