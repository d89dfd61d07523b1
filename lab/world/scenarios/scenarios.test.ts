import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld } from '../index.ts';
import type { World } from '../index.ts';
import { symptomsOf } from '../testing/symptoms.ts';
import { ask } from '../testing/client.ts';
import { SCENARIOS } from './index.ts';

/** What of each fault can be seen in the objects; null where only logs tell. */
const SEEN: Record<string, RegExp | null> = {
  oom: /ended before/,
  'crash-missing-variable': /Back-off restarting failed container/,
  'crash-panic': /Back-off restarting failed container/,
  'wrong-liveness-port':
    /Liveness probe failed: Get ".*:9999\/healthz": dial tcp .*: connect: connection refused/,
  'readiness-failing': /Readiness probe failed: HTTP probe failed with statuscode: 503/,
  'init-failing': /migrate restarted \d+ times/,
  'sidecar-crash': /proxy restarted \d+ times/,
  'datastore-down': /scaled to nothing/,
  'bad-image': /Failed to pull image .*not found/,
  'invalid-image-name': /couldn't parse image name/,
  'pull-secret-missing': /Unable to retrieve some image pull secrets \(registry-credentials\)/,
  'bad-rollout': /Progressing: ProgressDeadlineExceeded/,
  'missing-config-map': /MountVolume\.SetUp failed for volume "config" : configmap ".*-config" not found/,
  'missing-secret-key': /couldn't find key \w+ in Secret \w+\/[\w-]+-secrets/,
  'missing-service-account': /error looking up service account/,
  'unschedulable-taint': /3 node\(s\) had untolerated taint \{dedicated: batch\}/,
  'unschedulable-resources': /3 Insufficient (cpu|memory)/,
  'unschedulable-affinity': /3 node\(s\) didn't match Pod's node affinity\/selector/,
  'unschedulable-node-selector': /3 node\(s\) didn't match Pod's node affinity\/selector/,
  'quota-exceeded': /exceeded quota: \w+-quota, requested: pods=1, used: pods=(\d+), limited: pods=\1/,
  'webhook-missing':
    /failed calling webhook "pods\.policy\.harbour\.example".*service "pod-policy" not found/,
  'wrong-selector': /Service\/[\w-]+: no ready endpoint/,
  'wrong-target-port': /leads to a port nobody declares/,
  'network-policy-blocks': /Readiness probe failed: HTTP probe failed with statuscode: 503/,
  'service-isolated': null,
  'dns-coredns-crash': /coredns restarted \d+ times/,
  'dns-egress-blocked': /Readiness probe failed: HTTP probe failed with statuscode: 503/,
  'ingress-backend-missing': /Ingress\/\w+: backend missing/,
  'gateway-route-backend-missing': /HTTPRoute\/partner-search: backend missing/,
  'node-down': /Node\/harbour-prod-worker-\d: Ready: NodeStatusUnknown/,
  'disk-pressure': /The node was low on resource: ephemeral-storage/,
  'pdb-blocks-drain': /PodDisruptionBudget\/[\w-]+: spares no pod/,
  'stuck-terminating': /Pod\/[\w-]+: terminating/,
  'pvc-pending': /storageclass\.storage\.k8s\.io "nvme-ultra" not found/,
  'hpa-no-metrics': /missing request for cpu in container/,
  'hpa-at-max': /ScalingLimited: TooManyReplicas/,
  'metrics-server-down': /the server is currently unable to handle the request/,
  'job-failing': /BackoffLimitExceeded: Job has reached the specified backoff limit/,
  'expired-certificate': /Certificate\/storefront: Ready: Expired/,
};

const PROD = 'harbour-prod';

