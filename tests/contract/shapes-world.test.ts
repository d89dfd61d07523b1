import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContractServer } from './contract-server.ts';
import { differences } from './shapes/allowances.ts';
import { gatherOutlines, SUBJECT_NAMES } from './shapes/gather.ts';
import { startWorldServer } from './world-contract-server.ts';

/** The simulated company's controllers against what was recorded of the real ones. */
describe('what lab/world makes of a fleet', () => {
  let server: ContractServer;
  let outlines: Record<string, string[]>;

  beforeAll(async () => {
    server = await startWorldServer();
    outlines = await gatherOutlines(server.admin);
  }, 120_000);
  afterAll(() => server.stop());

  it.each(SUBJECT_NAMES)('is what a real control plane makes of it: %s', (subject) => {
    const real = recorded(subject);
    expect(differences(subject, { real, world: outlines[subject] ?? [] })).toEqual({
      onlyReal: [],
      onlyWorld: [],
    });
  });
});

function recorded(subject: string): string[] {
  const file = new URL(`shapes/recorded/${subject}.txt`, import.meta.url);
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}
