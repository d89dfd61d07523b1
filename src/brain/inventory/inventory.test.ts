import { describe, expect, it } from 'vitest';
import { NOW } from '../understand/testing/builders.ts';
import { SNAPSHOTS } from '../understand/testing/company.ts';
import { said } from '../understand/testing/say.ts';
import { understand } from '../understand/understand.ts';
import { executeInventory } from './execute-inventory.ts';
import type { InventoryResult, UsageByCluster } from './result.ts';

/** The result of a question in words. */
function ask(message: string, usage?: UsageByCluster): InventoryResult {
  const reading = understand(said(message));
  const query = reading.type === 'skill' ? reading.slots.query : undefined;
  if (query === undefined) throw new Error(`no query in "${message}"`);
  return executeInventory(query, SNAPSHOTS, { now: NOW, usage });
}

const names = ({ rows }: InventoryResult) => rows.map(({ ref }) => ref.name).sort();
const groups = (result: InventoryResult) =>
  Object.fromEntries((result.groups ?? []).map(({ key, count, value }) => [key, value ?? count]));

describe('which objects', () => {
  it.each<[message: string, expected: string[]]>([
    ['which pods restarted more than 2 times', ['cart-6d4cf56db6-bx2m4', 'search-6d4cf56db6-ax2m4']],
    ['pods in web without limits', ['web-6d4cf56db6-ax2m4']],
    ['deployments not ready', ['cart', 'payments-worker']],
    ['deployments with 2 replicas', ['checkout', 'coredns', 'payments-api']],
    ['deployments with an hpa', ['checkout']],
    ['deployments without a service', ['payments-worker']],
    ['workloads without a readiness probe', ['payments-worker']],
    ['which namespaces have no network policy', ['default', 'kube-system', 'monitoring', 'shop', 'web']],
    ['which deployments use the image nginx', ['search']],
    ['pods with the latest tag', ['grafana-6d4cf56db6-ax2m4', 'search-6d4cf56db6-ax2m4']],
    ['statefulsets from docker.io', ['rabbitmq', 'redis']],
    ['pods using config map redis-config', ['redis-0', 'redis-1']],
    ['unused config maps', ['old-config']],
    ['pvcs bigger than 10Gi', ['data-redis-0']],
    ['unbound pvcs', ['scratch']],
    ['pvcs with storage class fast', ['scratch']],
    ['cordoned nodes', ['worker-2']],
    ['nodes that are not ready', ['worker-3']],
    ['nodes on 1.33', ['worker-3']],
    ['control plane nodes', ['control-1']],
    ['nodes without pods', ['control-1', 'worker-3']],
    ['hpas at max', ['checkout']],
    ['failed jobs', ['java-api-checker']],
    ['suspended cronjobs', ['nightly-report']],
    ['oomkilled pods', ['sea-turtle']],
    ['crashing pods', ['cart-6d4cf56db6-bx2m4']],
    ['unhealthy pods', ['cart-6d4cf56db6-bx2m4', 'payments-worker-6d4cf56db6-ax2m4', 'redis-1']],
    ['pods of deployment cart on worker-2', ['cart-6d4cf56db6-cx2m4']],
    ['list pods of service search', ['search-6d4cf56db6-ax2m4']],
    ['pods with no owner', ['sea-turtle']],
    ['services of type LoadBalancer', ['edge']],
    ['services on port 6379', ['redis']],
    ['ingresses for host shop.example.com', ['shop']],
    ['pods created in the last hour', ['sea-turtle', 'web-6d4cf56db6-ax2m4']],
    ['pods with label app=search', ['search-6d4cf56db6-ax2m4']],
    ['pods named redis*', ['redis-0', 'redis-1']],
    ['statefulsets except in shop', []],
    ['oldest pvc', ['data-redis-0']],
    ['unused service accounts', ['deployer']],
  ])('%s', (message, expected) => {
    expect(names(ask(message))).toEqual(expected);
  });
});

describe('numbers', () => {
  it.each<[message: string, expected: number]>([
    ['how many pods in web are not ready?', 1],
    ['how many pods are there', 19],
    ['how many pods are there in all clusters', 22],
    ['how many different images are running', 11],
    ['how many namespaces have crashing pods', 1],
    ['total memory requested in web', 4 * 128 * 2 ** 20],
    ['how much cpu is requested by cart pods', 0.3],
    ['average restarts in web', 3],
    ['total restarts', 17],
  ])('%s', (message, expected) => {
    expect(ask(message).scalar).toBeCloseTo(expected, 6);
  });
});

