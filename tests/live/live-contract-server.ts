import { readFileSync } from 'node:fs';
import type { ContractServer } from '../contract/contract-server.ts';
import { startKubernetes } from './servers/start-kubernetes.ts';

/** The real control plane, as the contract wants it. */
export async function startLiveServer(): Promise<ContractServer> {
  const cluster = await startKubernetes();
  const ca = readFileSync(cluster.caPath, 'utf8');
  const { admin, restricted } = cluster.accounts;
  return {
    admin: { url: cluster.url, ca, token: admin.token },
    restricted: { url: cluster.url, ca, token: restricted.token, namespace: cluster.restrictedNamespace },
    writeLogs: cluster.writeLogs,
    forgetHistory: cluster.forgetHistory,
    stop: cluster.stop,
  };
}
