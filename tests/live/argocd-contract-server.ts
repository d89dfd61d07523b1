import type { ArgocdServer } from '../contract/argocd/argocd-contract.ts';
import { eventually } from './servers/children/wait.ts';
import { applicationOf, NAMESPACE, projectOf } from './servers/argocd/manifests.ts';
import { startArgocd } from './servers/argocd/start-argocd.ts';
import type { LiveArgocd } from './servers/argocd/start-argocd.ts';

interface Seen {
  status?: {
    sync?: { status?: string; revision?: string };
    health?: { status?: string };
    history?: { revision: string }[];
    operationState?: { phase: string };
  };
}

const NAME = 'checkout-prod';
const PLACE = 'shop';
const FOLDER = 'apps/checkout';

function manifests(image: string): Record<string, string> {
  const labels = { app: 'checkout' };
  const container = { name: 'checkout', image, ports: [{ containerPort: 8080 }] };
  const objects: Record<string, object> = {
    deployment: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'checkout', labels },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [container] } },
      },
    },
    service: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'checkout', labels },
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    },
    config: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'checkout-config', labels },
      data: { TIMEOUT: '2s' },
    },
  };
  const files = Object.entries(objects).map(([name, object]) => [
    `${FOLDER}/${name}.json`,
    JSON.stringify(object, undefined, 2),
  ]);
  return Object.fromEntries(files) as Record<string, string>;
}

const look = ({ askAdmin }: LiveArgocd): Promise<Seen> =>
  askAdmin<Seen>('GET', `/api/v1/applications/${NAME}?refresh=normal`);

async function untilSynced(argocd: LiveArgocd, revision: string): Promise<void> {
  const settled = async (): Promise<boolean> => {
    const { status = {} } = await look(argocd);
    const deployed = status.history?.at(-1)?.revision === revision;
    return deployed && status.sync?.status === 'Synced' && status.health?.status === 'Healthy';
  };
  await eventually(settled, { what: `${NAME} at ${revision}`, within: 90_000 });
}

async function deployTwice(argocd: LiveArgocd): Promise<void> {
  const { repository, cluster, askAdmin } = argocd;
  const first = await repository.commit(manifests('registry.example/shop/checkout:1.0.0'), 'Checkout 1.0.0');
  await askAdmin('POST', '/api/v1/repositories', { type: 'git', repo: repository.url });
  const asked = { name: NAME, path: FOLDER, namespace: PLACE, automatic: true };
  for (const input of [projectOf(PLACE), applicationOf(asked, repository.url)])
    await cluster.kubectl(['create', '-f', '-'], { input });
  await untilSynced(argocd, first);
  const message = 'Checkout 1.1.0 (#12)\n\nTimeouts are shorter now.';
  await untilSynced(
    argocd,
    await repository.commit(manifests('registry.example/shop/checkout:1.1.0'), message),
  );
}

/** The controller says how well it reaches its cluster a while after it has. */
async function untilReached({ askAdmin }: LiveArgocd): Promise<void> {
  const reached = async (): Promise<boolean> => {
    type Clusters = { items: { connectionState: { status: string } }[] };
    const { items } = await askAdmin<Clusters>('GET', '/api/v1/clusters');
    return items.every(({ connectionState }) => connectionState.status === 'Successful');
  };
  await eventually(reached, { what: 'the cluster to be reached', within: 60_000 });
}

async function scale(argocd: LiveArgocd, replicas: number, sync: string): Promise<void> {
  await argocd.cluster.kubectl(['scale', '-n', PLACE, 'deployment/checkout', `--replicas=${replicas}`]);
  const done = async (): Promise<boolean> => (await look(argocd)).status?.sync?.status === sync;
  await eventually(done, { what: `${NAME} to be ${sync}`, within: 60_000 });
}

/** What the contract asks, with the server itself. */
export type LiveContractServer = ArgocdServer & { argocd: LiveArgocd };

/** A real Argo CD with an application that was deployed twice, as the contract wants it. */
export async function startLiveArgocd(): Promise<LiveContractServer> {
  const argocd = await startArgocd();
  try {
    await deployTwice(argocd);
    await untilReached(argocd);
  } catch (error) {
    const where = ['-n', NAMESPACE, 'get', 'application', NAME, '-o', 'yaml'];
    const state = await argocd.cluster.kubectl(where).catch(String);
    await argocd.stop();
    throw new Error(`Nothing was deployed. ${state}`, { cause: error });
  }
  return {
    argocd,
    url: argocd.url,
    token: argocd.token,
    application: NAME,
    now: Date.now(),
    scaleByHand: () => scale(argocd, 4, 'OutOfSync'),
    scaleBack: () => scale(argocd, 2, 'Synced'),
    stop: () => argocd.stop(),
  };
}
