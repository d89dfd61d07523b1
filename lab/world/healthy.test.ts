import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld } from './index.ts';
import type { World } from './index.ts';
import type { Secret } from './kube/cluster-kinds.ts';
import type { Pod } from './kube/types.ts';
import { ask } from './testing/client.ts';
import { symptomsOf } from './testing/symptoms.ts';

/** Ports that no other program is given by chance; each process of tests has its own. */
const BELOW_EPHEMERAL = 21_000;

describe('the healthy company', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ clock: 'manual', now: Date.parse('2026-03-04T10:20:00Z') });
  });
  afterAll(() => world.close());

  it.each(['harbour-prod', 'harbour-staging'])('shows no symptom in %s', (cluster) => {
    expect(symptomsOf(world, cluster)).toEqual([]);
  });

  it('still shows none after a day has passed', async () => {
    await world.advance(26 * 60 * 60_000);
    expect(symptomsOf(world, 'harbour-prod')).toEqual([]);
    expect(symptomsOf(world, 'harbour-staging')).toEqual([]);
  });

  it('has its quirks: an old restart, finished jobs, something scaled to nothing', () => {
    const hand = world.cluster('harbour-prod');
    const pods = hand.objects('pods') as Pod[];
    const restarted = pods.filter((pod) =>
      pod.status.containerStatuses?.some((status) => status.restartCount > 0),
    );
    expect(restarted.map((pod) => pod.metadata.name)).toEqual(['redis-0']);
    expect(pods.some((pod) => pod.status.phase === 'Succeeded')).toBe(true);
    expect(hand.objects('deployments').map((object) => object.metadata.name)).toContain('promo-landing');
  });

  it('keeps its backups going', () => {
    const backups = world
      .cluster('harbour-prod')
      .objects('jobs')
      .filter((job) => job.metadata.name.startsWith('postgres-backup'));
    expect(backups).toHaveLength(3);
  });

  it('serves the shop with a real certificate', () => {
    const secret = world
      .cluster('harbour-prod')
      .objects('secrets')
      .find((object) => object.metadata.name === 'storefront-tls') as Secret;
    const certificate = new X509Certificate(Buffer.from(secret.data?.['tls.crt'] ?? '', 'base64'));
    expect(certificate.checkHost('shop.harbour.example')).toBe('shop.harbour.example');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.parse('2026-04-04'));
  });

  it('lets readers see their own namespace and says why not elsewhere', async () => {
    const reader = world.clusters[0]?.readerTokens.find(({ namespace }) => namespace === 'payments');
    const own = await ask(world, '/api/v1/namespaces/payments/pods', { token: reader?.token });
    expect(own.status).toBe(200);
    const other = await ask<{ message: string }>(world, '/api/v1/namespaces/shop/pods', {
      token: reader?.token,
    });
    expect(other.status).toBe(403);
    expect(other.body.message).toBe(
      'pods is forbidden: User "system:serviceaccount:payments:jamie-reader" cannot list resource "pods" in API group "" in the namespace "shop"',
    );
    const secrets = await ask(world, '/api/v1/namespaces/payments/secrets', { token: reader?.token });
    expect(secrets.status).toBe(403);
    expect((await ask(world, '/api/v1/pods', { token: 'nonsense' })).status).toBe(401);
  });

  it('writes logs that go on as time does', async () => {
    const pod = world
      .cluster('harbour-prod')
      .objects('pods')
      .find((object) => object.metadata.labels?.app === 'checkout');
    const path = `/api/v1/namespaces/shop/pods/${pod?.metadata.name ?? ''}/log?sinceSeconds=60`;
    const before = (await ask(world, path)).text;
    await world.advance(60_000);
    const after = (await ask(world, path)).text;
    expect(before.trim().split('\n').length).toBeGreaterThan(5);
    expect(after).not.toBe(before);
  });
});

describe('a world', () => {
  it('has the same names for the same seed and others for another', async () => {
    const now = Date.parse('2026-03-04T10:20:00Z');
    const names = async (seed: number): Promise<string> => {
      const world = await startWorld({ clock: 'manual', seed, now });
      const pods = world
        .cluster('harbour-prod')
        .objects('pods')
        .map((pod) => pod.metadata.name);
      await world.close();
      return pods.join();
    };
    const first = await names(7);
    expect(await names(7)).toBe(first);
    expect(await names(8)).not.toBe(first);
  });

  it('grows to any size and lists it quickly', async () => {
    const world = await startWorld({ clock: 'manual', pods: 3_000 });
    await ask(world, '/api/v1/pods');
    const from = performance.now();
    const { body } = await ask<{ items: Pod[] }>(world, '/api/v1/pods');
    expect(performance.now() - from).toBeLessThan(2_000);
    expect(body.items.length).toBeGreaterThanOrEqual(3_000);
    expect(
      body.items.filter((pod) => pod.status.phase !== 'Running' && pod.status.phase !== 'Succeeded'),
    ).toEqual([]);
    expect((await ask<{ items: object[] }>(world, '/api/v1/nodes')).body.items.length).toBe(151);
    await world.close();
  });

  it('frees its ports', async () => {
    const port = BELOW_EPHEMERAL + (process.pid % 4000);
    const world = await startWorld({ clock: 'manual', port });
    await world.close();
    const again = await startWorld({ clock: 'manual', port });
    expect(new URL(again.clusters[0]?.url ?? '').port).toBe(String(port));
    await expect(startWorld({ clock: 'manual', port })).rejects.toThrow(/EADDRINUSE/);
    await again.close();
  });
});
