import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverVersion } from './binaries.ts';
import { eventually } from './children/wait.ts';
import {
  CONTAINER_ANNOTATION,
  FAULT_ANNOTATION,
  MESSAGE_ANNOTATION,
  POD_FAULTS,
  STUCK_TERMINATING,
} from './kwok/faults.ts';
import { startKubernetes } from './start-kubernetes.ts';
import type { LiveKubernetes } from './start-kubernetes.ts';

let cluster: LiveKubernetes;

beforeAll(async () => {
  cluster = await startKubernetes({ nodes: 3 });
});

afterAll(async () => {
  await cluster.stop();
});

describe('the control plane', () => {
  it('tells its true version', async () => {
    const version = await json<{ gitVersion: string }>(['get', '--raw', '/version']);
    expect(version.gitVersion).toBe(serverVersion('kubernetes'));
  });

  it('has nodes of its own version, ready and without taints', async () => {
    const { items } = await json<List<Node>>(['get', 'nodes', '-o', 'json']);
    expect(items).toHaveLength(3);
    for (const node of items) {
      expect(node.spec.taints).toBeUndefined();
      expect(node.status.nodeInfo.kubeletVersion).toBe(serverVersion('kubernetes'));
    }
  });

  it('makes a Deployment ready, gives its Service endpoints, and scales it', async () => {
    await apply(deployment('web', { replicas: 3 }), service('web'));
    await eventually(async () => (await readyReplicas('web')) === 3, { what: 'three ready replicas' });
    await eventually(async () => (await endpoints('web')) === 3, { what: 'three endpoints' });
    expect(await cluster.kubectl(['get', 'pods', '-l', 'app=web'])).toMatch(/web-\S+\s+1\/1\s+Running/);

    await cluster.kubectl(['scale', 'deployment/web', '--replicas=5']);
    await eventually(async () => (await endpoints('web')) === 5, { what: 'five endpoints' });
  });

  it('leaves a pod Pending that asks for too much, and the scheduler says why', async () => {
    await apply(pod('too-big', { resources: { requests: { cpu: '1000' } } }));
    const event = await eventOn('too-big', 'FailedScheduling');
    expect(event.message).toContain('Insufficient cpu');
    expect((await getPod('too-big')).status.phase).toBe('Pending');
  });

  it('refuses pods over the quota, and the Deployment says so', async () => {
    await apply(
      namespace('tight'),
      quota('tight'),
      deployment('greedy', { replicas: 2, namespace: 'tight' }),
    );
    const failure = await eventually(() => replicaFailure('greedy', 'tight'), {
      what: 'the condition ReplicaFailure',
    });
    expect(failure).toContain('exceeded quota');
    const events = await json<List<Event>>(['get', 'events', '-n', 'tight', '-o', 'json']);
    expect(events.items.map((event) => event.reason)).toContain('FailedCreate');
  });

  it('completes a job and fails one whose pods fail', async () => {
    await apply(job('good'), job('bad', { [FAULT_ANNOTATION]: 'failed' }));
    await cluster.kubectl(['wait', 'job/good', '--for=condition=Complete', '--timeout=60s']);
    await cluster.kubectl(['wait', 'job/bad', '--for=condition=Failed', '--timeout=60s']);
  });

  it('binds a claim to a volume', async () => {
    await apply(claim('data'));
    await cluster.kubectl(['wait', 'pvc/data', '--for=jsonpath={.status.phase}=Bound', '--timeout=60s']);
  });
});

describe('who may see what', () => {
  it('shows the restricted account its namespace and nothing else', async () => {
    const as = 'restricted' as const;
    await expect(cluster.kubectl(['get', 'pods'], { as })).resolves.toBe('');
    await expect(cluster.kubectl(['get', 'pods', '-n', 'default'], { as })).rejects.toThrow('forbidden');
    await expect(cluster.kubectl(['get', 'nodes'], { as })).rejects.toThrow('forbidden');
  });

  it('lets the viewer read everything but secrets, and change nothing', async () => {
    const as = 'viewer' as const;
    await expect(cluster.kubectl(['get', 'pods,nodes', '-A', '-o', 'name'], { as })).resolves.toContain(
      'node/node-1',
    );
    await expect(cluster.kubectl(['get', 'secrets', '-A'], { as })).rejects.toThrow('forbidden');
    await expect(cluster.kubectl(['delete', 'node', 'node-1'], { as })).rejects.toThrow('forbidden');
  });
});

