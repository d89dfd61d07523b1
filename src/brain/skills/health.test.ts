import { beforeAll, describe, expect, it } from 'vitest';
import {
  before,
  containerStatus,
  deploymentFixture,
  nodeFixture,
  podFixture,
  replicaSetOf,
  snapshotOf,
  unreadyStatus,
} from '../../diagnosis/testing.ts';
import { fakeKubernetes, openStage, read, ref } from '../testing.ts';
import { CRASH_LOG, scene } from './scene.ts';

type Stage = Awaited<ReturnType<typeof openStage>>;
let ask: Stage;
beforeAll(async () => {
  ask = await openStage();
});

const calm = snapshotOf({ pods: [podFixture('cart-0')], nodes: [nodeFixture('worker-1')] });
const crashing = () =>
  fakeKubernetes(
    { 'harbour-prod': scene },
    {
      logs: ({ pod }) =>
        pod.startsWith('checkout')
          ? { lines: CRASH_LOG, at: '2026-03-10T11:58:00Z' }
          : { lines: ['INFO served'], at: '2026-03-10T11:59:00Z' },
    },
  );

describe('cluster-health', () => {
  it('says plainly that all is well, with what was counted', async () => {
    const answer = await ask(read('cluster-health'), fakeKubernetes({ 'harbour-prod': calm }));
    expect(answer.text.split('\n')[0]).toBe(
      '**`harbour-prod` looks healthy**: 1 of 1 node ready and 1 of 1 pod ready. [e1] [e2]',
    );
    expect(answer).toMatchObject({ outcome: 'answered', severity: undefined, focus: [] });
  });

  it('tells the worst story first, with cause, evidence and next step, and no jokes', async () => {
    const answer = await ask(read('cluster-health'), crashing());
    const lines = answer.text.split('\n').filter((line) => line !== '');
    expect(lines[0]).toMatch(/^\*\*`harbour-prod` has \d problems?, .*critical\*\*: 1 of 1 node ready/);
    expect(lines[1]).toMatch(
      /^1\. deployment `checkout` in `web` \(pod `checkout-2-a`\): \*\*critical\*\*, keeps crashing .*\[e\d\]/,
    );
    expect(answer.text).toContain('**Next:**');
    expect(answer.severity).toBe('critical');
    expect(answer.focus[0]).toMatchObject({ kind: 'Deployment', name: 'checkout' });
    expect(answer.suggestions[0]?.message).toBe('why is deployment checkout in namespace web not healthy?');
  });

  it('names the clusters that are out of reach and answers for the others', async () => {
    const kubernetes = fakeKubernetes({ 'harbour-prod': calm, staging: undefined });
    const both = await ask(read('cluster-health', { clusters: ['harbour-prod', 'staging'] }), kubernetes);
    expect(both.text).toContain('looks healthy');
    expect(both.text).toContain('`staging` is out of reach: connection refused');
    const none = await ask(read('cluster-health', { clusters: ['staging'] }), kubernetes);
    expect(none.outcome).toBe('unknown');
    expect(none.facts).toEqual([]);
  });

  it('keeps to the namespace that was asked about', async () => {
    const answer = await ask(read('cluster-health', { namespaces: ['kube-system'] }), crashing());
    expect(answer.text).toContain('`kube-system` on `harbour-prod` looks healthy');
    expect(answer.text).not.toContain('checkout');
  });

  it('says what it may not see and how old its picture is', async () => {
    const snapshot = {
      ...calm,
      currentAsOf: calm.takenAt - 14_000,
      unseen: [
        {
          kind: 'Secret' as const,
          namespace: 'web',
          reason: 'forbidden' as const,
          message: 'may not list secrets',
        },
      ],
    };
    const { text } = await ask(read('cluster-health'), fakeKubernetes({ 'harbour-prod': snapshot }));
    expect(text).toContain('I may not see secrets in `web` on `harbour-prod`');
    expect(text).toContain('as of 14 s ago');
  });
});

