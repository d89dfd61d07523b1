import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatherOutlines, SUBJECT_NAMES } from '../contract/shapes/gather.ts';
import { startKubernetes } from './servers/start-kubernetes.ts';
import type { LiveKubernetes } from './servers/start-kubernetes.ts';

/** What the simulated company is measured against; `-u` records it anew when Kubernetes itself has changed. */
describe('the recorded objects', () => {
  let cluster: LiveKubernetes;
  let outlines: Record<string, string[]>;

  beforeAll(async () => {
    cluster = await startKubernetes();
    const ca = readFileSync(cluster.caPath, 'utf8');
    outlines = await gatherOutlines({ url: cluster.url, token: cluster.adminToken, ca });
  });
  afterAll(() => cluster.stop());

  it.each(SUBJECT_NAMES)('are what a real control plane makes: %s', async (subject) => {
    const text = `${outlines[subject]?.join('\n') ?? ''}\n`;
    await expect(text).toMatchFileSnapshot(`../contract/shapes/recorded/${subject}.txt`);
  });
});
