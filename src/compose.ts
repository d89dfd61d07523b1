import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { DoorPolicy } from '#access';
import type { Brain } from '#brain';
import type { HttpServer, Readiness } from '#channels/http';
import type { McpServers } from '#channels/mcp';
import type { KubernetesConnector } from '#connectors/kubernetes';
import type { Config } from '#ground/config';
import { openStore, type Store } from '#ground/store';
import { createMetrics, type Logger, type Metrics } from '#ground/telemetry';
import type { LanguageModels } from '#llm/spec';
import type { WorldApart } from '../lab/world/apart.ts';
import manifest from '../package.json' with { type: 'json' };
import { buildBrain, loadBrain } from './build-brain.ts';
import { CACHE } from './cache.ts';
import { connectKubernetes, stalenessOf, type ClusterSources } from './connect-kubernetes.ts';
import { connectModels, type ConnectedModels } from './connect-models.ts';
import { allTools, connectSystems } from './connect-systems.ts';
import type { Connected } from './connect-systems.ts';
import { mcpServersOf } from './mcp-servers.ts';
import { reportModels } from './report-models.ts';

const FIRST_LOOK_MS = 15_000;
const TEMPLATE = join(CACHE, `store-${manifest.dependencies['@electric-sql/pglite']}`);

/** Where the clusters are: a kubeconfig, the cluster that Jamie runs in, or else the simulated company. */
export function findClusters(config: Config): ClusterSources {
  if (config.world === 'always') return { world: true };
  const usual = join(homedir(), '.kube', 'config');
  const files =
    config.kubeconfig?.split(delimiter).filter((path) => path !== '') ?? (existsSync(usual) ? [usual] : []);
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443' } = process.env;
  const inCluster = host
    ? { server: `https://${host.includes(':') ? `[${host}]` : host}:${port}` }
    : undefined;
  if (files.length === 0 && !inCluster) return { world: config.world === 'auto' };
  return { kubeconfigs: files, inCluster, world: false };
}

export interface System {
  brain: () => Promise<Brain>;
  kubernetes: () => Promise<KubernetesConnector>;
  /** What is known beside the clusters. */
  connected: () => Promise<Connected>;
  /** Undefined when the settings name none. */
  models: () => Promise<ConnectedModels | undefined>;
  mcpServers: () => Promise<McpServers>;
  world: () => Promise<WorldApart | undefined>;
  /** Of the world that this process runs. */
  worldKubeconfig: string;
  readiness: () => Promise<Readiness>;
  metrics: Metrics;
  /** Fails when the store could not be opened. */
  storeOpened: Promise<void>;
  /** Fails when a part could not be built; resolves when every reachable cluster has been seen once. */
  ready: Promise<void>;
  /** Lets running turns end (at most `ms`), then closes everything. Harmless when called twice. */
  close: (ms: number) => Promise<void>;
}

interface ComposeDeps {
  config: Config;
  log: Logger;
  /** In place of those that the settings name. */
  models?: LanguageModels;
}

/** The whole system, built by hand. Returns at once: its parts come up side by side. The caller holds the folder. */
export function compose({ config, log, models }: ComposeDeps): System {
  const { home, databaseUrl: url } = config;
  const sources = findClusters(config);
  const worldKubeconfig = join(home, 'world.kubeconfig');
  const seen: { kubernetes?: KubernetesConnector } = {};
  const metrics = createMetrics({ staleness: () => stalenessOf(seen.kubernetes, Date.now()) });

  const world = sources.world ? startWorld(worldKubeconfig) : Promise.resolve(undefined);
  const room = loadBrain();
  const migrations = room.then((rooms) => rooms.migrations);
  const store = openStore({ folder: join(home, 'store'), template: TEMPLATE, url, migrations });
  const kubernetes = world.then((running) => connectKubernetes({ config, log, sources, metrics }, running));
  const connected = world.then((lab) => connectSystems({ config, metrics, world: lab?.systems }));
  const systems = connected.then((known) => known.systems);
  systems.catch(() => undefined);
  const tools = Promise.all([kubernetes, connected]).then(([clusters, known]) => allTools(clusters, known));
  tools.catch(() => undefined);
  const llm = connectModels({ config, log, metrics, store });
  llm.catch(() => undefined);
  const built = { room, kubernetes, systems, tools, llm, store, seen };
  const brain = buildBrain({ config, log, models, newId, onTurnEnd: metrics.turnFinished }, built);
  const parts = { store, world, kubernetes, connected, brain };
  return {
    brain: () => brain,
    kubernetes: () => kubernetes,
    connected: () => connected,
    models: () => llm,
    world: () => world,
    mcpServers: async () => mcpServersOf({ kubernetes: await kubernetes, connected: await connected }, log),
    worldKubeconfig,
    metrics,
    storeOpened: store.then(() => undefined),
    ...watchStart(parts),
    close: closeOnce(parts, async () => {
      metrics.close();
      await rm(worldKubeconfig, { force: true });
    }),
  };
}

