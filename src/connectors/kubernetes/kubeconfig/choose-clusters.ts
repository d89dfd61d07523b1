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
  const { contexts, currentContext } = kubeconfig;
  const exists = contexts.some(({ name }) => name === currentContext);
  const current = exists ? currentContext : contexts[0]?.name;
  const groups = [...Map.groupBy(contexts, identityOf).values()];
  const clusters = groups.flatMap((group) => choose(group, { current, settings }));
  const taken = clusters.flatMap(({ name, aliases }) => [name, ...aliases]);
  const uses = Map.groupBy(taken, (name) => name);
  return clusters.map((cluster) => ({
    ...cluster,
    aliases: cluster.aliases.filter((alias) => uses.get(alias)?.length === 1),
  }));
}

function identityOf(context: KubeconfigContext): string {
  if (!context.ok) return `broken ${context.name}`;
  const { server, tlsServerName, proxyUrl } = context.cluster;
  return JSON.stringify([server, tlsServerName, proxyUrl, context.user.name]);
}

interface Choice {
  current: string | undefined;
  settings: readonly ClusterSettings[];
}

function choose(contexts: KubeconfigContext[], { current, settings }: Choice): ChosenCluster[] {
  const said = settings.filter(({ context }) => contexts.some(({ name }) => name === context));
  const named = (wanted: string | undefined) => contexts.find(({ name }) => name === wanted);
  const leading = named(current) ?? named(said[0]?.context) ?? contexts[0];
  if (leading === undefined) return [];
  const names = contexts.map(({ name }) => name);
  if (leading.ok) names.push(leading.cluster.name);
  const asked = said.flatMap(({ namespaces }) => namespaces ?? []);
  const own = contexts.flatMap(({ namespace }) => namespace ?? []);
  return [
    {
      name: leading.name,
      environment: said.find(({ environment }) => environment)?.environment ?? guessEnvironment(...names),
      aliases: aliasesOf(names, said).filter((alias) => alias !== leading.name),
      isDefault: leading.name === current,
      namespaces: [...new Set([...asked, ...own])],
      access: leading.ok
        ? { ok: true, cluster: leading.cluster, user: leading.user }
        : { ok: false, problem: leading.problem },
    },
  ];
}

function aliasesOf(names: string[], said: ClusterSettings[]): string[] {
  const configured = said.flatMap(({ aliases }) => aliases ?? []);
  return [...new Set([...configured, ...names.flatMap((name) => [name, ...guessAliases(name)])])];
}
