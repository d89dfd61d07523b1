import { readFileSync } from 'node:fs';
import { readKubeconfig } from './read-kubeconfig.ts';
import type { Kubeconfig, KubeconfigSources } from './read-kubeconfig.ts';

/** Where a pod finds its own cluster. */
interface InCluster {
  /** Such as https://10.96.0.1:443, from KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT. */
  server: string;
  /** The folder of the service account; Kubernetes' own when omitted. */
  folder?: string;
}

/** Kubeconfigs, and the cluster that Jamie itself runs in. */
export interface ClusterSources extends KubeconfigSources {
  inCluster?: InCluster;
}

const ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Reads the kubeconfigs, if any, and adds the cluster Jamie runs in, if any. ConfigError as readKubeconfig. */
export function loadKubeconfig({ inCluster, ...sources }: ClusterSources): Kubeconfig {
  const kubeconfig = readKubeconfig(sources);
  if (inCluster === undefined) return kubeconfig;
  const { server, folder = ACCOUNT_FOLDER } = inCluster;
  const name = 'in-cluster';
  const cluster = { name, server, caFile: `${folder}/ca.crt`, skipTlsVerify: false };
  const user = { name, tokenFile: `${folder}/token` };
  const own = { name, namespace: readNamespace(folder), ok: true as const, cluster, user };
  return {
    ...kubeconfig,
    currentContext: kubeconfig.currentContext ?? name,
    contexts: [...kubeconfig.contexts, own],
  };
}

function readNamespace(folder: string): string | undefined {
  try {
    return readFileSync(`${folder}/namespace`, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
