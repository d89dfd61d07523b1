import { guessAliases, guessEnvironment } from './guess-environment.ts';
import type { Kubeconfig, KubeconfigContext } from './read-kubeconfig.ts';
import type { ClusterEntry, UserEntry } from './schema.ts';

/** What the operator says about a cluster, over what is guessed from its name. */
export interface ClusterSettings {
  /** The kubeconfig context. */
  context: string;
  environment?: string;
  aliases?: string[];
  /** Where to look when the account may not list namespaces. */
  namespaces?: string[];
}

/** A cluster to connect to, or one whose context cannot be used. */
export interface ChosenCluster {
  name: string;
  environment: string;
  aliases: string[];
  isDefault: boolean;
  namespaces: string[];
  access: { ok: true; cluster: ClusterEntry; user: UserEntry } | { ok: false; problem: string };
}

/**
 * One cluster a context. Contexts that differ only in their namespace are one cluster: the current one, else the first,
 * gives the name and the others are its aliases. An alias that would mean two clusters means none.
 */
export function chooseClusters(
  kubeconfig: Kubeconfig,
  settings: readonly ClusterSettings[],
): ChosenCluster[] {
  const groups = Map.groupBy(kubeconfig.contexts, identityOf);
  const current = kubeconfig.currentContext ?? kubeconfig.contexts[0]?.name;
  const clusters = [...groups.values()].map((contexts) => choose(contexts, { current, settings }));
  const uses = new Map<string, number>();
  for (const name of clusters.flatMap(({ name, aliases }) => [name, ...aliases]))
    uses.set(name, (uses.get(name) ?? 0) + 1);
  return clusters.map((cluster) => ({
    ...cluster,
    aliases: cluster.aliases.filter((alias) => uses.get(alias) === 1),
  }));
}

function identityOf(context: KubeconfigContext): string {
  if (!context.ok) return `broken ${context.name}`;
  const { server, tlsServerName, proxyUrl } = context.cluster;
  return JSON.stringify([server, tlsServerName, proxyUrl, context.user.name]);
}

function choose(
  contexts: KubeconfigContext[],
  { current, settings }: { current: string | undefined; settings: readonly ClusterSettings[] },
): ChosenCluster {
  const names = contexts.map(({ name }) => name);
  const said = settings.filter(({ context }) => names.includes(context));
  const leading =
    contexts.find(({ name }) => name === current) ?? contexts.find(({ name }) => name === said[0]?.context);
  const { ok, name, ...rest } = leading ?? (contexts[0] as KubeconfigContext);
  const clusterName = ok && 'cluster' in rest ? rest.cluster.name : '';
  const guessed = [...names, ...(clusterName === '' ? [] : [clusterName])].flatMap((one) => [
    one,
    ...guessAliases(one),
  ]);
  const configured = said.flatMap(({ aliases }) => aliases ?? []);
  return {
    name,
    environment:
      said.find(({ environment }) => environment !== undefined)?.environment ??
      guessEnvironment(...names, clusterName),
    aliases: [...new Set([...configured, ...guessed])].filter((alias) => alias !== name),
    isDefault: names.some((one) => one === current),
    namespaces: [
      ...new Set([
        ...said.flatMap(({ namespaces }) => namespaces ?? []),
        ...contexts.flatMap(({ namespace }) => namespace ?? []),
      ]),
    ],
    access:
      'cluster' in rest
        ? { ok: true, cluster: rest.cluster, user: rest.user }
        : { ok: false, problem: rest.problem },
  };
}
