import { beforeAll, describe, expect, test } from 'vitest';
import { createArgocdConnector } from '../../src/connectors/argocd/index.ts';
import type { ArgocdConnector } from '../../src/connectors/argocd/index.ts';
import { eventually } from './servers/children/wait.ts';
import { applicationOf } from './servers/argocd/manifests.ts';
import type { LiveArgocd } from './servers/argocd/start-argocd.ts';
import { FAULT_ANNOTATION } from './servers/kwok/faults.ts';

const PLACE = 'shop';
const named = (kind: string, name: string, more: object): object => ({
  apiVersion: 'v1',
  kind,
  metadata: { name },
  ...more,
});

function deployment(name: string, selected: string, annotations: Record<string, string> = {}): object {
  const template = {
    metadata: { labels: { app: name }, annotations },
    spec: { containers: [{ name: 'app', image: 'registry.example/app:1' }] },
  };
  const spec = { progressDeadlineSeconds: 5, selector: { matchLabels: { app: selected } }, template };
  return named('Deployment', name, { apiVersion: 'apps/v1', spec });
}

/** What is in Git for each application that has something wrong with it; a text is not even YAML. */
const WRONG: Record<string, object | string | undefined> = {
  'no-folder': undefined,
  'not-yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: not-yaml\n data: [',
  unfit: deployment('unfit', 'somebody-else'),
  'unknown-kind': named('Sprocket', 'one', { apiVersion: 'example.com/v1' }),
  'not-permitted': named('ClusterRole', 'reader', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    rules: [],
  }),
  'never-synced': deployment('never-synced', 'never-synced'),
  'no-image': deployment('no-image', 'no-image', { [FAULT_ANNOTATION]: 'image-pull' }),
  secretive: named('Secret', 'secretive', { stringData: { password: 'what-git-says' } }),
};
const BY_HAND = new Set(['never-synced']);

interface Seen {
  status?: { conditions?: unknown[]; operationState?: { phase: string }; health?: { status: string } };
}

/** An application has come to where it stays. */
function isSettled(name: string, { status }: Seen): boolean {
  if (name === 'secretive') return status?.health?.status === 'Healthy';
  if (name === 'no-image') return status?.health?.status === 'Degraded';
  if (BY_HAND.has(name)) return status?.health?.status === 'Missing';
  return (status?.conditions ?? []).length > 0 || status?.operationState?.phase === 'Failed';
}

async function deployAll({ repository, cluster, askAdmin }: LiveArgocd): Promise<void> {
  const files = Object.entries(WRONG).flatMap(([name, content]) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    return content === undefined ? [] : [[`apps/${name}/it.yaml`, text]];
  });
  await repository.commit(Object.fromEntries(files) as Record<string, string>, 'All that goes wrong');
  const names = Object.keys(WRONG);
  const items = names.map((name) => {
    const asked = { name, path: `apps/${name}`, namespace: PLACE, automatic: !BY_HAND.has(name) };
    return applicationOf(asked, repository.url);
  });
  items.push({
    ...applicationOf({ name: 'no-branch', path: 'apps', namespace: PLACE, revision: 'gone' }, repository.url),
  });
  await cluster.kubectl(['create', '-f', '-'], { input: { apiVersion: 'v1', kind: 'List', items } });
  for (const name of [...names, 'no-branch']) {
    const path = `/api/v1/applications/${name}?refresh=normal`;
    const settled = async (): Promise<boolean> => isSettled(name, await askAdmin<Seen>('GET', path));
    await eventually(settled, { what: `${name} to settle`, within: 40_000 });
  }
}

/** Proves that what a real Argo CD says of what goes wrong is understood. */
export function argocdFaults(start: () => Promise<{ url: string; token: string; argocd: LiveArgocd }>): void {
  describe('what goes wrong on a real Argo CD', () => {
    let argocd: ArgocdConnector;
    let live: LiveArgocd;
    beforeAll(async () => {
      const { url, token, argocd: started } = await start();
      live = started;
      await deployAll(live);
      let asked = 0;
      argocd = createArgocdConnector({
        settings: { instances: [{ name: 'main', url, token }] },
        now: () => Date.now() + 60_000 * asked++,
      });
    });
    const read = async (application: string) => {
      const told = await argocd.readApplication({ application });
      if (!told.ok) throw new Error(told.error.message);
      return told.value;
    };

    test.each<[string, RegExp]>([
      ['no-folder', /no such folder/],
      ['no-branch', /does not exist/],
      ['not-yaml', /cannot be made from what is in Git/],
      ['not-permitted', /does not allow/],
    ])('%s: the comparison failed, and why', async (name, meaning) => {
      const { conditions, operation } = await read(name);
      const said = [...conditions, ...(operation?.failed ?? [])];
      expect(said.map((one) => one.meaning ?? one.message).join('\n')).toMatch(meaning);
    });

    test.each<[string, RegExp]>([
      ['unfit', /not valid for the cluster/],
      ['unknown-kind', /does not know this kind/],
    ])('%s: the sync failed, object by object, and why', async (name, meaning) => {
      const { operation, conditions } = await read(name);
      expect(operation).toMatchObject({ phase: 'Failed' });
      const said = [...(operation?.failed ?? []), ...conditions];
      expect(said.map((one) => one.meaning ?? one.message).join('\n')).toMatch(meaning);
    });

    test('what was never synced is missing in the cluster', async () => {
      const { outOfSync, application, policy } = await read('never-synced');
      expect(application).toMatchObject({ sync: 'OutOfSync', health: 'Missing' });
      expect(policy).toMatch(/^By hand/);
      expect(outOfSync).toMatchObject([{ message: 'It does not exist in the cluster.' }]);
      expect(await argocd.diffApplication({ application: 'never-synced' })).toMatchObject({
        value: { objects: [{ state: 'missing in the cluster' }] },
      });
    });

    test('an image that is not there is told with its pod', async () => {
      const { application, unhealthy } = await read('no-image');
      expect(application).toMatchObject({ sync: 'Synced', health: 'Degraded' });
      expect(unhealthy.find(({ kind }) => kind === 'Pod')?.message).toMatch(/image/i);
    });

    test('of a secret it is told that it differs, never what is in it', async () => {
      const data = Buffer.from('what-somebody-wrote').toString('base64');
      const patch = JSON.stringify({ data: { password: data } });
      await live.cluster.kubectl(['patch', '-n', PLACE, 'secret/secretive', '-p', patch]);
      const differs = async () => {
        const path = '/api/v1/applications/secretive?refresh=normal';
        const { status } = await live.askAdmin<{ status: { sync: { status: string } } }>('GET', path);
        return status.sync.status === 'OutOfSync';
      };
      await eventually(differs, { what: 'the secret to be out of sync' });
      const told = await argocd.diffApplication({ application: 'secretive' });
      expect(told).toMatchObject({
        value: {
          objects: [
            {
              kind: 'Secret',
              differences: [{ path: 'data.password', live: '(hidden)', wanted: '(hidden)' }],
            },
          ],
        },
      });
      expect(JSON.stringify(told)).not.toMatch(/what-|d2hhd/);
    });
  });
}
