import { beforeAll, describe, expect, it } from 'vitest';
import { fakeKubernetes, openStage, read, ref, type FakeAnswers } from '../testing.ts';
import { scene } from './scene.ts';

let ask: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  ask = await openStage();
});

const shop = (answers: FakeAnswers = {}) => fakeKubernetes({ 'harbour-prod': scene }, answers);
const cart = { objects: [ref('Deployment', 'cart')] };
const checkout = { objects: [ref('Deployment', 'checkout')] };
const textOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).text;

describe('describe', () => {
  it.each([
    ['image', '`registry.example/cart:1.4.2`'],
    ['labels', '`app=cart`'],
    ['limits', 'requests none set; limits none set'],
    ['replicas', '2 of 2 replicas ready'],
    ['selector', '`app=cart`'],
    ['node', '`worker-1` (`cart-1-a`)'],
    ['age', 'created 10 days ago'],
  ])('tells the %s', async (aspect, expected) => {
    expect(await textOf(read('describe', { ...cart, aspect }), shop())).toContain(expected);
  });

  it('says so when the object has no such thing', async () => {
    const text = await textOf(read('describe', { ...cart, aspect: 'schedule' }), shop());
    expect(text).toContain('I find no schedule in what the API server keeps of deployment `cart` in `web`');
  });

  it('gives an overview without an aspect', async () => {
    const { text, facts } = await ask(read('describe', { objects: [ref('Service', 'cart')] }), shop());
    expect(text).toContain('**ports**: `80/TCP` to `8080`');
    expect(facts.length).toBeGreaterThan(3);
  });

  it('shows YAML in a fence that the text cannot end', async () => {
    const objects = { 'Deployment/cart': { kind: 'Deployment', note: '```\n<b>hi</b>' } };
    const { text } = await ask(read('describe', { ...cart, aspect: 'yaml' }), shop({ objects }));
    expect(text).toMatch(/````yaml\nkind: Deployment/);
    const missing = await ask(read('describe', { ...cart, aspect: 'yaml' }), shop());
    expect(missing).toMatchObject({ outcome: 'unknown' });
  });
});

describe('events', () => {
  it('includes those of the pods behind a workload, newest first', async () => {
    const text = await textOf(read('events', checkout), shop());
    expect(text).toContain('**1 event of deployment `checkout` in `web`, 1 warning, newest first:**');
    expect(text).toContain('BackOff (9 times)');
  });

  it('says that there are none, and that old ones are dropped', async () => {
    const text = await textOf(read('events', cart), shop());
    expect(text).toContain('There are no events of deployment `cart` in `web`.');
    expect(text).toContain('about an hour');
  });
});

describe('changes', () => {
  it('tells rollouts and restarts, newest first, and what it cannot know', async () => {
    const text = await textOf(read('changes', checkout), shop());
    expect(text).toContain(
      'was rolled out to revision 2: image of `app` from `registry.example/checkout:1.9.0`',
    );
    expect(text.indexOf('1 min ago')).toBeLessThan(text.indexOf('12 min ago'));
    expect(text).toContain('What the cluster alone cannot tell');
  });

  it('keeps to the time asked about', async () => {
    const to = Date.parse('2026-03-10T12:00:00Z');
    const time = { from: to - 90_000, to, said: 'the last 90 seconds' };
    const text = await textOf(read('changes', { ...checkout, time }), shop());
    expect(text).toContain('I see no change in');
    expect(text).toContain('Signs of trouble in that time');
    expect(text).not.toContain('rolled out');
  });

  it.each([
    { said: '11:48', from: '11:40:00', to: '11:50:00', heading: '11:40:00 to 11:50:00', isThere: true },
    { said: '11:00', from: '10:45:00', to: '11:15:00', heading: '10:45:00 to 11:15:00', isThere: false },
    { said: '11:40', from: '11:40:00', to: '12:00:00', heading: 'since 11:40:00', isThere: true },
    {
      said: 'this morning',
      from: '03:00:00',
      to: '11:00:00',
      heading: 'this morning, 03:00:00 to 11:00:00',
      isThere: false,
    },
  ])('says which range it took $said for', async ({ said, from, to, heading, isThere }) => {
    const at = (clock: string) => Date.parse(`2026-03-10T${clock}Z`);
    const time = { from: at(from), to: at(to), said };
    const text = await textOf(read('changes', { ...checkout, time }), shop());
    expect(text).toContain(`(${heading})`);
    expect(/^.*\b12 min ago\): .*revision 2/m.test(text)).toBe(isThere);
  });

  it('sees no change where there is none', async () => {
    expect(await textOf(read('changes', cart), shop())).toContain(
      'I see no change in deployment `cart` in `web`',
    );
  });
});