describe.each([1, 20])('faults in a company of seed %i', (seed) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ clock: 'manual', seed });
  });
  afterAll(() => world.close());

  it.each(SCENARIOS.map(({ id }) => id))('%s shows and heals', async (id) => {
    const broken = await world.break(id);
    expect(broken.objects.length).toBeGreaterThan(0);
    const seen = broken.kind === 'signals' ? null : SEEN[id];
    expect(seen).toBeDefined();
    if (seen) expect(symptomsOf(world, PROD).join('\n')).toMatch(seen);
    expect(world.active()).toEqual([id]);
    await world.heal(id);
    expect(symptomsOf(world, PROD)).toEqual([]);
    expect(world.active()).toEqual([]);
  });
});

describe('breaking', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ clock: 'manual' });
  });
  afterAll(() => world.close());

  it('strikes different services with different seeds', async () => {
    const other = await startWorld({ clock: 'manual', seed: 3 });
    const struck = (of: World): string[] => of.scenarios().map(({ objects }) => objects.join());
    expect(struck(other)).not.toEqual(struck(world));
    await other.close();
  });

  it('names the nearest scenarios when there is none of that name', async () => {
    await expect(world.break('oomm')).rejects.toThrow(/there is no scenario "oomm"; did you mean oom/);
    await expect(world.break('oom', { cluster: 'nowhere' })).rejects.toThrow(/harbour-prod, harbour-staging/);
    await expect(world.heal('nonsense')).rejects.toThrow(/did you mean/);
  });

  it('can happen in staging too', async () => {
    await world.break('readiness-failing', { cluster: 'harbour-staging' });
    expect(symptomsOf(world, 'harbour-staging').join()).toMatch(/Readiness probe failed/);
    expect(symptomsOf(world, PROD)).toEqual([]);
    await world.heal();
    expect(symptomsOf(world, 'harbour-staging')).toEqual([]);
  });

  it('lets the symptoms come by themselves when it need not settle', async () => {
    await world.break('crash-panic', { settle: false });
    expect(symptomsOf(world, PROD)).toEqual([]);
    await world.advance(10 * 60_000);
    expect(symptomsOf(world, PROD).join()).toMatch(/Back-off restarting/);
    await world.heal();
  });

  it('heals one fault and leaves the other', async () => {
    await world.break('oom');
    await world.break('pvc-pending');
    await world.heal('pvc-pending');
    expect(world.active()).toEqual(['oom']);
    expect(symptomsOf(world, PROD).join()).toMatch(/restarted/);
    expect(symptomsOf(world, PROD).join()).not.toMatch(/nvme-ultra/);
    await world.heal();
    expect(symptomsOf(world, PROD)).toEqual([]);
  });

  it('is told in the logs of those who suffer', async () => {
    await world.break('wrong-selector');
    const pods = world.cluster(PROD).objects('pods');
    const logs = await Promise.all(
      pods
        .filter(({ metadata }) => metadata.namespace === 'shop' || metadata.namespace === 'payments')
        .map(({ metadata }) => `/api/v1/namespaces/${metadata.namespace ?? ''}/pods/${metadata.name}/log`)
        .map(async (path) => (await ask(world, `${path}?tailLines=20&container=`)).text),
    );
    expect(logs.join('\n')).toMatch(/ECONNREFUSED/);
    await world.heal();
  });

  it('works over HTTP for the admin', async () => {
    const listed = await ask<{ scenarios: object[] }>(world, '/lab/scenarios');
    expect(listed.body.scenarios).toHaveLength(SCENARIOS.length);
    const broken = await ask(world, '/lab/break', { method: 'POST', body: { scenario: 'pvc-pending' } });
    expect(broken.body).toMatchObject({ id: 'pvc-pending', cluster: PROD });
    expect((await ask(world, '/lab/break', { method: 'POST', body: { scenario: 'nope' } })).status).toBe(400);
    expect((await ask(world, '/lab/heal', { method: 'POST', body: {} })).body).toEqual({ active: [] });
    const reader = world.clusters[0]?.readerTokens[0]?.token;
    expect((await ask(world, '/lab/heal', { method: 'POST', body: {}, token: reader })).status).toBe(403);
  });
});
