import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorld } from '../index.ts';
import type { World } from '../index.ts';
import type { KubeEvent } from '../kube/cluster-kinds.ts';
import type { Pod } from '../kube/types.ts';
import type { Deployment } from '../kube/workload-kinds.ts';
import { ask } from '../testing/client.ts';

const PODS = '/api/v1/namespaces/shop/pods';
const MINUTE = 60_000;

describe('kubelets', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ clock: 'manual' });
  });
  afterEach(() => world.close());

  const run = async (name: string, spec: object): Promise<void> => {
    const { status } = await ask(world, PODS, { method: 'POST', body: { metadata: { name }, spec } });
    expect(status).toBe(201);
  };
  const statusOf = async (name: string) => (await ask<Pod>(world, `${PODS}/${name}`)).body.status;
  const shell = (script: string, more: object = {}) => ({
    name: 'main',
    image: 'busybox:1.36',
    command: ['sh', '-c', script],
    ...more,
  });

  it('pull, start and make ready, with an event for each step', async () => {
    await run('web', {
      containers: [
        {
          name: 'web',
          image: 'nginx:1.27',
          ports: [{ containerPort: 80 }],
          readinessProbe: { httpGet: { port: 80 } },
        },
      ],
    });
    expect((await statusOf('web')).phase).toBe('Pending');
    await world.advance(MINUTE);
    expect(await statusOf('web')).toMatchObject({
      phase: 'Running',
      containerStatuses: [{ ready: true, started: true, restartCount: 0 }],
    });
    const { body } = await ask<{ items: KubeEvent[] }>(
      world,
      '/api/v1/namespaces/shop/events?fieldSelector=involvedObject.name=web',
    );
    const reasons = body.items.map(({ reason }) => reason).sort();
    expect(reasons).toEqual(['Created', 'Pulled', 'Pulling', 'Scheduled', 'Started']);
  });

  it('restart a crashing container ever more slowly', async () => {
    await run('crash', { containers: [shell('echo giving up; exit 7')] });
    await world.advance(20 * MINUTE);
    const { containerStatuses } = await statusOf('crash');
    expect(containerStatuses?.[0]?.restartCount).toBe(8);
    expect(containerStatuses?.[0]?.lastState.terminated).toMatchObject({ exitCode: 7, reason: 'Error' });
    expect(containerStatuses?.[0]?.state.waiting?.message).toMatch(
      /^back-off 5m0s restarting failed container=main pod=crash_shop\(/,
    );
    const { text } = await ask(world, `${PODS}/crash/log?previous=true`);
    expect(text).toContain('giving up');
  });

  it('kill a container that outgrows its limit', async () => {
    const limits = { memory: '64Mi' };
    await run('small', {
      containers: [
        {
          name: 'db',
          image: 'postgres:16',
          env: [{ name: 'POSTGRES_PASSWORD', value: 'x' }],
          resources: { limits },
        },
      ],
    });
    await world.advance(5 * MINUTE);
    expect((await statusOf('small')).containerStatuses?.[0]?.lastState.terminated).toMatchObject({
      reason: 'OOMKilled',
      exitCode: 137,
    });
  });

  it('run init containers one after another and keep sidecars going', async () => {
    await run('ordered', {
      initContainers: [
        shell('sleep 20', { name: 'first' }),
        shell('sleep infinity', { name: 'side', restartPolicy: 'Always' }),
      ],
      containers: [shell('sleep infinity')],
    });
    await world.advance(15_000);
    expect((await statusOf('ordered')).conditions?.find(({ type }) => type === 'Initialized')).toMatchObject({
      status: 'False',
      message: 'containers with incomplete status: [first side]',
    });
    await world.advance(MINUTE);
    expect(await statusOf('ordered')).toMatchObject({
      phase: 'Running',
      initContainerStatuses: [{ state: { terminated: { exitCode: 0 } } }, { state: { running: {} } }],
    });
  });

  it('tell what is missing when a container cannot be configured, and go on when it is there', async () => {
    await run('wants', {
      containers: [{ ...shell('sleep infinity'), envFrom: [{ secretRef: { name: 'later' } }] }],
    });
    await world.advance(MINUTE);
    expect((await statusOf('wants')).containerStatuses?.[0]?.state.waiting).toEqual({
      reason: 'CreateContainerConfigError',
      message: 'secret "later" not found',
    });
    await ask(world, '/api/v1/namespaces/shop/secrets', {
      method: 'POST',
      body: { metadata: { name: 'later' }, data: {} },
    });
    await world.advance(MINUTE);
    expect((await statusOf('wants')).phase).toBe('Running');
  });

  it.each([
    ['nowhere.example/team/app:1.0-typo!', 'InvalidImageName'],
    ['nginx:does-not-exist', 'ImagePullBackOff'],
    ['docker.io/somebody/private', 'ImagePullBackOff'],
  ])('cannot run %s', async (image, reason) => {
    await run('image', { containers: [{ name: 'main', image }] });
    await world.advance(MINUTE);
    expect((await statusOf('image')).containerStatuses?.[0]?.state.waiting?.reason).toBe(reason);
  });

  it('finish pods that are done and never restart those that must not be', async () => {
    await run('done', { restartPolicy: 'Never', containers: [shell('true')] });
    await run('gone', { restartPolicy: 'Never', containers: [shell('false')] });
    await run('again', { restartPolicy: 'OnFailure', containers: [shell('true')] });
    await world.advance(MINUTE);
    const phases = await Promise.all(
      ['done', 'gone', 'again'].map(async (name) => (await statusOf(name)).phase),
    );
    expect(phases).toEqual(['Succeeded', 'Failed', 'Succeeded']);
  });

  it('mend a service for real when its cause is mended by hand', async () => {
    const broken = await world.break('wrong-liveness-port');
    const name = broken.objects[0]?.split('/')[1] ?? '';
    const path = `/apis/apps/v1/namespaces/${broken.namespace}/deployments/${name}`;
    const { body } = await ask<Deployment>(world, path);
    const [container] = body.spec.template.spec.containers;
    if (container?.livenessProbe?.httpGet) container.livenessProbe.httpGet.port = 'http';
    expect((await ask(world, path, { method: 'PUT', body })).status).toBe(200);
    await world.advance(5 * MINUTE);
    const after = (await ask<Deployment>(world, path)).body;
    expect(after.status.readyReplicas).toBe(after.spec.replicas);
  });
});
