import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ContractServer } from './contract-server.ts';
import { ask, at, itemsOf } from './http-client.ts';
import { deployment, namespace, pod, service, widgetDefinition } from './manifests.ts';

const NAMESPACE = 'contract-reads';
const PODS = `/api/v1/namespaces/${NAMESPACE}/pods`;
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
const GROUP = 'reads.example.com';

/** The columns that kubectl prints; the wide ones have a priority. */
const TABLES: [path: string, columns: string[], wide: string[]][] = [
  [PODS, ['Name', 'Ready', 'Status', 'Restarts', 'Age'], ['IP', 'Node', 'Nominated Node', 'Readiness Gates']],
  [
    '/api/v1/nodes',
    ['Name', 'Status', 'Roles', 'Age', 'Version'],
    ['Internal-IP', 'External-IP', 'OS-Image', 'Kernel-Version', 'Container-Runtime'],
  ],
  ['/api/v1/namespaces', ['Name', 'Status', 'Age'], []],
  [
    `/api/v1/namespaces/${NAMESPACE}/services`,
    ['Name', 'Type', 'Cluster-IP', 'External-IP', 'Port(s)', 'Age'],
    ['Selector'],
  ],
  [
    '/api/v1/events',
    ['Last Seen', 'Type', 'Reason', 'Object', 'Message'],
    ['Subobject', 'Source', 'First Seen', 'Count', 'Name'],
  ],
  [
    '/apis/apps/v1/deployments',
    ['Name', 'Ready', 'Up-to-date', 'Available', 'Age'],
    ['Containers', 'Images', 'Selector'],
  ],
  [
    '/apis/apps/v1/replicasets',
    ['Name', 'Desired', 'Current', 'Ready', 'Age'],
    ['Containers', 'Images', 'Selector'],
  ],
  ['/apis/apps/v1/statefulsets', ['Name', 'Ready', 'Age'], ['Containers', 'Images']],
  [
    '/apis/apps/v1/daemonsets',
    ['Name', 'Desired', 'Current', 'Ready', 'Up-to-date', 'Available', 'Node Selector', 'Age'],
    ['Containers', 'Images', 'Selector'],
  ],
  [
    '/apis/batch/v1/jobs',
    ['Name', 'Status', 'Completions', 'Duration', 'Age'],
    ['Containers', 'Images', 'Selector'],
  ],
  [
    '/apis/batch/v1/cronjobs',
    ['Name', 'Schedule', 'Timezone', 'Suspend', 'Active', 'Last Schedule', 'Age'],
    ['Containers', 'Images', 'Selector'],
  ],
  ['/apis/networking.k8s.io/v1/ingresses', ['Name', 'Class', 'Hosts', 'Address', 'Ports', 'Age'], []],
  ['/apis/discovery.k8s.io/v1/endpointslices', ['Name', 'AddressType', 'Ports', 'Endpoints', 'Age'], []],
  [
    '/api/v1/persistentvolumeclaims',
    ['Name', 'Status', 'Volume', 'Capacity', 'Access Modes', 'StorageClass', 'VolumeAttributesClass', 'Age'],
    ['VolumeMode'],
  ],
  [
    '/apis/storage.k8s.io/v1/storageclasses',
    ['Name', 'Provisioner', 'ReclaimPolicy', 'VolumeBindingMode', 'AllowVolumeExpansion', 'Age'],
    [],
  ],
  [
    '/apis/autoscaling/v2/horizontalpodautoscalers',
    ['Name', 'Reference', 'Targets', 'MinPods', 'MaxPods', 'Replicas', 'Age'],
    [],
  ],
  [
    '/apis/policy/v1/poddisruptionbudgets',
    ['Name', 'Min Available', 'Max Unavailable', 'Allowed Disruptions', 'Age'],
    [],
  ],
  ['/api/v1/resourcequotas', ['Name', 'Request', 'Limit', 'Age'], []],
  ['/api/v1/configmaps', ['Name', 'Data', 'Age'], []],
  ['/api/v1/secrets', ['Name', 'Type', 'Data', 'Age'], []],
];

