import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld } from '../index.ts';
import type { World } from '../index.ts';
import { ask } from '../testing/client.ts';

describe('an API server that misbehaves', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ clock: 'manual' });
  });
  afterAll(() => world.close());

  it('answers a status as often as told, then works again', async () => {
    const end = world.misbehave({ type: 'status', code: 429, times: 2 });
    expect((await ask(world, '/api/v1/pods?limit=1')).body).toMatchObject({
      reason: 'TooManyRequests',
      details: { retryAfterSeconds: 1 },
    });
    expect((await ask(world, '/api/v1/pods?limit=1')).status).toBe(429);
    expect((await ask(world, '/api/v1/pods?limit=1')).status).toBe(200);
    end();
  });

  it('keeps one kind from everybody, in one cluster', async () => {
    const end = world.misbehave({ type: 'deny', plural: 'nodes', cluster: 'harbour-prod' });
    expect((await ask(world, '/api/v1/nodes')).body).toMatchObject({
      code: 403,
      message:
        'nodes is forbidden: User "harbour-admin" cannot list resource "nodes" in API group "" at the cluster scope',
    });
    expect((await ask(world, '/api/v1/services')).status).toBe(200);
    expect((await ask(world, '/api/v1/nodes', { cluster: 'harbour-staging' })).status).toBe(200);
    end();
    expect((await ask(world, '/api/v1/nodes')).status).toBe(200);
  });

  it('stalls until it is let go by the client', async () => {
    const end = world.misbehave({ type: 'stall', plural: 'pods' });
    const [site] = world.clusters;
    const request = fetch(`${site?.url ?? ''}/api/v1/pods`, {
      headers: { authorization: `Bearer ${site?.token ?? ''}` },
      signal: AbortSignal.timeout(300),
    });
    await expect(request).rejects.toThrow(/timeout/);
    end();
  });

  it('cuts watches in the middle of an object', async () => {
    const end = world.misbehave({ type: 'cut-watches', plural: 'pods', afterBytes: 150 });
    const [site] = world.clusters;
    const response = await fetch(`${site?.url ?? ''}/api/v1/pods?watch=true`, {
      headers: { authorization: `Bearer ${site?.token ?? ''}` },
    });
    await expect(response.text()).rejects.toThrow();
    end();
  });

  it('forgets what a watch wants to resume from', async () => {
    const { body } = await ask<{ metadata: { resourceVersion: string } }>(
      world,
      '/api/v1/configmaps?limit=1',
    );
    await ask(world, '/api/v1/namespaces/shop/configmaps', {
      method: 'POST',
      body: { metadata: { name: 'news' } },
    });
    const end = world.misbehave({ type: 'expire-watches' });
    const { text } = await ask(
      world,
      `/api/v1/configmaps?watch=true&resourceVersion=${body.metadata.resourceVersion}`,
    );
    expect(text).toContain('"reason":"Expired"');
    expect(text).toContain('too old resource version');
    end();
  });
});
