import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorld } from '../index.ts';
import type { World } from '../index.ts';
import type { EndpointSlice } from '../kube/network-kinds.ts';
import type { KubeObject, Pod } from '../kube/types.ts';
import type { Deployment, HorizontalPodAutoscaler, Job } from '../kube/workload-kinds.ts';
import { ask } from '../testing/client.ts';

interface Items {
  items: KubeObject[];
}

interface Refusal {
  message: string;
  details: { causes: { message: string }[] };
}

const MINUTE = 60_000;
const DEPLOYMENTS = '/apis/apps/v1/namespaces/shop/deployments';
const MERGE = 'application/merge-patch+json';

describe('controllers', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ clock: 'manual' });
  });
  afterEach(() => world.close());

  const pods = (app: string): Pod[] =>
    (world.cluster('harbour-prod').objects('pods') as Pod[]).filter(
      ({ metadata }) => metadata.labels?.app === app,
    );
  const post = (path: string, body: unknown) => ask<Refusal>(world, path, { method: 'POST', body });
  const patch = (path: string, body: unknown) => ask(world, path, { method: 'PATCH', body, type: MERGE });

  it('grow pods and endpoints when a deployment is scaled, and shrink them again', async () => {
    const endpoints = (): string[] =>
      (world.cluster('harbour-prod').objects('endpointslices') as EndpointSlice[])
        .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === 'cart')
        .flatMap((slice) =>
          slice.endpoints.filter(({ conditions }) => conditions.ready).flatMap((e) => e.addresses),
        );
    const scaled = await patch(`${DEPLOYMENTS}/cart/scale`, { spec: { replicas: 5 } });
    expect(scaled.body).toMatchObject({ kind: 'Scale', spec: { replicas: 5 } });
    expect(pods('cart')).toHaveLength(5);
    expect(endpoints()).toHaveLength(2);
    await world.advance(MINUTE);
    expect(endpoints()).toHaveLength(5);
    await patch(`${DEPLOYMENTS}/cart/scale`, { spec: { replicas: 1 } });
    await world.advance(MINUTE);
    expect(endpoints()).toEqual(pods('cart').map(({ status }) => status.podIP));
  });

  it('roll a deployment out a few pods at a time and keep its history', async () => {
    const image = 'registry.harbour.example/shop/storefront:5.2.0';
    const containers = [{ name: 'storefront', image }];
    const template = { spec: { template: { spec: { containers } } } };
    await ask(world, `${DEPLOYMENTS}/storefront`, {
      method: 'PATCH',
      body: template,
      type: 'application/strategic-merge-patch+json',
    });
    let fewest = Infinity;
    for (let step = 0; step < 60; step++) {
      await world.advance(1_000);
      const { body } = await ask<Deployment>(world, `${DEPLOYMENTS}/storefront`);
      fewest = Math.min(fewest, body.status.availableReplicas ?? 0);
    }
    expect(fewest).toBe(3);
    expect(pods('storefront').map(({ spec }) => spec.containers[0]?.image)).toEqual([image, image, image]);
    const { body } = await ask<Deployment>(world, `${DEPLOYMENTS}/storefront`);
    expect(body.metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('3');
    expect(body.status.conditions?.find(({ type }) => type === 'Progressing')?.reason).toBe(
      'NewReplicaSetAvailable',
    );
  });

  it('replace a deleted pod, and what a stateful set lost under the same name', async () => {
    const [lost] = pods('search');
    await ask(world, `/api/v1/namespaces/shop/pods/${lost?.metadata.name ?? ''}`, { method: 'DELETE' });
    await ask(world, '/api/v1/namespaces/data/pods/postgres-1', { method: 'DELETE' });
    await world.advance(2 * MINUTE);
    expect(pods('search').map(({ metadata }) => metadata.name)).not.toContain(lost?.metadata.name);
    expect(pods('search').every(({ status }) => status.containerStatuses?.[0]?.ready)).toBe(true);
    expect(
      pods('postgres')
        .map(({ metadata }) => metadata.name)
        .sort(),
    ).toEqual(['postgres-0', 'postgres-1']);
  });

  it('delete what belonged to a deleted owner, unless told to leave it', async () => {
    await ask(world, `${DEPLOYMENTS}/cart`, { method: 'DELETE' });
    await ask(world, `${DEPLOYMENTS}/search`, { method: 'DELETE', body: { propagationPolicy: 'Orphan' } });
    await world.advance(MINUTE);
    expect(pods('cart')).toEqual([]);
    expect(pods('search')).toHaveLength(2);
  });

  it('wait for dependents when an owner is deleted in the foreground', async () => {
    const { body } = await ask<Deployment>(world, `${DEPLOYMENTS}/cart`, {
      method: 'DELETE',
      body: { propagationPolicy: 'Foreground' },
    });
    expect(body.metadata.finalizers).toContain('foregroundDeletion');
    await world.advance(MINUTE);
    expect((await ask(world, `${DEPLOYMENTS}/cart`)).status).toBe(404);
    expect(pods('cart')).toEqual([]);
  });

  it('empty a namespace before it goes', async () => {
    expect(
      (await ask<Pod>(world, '/api/v1/namespaces/payments', { method: 'DELETE' })).body.status.phase,
    ).toBe('Terminating');
    const refused = await post('/api/v1/namespaces/payments/configmaps', { metadata: { name: 'late' } });
    expect(refused.body.message).toContain('because it is being terminated');
    await world.advance(2 * MINUTE);
    expect((await ask(world, '/api/v1/namespaces/payments')).status).toBe(404);
    expect((await ask<Items>(world, '/api/v1/namespaces/payments/pods')).body.items).toEqual([]);
  });

  it('say in the words of the scheduler why a pod fits nowhere', async () => {
    const resources = { requests: { 'nvidia.com/gpu': '1' }, limits: { 'nvidia.com/gpu': '1' } };
    const spec = { containers: [{ name: 'train', image: 'docker.io/library/python:3.13', resources }] };
    await post('/api/v1/namespaces/shop/pods', { metadata: { name: 'train' }, spec });
    const { body } = await ask<Pod>(world, '/api/v1/namespaces/shop/pods/train');
    expect(body.status.conditions?.[0]?.message).toBe(
      '0/4 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 3 Insufficient nvidia.com/gpu. preemption: 0/4 nodes are available: 1 Preemption is not helpful for scheduling, 3 No preemption victims found for incoming pod.',
    );
    const { body: events } = await ask<Items>(
      world,
      '/api/v1/namespaces/shop/events?fieldSelector=involvedObject.name=train',
    );
    expect(events.items[0]).toMatchObject({
      reason: 'FailedScheduling',
      reportingComponent: 'default-scheduler',
      firstTimestamp: null,
    });
  });

  it('schedule a waiting pod as soon as there is room', async () => {
    const node = '/api/v1/nodes/harbour-prod-worker-2';
    const spec = { nodeSelector: { disk: 'fast' }, containers: [{ name: 'web', image: 'nginx:1.27' }] };
    await post('/api/v1/namespaces/shop/pods', { metadata: { name: 'picky' }, spec });
    await patch(node, { metadata: { labels: { disk: 'fast' } } });
    await world.advance(MINUTE);
    const { body } = await ask(world, '/api/v1/namespaces/shop/pods/picky');
    expect(body).toMatchObject({ spec: { nodeName: 'harbour-prod-worker-2' }, status: { phase: 'Running' } });
  });

  it('retry a failing job with growing pauses until its limit, and run a good one once', async () => {
    const job = (name: string, command: string) => ({
      metadata: { name },
      spec: {
        backoffLimit: 2,
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [{ name, image: 'busybox:1.36', command: ['sh', '-c', command] }],
          },
        },
      },
    });
    await post('/apis/batch/v1/namespaces/shop/jobs', job('good', 'echo done'));
    await post('/apis/batch/v1/namespaces/shop/jobs', job('bad', 'echo broken; exit 3'));
    await world.advance(10 * MINUTE);
    const good = await ask<Job>(world, '/apis/batch/v1/namespaces/shop/jobs/good');
    const bad = await ask<Job>(world, '/apis/batch/v1/namespaces/shop/jobs/bad');
    expect(good.body.status).toMatchObject({
      succeeded: 1,
      conditions: [{ type: 'SuccessCriteriaMet' }, { type: 'Complete' }],
    });
    expect(bad.body.status).toMatchObject({
      failed: 3,
      conditions: [{ type: 'FailureTarget' }, { type: 'Failed', reason: 'BackoffLimitExceeded' }],
    });
    const [failed] = (world.cluster('harbour-prod').objects('pods') as Pod[]).filter(({ metadata }) =>
      metadata.name.startsWith('bad-'),
    );
    expect(failed?.status.containerStatuses?.[0]?.state.terminated).toMatchObject({
      exitCode: 3,
      reason: 'Error',
    });
  });

  it('start a cron job when it is due', async () => {
    const before = world
      .cluster('harbour-prod')
      .objects('jobs')
      .map(({ metadata }) => metadata.name);
    await world.advance(61 * MINUTE);
    const after = world
      .cluster('harbour-prod')
      .objects('jobs')
      .map(({ metadata }) => metadata.name);
    expect(after.filter((name) => name.startsWith('sales-report') && !before.includes(name))).toHaveLength(1);
    expect(after.filter((name) => name.startsWith('sales-report'))).toHaveLength(3);
  });

  it('let an eviction through only when the budget spares a pod', async () => {
    const evict = (pod: Pod | undefined) =>
      post(`/api/v1/namespaces/shop/pods/${pod?.metadata.name ?? ''}/eviction`, {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: pod?.metadata.name },
      });
    const [first, second] = pods('catalogue');
    expect((await evict(first)).status).toBe(201);
    await world.advance(100);
    const refused = await evict(second);
    expect(refused.status).toBe(429);
    expect(refused.body.details.causes[0]?.message).toMatch(
      /The disruption budget catalogue needs 1 healthy pods and has 1 currently/,
    );
  });

  it('bind claims to new volumes once somebody wants them', async () => {
    await post('/api/v1/namespaces/shop/persistentvolumeclaims', {
      metadata: { name: 'scratch' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '3Gi' } } },
    });
    const claim = '/api/v1/namespaces/shop/persistentvolumeclaims/scratch';
    expect((await ask(world, claim)).body).toMatchObject({
      spec: { storageClassName: 'standard' },
      status: { phase: 'Pending' },
    });
    await post('/api/v1/namespaces/shop/pods', {
      metadata: { name: 'user' },
      spec: {
        containers: [{ name: 'c', image: 'nginx:1.27' }],
        volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'scratch' } }],
      },
    });
    await world.advance(MINUTE);
    expect((await ask<Pod>(world, claim)).body.status).toMatchObject({
      phase: 'Bound',
      capacity: { storage: '3Gi' },
    });
    expect((await ask<Pod>(world, '/api/v1/namespaces/shop/pods/user')).body.status.phase).toBe('Running');
  });

  it('scale a loaded service up and, when the load has gone, slowly down', async () => {
    await world.break('hpa-at-max', { settle: false });
    await world.advance(10 * MINUTE);
    const struck = world.scenarios().find(({ id }) => id === 'hpa-at-max');
    const path = `/apis/autoscaling/v2/namespaces/${struck?.namespace ?? ''}/horizontalpodautoscalers/${struck?.objects[0]?.split('/')[1] ?? ''}`;
    const { body } = await ask<HorizontalPodAutoscaler>(world, path);
    expect(body.status.currentReplicas).toBe(body.spec.maxReplicas);
    await world.heal();
    await world.advance(20 * MINUTE);
    const later = await ask<HorizontalPodAutoscaler>(world, path);
    expect(later.body.status.currentReplicas).toBe(later.body.spec.minReplicas);
  });

  it('mark a cordoned node and keep new pods away from it', async () => {
    for (const name of ['harbour-prod-worker-1', 'harbour-prod-worker-2'])
      await patch(`/api/v1/nodes/${name}`, { spec: { unschedulable: true } });
    await patch(`${DEPLOYMENTS}/search/scale`, { spec: { replicas: 6 } });
    await world.advance(MINUTE);
    const fresh = pods('search').filter(
      ({ status }) => Date.parse(status.startTime ?? '') > Date.now() - 5 * MINUTE,
    );
    expect(new Set(fresh.map(({ spec }) => spec.nodeName))).toEqual(new Set(['harbour-prod-worker-3']));
  });
});
