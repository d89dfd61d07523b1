import { afterEach, describe, expect, test } from 'vitest';
import { refuse } from '../fixtures/fake-api-server.ts';
import type { FakeApiServer } from '../fixtures/fake-api-server.ts';
import { openings, pod } from '../fixtures/open-connector.ts';

const { server: startServer, connect, closeAll } = openings();
afterEach(closeAll);

interface Account {
  namespaces: string[];
  plurals: string[];
  listsNamespaces?: boolean;
  knowsRules?: boolean;
}

/** Lets an account see some plurals in some namespaces, as RBAC would. */
function restrict(server: FakeApiServer, account: Account): void {
  server.intercept(({ path, body }, response) => {
    if (path === '/version') return false;
    if (path === '/api/v1/namespaces' && account.listsNamespaces) return false;
    if (path.endsWith('/selfsubjectrulesreviews') && account.knowsRules) {
      const { spec } = body as { spec: { namespace: string } };
      const rule = { verbs: ['get', 'list', 'watch'], apiGroups: ['*'], resources: account.plurals };
      const resourceRules = account.namespaces.includes(spec.namespace) ? [rule] : [];
      response.end(JSON.stringify({ status: { incomplete: false, resourceRules } }));
      return true;
    }
    const [, namespace = '', plural = ''] = /namespaces\/([^/]+)\/([a-z]+)$/.exec(path) ?? [];
    if (account.namespaces.includes(namespace) && account.plurals.includes(plural)) return false;
    return refuse(response, 403, `User "reader" cannot list this at ${path}`);
  });
}

describe('an account that may read one namespace', () => {
  test('sees what is there, and Jamie says what it may not see', async () => {
    const server = await startServer();
    server.put('pods', pod('cart-0', 'team-a'));
    server.put('pods', pod('hidden-0', 'team-b'));
    restrict(server, { namespaces: ['team-a'], plurals: ['pods', 'services'] });
    const connector = connect({ kubeconfigText: server.kubeconfig({ namespace: 'team-a' }) });
    await connector.ready(5_000);
    const { objects, unseen } = connector.snapshot('fake');
    expect(objects.Pod.map(({ metadata }) => metadata.name)).toEqual(['cart-0']);
    const of = (kind: string) => unseen.filter((one) => one.kind === kind);
    expect(of('Pod')).toEqual([
      {
        kind: 'Pod',
        reason: 'forbidden',
        message: 'This account may see pods only in team-a.',
        exceptIn: ['team-a'],
      },
    ]);
    expect(of('Secret')).toEqual([
      { kind: 'Secret', reason: 'forbidden', message: 'This account may not see secrets.' },
    ]);
    expect(of('Node')).toEqual([
      { kind: 'Node', reason: 'forbidden', message: 'This account may not see nodes.' },
    ]);
    expect(connector.clusters()[0]).toMatchObject({ state: 'partial' });
    expect(connector.clusters()[0]?.problem).toMatch(/^This account may /);
  });

  test('still sees changes there at once', async () => {
    const server = await startServer();
    restrict(server, { namespaces: ['team-a'], plurals: ['pods'] });
    const connector = connect({ kubeconfigText: server.kubeconfig({ namespace: 'team-a' }) });
    await connector.ready(5_000);
    server.put('pods', pod('cart-0', 'team-a'));
    await expect.poll(() => connector.snapshot('fake').objects.Pod.length).toBe(1);
  });

  test('that may list namespaces is told which of them are closed to it, by the rules alone', async () => {
    const server = await startServer();
    for (const name of ['team-a', 'team-b', 'team-c']) server.put('namespaces', { metadata: { name } });
    server.put('pods', pod('cart-0', 'team-a'));
    server.put('pods', pod('till-0', 'team-c'));
    restrict(server, {
      namespaces: ['team-a', 'team-c'],
      plurals: ['pods'],
      listsNamespaces: true,
      knowsRules: true,
    });
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    const { objects, unseen } = connector.snapshot('fake');
    expect(objects.Pod.map(({ metadata }) => metadata.name)).toEqual(['cart-0', 'till-0']);
    expect(unseen.filter(({ kind }) => kind === 'Pod')).toEqual([
      {
        kind: 'Pod',
        namespace: 'team-b',
        reason: 'forbidden',
        message: 'This account may not see pods in team-b.',
      },
    ]);
    expect(server.seen.filter(({ path }) => path.includes('/namespaces/team-b/'))).toEqual([]);
  });

  test('with more namespaces than can be looked into one by one sees those it was configured for, and says so', async () => {
    const server = await startServer();
    const namespaces = Array.from({ length: 60 }, (_, index) => `team-${index + 10}`);
    for (const name of namespaces) server.put('namespaces', { metadata: { name } });
    server.put('pods', pod('cart-0', 'team-69'));
    restrict(server, { namespaces, plurals: ['pods'], listsNamespaces: true, knowsRules: true });
    const connector = connect({ kubeconfigText: server.kubeconfig({ namespace: 'team-69' }) });
    await connector.ready(5_000);
    const { objects, unseen } = connector.snapshot('fake');
    expect(objects.Pod.map(({ metadata }) => metadata.name)).toEqual(['cart-0']);
    const [pods, ...others] = unseen.filter(({ kind }) => kind === 'Pod');
    expect(others).toEqual([]);
    expect(pods?.message).toMatch(
      /^Jamie looks at pods only in team-69, team-10, .* may not see all namespaces at once\.$/,
    );
    expect(
      new Set(
        server.seen
          .map(({ path }) => path)
          .filter((path) => path.endsWith('/pods') && path.includes('/namespaces/')),
      ).size,
    ).toBe(40);
  });

  test('is watched cluster-wide as soon as it may see everything', async () => {
    const server = await startServer();
    server.put('pods', pod('cart-0', 'team-a'));
    server.put('pods', pod('till-0', 'team-b'));
    let forbidden = true;
    server.intercept(
      ({ path }, response) => forbidden && path === '/api/v1/pods' && refuse(response, 403, 'no'),
    );
    server.intercept(({ path }, response) => path === '/api/v1/namespaces' && refuse(response, 403, 'no'));
    const connector = connect({
      kubeconfigText: server.kubeconfig({ namespace: 'team-a' }),
      timings: { recheckMs: 100 },
    });
    await connector.ready(5_000);
    const pods = () => connector.snapshot('fake').objects.Pod.map(({ metadata }) => metadata.name);
    expect(pods()).toEqual(['cart-0']);
    forbidden = false;
    await expect.poll(pods).toEqual(['cart-0', 'till-0']);
    expect(connector.snapshot('fake').unseen.filter(({ kind }) => kind === 'Pod')).toEqual([]);
  });

  test('that may list but not watch is listed again and again', async () => {
    const server = await startServer();
    server.put('pods', pod('cart-0'));
    server.intercept(
      ({ path, query }, response) =>
        path === '/api/v1/pods' && query.has('watch') && refuse(response, 403, 'no watching'),
    );
    const connector = connect({ kubeconfigText: server.kubeconfig(), timings: { pollMs: 50 } });
    await connector.ready(5_000);
    server.put('pods', pod('cart-1'));
    await expect.poll(() => connector.snapshot('fake').objects.Pod.length).toBe(2);
    expect(connector.clusters()[0]?.state).toBe('ready');
  });
});
