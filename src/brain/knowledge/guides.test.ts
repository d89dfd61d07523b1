import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '#diagnosis';
import { readFrontMatter } from './front-matter.ts';
import { readShipped } from './read-shipped.ts';

const files = await readShipped();
const guides = files.flatMap(({ guide }) => guide ?? []);
const ids = new Set(guides.map(({ id }) => id));

describe('the shipped guides', () => {
  it('are all in the format of the house', () => {
    expect(files.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(guides.length).toBeGreaterThan(90);
  });

  it('are named as their files are, each once', () => {
    const named = files.map(({ path, guide }) => [
      path.replace(/^.*\/guides\//, '').replace(/\.md$/, ''),
      guide?.id,
    ]);
    expect(named.filter(([path, id]) => path !== id)).toEqual([]);
    expect(ids.size).toBe(guides.length);
  });

  it('link no guide that does not exist, and not themselves', () => {
    const dead = guides.flatMap(({ id, related }) =>
      related.filter((other) => !ids.has(other) || other === id).map((other) => `${id} -> ${other}`),
    );
    expect(dead).toEqual([]);
  });

  it('explain every check of diagnosis, and none that does not exist', () => {
    const explained = new Set(guides.flatMap(({ checks }) => checks));
    const known = CHECKS.map(({ id }) => id);
    expect(known.filter((id) => !explained.has(id))).toEqual([]);
    expect([...explained].filter((id) => !known.includes(id))).toEqual([]);
  });

  it('have front matter that reads the same as YAML', async () => {
    for (const { path } of files) {
      const yaml = (await readFile(path, 'utf8')).split(/^---$/m)[1] ?? '';
      expect(JSON.stringify(readFrontMatter(yaml)), path).toBe(
        JSON.stringify(
          parse(yaml, (_, value: unknown) => (typeof value === 'number' ? String(value) : value)),
        ),
      );
    }
  });
});
