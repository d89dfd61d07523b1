import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { argocdContract } from '../contract/argocd/argocd-contract.ts';
import { PAGES, readOutlines } from '../contract/argocd/outline.ts';
import { startLiveArgocd } from './argocd-contract-server.ts';
import type { LiveContractServer } from './argocd-contract-server.ts';
import { argocdFaults } from './argocd-faults.ts';

const started: LiveContractServer[] = [];
/** One server for all suites: its start is what takes time. */
const start = async (): Promise<LiveContractServer> => {
  const server = started[0] ?? (await startLiveArgocd());
  started[0] = server;
  return { ...server, stop: async () => undefined };
};
afterAll(async () => {
  await Promise.all(started.map((server) => server.stop()));
});

/** What the world's Argo CD is measured against; `-u` records it anew when Argo CD itself has changed. */
describe('the recorded pages', () => {
  let outlines: Record<string, string[]>;
  beforeAll(async () => {
    outlines = await readOutlines(await start());
  });

  test.each(PAGES)('are what a real Argo CD answers: %s', async (page) => {
    const text = `${outlines[page]?.join('\n') ?? ''}\n`;
    await expect(text).toMatchFileSnapshot(`../contract/argocd/recorded/${page}.txt`);
  });
});

argocdContract('Argo CD', start);
argocdFaults(start);
