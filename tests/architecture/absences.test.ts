import { describe, expect, test } from 'vitest';
import { sourcesBelow, type Source } from './source.ts';

const product = sourcesBelow('src');

const offenders = (allowed: RegExp, offends: (source: Source) => boolean): string[] =>
  product.filter((source) => !allowed.test(source.path) && offends(source)).map((source) => source.path);

describe('absences that stay true', () => {
  test('the environment is read in main and compose only', () => {
    expect(
      offenders(/^src\/(main|compose)\.ts$/, (source) =>
        source.properties.some((property) => property.startsWith('process.env')),
      ),
    ).toEqual([]);
  });

  test('nothing speaks HTTP outwards except connectors, llm and channels', () => {
    const clients = /^(node:)?(https?|http2|tls|undici|axios|got|node-fetch|ws)$/;
    expect(
      offenders(
        /^src\/(connectors|llm|channels)\//,
        (source) =>
          source.imports.some((name) => clients.test(name)) ||
          source.calls.some((call) => /^(globalThis\.)?fetch$|^net\.(connect|createConnection)$/.test(call)),
      ),
    ).toEqual([]);
  });

  test('SQL stands in store.ts and the schema and migrations beside it only', () => {
    const isSql = (text: string): boolean =>
      /\b(select\s+.+\s+from|insert\s+into|update\s+\w+\s+set|delete\s+from|create\s+table|alter\s+table)\b/is.test(
        text,
      );
    expect(
      offenders(
        /(^|\/)(store|schema|migrations)\.ts$|^src\/ground\/store\//,
        (source) =>
          source.imports.some(
            (name) => name.startsWith('drizzle-orm') || name === 'pg' || name.startsWith('@electric-sql/'),
          ) || source.strings.some(isSql),
      ),
    ).toEqual([]);
  });

  test('only remediation runs or undoes an action', () => {
    expect(
      offenders(/^src\/remediation\//, (source) =>
        source.calls.some((call) => /action\.(do|undo)$/i.test(call)),
      ),
    ).toEqual([]);
  });

  test('no GraphQL mutation is written anywhere: what is asked by POST only reads', () => {
    expect(
      offenders(/^$/, (source) => source.strings.some((text) => /^\s*mutation\b\s*\w*\s*[({]/.test(text))),
    ).toEqual([]);
  });

  test('brain knows neither Slack markup nor HTML', () => {
    const markup = /<\/?(div|span|p|br|b|i|a|table|tr|td|ul|li|pre|code)\b[^>]*>|mrkdwn|block_kit/i;
    const brain = product.filter((source) => source.path.startsWith('src/brain/'));
    expect(brain.length).toBeGreaterThan(0);
    expect(
      brain.filter((source) => source.strings.some((text) => markup.test(text))).map((s) => s.path),
    ).toEqual([]);
  });

  test('no other program is run', () => {
    expect(
      offenders(/^$/, (source) =>
        source.imports.some((name) => /^(node:)?child_process$|^execa$|^zx$/.test(name)),
      ),
    ).toEqual([]);
  });

  test('diagnosis has no clock, no randomness and no I/O', () => {
    const impure =
      /^(Date\.now|Math\.random|performance\.now|crypto\.randomUUID|setTimeout|setInterval|fetch)$/;
    const diagnosis = product.filter((source) => source.path.startsWith('src/diagnosis/'));
    expect(diagnosis.length).toBeGreaterThan(0);
    expect(
      diagnosis
        .filter(
          (source) =>
            source.calls.some((call) => impure.test(call)) ||
            /new Date\(\)/.test(source.text) ||
            source.imports.some((name) => name.startsWith('node:')),
        )
        .map((source) => source.path),
    ).toEqual([]);
  });
});
