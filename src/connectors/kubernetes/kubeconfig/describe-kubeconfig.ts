import { chooseClusters } from './choose-clusters.ts';
import type { ChosenCluster, ClusterSettings } from './choose-clusters.ts';
import { loadKubeconfig } from './load-kubeconfig.ts';
import type { ClusterSources } from './load-kubeconfig.ts';
import type { UserEntry } from './schema.ts';

/** What a kubeconfig offers, without asking any cluster. Nothing of it is secret. */
interface KubeconfigSummary {
  clusters: {
    name: string;
    environment: string;
    aliases: string[];
    isDefault: boolean;
    /** '' when the context cannot be used. */
    server: string;
    signIn: string;
    namespaces: string[];
    problem?: string;
  }[];
  /** Files that are listed but do not exist. */
  missing: string[];
}

/** Reads the kubeconfigs as the connector would and says what it would connect to, and how. ConfigError when they are broken. */
export function describeKubeconfig(
  sources: ClusterSources & { clusterSettings?: ClusterSettings[] },
): KubeconfigSummary {
  const kubeconfig = loadKubeconfig(sources);
  const chosen = chooseClusters(kubeconfig, sources.clusterSettings ?? []);
  return { clusters: chosen.map(summarise), missing: kubeconfig.missing };
}

function summarise({ name, environment, aliases, isDefault, namespaces, access }: ChosenCluster) {
  const facts = { name, environment, aliases, isDefault, namespaces };
  if (!access.ok) return { ...facts, server: '', signIn: 'none', problem: access.problem };
  return { ...facts, server: access.cluster.server, signIn: signInOf(access.user) };
}

function signInOf(user: UserEntry): string {
  if (user.exec !== undefined) return `plugin ${user.exec.command}`;
  if (user.authProvider !== undefined) return `identity provider ${user.authProvider.name}`;
  if (user.tokenFile !== undefined) return 'token file';
  if (user.token !== undefined) return 'token';
  if (user.certFile !== undefined || user.certData !== undefined) return 'client certificate';
  return user.username === undefined ? 'none' : 'password';
}