const BUILT_IN: [
  group: string,
  plural: string,
  about: { kind: string; short: string[]; namespaced: boolean },
][] = [
  ['v1', 'pods', { kind: 'Pod', short: ['po'], namespaced: true }],
  ['v1', 'nodes', { kind: 'Node', short: ['no'], namespaced: false }],
  ['v1', 'services', { kind: 'Service', short: ['svc'], namespaced: true }],
  ['v1', 'configmaps', { kind: 'ConfigMap', short: ['cm'], namespaced: true }],
  ['v1', 'persistentvolumeclaims', { kind: 'PersistentVolumeClaim', short: ['pvc'], namespaced: true }],
  ['v1', 'namespaces', { kind: 'Namespace', short: ['ns'], namespaced: false }],
  ['apps/v1', 'deployments', { kind: 'Deployment', short: ['deploy'], namespaced: true }],
  ['apps/v1', 'statefulsets', { kind: 'StatefulSet', short: ['sts'], namespaced: true }],
  ['apps/v1', 'daemonsets', { kind: 'DaemonSet', short: ['ds'], namespaced: true }],
  ['batch/v1', 'cronjobs', { kind: 'CronJob', short: ['cj'], namespaced: true }],
  ['networking.k8s.io/v1', 'ingresses', { kind: 'Ingress', short: ['ing'], namespaced: true }],
  ['networking.k8s.io/v1', 'networkpolicies', { kind: 'NetworkPolicy', short: ['netpol'], namespaced: true }],
  [
    'autoscaling/v2',
    'horizontalpodautoscalers',
    { kind: 'HorizontalPodAutoscaler', short: ['hpa'], namespaced: true },
  ],
  ['policy/v1', 'poddisruptionbudgets', { kind: 'PodDisruptionBudget', short: ['pdb'], namespaced: true }],
  ['storage.k8s.io/v1', 'storageclasses', { kind: 'StorageClass', short: ['sc'], namespaced: false }],
  ['metrics.k8s.io/v1beta1', 'pods', { kind: 'PodMetrics', short: [], namespaced: true }],
];

