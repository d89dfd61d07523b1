import { beforeAll, describe, expect, it } from 'vitest';
import type { ContractServer } from './contract-server.ts';
import { ask, at, itemsOf } from './http-client.ts';
import { configMap, deployment, namespace, pod } from './manifests.ts';

const NAMESPACE = 'contract-writes';
const MAPS = `/api/v1/namespaces/${NAMESPACE}/configmaps`;
const PODS = `/api/v1/namespaces/${NAMESPACE}/pods`;
const DEPLOYMENTS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;

const PATCHES = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
};

/** Creating, the four patches, replacing, scaling and deleting, each also as a dry run. */
export function writes(server: () => ContractServer): void {
  const get = async (path: string) => ask(server().admin, path);
  const create = async (path: string, body: object) => ask(server().admin, path, { body });
  const patch = async (kind: keyof typeof PATCHES, path: string, body: unknown) =>
    ask(server().admin, path, { method: 'PATCH', body, headers: { 'content-type': PATCHES[kind] } });
  const remove = async (path: string, body?: object) => ask(server().admin, path, { method: 'DELETE', body });

  describe('writes', () => {
    beforeAll(async () => {
      await create('/api/v1/namespaces', namespace(NAMESPACE));
    });

    it('gives what it creates an identity and its defaults', async () => {
      const { status, body } = await create(DEPLOYMENTS, deployment('fresh', { replicas: undefined }));
      expect(status).toBe(201);
      expect(body).toMatchObject({
        kind: 'Deployment',
        apiVersion: 'apps/v1',
        metadata: {
          name: 'fresh',
          namespace: NAMESPACE,
          generation: 1,
          uid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-/) as unknown,
          resourceVersion: expect.stringMatching(/^\d+$/) as unknown,
          creationTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as unknown,
        },
        spec: {
          replicas: 1,
          revisionHistoryLimit: 10,
          progressDeadlineSeconds: 600,
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
          template: {
            spec: {
              restartPolicy: 'Always',
              terminationGracePeriodSeconds: 30,
              dnsPolicy: 'ClusterFirst',
              schedulerName: 'default-scheduler',
              containers: [
                { imagePullPolicy: 'IfNotPresent', terminationMessagePath: '/dev/termination-log' },
              ],
            },
          },
        },
        status: {},
      });
    });

    it('makes up a name', async () => {
      const { body } = await create(MAPS, { metadata: { generateName: 'made-up-' } });
      expect(at(body, 'metadata.name')).toMatch(/^made-up-[a-z0-9]{5}$/);
    });

    it('tries a creation without carrying it out', async () => {
      const tried = await create(`${MAPS}?dryRun=All`, configMap('tried', { a: '1' }));
      expect(tried).toMatchObject({ status: 201, body: { metadata: { name: 'tried' }, data: { a: '1' } } });
      expect((await get(`${MAPS}/tried`)).status).toBe(404);
    });

    it('merges a merge patch, null taking a field away', async () => {
      await create(MAPS, configMap('merged', { a: '1', b: '2' }));
      const { status, body } = await patch('merge', `${MAPS}/merged`, { data: { a: null, c: '3' } });
      expect(status).toBe(200);
      expect(at(body, 'data')).toEqual({ b: '2', c: '3' });
    });

    it('carries out a JSON patch', async () => {
      await create(MAPS, configMap('patched', { a: '1', b: '2' }));
      const { body } = await patch('json', `${MAPS}/patched`, [
        { op: 'test', path: '/data/a', value: '1' },
        { op: 'replace', path: '/data/a', value: '11' },
        { op: 'move', from: '/data/b', path: '/data/c' },
        { op: 'add', path: '/metadata/labels', value: { 'example.com/x': 'y' } },
      ]);
      expect(body).toMatchObject({
        data: { a: '11', c: '2' },
        metadata: { labels: { 'example.com/x': 'y' } },
      });
    });

    it('merges lists by their key in a strategic patch, and replaces them in a merge patch', async () => {
      await create(DEPLOYMENTS, deployment('strategic', { replicas: 0 }));
      const side = {
        spec: { template: { spec: { containers: [{ name: 'side', image: 'redis:7' }] } } },
      };
      const strategic = await patch('strategic', `${DEPLOYMENTS}/strategic`, side);
      expect(containersOf(strategic.body)).toEqual(['side', 'app']);
      const image = {
        spec: { template: { spec: { containers: [{ name: 'app', image: 'nginx:1.28' }] } } },
      };
      await patch('strategic', `${DEPLOYMENTS}/strategic`, image);
      const gone = {
        spec: { template: { spec: { containers: [{ name: 'side', $patch: 'delete' }] } } },
      };
      const deleted = await patch('strategic', `${DEPLOYMENTS}/strategic`, gone);
      expect(at(deleted.body, 'spec.template.spec.containers.0')).toMatchObject({
        name: 'app',
        image: 'nginx:1.28',
      });
      const merged = await patch('merge', `${DEPLOYMENTS}/strategic`, side);
      expect(containersOf(merged.body)).toEqual(['side']);
    });

    it('creates by server-side apply, and remembers who owns a field', async () => {
      const body = (k: string) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'applied' },
        data: { k },
      });
      const first = await patch('apply', `${MAPS}/applied?fieldManager=one`, body('one'));
      expect(first).toMatchObject({ status: 201, body: { data: { k: 'one' } } });
      const refused = await patch('apply', `${MAPS}/applied?fieldManager=two`, body('two'));
      expect(refused).toMatchObject({ status: 409 });
      expect(refused.body).toEqual({
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'Apply failed with 1 conflict: conflict with "one": .data.k',
        reason: 'Conflict',
        details: {
          causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "one"', field: '.data.k' }],
        },
        code: 409,
      });
      const forced = await patch('apply', `${MAPS}/applied?fieldManager=two&force=true`, body('two'));
      expect(forced).toMatchObject({ status: 200, body: { data: { k: 'two' } } });
      const nobody = await patch('apply', `${MAPS}/applied`, body('two'));
      expect(nobody).toMatchObject({
        status: 422,
        body: { reason: 'Invalid', details: { kind: 'PatchOptions' } },
      });
    });

    it('takes away by server-side apply what its manager no longer sends', async () => {
      const body = (data: object) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'shrunk' },
        data,
      });
      await patch('apply', `${MAPS}/shrunk?fieldManager=one`, body({ a: '1', b: '2' }));
      const { body: after } = await patch('apply', `${MAPS}/shrunk?fieldManager=one`, body({ a: '1' }));
      expect(at(after, 'data')).toEqual({ a: '1' });
    });

    it('counts a generation for a changed spec only', async () => {
      await create(DEPLOYMENTS, deployment('counted', { replicas: 0 }));
      const labelled = await patch('merge', `${DEPLOYMENTS}/counted`, { metadata: { labels: { a: 'b' } } });
      expect(at(labelled.body, 'metadata.generation')).toBe(1);
      const scaled = await patch('merge', `${DEPLOYMENTS}/counted`, { spec: { paused: true } });
      expect(at(scaled.body, 'metadata.generation')).toBe(2);
    });

    it('leaves an object that does not change at its version', async () => {
      const { body } = await create(MAPS, configMap('same', { a: '1' }));
      const again = await patch('merge', `${MAPS}/same`, { data: { a: '1' } });
      expect(at(again.body, 'metadata.resourceVersion')).toBe(at(body, 'metadata.resourceVersion'));
    });

    it('replaces the version that it is given', async () => {
      const { body } = await create(MAPS, configMap('replaced', { a: '1' }));
      const replacement = { ...(body as object), data: { b: '2' } };
      const replaced = await ask(server().admin, `${MAPS}/replaced`, { method: 'PUT', body: replacement });
      expect(replaced.status).toBe(200);
      expect(at(replaced.body, 'data')).toEqual({ b: '2' });
      const stale = await ask(server().admin, `${MAPS}/replaced`, { method: 'PUT', body: replacement });
      expect(stale).toMatchObject({ status: 409, body: { reason: 'Conflict' } });
    });

    it('tries every patch without carrying it out', async () => {
      await create(MAPS, configMap('kept', { a: '1' }));
      const path = `${MAPS}/kept?dryRun=All`;
      const tries = [
        await patch('merge', path, { data: { a: '2' } }),
        await patch('strategic', path, { data: { a: '2' } }),
        await patch('json', path, [{ op: 'replace', path: '/data/a', value: '2' }]),
        await patch('apply', `${path}&fieldManager=x&force=true`, {
          ...configMap('kept', { a: '2' }),
        }),
      ];
      expect(tries.map(({ status, body }) => [status, at(body, 'data.a')])).toEqual(
        tries.map(() => [200, '2']),
      );
      expect(at((await get(`${MAPS}/kept`)).body, 'data.a')).toBe('1');
    });

    it('reads and sets a scale', async () => {
      const scale = `${DEPLOYMENTS}/scaled/scale`;
      await create(DEPLOYMENTS, deployment('scaled', { replicas: 0 }));
      const { body } = await get(scale);
      expect(body).toMatchObject({
        kind: 'Scale',
        apiVersion: 'autoscaling/v1',
        metadata: { name: 'scaled', namespace: NAMESPACE },
        status: { replicas: 0, selector: 'app=scaled' },
      });
      const tried = await patch('merge', `${scale}?dryRun=All`, { spec: { replicas: 9 } });
      expect(at(tried.body, 'spec.replicas')).toBe(9);
      await patch('merge', scale, { spec: { replicas: 2 } });
      expect(at((await get(`${DEPLOYMENTS}/scaled`)).body, 'spec.replicas')).toBe(2);
      const put = {
        apiVersion: 'autoscaling/v1',
        kind: 'Scale',
        metadata: { name: 'scaled', namespace: NAMESPACE },
      };
      const none = await ask(server().admin, scale, {
        method: 'PUT',
        body: { ...put, spec: { replicas: 0 } },
      });
      expect(none.status).toBe(200);
      expect(at((await get(`${DEPLOYMENTS}/scaled`)).body, 'spec.replicas')).toBe(0);
    });

    it('says that it deleted', async () => {
      const { body } = await create(MAPS, configMap('gone'));
      const details = { name: 'gone', kind: 'configmaps', uid: at(body, 'metadata.uid') };
      const success = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details };
      const tried = await remove(`${MAPS}/gone?dryRun=All`);
      expect(tried.body).toEqual(success);
      expect((await get(`${MAPS}/gone`)).status).toBe(200);
      expect(await remove(`${MAPS}/gone`)).toMatchObject({ status: 200, body: success });
      expect((await get(`${MAPS}/gone`)).status).toBe(404);
    });

    it('deletes what a selector selects', async () => {
      for (const name of ['one', 'two']) await create(MAPS, configMap(name, {}, { doomed: 'yes' }));
      const { status, body } = await remove(`${MAPS}?labelSelector=doomed%3Dyes`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ kind: 'ConfigMapList' });
      expect(itemsOf((await get(`${MAPS}?labelSelector=doomed`)).body)).toEqual([]);
    });

    it('gives a deleted pod its time, and back its last version', async () => {
      await create(PODS, pod('leaving', { spec: { finalizers: undefined } }));
      await patch('merge', `${PODS}/leaving`, { metadata: { finalizers: ['example.com/held'] } });
      const { status, body } = await remove(`${PODS}/leaving`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ kind: 'Pod', metadata: { name: 'leaving' } });
      expect(at(body, 'metadata.deletionTimestamp')).toMatch(/Z$/);
      expect((await get(`${PODS}/leaving`)).status).toBe(200);
      await patch('merge', `${PODS}/leaving`, { metadata: { finalizers: null } });
      await remove(`${PODS}/leaving?gracePeriodSeconds=0`);
    });

    it('keeps an owner until what it owns is gone, when asked to delete in the foreground', async () => {
      await create(DEPLOYMENTS, deployment('owner'));
      const { body } = await remove(`${DEPLOYMENTS}/owner`, { propagationPolicy: 'Foreground' });
      expect(body).toMatchObject({ kind: 'Deployment', metadata: { finalizers: ['foregroundDeletion'] } });
      await expect
        .poll(async () => (await get(`${DEPLOYMENTS}/owner`)).status, { timeout: 20_000 })
        .toBe(404);
    });
  });
}

function containersOf(workload: unknown): unknown[] {
  return (at(workload, 'spec.template.spec.containers') as unknown[]).map((container) =>
    at(container, 'name'),
  );
}