describe('relations', () => {
  it('tells owners, pods, services and what is used', async () => {
    const text = await textOf(read('relations', { objects: [ref('Pod', 'cart-1-a')] }), shop());
    expect(text).toContain('**Owned by**: ReplicaSet `cart-1` and deployment `cart`');
    expect(text).toContain('**Services in front**: service `cart`');
    expect(text).toContain('**Network policies**: network policy `cart-guard`');
  });

  it('tells who stands alone', async () => {
    const text = await textOf(read('relations', { objects: [ref('Namespace', 'kube-public', '')] }), shop());
    expect(text).toContain('I find no namespace `kube-public`');
  });

  it('tells which pods run on a node', async () => {
    const text = await textOf(read('relations', { objects: [ref('Node', 'worker-1', '')] }), shop());
    expect(text).toContain('**Pods**: 4 pods');
  });
});

describe('rollout', () => {
  it('tells the state and the revisions', async () => {
    const text = await textOf(read('rollout', checkout), shop());
    expect(text).toContain(
      'The rollout of deployment `checkout` in `web` is held up: 1 of 1 replica updated, 0 ready.',
    );
    expect(text).toMatch(/\| 2 \(now\) \| 12 min ago \|/);
  });

  it('finds the rollouts that are not done', async () => {
    const text = await textOf(read('rollout'), shop());
    expect(text).toContain('deployment `checkout` in `web` is held up');
    expect(text).not.toContain('deployment `cart`');
  });

  it('says that a thing without rollouts has none', async () => {
    const { text, outcome } = await ask(read('rollout', { objects: [ref('Service', 'cart')] }), shop());
    expect(text).toContain('has no rollouts');
    expect(outcome).toBe('unknown');
  });
});

describe('usage', () => {
  const podUsage = [
    { namespace: 'web', name: 'cart-1-a', cpu: 0.2, memory: 2 ** 27, containers: [] },
    { namespace: 'web', name: 'cart-1-b', cpu: 0.1, memory: 2 ** 28, containers: [] },
  ];

  it('tells who uses most, and the sum', async () => {
    const text = await textOf(read('usage', { namespaces: ['web'], resource: 'memory' }), shop({ podUsage }));
    expect(text).toContain('**`cart-1-b` uses the most memory: 256Mi memory.**');
    expect(text).toContain('In all, 2 pods in `web` on `harbour-prod` use 384Mi memory now.');
  });

  it('turns round when the least is asked for', async () => {
    const text = await textOf(
      read('usage', { resource: 'cpu' }),
      shop({ podUsage }),
      'which pod uses the LEAST cpu?',
    );
    expect(text).toContain('`cart-1-b` uses the least CPU: 100m CPU');
  });

  it('measures nodes against what they offer', async () => {
    const nodeUsage = [{ namespace: '', name: 'worker-1', cpu: 2, memory: 2 ** 33, containers: [] }];
    const text = await textOf(read('usage', { kind: 'Node' }), shop({ nodeUsage }));
    expect(text).toContain(
      'Node `worker-1` uses 2 CPU (50% of its allocatable) and 8Gi memory (50% of its allocatable).',
    );
  });

  it('says when nothing is measured, and records the gap of history', async () => {
    const { text, outcome } = await ask(read('usage'), shop());
    expect(outcome).toBe('unknown');
    expect(text).toContain('the metrics API (metrics-server) did not answer: the server has no metrics API');
    const graph = await textOf(read('usage'), shop({ podUsage }), 'show a graph of cpu');
    expect(graph).toContain('I do not ask for metrics history yet');
  });
});

