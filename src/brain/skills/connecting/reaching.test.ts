import { beforeAll, describe, expect, it } from 'vitest';
import {
  deploymentFixture,
  nodeFixture,
  podFixture,
  replicaSetOf,
  snapshotOf,
  unreadyStatus,
  type Fixtures,
} from '../../../diagnosis/testing.ts';
import { fakeKubernetes, openStage, read, ref, type FakeAnswers } from '../../testing.ts';

let ask: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  ask = await openStage();
});

const dns = (isReady: boolean) =>
  podFixture('coredns-1', {
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
    ...(isReady ? {} : { status: unreadyStatus([]) }),
  });
const slice = (service: string, pods: string[]) => ({
  metadata: { name: `${service}-x`, namespace: 'web', labels: { 'kubernetes.io/service-name': service } },
  endpoints: pods.map((name) => ({
    addresses: ['10.0.0.1'],
    conditions: { ready: true },
    targetRef: { kind: 'Pod', name, namespace: 'web' },
  })),
});
const service = (name: string, app: string) => ({
  metadata: { name, namespace: 'web' },
  spec: { selector: { app }, ports: [{ port: 80, targetPort: 8080 }] },
});
const pod = (app: string) => podFixture(`${app}-5d4f-a`, { labels: { app }, owner: replicaSetOf(app) });

const cart = deploymentFixture('cart', 1, 1);
const stock = deploymentFixture('stock', 1, 1);
const world = (selector: string, more: Fixtures = {}): Fixtures => ({
  deployments: [...(cart.deployments ?? []), ...(stock.deployments ?? [])],
  ReplicaSet: [...(cart.ReplicaSet ?? []), ...(stock.ReplicaSet ?? [])],
  nodes: [nodeFixture('worker-1')],
  services: [service('stock', selector)],
  EndpointSlice: [slice('stock', selector === 'stock' ? ['stock-5d4f-a'] : [])],
  pods: [pod('cart'), pod('stock'), dns(true)],
  ...more,
});

const asked = async (fixtures: Fixtures, answers: FakeAnswers = {}, objects = ['cart', 'stock']) => {
  const reading = read('connectivity', {
    objects: objects.map((name) => ref('Deployment', name)),
    aspect: 'reach',
  });
  const kubernetes = fakeKubernetes({ 'harbour-prod': snapshotOf(fixtures) }, answers);
  const question = objects.length === 1 ? `can ${objects[0] ?? ''} be reached?` : 'can cart reach stock?';
  return (await ask(reading, kubernetes, question)).text;
};

describe('whether one can reach the other', () => {
  it('is yes as far as Kubernetes goes when nothing speaks against it', async () => {
    expect(await asked(world('stock'))).toMatch(/^\*\*As far as Kubernetes goes, .* can reach/);
  });

  it('is no by name while cluster DNS is down', async () => {
    const text = await asked(world('stock', { pods: [pod('cart'), pod('stock'), dns(false)] }));
    expect(text).toMatch(/^\*\*No, not by name: cluster DNS is down/);
    expect(text).not.toMatch(/can reach/);
  });

  it('hears what the caller says in its log', async () => {
    const lines = ['ERROR request to stock.web:80 failed: connection refused'];
    const logs: FakeAnswers['logs'] = ({ pod: name }) => ({
      lines: name.startsWith('cart') ? lines : [],
      at: '2026-03-10T11:59:00Z',
    });
    const text = await asked(world('stock'), { logs });
    expect(text).toMatch(/^\*\*Nothing in Kubernetes keeps .* yet its log says that its calls fail/);
  });

  it('is no when the service that is meant for it selects nothing, and names that service', async () => {
    const text = await asked(world('stock-v2'));
    expect(text).toMatch(/^\*\*No: nothing answers behind service `stock`/);
    expect(text).toContain('app=stock-v2');
    const around = await asked(world('stock-v2'), {}, ['stock']);
    expect(around).toContain('**No service leads to deployment `stock` in `web`.**');
    expect(around).toContain('Service `stock` in `web` seems meant for it');
  });

  it('opens with a verdict about one alone', async () => {
    expect(await asked(world('stock'), {}, ['stock'])).toMatch(/^\*\*As far as Kubernetes goes, service/);
  });
});

describe('what the loss of a node would mean', () => {
  it('is told instead of how the node is now', async () => {
    const nodes = [nodeFixture('worker-1'), nodeFixture('worker-2')];
    const fixtures = world('stock', { nodes, pods: [pod('cart'), pod('stock')] });
    const kubernetes = fakeKubernetes({ 'harbour-prod': snapshotOf(fixtures) });
    const reading = read('diagnose', { objects: [ref('Node', 'worker-1', '')] });
    const { text } = await ask(reading, kubernetes, 'what happens if worker-1 dies?');
    expect(text).toMatch(/^\*\*If node `worker-1` were lost, 2 workloads would be away/);
    expect(text).toContain('**Runs only there**');
    const well = await ask(reading, kubernetes, 'is worker-1 ok?');
    expect(well.text).toContain('looks healthy');
  });
});
