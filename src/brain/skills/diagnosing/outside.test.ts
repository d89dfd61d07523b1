import { beforeAll, describe, expect, it } from 'vitest';
import {
  before,
  containerStatus,
  deploymentFixture,
  eventFixture,
  nodeFixture,
  podFixture,
  replicaSetOf,
  snapshotOf,
  unreadyStatus,
  type Fixtures,
} from '../../../diagnosis/testing.ts';
import { fakeKubernetes, openStage, read, ref } from '../../testing.ts';

let ask: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  ask = await openStage();
});

const unready = podFixture('cart-5d4f-a', {
  labels: { app: 'cart' },
  owner: replicaSetOf('cart'),
  spec: {
    containers: [
      {
        name: 'app',
        image: 'a',
        ports: [{ containerPort: 8080 }],
        readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
      },
    ],
  },
  status: unreadyStatus([containerStatus({ state: { running: { startedAt: before(3_600_000) } } })]),
});
const crash = containerStatus({
  restartCount: 9,
  state: { waiting: { reason: 'CrashLoopBackOff' } },
  lastState: { terminated: { exitCode: 1 } },
});

/** A cart whose readiness probe fails, beside what a test adds. */
const withCart = ({ pods = [], ...rest }: Fixtures) =>
  snapshotOf({
    ...deploymentFixture('cart', 1, 0),
    nodes: [nodeFixture('worker-1')],
    events: [
      eventFixture(
        { kind: 'Pod', name: 'cart-5d4f-a' },
        'Unhealthy',
        'Readiness probe failed: HTTP probe failed with statuscode: 503',
      ),
    ],
    pods: [unready, ...pods],
    ...rest,
  });

const noDns = withCart({
  services: [
    {
      metadata: { name: 'kube-dns', namespace: 'kube-system' },
      spec: { selector: { 'k8s-app': 'kube-dns' }, ports: [{ port: 53, targetPort: 'http' }] },
    },
  ],
  pods: [
    podFixture('coredns-1', {
      namespace: 'kube-system',
      labels: { 'k8s-app': 'kube-dns' },
      status: unreadyStatus([crash]),
    }),
  ],
});

describe('a cause that lies outside of what was asked about', () => {
  const about = (kind: string, name: string, message?: string) =>
    ask(
      read('diagnose', { objects: [ref(kind, name)] }),
      fakeKubernetes(
        { 'harbour-prod': noDns },
        { logs: () => ({ lines: ['ERROR lookup redis: EAI_AGAIN'], at: '2026-03-10T11:59:00Z' }) },
      ),
      message,
    );

  it.each([
    ['Deployment', 'cart'],
    ['Pod', 'cart-5d4f-a'],
  ])('is named as what it is, and its next step is taken: %s', async (kind, name) => {
    const { text } = await about(kind, name);
    const [headline = ''] = text.split('\n');
    expect(headline).toContain(
      `**${kind} \`${name}\` in \`web\` is affected by pod \`coredns-1\` in \`kube-system\`: keeps crashing (exit code 1).**`,
    );
    expect(text.split('**Next:**')[1]).toContain('coredns-1');
    expect(text.split('**Next:**')[1]).not.toContain('cart');
  });

  it('does not keep it from saying that the object itself did not restart', async () => {
    const { text } = await about('Deployment', 'cart', 'did cart restart?');
    expect(text).toMatch(/^\*\*No: deployment `cart` in `web` did not restart: its pod has no restarts/);
  });

  it('is not said of the object that has the trouble itself, nor of those that are one with it', async () => {
    const snapshot = snapshotOf({
      ...deploymentFixture('cart', 1, 0),
      nodes: [nodeFixture('worker-1')],
      pods: [
        podFixture('cart-5d4f-a', {
          labels: { app: 'cart' },
          owner: replicaSetOf('cart'),
          status: unreadyStatus([crash]),
        }),
        podFixture('cart-5d4f-b', {
          labels: { app: 'cart' },
          owner: replicaSetOf('cart'),
          status: unreadyStatus([crash]),
        }),
      ],
      services: [
        { metadata: { name: 'cart', namespace: 'web' }, spec: { selector: { app: 'cart' }, ports: [] } },
      ],
    });
    const asked = ['Deployment/cart', 'ReplicaSet/cart-5d4f', 'Pod/cart-5d4f-b', 'Service/cart'];
    for (const one of asked) {
      const [kind = '', name = ''] = one.split('/');
      const reading = read('diagnose', { objects: [ref(kind, name)] });
      const { text } = await ask(reading, fakeKubernetes({ 'harbour-prod': snapshot }));
      expect(text.split('\n')[0]).toContain('is not healthy: keeps crashing (exit code 1)');
    }
  });
});

describe('a cause that the errors lead to', () => {
  const redis = deploymentFixture('redis', 0, 0);
  const service = {
    metadata: { name: 'redis', namespace: 'web' },
    spec: { selector: { app: 'redis' }, ports: [{ port: 6379, targetPort: 8080 }] },
  };
  const cart = deploymentFixture('cart', 1, 0);
  const next = async (fixtures: Fixtures, line: string) => {
    const { text } = await ask(
      read('diagnose', { objects: [ref('Deployment', 'cart')] }),
      fakeKubernetes(
        { 'harbour-prod': withCart({ services: [service], ...fixtures }) },
        {
          logs: ({ pod }) => ({ lines: pod.startsWith('cart') ? [line] : [], at: '2026-03-10T11:59:00Z' }),
        },
      ),
    );
    return text.split('**Next:**')[1];
  };
  const scaled = {
    deployments: [...(cart.deployments ?? []), ...(redis.deployments ?? [])],
    ReplicaSet: [...(cart.ReplicaSet ?? []), ...(redis.ReplicaSet ?? [])],
  };
  const broken = {
    pods: [podFixture('redis-0', { labels: { app: 'redis' }, status: unreadyStatus([crash]) })],
  };
  const refused = 'ERROR connect to redis.web:6379: connection refused';

  it('is where the next step is: what is scaled to nothing', async () => {
    expect(await next(scaled, refused)).toContain('`kubectl -n web scale --replicas=N deployment redis`');
    expect(await next(scaled, refused)).not.toContain('probe');
  });

  it('is where the next step is: what is in trouble itself', async () => {
    expect(await next(broken, refused)).toContain('redis-0');
  });

  it('is none when the errors name no call that was not answered', async () => {
    expect(await next(broken, 'ERROR redis.web:6379 has a key of the wrong type')).toContain('cart-5d4f-a');
  });
});

describe('what bears the name of something that runs nothing', () => {
  it('is what was meant, and is said to be', async () => {
    const controller = deploymentFixture('ingress-nginx-controller', 1, 1);
    const snapshot = snapshotOf({
      ...controller,
      nodes: [nodeFixture('worker-1')],
      IngressClass: [{ metadata: { name: 'nginx' } }],
    });
    const reading = read('diagnose', { objects: [ref('IngressClass', 'nginx', '')] });
    const asked = (message: string) => ask(reading, fakeKubernetes({ 'harbour-prod': snapshot }), message);
    const { text } = await asked('is nginx healthy?');
    expect(text).toContain('I took it for deployment `ingress-nginx-controller`');
    expect((await asked('is ingress class nginx healthy?')).text).not.toContain('I took it for');
  });
});
