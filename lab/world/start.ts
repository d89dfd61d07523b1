import { handle } from './api/handle.ts';
import { controlLab } from './api/lab-control.ts';
import type { ApiFault } from './api/misbehave.ts';
import { listen } from './api/server.ts';
import type { ApiServer } from './api/server.ts';
import { createBreaker } from './breaking.ts';
import type { Breaker, BrokenScenario, ScenarioSummary } from './breaking.ts';
import type { Cluster } from './engine/cluster.ts';
import type { LogLine, LogReference } from './engine/log-book.ts';
import { logKey } from './engine/log-book.ts';
import { selfSign } from './kube/certificate.ts';
import type { Certificate } from './kube/certificate.ts';
import { DAY } from './kube/time.ts';

import { kubeconfigOf } from './kubeconfig.ts';
import { createHand } from './hand.ts';
import { openSystems } from './systems/open.ts';
import type { Systems } from './systems/open.ts';
import type { WorldHand } from './hand.ts';
import { foundSite } from './world.ts';
import type { Site } from './world.ts';

export type { WorldHand } from './hand.ts';

export interface WorldOptions {
  /** The same seed gives the same names. */
  seed?: number;
  /** The first port to listen on; 0 means any. */
  port?: number;
  /** Grows the production cluster to about so many pods. */
  pods?: number;
  /** Worker nodes of the production cluster; about one for 20 pods when left out. */
  nodes?: number;
  /** With 'manual' only `advance` moves time. */
  clock?: 'real' | 'manual';
  /** The present at start, ms since the epoch. */
  now?: number;
}

export interface WorldCluster {
  name: string;
  environment: string;
  url: string;
  token: string;
  readerTokens: { namespace: string; token: string }[];
}

/** A running simulated company. */
export interface World {
  clusters: WorldCluster[];
  /** The URL of each system that the company runs beside its clusters. */
  systems: Systems['urls'];
  /** YAML with one context a cluster; production is current. */
  kubeconfig(): string;
  scenarios(): ScenarioSummary[];
  /** Injects a fault; unless `settle` is false its symptoms are there at once, with believable ages. */
  break(scenario: string, options?: { cluster?: string; settle?: boolean }): Promise<BrokenScenario>;
  /** Takes a fault out again, all of them without a name, until no symptom is left. */
  heal(scenario?: string): Promise<void>;
  active(): string[];
  advance(ms: number): Promise<void>;
  /** Direct access to the objects of a cluster. */
  cluster(name: string): WorldHand;
  /** Lines without a time of their own lie a second apart and end now. */
  setLogs(reference: LogReference & { cluster: string }, lines: (string | LogLine)[]): void;
  /** Makes the API server itself misbehave; the result ends it. */
  misbehave(fault: ApiFault): () => void;
  close(): Promise<void>;
}

const TICK = 250;
const PODS_PER_NODE = 20;
const LEAST_WORKERS = 3;

interface Clock {
  /** Brings every cluster up to the present. */
  catchUp: () => void;
  stop(): void;
}

function startClock(sites: Site[], options: { mode: 'real' | 'manual'; now: number }): Clock {
  if (options.mode === 'manual') return { catchUp: () => undefined, stop: () => undefined };
  const offset = options.now - Date.now();
  const catchUp = (): void => {
    for (const { cluster } of sites) cluster.timeline.runTo(Date.now() + offset);
  };
  const timer = setInterval(catchUp, TICK);
  timer.unref();
  return { catchUp, stop: () => clearInterval(timer) };
}

interface Running {
  sites: Site[];
  clock: Clock;
  breaker: Breaker;
}

async function openSite(
  running: Running,
  site: Site,
  door: { port: number; certificate: Certificate },
): Promise<ApiServer> {
  const { clock, breaker } = running;
  return listen({
    ...door,
    userOf: site.userOf,
    async answer(request, response) {
      clock.catchUp();
      if (request.path.startsWith('/lab/')) return controlLab(breaker, request, response);
      await handle(site, request, response);
    },
  });
}