const newId = (): string => crypto.randomUUID();

interface Parts {
  store: Promise<Store>;
  world: Promise<WorldApart | undefined>;
  kubernetes: Promise<KubernetesConnector>;
  connected: Promise<Connected>;
  brain: Promise<Brain>;
}

/** What is still awaited. A part that fails is told to whoever awaits `ready`, and nobody else has to. */
function watchStart({
  store,
  world,
  kubernetes,
  connected,
  brain,
}: Parts): Pick<System, 'ready' | 'readiness'> {
  const waitingFor = new Set(['store', 'clusters']);
  const ready = Promise.all([
    store.then(() => waitingFor.delete('store')),
    kubernetes.then((connector) => connector.ready(FIRST_LOOK_MS)).then(() => waitingFor.delete('clusters')),
    connected,
    brain,
  ]).then(() => undefined);
  for (const part of [store, world, kubernetes, connected, brain, ready]) part.catch(() => undefined);
  const readiness = async (): Promise<Readiness> => {
    const isLost = !waitingFor.has('store') && !(await (await store).answers());
    const missing = isLost ? ['store', ...waitingFor] : [...waitingFor];
    return { ready: missing.length === 0, waitingFor: missing };
  };
  return { ready, readiness };
}

async function startWorld(kubeconfigPath: string): Promise<WorldApart> {
  const { startWorldApart } = await import('../lab/world/apart.ts');
  const world = await startWorldApart();
  await writeFile(kubeconfigPath, world.kubeconfig, { mode: 0o600 });
  return world;
}

function closeOnce(parts: Parts, afterwards: () => Promise<void>): System['close'] {
  let closing: Promise<void> | undefined;
  return (ms) => (closing ??= closeAll(parts, ms).then(afterwards));
}

/** From the doors inwards; a part that never came up has nothing to close. */
async function closeAll({ store, world, kubernetes, connected, brain }: Parts, ms: number): Promise<void> {
  const built = <Part>(part: Promise<Part>): Promise<Part | undefined> => part.catch(() => undefined);
  await (await built(brain))?.close(ms);
  await (await built(kubernetes))?.close();
  await (await built(connected))?.outside?.close();
  await (await built(world))?.close();
  await (await built(store))?.close();
}

/** The doors of a system: HTTP with the WebSocket and MCP on it. */
export async function openDoors(
  system: System,
  deps: ComposeDeps & { policy: DoorPolicy },
): Promise<HttpServer> {
  const { config, log, policy } = deps;
  const [{ createHttpServer }, { websocketDoor }, { mcpDoor }, webhooks] = await Promise.all([
    import('#channels/http'),
    import('#channels/websocket'),
    import('#channels/mcp'),
    import('#channels/webhooks'),
  ]);
  const { brain, metrics, readiness } = system;
  const { pagerdutyWebhookSecret: pagerdutySecret } = config;
  return createHttpServer({
    brain,
    readiness,
    facts: () => ({ store: config.databaseUrl ? 'postgres' : 'embedded', world: findClusters(config).world }),
    models: async () => reportModels(await system.models(), Date.now()),
    policy,
    signed: pagerdutySecret === undefined ? [] : [webhooks.PAGERDUTY_PATH],
    metrics,
    log,
    version: manifest.version,
    newId,
    doors: [
      websocketDoor({ brain, metrics, log }),
      mcpDoor(system.mcpServers),
      webhooks.webhooksDoor({ brain, pagerdutySecret }),
    ],
  });
}

/** The connectors without a store or a door, for an MCP client. A world started for it is not announced to anybody. */
export async function connectAlone({ config, log }: ComposeDeps) {
  const sources = findClusters(config);
  const world = sources.world ? await (await import('../lab/world/apart.ts')).startWorldApart() : undefined;
  const metrics = createMetrics({ staleness: () => [] });
  const kubernetes = await connectKubernetes({ config, log, sources, metrics }, world);
  const connected = await connectSystems({ config, metrics, world: world?.systems });
  return {
    servers: await mcpServersOf({ kubernetes, connected }, log),
    close: async () => {
      await kubernetes.close();
      await connected.outside?.close();
      await world?.close();
    },
  };
}
