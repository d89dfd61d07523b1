import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld } from './index.ts';
import type { World } from './index.ts';

const run = promisify(execFile);
const found = spawnSync('kubectl', ['version', '--client']);
const hasKubectl = found.status === 0;
if (!hasKubectl) console.log('kubectl is not on the PATH: the tests with it are left out');

const MANIFEST = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - {name: web, image: "nginx:1.27", ports: [{containerPort: 80}]}
`;

describe.skipIf(!hasKubectl)('a stock kubectl', () => {
  let world: World;
  let folder: string;
  beforeAll(async () => {
    world = await startWorld();
    folder = await mkdtemp(join(tmpdir(), 'lab-kubectl-'));
    await writeFile(join(folder, 'config'), world.kubeconfig());
    await writeFile(join(folder, 'web.yaml'), MANIFEST);
  });
  afterAll(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  const kubectl = async (...words: string[]): Promise<string> => {
    const flags = ['--kubeconfig', join(folder, 'config'), '--cache-dir', join(folder, 'cache')];
    const { stdout } = await run('kubectl', [...flags, ...words]);
    return stdout;
  };

  it('gets and describes', async () => {
    expect(await kubectl('get', 'nodes')).toMatch(/harbour-prod-worker-1\s+Ready\s+<none>\s+92d\s+v1\.32\.4/);
    expect(await kubectl('get', 'pods', '-n', 'shop', '-o', 'wide')).toMatch(/cart-\S+\s+1\/1\s+Running\s+0/);
    expect(await kubectl('get', 'all', '-A')).toContain('deployment.apps/checkout');
    expect(await kubectl('describe', 'deployment', 'checkout', '-n', 'shop')).toMatch(
      /Replicas:\s+3 desired \| 3 updated/,
    );
    expect(await kubectl('get', 'pods', '-A', '--context', 'harbour-staging')).toContain('postgres-0');
  });

  it('reads logs and usage, and asks what it may', async () => {
    expect(await kubectl('logs', '-n', 'shop', 'deploy/checkout', '--tail', '3')).toMatch(/"level":"info"/);
    expect(await kubectl('top', 'nodes')).toMatch(/harbour-prod-worker-1\s+\d+m/);
    expect(await kubectl('auth', 'can-i', 'delete', 'pods')).toBe('yes\n');
  });

  it('applies, scales, rolls out, rolls back and deletes', async () => {
    const file = join(folder, 'web.yaml');
    expect(await kubectl('apply', '-f', file)).toBe('deployment.apps/web created\n');
    expect(await kubectl('apply', '-f', file)).toBe('deployment.apps/web unchanged\n');
    expect(await kubectl('rollout', 'status', 'deploy/web', '-n', 'shop', '--timeout', '30s')).toContain(
      'successfully rolled out',
    );
    expect(await kubectl('scale', 'deploy/web', '-n', 'shop', '--replicas', '3')).toBe(
      'deployment.apps/web scaled\n',
    );
    expect(await kubectl('set', 'image', 'deploy/web', '-n', 'shop', 'web=nginx:1.28')).toContain(
      'image updated',
    );
    expect(await kubectl('rollout', 'undo', 'deploy/web', '-n', 'shop')).toContain('rolled back');
    expect(await kubectl('get', 'deploy/web', '-n', 'shop', '-o', 'jsonpath={..image}')).toBe('nginx:1.27');
    expect(await kubectl('delete', '-f', file, '--timeout', '30s')).toBe('deployment.apps "web" deleted\n');
  });
});