/** Version, discovery, tables, logs, access reviews: what is read beside the objects themselves. */
export function reads(server: () => ContractServer): void {
  const get = (path: string, accept = 'application/json') =>
    ask(server().admin, path, { headers: { accept } });
  const groupPath = (groupVersion: string) => (groupVersion === 'v1' ? '/api/v1' : `/apis/${groupVersion}`);

  describe('reads', () => {
    beforeAll(async () => {
      const { admin } = server();
      await ask(admin, '/api/v1/namespaces', { body: namespace(NAMESPACE) });
      await ask(admin, `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`, {
        body: deployment('web', { replicas: 2 }),
      });
      await ask(admin, `/api/v1/namespaces/${NAMESPACE}/services`, { body: service('web') });
      const two = [
        { name: 'app', image: 'nginx:1.27' },
        { name: 'side', image: 'redis:7' },
      ];
      await ask(admin, PODS, { body: pod('talker', { spec: { containers: two } }) });
      await ask(admin, PODS, {
        body: pod('too-big', {
          spec: {
            containers: [{ name: 'app', image: 'nginx:1.27', resources: { requests: { cpu: '500' } } }],
          },
        }),
      });
      await vi.waitFor(
        async () => {
          expect(itemsOf((await get(`${PODS}?fieldSelector=status.phase%3DRunning`)).body).length).toBe(3);
        },
        { timeout: 30_000, interval: 100 },
      );
    });

    it('says its version', async () => {
      const { body } = await get('/version');
      expect(body).toMatchObject({ major: '1', minor: expect.stringMatching(/^\d+$/) as unknown });
      expect(at(body, 'gitVersion')).toMatch(/^v1\.\d+\.\d+/);
    });

    it.each(['/livez', '/readyz', '/healthz'])('is well: %s', async (path) => {
      expect(await get(path)).toMatchObject({ status: 200, text: 'ok' });
    });

    it.each(BUILT_IN)('tells of %s %s', async (group, plural, { kind, short, namespaced }) => {
      const { body } = await get(groupPath(group));
      expect(body).toMatchObject({ kind: 'APIResourceList', groupVersion: group });
      const resource = (at(body, 'resources') as object[]).find((one) => at(one, 'name') === plural);
      expect(resource).toMatchObject({
        kind,
        namespaced,
        verbs: expect.arrayContaining(['get', 'list']) as unknown,
      });
      expect(at(resource, 'shortNames') ?? []).toEqual(short);
    });

    it('tells of everything at once', async () => {
      const accept =
        'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json';
      const { type, body } = await get('/apis', accept);
      expect(type).toContain('as=APIGroupDiscoveryList');
      expect(body).toMatchObject({ kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2' });
      const apps = itemsOf(body).find((group) => at(group, 'metadata.name') === 'apps');
      const resources = at(apps, 'versions.0.resources') as object[];
      expect(resources.find((one) => at(one, 'resource') === 'deployments')).toMatchObject({
        responseKind: { kind: 'Deployment' },
        scope: 'Namespaced',
        singularResource: 'deployment',
        shortNames: ['deploy'],
      });
    });

    it('serves a kind of the users own as soon as it is defined', async () => {
      const { admin } = server();
      const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
      await ask(admin, definitions, { body: widgetDefinition(GROUP) });
      const widgets = `/apis/${GROUP}/v1/namespaces/${NAMESPACE}/widgets`;
      await expect.poll(async () => (await get(widgets)).status, { timeout: 20_000 }).toBe(200);
      const body = { apiVersion: `${GROUP}/v1`, kind: 'Widget', metadata: { name: 'w1' }, spec: { size: 3 } };
      expect((await ask(admin, widgets, { body })).status).toBe(201);
      const list = (await get(widgets)).body;
      expect(list).toMatchObject({ kind: 'WidgetList', apiVersion: `${GROUP}/v1` });
      expect(itemsOf(list)[0]).toMatchObject({ kind: 'Widget', spec: { size: 3 } });
      const discovered = (await get(`/apis/${GROUP}/v1`)).body;
      expect(at(discovered, 'resources.0')).toMatchObject({
        name: 'widgets',
        kind: 'Widget',
        shortNames: ['wd'],
      });
      const table = (await get(widgets, TABLE)).body;
      expect((at(table, 'columnDefinitions') as object[]).map((column) => at(column, 'name'))).toEqual([
        'Name',
        'Age',
      ]);
      await ask(admin, `${definitions}/widgets.${GROUP}`, { method: 'DELETE' });
      await expect.poll(async () => (await get(widgets)).status, { timeout: 20_000 }).toBe(404);
    });

    it.each(TABLES)('lays out %s as a table', async (path, columns, wide) => {
      const { body } = await get(path, TABLE);
      expect(body).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' });
      const definitions = at(body, 'columnDefinitions') as { name: string; priority: number }[];
      expect(definitions.filter(({ priority }) => priority === 0).map(({ name }) => name)).toEqual(columns);
      expect(definitions.filter(({ priority }) => priority > 0).map(({ name }) => name)).toEqual(wide);
      for (const row of (at(body, 'rows') ?? []) as object[]) {
        expect(at(row, 'cells')).toHaveLength(definitions.length);
        expect(at(row, 'object')).toMatchObject({
          kind: 'PartialObjectMetadata',
          apiVersion: 'meta.k8s.io/v1',
        });
      }
    });

    it('fills the cells in', async () => {
      const cells = async (path: string) =>
        ((at((await get(path, TABLE)).body, 'rows') ?? []) as object[]).map(
          (row) => at(row, 'cells') as unknown[],
        );
      const web = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/web`;
      await expect
        .poll(async () => (await cells(web))[0]?.slice(0, 4), { timeout: 20_000 })
        .toEqual(['web', '2/2', 2, 2]);
      await expect
        .poll(async () => (await cells(`${PODS}/talker`))[0]?.slice(0, 4), { timeout: 20_000 })
        .toEqual(['talker', '2/2', 'Running', '0']);
      const [talker] = await cells(`${PODS}/talker`);
      expect(talker?.[4]).toMatch(/^\d+s$/);
      const [big] = await cells(`${PODS}/too-big`);
      expect(big?.slice(0, 4)).toEqual(['too-big', '0/1', 'Pending', '0']);
      expect(big?.slice(5)).toEqual(['<none>', '<none>', '<none>', '<none>']);
      const [svc] = await cells(`/api/v1/namespaces/${NAMESPACE}/services/web`);
      expect([svc?.[0], svc?.[1], svc?.[3], svc?.[4], svc?.[6]]).toEqual([
        'web',
        'ClusterIP',
        '<none>',
        '80/TCP',
        'app=web',
      ]);
    });
  });
}
