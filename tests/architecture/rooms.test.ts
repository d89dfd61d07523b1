import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './source.ts';

const folders = (path: string): string[] =>
  readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${path}/${entry.name}`);

const nested = new Set(['src/ground', 'src/connectors', 'src/channels']);
const rooms = folders('src').flatMap((room) => (nested.has(room) ? folders(room) : [room]));
const imports = (
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { imports: Record<string, string> }
).imports;

/** Where a name leads: by a line of its own, or by one with a star for its last part. */
function pathOf(name: string): string | undefined {
  const [, all = '', last = ''] = /^(.*\/)([^/]+)$/.exec(name) ?? [];
  return imports[name] ?? imports[`${all}*`]?.replace('*', last);
}

describe('rooms', () => {
  test.each(rooms)('%s is entered through its index.ts, by name', (room) => {
    expect(existsSync(join(ROOT, room, 'index.ts'))).toBe(true);
    expect(pathOf(`#${room.slice('src/'.length)}`)).toBe(`./${room}/index.ts`);
  });

  test.each([
    ...folders('src'),
    ...folders('src/connectors'),
    'lab/world',
    'lab/evals',
    'lab/bench',
    'tests/live',
  ])('%s says in a README what it is', (room) => {
    expect(existsSync(join(ROOT, room, 'README.md'))).toBe(true);
  });

  test('every name in package.json leads somewhere', () => {
    expect(
      Object.values(imports).filter((path) => !existsSync(join(ROOT, path.split('*')[0] ?? path))),
    ).toEqual([]);
  });

  test('indexes export explicit names', () => {
    const stars = rooms.filter((room) =>
      /export\s+\*/.test(readFileSync(join(ROOT, room, 'index.ts'), 'utf8')),
    );
    expect(stars).toEqual([]);
  });
});