function plans(options: WorldOptions, shared: { now: number; authority: string }) {
  const { seed = 1, pods = 0 } = options;
  const workers = options.nodes ?? Math.max(LEAST_WORKERS, Math.ceil(pods / PODS_PER_NODE));
  return [
    { name: 'harbour-prod', environment: 'prod', seed, workers, pods, ...shared },
    { name: 'harbour-staging', environment: 'staging', seed, workers: 2, pods: 0, ...shared },
  ];
}

async function openAll(running: Running, firstPort: number, certificate: Certificate): Promise<ApiServer[]> {
  const servers: ApiServer[] = [];
  try {
    for (const [index, site] of running.sites.entries()) {
      const port = firstPort === 0 ? 0 : firstPort + index;
      servers.push(await openSite(running, site, { port, certificate }));
    }
  } catch (error) {
    running.clock.stop();
    await Promise.all(servers.map((server) => server.close()));
    throw error;
  }
  return servers;
}

/** Starts the simulated company: one HTTP API server per cluster on 127.0.0.1. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const now = options.now ?? Date.now();
  const certificate = selfSign({
    commonName: 'harbour-ca',
    names: ['127.0.0.1', 'localhost'],
    notBefore: now - DAY,
    notAfter: now + 3650 * DAY,
  });
  const sites = plans(options, { now, authority: certificate.certificate }).map(foundSite);
  const clusters = sites.map((site) => site.cluster);
  const running = {
    sites,
    clock: startClock(sites, { mode: options.clock ?? 'real', now }),
    breaker: createBreaker(clusters, options.seed ?? 1),
  };
  const firstPort = options.port ?? 0;
  const systems = await openSystems(clusters, {
    port: firstPort === 0 ? 0 : firstPort + sites.length,
    catchUp: running.clock.catchUp,
  });
  const servers = await openAll(running, firstPort, certificate);
  return assemble(running, { servers, systems }, certificate.certificate);
}

function describe(site: Site, port: number): WorldCluster & { port: number } {
  const { cluster, token, readerTokens } = site;
  const { name, environment } = cluster;
  return { name, environment, url: `http://127.0.0.1:${port}`, port, token, readerTokens };
}

function writeLogs(cluster: Cluster, reference: LogReference, lines: (string | LogLine)[]): void {
  const start = cluster.timeline.now() - lines.length * 1000;
  const dated = lines.map((line, index) =>
    typeof line === 'string' ? { at: start + index * 1000, text: line } : line,
  );
  cluster.logs.set(logKey(reference), dated);
}

type Breaking = Pick<World, 'scenarios' | 'break' | 'heal' | 'active'>;

function breaking({ clock, breaker }: Running): Breaking {
  return {
    scenarios: breaker.scenarios,
    active: breaker.active,
    async break(scenario, options) {
      clock.catchUp();
      return breaker.break(scenario, options);
    },
    async heal(scenario) {
      clock.catchUp();
      breaker.heal(scenario);
    },
  };
}

function assemble(
  running: Running,
  { servers, systems }: { servers: ApiServer[]; systems: Systems },
  authority: string,
): World {
  const { sites, clock } = running;
  const siteOf = (name: string): Site => {
    const site = sites.find(({ cluster }) => cluster.name === name);
    if (!site) throw new Error(`there is no cluster "${name}"`);
    return site;
  };
  const described = sites.map((site, index) => describe(site, servers[index]?.port ?? 0));
  return {
    ...breaking(running),
    clusters: described,
    systems: systems.urls,
    kubeconfig: () => kubeconfigOf(described, authority),
    async advance(ms) {
      for (const { cluster } of sites) cluster.timeline.runTo(cluster.timeline.now() + ms);
    },
    cluster: (name) => createHand(siteOf(name).cluster),
    setLogs: ({ cluster, ...reference }, lines) => writeLogs(siteOf(cluster).cluster, reference, lines),
    misbehave(fault) {
      const ends = sites.map(({ desk }) => desk.add(fault));
      return () => ends.forEach((end) => end());
    },
    async close() {
      clock.stop();
      await Promise.all([...servers, systems].map((server) => server.close()));
    },
  };
}