describe('inventory', () => {
  const query = { verb: 'count' as const, kind: 'Pod', clusters: ['harbour-prod'], filters: [], show: [] };

  it('counts', async () => {
    expect(await textOf(read('inventory', { query }), shop())).toContain(
      '**4 pods on `harbour-prod`.** [e1]',
    );
  });

  it('filters and lists, and takes them for what the conversation is about', async () => {
    const filters = [
      { field: 'namespace' as const, op: 'is' as const, value: 'web' },
      { field: 'ready' as const, op: 'is' as const, value: false },
    ];
    const { text, focus } = await ask(
      read('inventory', { query: { ...query, verb: 'list', filters } }),
      shop(),
    );
    expect(text).toContain('**1 pod in `web` that is not ready on `harbour-prod`:**');
    expect(text).toContain('`checkout-2-a`');
    expect(focus).toEqual([ref('Pod', 'checkout-2-a')]);
  });

  it('says that there are none', async () => {
    const filters = [{ field: 'namespace' as const, op: 'is' as const, value: 'nowhere' }];
    expect(await textOf(read('inventory', { query: { ...query, filters } }), shop())).toContain(
      'There are no pods in `nowhere` on `harbour-prod`.',
    );
  });

  it('groups', async () => {
    const text = await textOf(read('inventory', { query: { ...query, groupBy: 'namespace' } }), shop());
    expect(text).toMatch(/\| `web` \| 3 \|/);
  });

  it('calls what does not run not running, instead of measuring it as nothing', async () => {
    const podUsage = [{ namespace: 'web', name: 'checkout-2-a', cpu: 0, memory: 0, containers: [] }];
    const slots = { objects: [ref('Deployment', 'checkout')], resource: 'memory' as const };
    const text = await textOf(read('usage', slots), shop({ podUsage }));
    expect(text).toContain('Not running, so using nothing, is 1 pod: `checkout-2-a` (CrashLoopBackOff)');
    expect(text).not.toContain('0 B');
  });

  it('says that what never restarted did not restart', async () => {
    const why = read('diagnose', { objects: [ref('Pod', 'coredns-1', 'kube-system')] });
    expect(await textOf(why, shop(), 'why did coredns restart?')).toMatch(
      /^\*\*Pod `coredns-1` in `kube-system` did not restart: it has no restarts/,
    );
    expect(await textOf(why, shop(), 'what is wrong with coredns?')).not.toContain('did not restart');
  });

  it('does not pretend to know usage that nobody measures', async () => {
    const { outcome } = await ask(
      read('inventory', { query: { ...query, verb: 'top', measure: 'memoryUsage' } }),
      shop(),
    );
    expect(outcome).toBe('unknown');
  });

  it('lists kinds that it does not watch', async () => {
    const objects = { 'Certificate/shop': { metadata: { name: 'shop', namespace: 'web' } } };
    const text = await textOf(
      read('inventory', { query: { ...query, verb: 'list', kind: 'Certificate' } }),
      shop({ objects }),
    );
    expect(text).toContain('1 Certificate on `harbour-prod`.');
    expect(text).toContain('`web/shop`');
  });

  it('compares what was set on one object, and says what only one side has', async () => {
    const other = { ...scene, cluster: 'staging' };
    const [cart, checkout] = other.objects.Deployment;
    if (cart === undefined || checkout === undefined) throw new Error('the scene has two deployments');
    const scaled = { ...cart, spec: { ...cart.spec, replicas: 5 } };
    const staging = { ...other, objects: { ...other.objects, Deployment: [scaled] } };
    const kubernetes = fakeKubernetes({ 'harbour-prod': scene, staging });
    const compare = {
      ...query,
      verb: 'compare' as const,
      kind: 'Deployment',
      clusters: ['harbour-prod', 'staging'],
    };
    const text = await textOf(read('inventory', { query: compare, clusters: compare.clusters }), kubernetes);
    expect(text).toContain('Deployment `cart` differs between `harbour-prod` and `staging` in replicas:');
    expect(text).toContain('eployment `checkout` is only on `harbour-prod`, not on `staging`.');
  });
});