describe('the faults that kwok plays', () => {
  const REASONS: Record<string, string> = {
    'crash-loop': 'CrashLoopBackOff',
    oom: 'CrashLoopBackOff',
    'init-crash': 'CrashLoopBackOff',
    'image-pull': 'ImagePullBackOff',
    'config-error': 'CreateContainerConfigError',
    'container-creating': 'ContainerCreating',
    'not-ready': 'running',
    failed: 'Error',
    evicted: 'ContainerStatusUnknown',
  };

  it.each(Object.entries(POD_FAULTS))('%s', async (name, fault) => {
    const spec =
      fault.in === 'initContainers' ? { initContainers: [{ name: 'init', image: 'example/init:1' }] } : {};
    await apply(pod(name, {}, { annotations: { [FAULT_ANNOTATION]: name }, spec }));
    const status = await eventually(
      async () => {
        const { status } = await getPod(name);
        return status.containerStatuses ? status : undefined;
      },
      { what: `the pod ${name} to show its fault` },
    );
    const [container] =
      (fault.in === 'initContainers' ? status.initContainerStatuses : status.containerStatuses) ?? [];
    expect(container && reasonOf(container)).toBe(REASONS[name]);
    expect(status.phase).toBe(fault.phase);
    if (fault.event) expect((await eventOn(name, fault.event.reason)).type).toBe('Warning');
  });

  it('shows a fault in the container and with the message asked for', async () => {
    const annotations = {
      [FAULT_ANNOTATION]: 'config-error',
      [MESSAGE_ANNOTATION]: 'secret "keys" not found',
      [CONTAINER_ANNOTATION]: 'side',
    };
    const containers = [
      { name: 'app', image: 'example/app:1' },
      { name: 'side', image: 'example/side:1' },
    ];
    await apply(pod('chosen', {}, { annotations, spec: { containers } }));
    const event = await eventOn('chosen', 'Failed');
    expect(event.message).toBe('Error: secret "keys" not found');
    const { containerStatuses = [] } = (await getPod('chosen')).status;
    expect(containerStatuses.map(reasonOf)).toEqual(['running', 'CreateContainerConfigError']);
  });

  it('never removes a pod that is stuck terminating', async () => {
    await apply(pod('stuck', {}, { annotations: { [FAULT_ANNOTATION]: STUCK_TERMINATING } }), pod('loose'));
    await cluster.kubectl(['wait', 'pod/stuck', 'pod/loose', '--for=condition=Ready', '--timeout=30s']);
    await cluster.kubectl(['delete', 'pod', 'stuck', 'loose', '--wait=false']);
    await cluster.kubectl(['wait', 'pod/loose', '--for=delete', '--timeout=30s']);
    expect((await getPod('stuck')).metadata.deletionTimestamp).toBeDefined();
  });

  it.each(['not-ready', 'disk-pressure', 'memory-pressure', 'pid-pressure'])('a node: %s', async (fault) => {
    const taint = `node.kubernetes.io/${fault}`;
    await cluster.kubectl(['annotate', 'node', 'node-2', `${FAULT_ANNOTATION}=${fault}`]);
    await eventually(async () => (await taintsOf('node-2')).includes(taint), { what: `the taint ${taint}` });
    await cluster.kubectl(['annotate', 'node', 'node-2', `${FAULT_ANNOTATION}-`]);
    await eventually(async () => (await taintsOf('node-2')).length === 0, { what: 'the taints to go' });
  });

  it('heals a pod whose annotation is taken away', async () => {
    await cluster.kubectl(['annotate', 'pod', 'oom', `${FAULT_ANNOTATION}-`]);
    await cluster.kubectl(['wait', 'pod/oom', '--for=condition=Ready', '--timeout=30s']);
  });

  it('loses a node and finds it again', async () => {
    await cluster.kubectl(['annotate', 'node', 'node-3', `${FAULT_ANNOTATION}=lost`]);
    await eventually(async () => (await taintsOf('node-3')).includes('node.kubernetes.io/unreachable'), {
      what: 'the controller manager to taint the lost node',
    });
    await cluster.kubectl(['annotate', 'node', 'node-3', `${FAULT_ANNOTATION}-`]);
    await eventually(async () => (await taintsOf('node-3')).length === 0, { what: 'the taints to go' });
  });
});

describe('logs and metrics', () => {
  it('serves the logs written for a container, those of its previous run, and a default', async () => {
    await apply(pod('talker'), pod('quiet'));
    await cluster.kubectl(['wait', 'pod/talker', 'pod/quiet', '--for=condition=Ready', '--timeout=30s']);
    const at = new Date('2026-01-01T00:00:00Z');
    await cluster.writeLogs([
      {
        namespace: 'default',
        pod: 'talker',
        container: 'app',
        lines: [
          { at, text: 'first' },
          { at, text: 'second' },
        ],
        previous: [{ at, text: 'panic: out of luck' }],
      },
    ]);
    const tail = ['logs', 'talker', '--tail=1'];
    await eventually(async () => (await cluster.kubectl(tail)) === 'second\n', { what: 'the written log' });
    expect(await cluster.kubectl(['logs', 'talker', '--previous'])).toBe('panic: out of luck\n');
    expect(await cluster.kubectl(['logs', 'quiet'])).toContain('ready');
  });

  it('measures the usage that a pod is annotated with', async () => {
    await apply(pod('busy', {}, { annotations: { 'kwok.x-k8s.io/usage-memory': '200Mi' } }));
    const top = await eventually(() => cluster.kubectl(['top', 'pod', 'busy', '--no-headers']), {
      what: 'the metrics of a pod',
      within: 90_000,
    });
    expect(top).toMatch(/busy\s+\d+m\s+200Mi/);
  });
});