describe('diagnose', () => {
  it('gives the verdict and cause first, then the log’s own words and what changed', async () => {
    const answer = await ask(read('diagnose', { objects: [ref('Deployment', 'checkout')] }), crashing());
    const [verdict, cause] = answer.text.split('\n\n');
    expect(verdict).toMatch(
      /^\*\*Deployment `checkout` in `web` is not healthy: .*keeps crashing \(exit code 1\)/,
    );
    expect(cause).toContain('`Error: environment variable PAYMENTS_URL is not set`');
    expect(answer.text).toContain('exit code 1: the application stopped with an error of its own');
    expect(answer.text).toContain(
      'image of `app` from `registry.example/checkout:1.9.0` to `registry.example/checkout:2.0.0`',
    );
    expect(answer.severity).toBe('critical');
    expect(answer.focus).toEqual([ref('Deployment', 'checkout')]);
  });

  it('reads the log of the run that crashed', async () => {
    const asked: (boolean | undefined)[] = [];
    const kubernetes = fakeKubernetes(
      { 'harbour-prod': scene },
      {
        logs: ({ previous }) => {
          asked.push(previous);
          return { lines: CRASH_LOG };
        },
      },
    );
    await ask(read('diagnose', { objects: [ref('Pod', 'checkout-2-a')] }), kubernetes);
    expect(asked).toEqual([true]);
  });

  it('says that a healthy object is healthy, with the proof', async () => {
    const kubernetes = fakeKubernetes({ 'harbour-prod': calm }, { logs: () => ({ lines: ['INFO served'] }) });
    const answer = await ask(
      read('diagnose', { objects: [ref('Pod', 'cart-0')] }),
      kubernetes,
      'why is cart-0 slow?',
    );
    expect(answer.text).toContain(
      '**Pod `cart-0` in `web` looks healthy: Running, 1/1 containers ready, no restarts',
    );
    expect(answer.text).toContain('neither metrics history nor traces are connected');
    expect(answer.severity).toBeUndefined();
  });

  it('does not call it healthy without a word when its log complains', async () => {
    const kubernetes = fakeKubernetes(
      { 'harbour-prod': calm },
      {
        logs: () => ({
          lines: ['ERROR connection pool exhausted 100/100', 'ERROR connection pool exhausted 100/100'],
        }),
      },
    );
    const { text } = await ask(read('diagnose', { objects: [ref('Pod', 'cart-0')] }), kubernetes);
    expect(text).toContain('but its log complains');
    expect(text).toContain('`ERROR connection pool exhausted 100/100` (2 times)');
  });

  it('follows the error to a service that is in trouble, and to one that does not exist', async () => {
    const dependent = (line: string) =>
      fakeKubernetes(
        { 'harbour-prod': scene },
        { logs: ({ pod }) => ({ lines: pod.startsWith('cart') ? [line] : [] }) },
      );
    const target = { objects: [ref('Pod', 'cart-1-a')] };
    const named = await ask(
      read('diagnose', target),
      dependent('ERROR calling http://checkout:80/pay: connection refused'),
    );
    expect(named.text).toContain('The errors name service `checkout` in `web`, which is in trouble itself');
    const missing = await ask(
      read('diagnose', target),
      dependent('ERROR dial tcp: lookup prod-db: no such host'),
    );
    expect(missing.text).toContain('There is no service `prod-db` in `web`.');
  });

  it('tells which rights a refused service account has', async () => {
    const line =
      'ERROR pods is forbidden: User "system:serviceaccount:web:ci-bot" cannot list resource "pods" in API group "" in the namespace "web"';
    const kubernetes = fakeKubernetes({ 'harbour-prod': scene }, { logs: () => ({ lines: [line] }) });
    const { text } = await ask(read('diagnose', { objects: [ref('Pod', 'cart-1-a')] }), kubernetes);
    expect(text).toContain(
      'was refused to `list` `pods` in `web`: Role `reader` in `web` only lets it get pods',
    );
  });

  it('admits that it does not know why', async () => {
    const odd = snapshotOf({
      nodes: [nodeFixture('worker-1')],
      pods: [
        podFixture('odd-0', {
          metadata: { creationTimestamp: before(20_000) },
          status: unreadyStatus([containerStatus({ state: { running: { startedAt: before(10_000) } } })]),
        }),
      ],
    });
    const { text } = await ask(
      read('diagnose', { objects: [ref('Pod', 'odd-0')] }),
      fakeKubernetes({ 'harbour-prod': odd }),
    );
    expect(text).toContain('is not well');
    expect(text).toContain('I do not know why yet; here is what I see.');
  });

  it('says when the log could not be read, rather than that it is clean', async () => {
    const kubernetes = fakeKubernetes(
      { 'harbour-prod': calm },
      { logs: () => ({ error: 'the kubelet did not answer' }) },
    );
    const { text } = await ask(read('diagnose', { objects: [ref('Pod', 'cart-0')] }), kubernetes);
    expect(text).toContain('I could not read its log: the kubelet did not answer.');
    expect(text).not.toContain('show no errors');
  });

  it('judges a kind that it does not watch by what the object reports', async () => {
    const certificate = { status: { conditions: [{ type: 'Ready', status: 'False', reason: 'Expired' }] } };
    const kubernetes = fakeKubernetes(
      { 'harbour-prod': calm },
      { objects: { 'Certificate/shop': certificate } },
    );
    const known = await ask(read('diagnose', { objects: [ref('Certificate', 'shop')] }), kubernetes);
    expect(known.text).toContain('says that it is not ready');
    const gone = await ask(read('diagnose', { objects: [ref('Certificate', 'gone')] }), kubernetes);
    expect(gone.outcome).toBe('unknown');
    expect(gone.text).toContain('I could not read Certificate `gone`');
  });
});

