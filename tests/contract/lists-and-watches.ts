import { beforeAll, describe, expect, it } from 'vitest';
import type { ContractServer } from './contract-server.ts';
import { ask, at, itemsOf, watch } from './http-client.ts';
import { configMap, namespace, pod } from './manifests.ts';

const NAMESPACE = 'contract-lists';
const MAPS = `/api/v1/namespaces/${NAMESPACE}/configmaps`;
const NAMES = ['a', 'b', 'c', 'd', 'e'];
const MERGE = { 'content-type': 'application/merge-patch+json' };
const OURS = 'labelSelector=set%3Dlists';

/** Lists, their pages and selectors, and watches: what a cache of the cluster is built from. */
export function listsAndWatches(server: () => ContractServer): void {
  const get = (path: string, accept = 'application/json') =>
    ask(server().admin, path, { headers: { accept } });
  const names = async (path: string) =>
    itemsOf((await get(path)).body).map((item) => at(item, 'metadata.name'));
  const revisionOf = async () => String(at((await get(`${MAPS}?${OURS}`)).body, 'metadata.resourceVersion'));

  describe('lists and watches', () => {
    beforeAll(async () => {
      await ask(server().admin, '/api/v1/namespaces', { body: namespace(NAMESPACE) });
      for (const name of NAMES) {
        const tier = name < 'c' ? 'front' : 'back';
        await ask(server().admin, MAPS, { body: configMap(name, { name }, { set: 'lists', tier }) });
      }
    });

    it('names the kind of a list, and leaves it out of the items', async () => {
      const { body } = await get(`${MAPS}?${OURS}`);
      expect(body).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1' });
      expect(at(body, 'metadata.resourceVersion')).toMatch(/^\d+$/);
      expect(itemsOf(body)).toHaveLength(NAMES.length);
      expect(Object.keys(itemsOf(body)[0] ?? {})).toEqual(['metadata', 'data']);
    });

    it('gives an empty list of a namespace that does not exist', async () => {
      const answer = await get('/api/v1/namespaces/nowhere/configmaps');
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ kind: 'ConfigMapList', items: [] });
    });

    it('gives a list in pages, without gap or repetition, though it changes meanwhile', async () => {
      const seen: unknown[] = [];
      const left: unknown[] = [];
      let next: unknown = '';
      do {
        const { body } = await get(`${MAPS}?limit=2&continue=${encodeURIComponent(String(next))}`);
        if (next === '') await ask(server().admin, MAPS, { body: configMap('zz-late') });
        seen.push(...itemsOf(body).map((item) => at(item, 'metadata.name')));
        left.push(at(body, 'metadata.remainingItemCount'));
        next = at(body, 'metadata.continue');
      } while (next);
      const ours = seen.filter((name) => name !== 'kube-root-ca.crt');
      expect(ours).toEqual(NAMES);
      expect(left.at(-1)).toBeUndefined();
      expect(left[0]).toBe(seen.length - 2);
      await ask(server().admin, `${MAPS}/zz-late`, { method: 'DELETE' });
    });

    it.each([
      ['labelSelector=tier%3Dfront', ['a', 'b']],
      ['labelSelector=set%3Dlists,tier!%3Dfront', ['c', 'd', 'e']],
      ['labelSelector=tier%20in%20(back,side)', ['c', 'd', 'e']],
      ['labelSelector=set,tier%20notin%20(back)', ['a', 'b']],
      ['labelSelector=!set,nothing', []],
      ['fieldSelector=metadata.name%3Dc', ['c']],
      [`${OURS}&fieldSelector=metadata.name!%3Dc`, ['a', 'b', 'd', 'e']],
    ])('selects by %s', async (selector, expected) => {
      expect(await names(`${MAPS}?${selector}`)).toEqual(expected);
    });

    it('selects pods by node and phase', async () => {
      const pods = `/api/v1/namespaces/${NAMESPACE}/pods`;
      await ask(server().admin, pods, {
        body: pod('gated', { spec: { schedulingGates: [{ name: 'example.com/x' }] } }),
      });
      const selector = encodeURIComponent('spec.nodeName=,status.phase=Pending');
      expect(await names(`${pods}?fieldSelector=${selector}`)).toEqual(['gated']);
      expect(await names(`${pods}?fieldSelector=${encodeURIComponent('status.phase!=Pending')}`)).toEqual([]);
      await ask(server().admin, `${pods}/gated`, { method: 'DELETE' });
    });

    it('tells a watch of every change after a resourceVersion, in order', async () => {
      const from = await revisionOf();
      const events = collect(server(), `${MAPS}?watch=true&resourceVersion=${from}&${OURS}`, { count: 4 });
      await ask(server().admin, MAPS, { body: configMap('w', {}, { set: 'lists' }) });
      await ask(server().admin, `${MAPS}/w`, { method: 'PATCH', body: { data: { k: 'v' } }, headers: MERGE });
      await ask(server().admin, `${MAPS}/w`, { method: 'DELETE' });
      await ask(server().admin, MAPS, { body: configMap('elsewhere', {}, { set: 'other' }) });
      await ask(server().admin, MAPS, { body: configMap('w2', {}, { set: 'lists' }) });
      const seen = await events;
      expect(seen.map(({ type, object }) => `${type} ${String(at(object, 'metadata.name'))}`)).toEqual([
        'ADDED w',
        'MODIFIED w',
        'DELETED w',
        'ADDED w2',
      ]);
      const versions = seen.map(({ object }) => Number(at(object, 'metadata.resourceVersion')));
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
      expect(seen[0]?.object).toMatchObject({ kind: 'ConfigMap', apiVersion: 'v1' });
      expect(seen[2]?.object).toMatchObject({ data: { k: 'v' } });
      for (const name of ['w2', 'elsewhere'])
        await ask(server().admin, `${MAPS}/${name}`, { method: 'DELETE' });
    });

    it('lets a watch begin in the past', async () => {
      const from = await revisionOf();
      await ask(server().admin, MAPS, { body: configMap('past', {}, { set: 'lists' }) });
      await ask(server().admin, `${MAPS}/past`, { method: 'DELETE' });
      const seen = await collect(server(), `${MAPS}?watch=true&resourceVersion=${from}&${OURS}`, {
        count: 2,
      });
      expect(seen.map(({ type }) => type)).toEqual(['ADDED', 'DELETED']);
    });

    it('tells a watch by label when an object leaves and enters its selection', async () => {
      const from = await revisionOf();
      const watching = `${MAPS}?watch=true&resourceVersion=${from}&labelSelector=tier%3Dfront`;
      for (const tier of ['back', 'front']) {
        await ask(server().admin, `${MAPS}/a`, {
          method: 'PATCH',
          body: { metadata: { labels: { tier } } },
          headers: MERGE,
        });
      }
      expect((await collect(server(), watching, { count: 2 })).map(({ type }) => type)).toEqual([
        'DELETED',
        'ADDED',
      ]);
    });

    it('sends the present first when asked, and says where it ends', async () => {
      const asked =
        'watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';
      const seen = await collect(server(), `${MAPS}?${asked}&${OURS}`, { count: NAMES.length + 1 });
      expect(seen.map(({ type }) => type)).toEqual([...NAMES.map(() => 'ADDED'), 'BOOKMARK']);
      const last = seen.at(-1)?.object;
      expect(last).toMatchObject({
        kind: 'ConfigMap',
        metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
      });
      expect(at(last, 'metadata.resourceVersion')).toMatch(/^\d+$/);
    });

    it('ends a watch when its time is up', async () => {
      const before = Date.now();
      const answer = await get(`${MAPS}?watch=true&resourceVersion=${await revisionOf()}&timeoutSeconds=1`);
      expect(answer).toMatchObject({ status: 200, text: '' });
      expect(Date.now() - before).toBeGreaterThan(700);
    });

    it('gives the metadata alone when asked', async () => {
      const { type, body } = await get(
        `${MAPS}?${OURS}`,
        'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
      );
      expect(type).toMatch(/^application\/json/);
      expect(body).toMatchObject({ kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1' });
      expect(itemsOf(body)[0]).toMatchObject({ metadata: { name: 'a', labels: { set: 'lists' } } });
      expect(Object.keys(itemsOf(body)[0] ?? {}).sort()).toEqual(['apiVersion', 'kind', 'metadata']);
    });

    it('watches the metadata alone when asked', async () => {
      const from = await revisionOf();
      await ask(server().admin, `${MAPS}/b`, {
        method: 'PATCH',
        body: { data: { more: 'x' } },
        headers: MERGE,
      });
      const accept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
      const path = `${MAPS}?watch=true&resourceVersion=${from}&${OURS}`;
      const [event] = await collect(server(), path, { count: 1, accept });
      expect(event?.object).toMatchObject({ kind: 'PartialObjectMetadata', metadata: { name: 'b' } });
      expect(at(event?.object, 'data')).toBeUndefined();
    });

    it('refuses to go back further than it remembers', async () => {
      await server().forgetHistory();
      const [event] = await collect(server(), '/api/v1/events?watch=true&resourceVersion=1', { count: 1 });
      expect(event).toMatchObject({
        type: 'ERROR',
        object: { kind: 'Status', status: 'Failure', code: 410 },
      });
      expect(at(event?.object, 'reason')).toMatch(/^(Expired|Gone)$/);
      const list = await get('/api/v1/events?resourceVersion=1&resourceVersionMatch=Exact');
      expect(list).toMatchObject({ status: 410, body: { kind: 'Status', reason: 'Expired', code: 410 } });
    });
  });
}

/** The first `count` events of a watch; it fails when they do not come within ten seconds. */
async function collect({ admin }: ContractServer, path: string, { count, accept }: Collection) {
  const events: { type: string; object: unknown }[] = [];
  const signal = AbortSignal.timeout(10_000);
  for await (const event of watch(admin, path, { signal, ...(accept && { headers: { accept } }) })) {
    events.push(event);
    if (events.length === count) break;
  }
  return events;
}

interface Collection {
  count: number;
  accept?: string;
}