describe('a stalled API server', () => {
  it('answers again after resume', async () => {
    const { apiServer } = cluster.processes;
    apiServer.pause();
    await expect(cluster.kubectl(['get', 'nodes', '--request-timeout=2s'])).rejects.toThrow();
    apiServer.resume();
    await eventually(() => cluster.kubectl(['get', 'nodes']), { what: 'an answer' });
  });
});

interface List<T> {
  items: T[];
}
interface Event {
  reason: string;
  type: string;
  message: string;
}
interface Node {
  spec: { taints?: { key: string }[] };
  status: { nodeInfo: { kubeletVersion: string } };
}
interface ContainerStatus {
  state: Record<string, { reason?: string }>;
}
interface Pod {
  metadata: { deletionTimestamp?: string };
  status: { phase: string; containerStatuses?: ContainerStatus[]; initContainerStatuses?: ContainerStatus[] };
}
interface Workload {
  status: { readyReplicas?: number; conditions?: { type: string; message: string }[] };
}

async function json<T>(args: string[]): Promise<T> {
  return JSON.parse(await cluster.kubectl(args)) as T;
}

async function apply(...items: object[]): Promise<void> {
  await cluster.kubectl(['apply', '-f', '-'], { input: { apiVersion: 'v1', kind: 'List', items } });
}

function getPod(name: string): Promise<Pod> {
  return json<Pod>(['get', 'pod', name, '-o', 'json']);
}

function reasonOf({ state }: ContainerStatus): string | undefined {
  const [[name, detail] = []] = Object.entries(state);
  return detail?.reason ?? name;
}

function eventOn(name: string, reason: string): Promise<Event> {
  const selector = `--field-selector=involvedObject.name=${name},reason=${reason}`;
  return eventually(
    async () => (await json<List<Event>>(['get', 'events', selector, '-o', 'json'])).items[0],
    {
      what: `the event ${reason} on ${name}`,
    },
  );
}

async function readyReplicas(name: string): Promise<number> {
  return (await json<Workload>(['get', 'deployment', name, '-o', 'json'])).status.readyReplicas ?? 0;
}

async function replicaFailure(name: string, namespace: string): Promise<string | undefined> {
  const { status } = await json<Workload>(['get', 'deployment', name, '-n', namespace, '-o', 'json']);
  return status.conditions?.find((condition) => condition.type === 'ReplicaFailure')?.message;
}

async function endpoints(service: string): Promise<number> {
  const selector = `kubernetes.io/service-name=${service}`;
  const slices = await json<List<{ endpoints?: { conditions: { ready?: boolean } }[] | null }>>([
    ...['get', 'endpointslices', '-l', selector, '-o', 'json'],
  ]);
  return slices.items
    .flatMap((slice) => slice.endpoints ?? [])
    .filter((endpoint) => endpoint.conditions.ready).length;
}

async function taintsOf(node: string): Promise<string[]> {
  const { spec } = await json<Node>(['get', 'node', node, '-o', 'json']);
  return (spec.taints ?? []).map((taint) => taint.key);
}

function namespace(name: string) {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

function pod(name: string, container: object = {}, extra: { annotations?: object; spec?: object } = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', annotations: extra.annotations },
    spec: { containers: [{ name: 'app', image: 'example/app:1', ...container }], ...extra.spec },
  };
}

function template(app: string, annotations?: object) {
  return {
    metadata: { labels: { app }, annotations },
    spec: { containers: [{ name: 'app', image: 'example/app:1' }] },
  };
}

function deployment(
  name: string,
  { replicas, namespace = 'default' }: { replicas: number; namespace?: string },
) {
  const selector = { matchLabels: { app: name } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { replicas, selector, template: template(name) },
  };
}

function service(name: string) {
  const spec = { selector: { app: name }, ports: [{ port: 80 }] };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'default' }, spec };
}

function quota(namespace: string) {
  const metadata = { name: 'one-pod', namespace };
  return { apiVersion: 'v1', kind: 'ResourceQuota', metadata, spec: { hard: { pods: '1' } } };
}

function job(name: string, annotations?: object) {
  const { metadata, spec } = template(name, annotations);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: 'default' },
    spec: { backoffLimit: 0, template: { metadata, spec: { ...spec, restartPolicy: 'Never' } } },
  };
}

function claim(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: 'default' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  };
}