describe('groups', () => {
  it('counts per namespace, most first', () => {
    const result = ask('pods per namespace');
    expect(result.groups?.[0]).toMatchObject({
      key: 'shop',
      count: 6,
      ref: { kind: 'Namespace', name: 'shop' },
    });
    expect(result.total).toBe(19);
  });

  it('measures groups when something is measured', () => {
    expect(groups(ask('restarts per namespace'))).toMatchObject({ web: 12, shop: 3, default: 2 });
  });

  it('keeps groups by their size, those of none too', () => {
    expect(groups(ask('nodes with fewer than 3 pods'))).toEqual({
      'control-1': 0,
      'worker-2': 2,
      'worker-3': 0,
    });
    expect(groups(ask('which namespaces have more than 5 pods'))).toEqual({ shop: 6 });
  });

  it('finds the biggest group', () => {
    expect(groups(ask('which namespace has the most pods'))).toEqual({ shop: 6 });
  });

  it('groups by status and by version', () => {
    expect(groups(ask('count pods by status'))).toEqual({
      Running: 16,
      CrashLoopBackOff: 1,
      ImagePullBackOff: 1,
      Pending: 1,
    });
    expect(groups(ask('nodes by version'))).toEqual({ 'v1.34.1': 3, 'v1.33.2': 1 });
  });
});

describe('comparisons', () => {
  it('puts the same names of two clusters side by side', () => {
    const [cart] = ask('does staging run the same version of cart as prod').comparison ?? [];
    expect(cart).toMatchObject({
      name: 'cart',
      same: false,
      sides: { 'harbour-prod': { value: ['1.4.2'] }, 'harbour-staging': { value: ['1.5.0'] } },
    });
  });

  it('shows what is missing on one side', () => {
    const rows = ask('which deployments are in prod but not in staging').comparison ?? [];
    expect(
      rows.filter(({ sides }) => sides['harbour-staging'] === undefined).map(({ name }) => name),
    ).toContain('search');
    expect(rows.find(({ name }) => name === 'canary')?.sides['harbour-prod']).toBeUndefined();
  });

  it('never calls two things the same without having compared anything', () => {
    const cart = ask('compare cart in prod and staging').comparison?.find(({ name }) => name === 'cart');
    expect(cart?.same).toBe(false);
  });
});

describe('usage', () => {
  const query = 'pods using more than 500Mi of memory';

  it('asks for usage when none is given', () => {
    expect(ask(query)).toMatchObject({ needsUsage: true, total: 0 });
  });

  it('filters by live usage when it is', () => {
    const pods = [
      { namespace: 'web', name: 'web-6d4cf56db6-ax2m4', cpu: 0.1, memory: 600 * 2 ** 20, containers: [] },
      { namespace: 'shop', name: 'redis-0', cpu: 0.1, memory: 100 * 2 ** 20, containers: [] },
    ];
    const result = ask(query, { 'harbour-prod': { pods } });
    expect(result.needsUsage).toBe(false);
    expect(names(result)).toEqual(['web-6d4cf56db6-ax2m4']);
  });
});

describe('honesty', () => {
  it('says that a kind lacks a property instead of ignoring the filter', () => {
    const result = ask('nodes with a readiness probe');
    expect(result).toMatchObject({ total: 0, unsupported: ['probe'] });
    expect(result.notes[0]).toContain('Nodes have no probe');
  });

  it('says what could not be seen', () => {
    const [prod] = SNAPSHOTS;
    if (prod === undefined) throw new Error('no cluster');
    const blind = {
      ...prod,
      unseen: [{ kind: 'Pod' as const, reason: 'forbidden' as const, message: 'I may not see pods.' }],
    };
    const result = executeInventory(
      { verb: 'count', kind: 'Pod', clusters: [prod.cluster], filters: [], show: [] },
      [blind],
      { now: NOW },
    );
    expect(result.notes).toEqual(['I may not see pods.']);
  });

  it('leaves a kind that is not watched to the API server', () => {
    const result = executeInventory(
      { verb: 'list', kind: 'Certificate', clusters: ['harbour-prod'], filters: [], show: [] },
      SNAPSHOTS,
      { now: NOW },
    );
    expect(result).toMatchObject({ rows: [], unsupported: [], notes: [] });
  });
});
