import type { Cluster } from '../engine/cluster.ts';
import { keepJournal } from '../signals/journal.ts';
import type { Company } from './company.ts';
import type { Answerer } from './http.ts';
import { serve } from './serve.ts';

/** What the company runs beside its clusters, in the order of their ports. */
export const SYSTEM_NAMES = [
  'prometheus',
  'alertmanager',
  'pagerduty',
  'jira',
  'servicenow',
  'grafana',
  'github',
  'argocd',
  'argocdStaging',
  'tempo',
  'loki',
] as const;
export type SystemName = (typeof SYSTEM_NAMES)[number];

/** Where the company's systems can be asked. */
export interface Systems {
  urls: Record<SystemName, string>;
  close(): Promise<void>;
}

const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
};

/** Loads a system when it is first asked something. */
function loadersOf(company: () => Promise<Company>): Record<SystemName, () => Promise<Answerer>> {
  const metrics = once(async () => {
    const { createWorldMetrics } = await import('../prometheus/world-metrics.ts');
    return createWorldMetrics(await company());
  });
  const incidents = once(async () => {
    const { createIncidents } = await import('../pagerduty/incidents.ts');
    return createIncidents(await company(), await metrics());
  });
  return {
    prometheus: async () => (await metrics()).prometheus,
    alertmanager: async () => (await metrics()).alertmanager,
    argocd: async () => (await import('../argocd/create-argocd.ts')).createArgocd(await company(), 'prod'),
    argocdStaging: async () =>
      (await import('../argocd/create-argocd.ts')).createArgocd(await company(), 'staging'),
    github: async () => (await import('../github/create-github.ts')).createGithub(await company()),
    loki: async () => (await import('../loki/create-loki.ts')).createLoki(await company()),
    tempo: async () => (await import('../tempo/tempo.ts')).createTempo(await company()),
    pagerduty: async () => {
      const { createPagerDuty } = await import('../pagerduty/pagerduty.ts');
      return createPagerDuty(await company(), await incidents());
    },
    jira: async () => {
      const { createJira } = await import('../jira/jira.ts');
      return createJira(await company(), await incidents());
    },
    servicenow: async () => {
      const { createServiceNow } = await import('../servicenow/servicenow.ts');
      return createServiceNow(await company(), await incidents());
    },
    grafana: async () => {
      const { createGrafana } = await import('../grafana/grafana.ts');
      const { prometheus } = await metrics();
      return createGrafana({ company: await company(), incidents: await incidents(), prometheus });
    },
  };
}

/**
 * Opens every system over these clusters, each on a port of its own. From now on their past is written down; everything
 * else, the code that computes answers included, waits for the first question.
 */
export async function openSystems(
  clusters: readonly Cluster[],
  { port, catchUp }: { port: number; catchUp: () => void },
): Promise<Systems> {
  const watched = clusters.map((cluster) => ({ cluster, journal: keepJournal(cluster) }));
  const company = once(async (): Promise<Company> => {
    const { createSignals } = await import('../signals/model.ts');
    const models = watched.map(({ cluster, journal }) => createSignals(cluster, journal));
    return { models, catchUp, now: () => Math.max(...clusters.map(({ timeline }) => timeline.now())) };
  });
  const loaders = loadersOf(company);
  const servers = await Promise.all(
    SYSTEM_NAMES.map((name, index) => serve(loaders[name], port === 0 ? 0 : port + index)),
  );
  const urls = Object.fromEntries(SYSTEM_NAMES.map((name, index) => [name, servers[index]?.url ?? '']));
  return {
    urls: urls as Systems['urls'],
    close: async () => void (await Promise.all(servers.map((server) => server.close()))),
  };
}