describe('diagnose, beside the object itself', () => {
  const odd = (line: string, at: string) =>
    fakeKubernetes({ 'harbour-prod': calm }, { logs: () => ({ lines: [line], at }) });
  const cart = read('diagnose', { objects: [ref('Pod', 'cart-0')] });

  it('does not take old errors for present ones', async () => {
    const { text } = await ask(cart, odd('ERROR redis is gone', '2026-03-10T09:00:00Z'));
    expect(text).toContain('looks healthy');
    expect(text).toContain('Earlier its log had errors:');
    expect(text).toContain('(at 09:00:00)');
  });

  it('takes them for what was asked about when a time is named', async () => {
    const time = {
      from: Date.parse('2026-03-10T08:00:00Z'),
      to: Date.parse('2026-03-10T10:00:00Z'),
      said: '9 o’clock',
    };
    const { text } = await ask(
      read('diagnose', { objects: [ref('Pod', 'cart-0')], time }),
      odd('ERROR redis is gone', '2026-03-10T09:00:00Z'),
    );
    expect(text).toContain('but its log complains');
  });

  it('names what belongs to it by name, when that is what is wrong', async () => {
    const snapshot = snapshotOf({
      ...deploymentFixture('shop', 1, 1),
      nodes: [nodeFixture('worker-1')],
      pods: [podFixture('shop-5d4f-a', { labels: { app: 'shop' }, owner: replicaSetOf('shop') })],
      services: [
        {
          metadata: { name: 'shop', namespace: 'web' },
          spec: { selector: { app: 'shop-v2' }, ports: [{ port: 80 }] },
        },
      ],
    });
    const { text } = await ask(
      read('diagnose', { objects: [ref('Deployment', 'shop')] }),
      fakeKubernetes({ 'harbour-prod': snapshot }),
    );
    expect(text).toContain('is affected by service `shop` in `web`: selector matches no pod');
  });

  it('does not call a workload healthy that is scaled to nothing', async () => {
    const snapshot = snapshotOf(deploymentFixture('idle', 0, 0));
    const { text } = await ask(
      read('diagnose', { objects: [ref('Deployment', 'idle')] }),
      fakeKubernetes({ 'harbour-prod': snapshot }),
    );
    expect(text).toContain('**Deployment `idle` in `web` does not run: it is scaled to 0 replicas');
    expect(text).toContain('`kubectl -n web scale --replicas=N deployment idle`');
    expect(text).not.toContain('healthy');
  });
});
