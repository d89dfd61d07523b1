import { readFileSync } from 'node:fs';
import type { ContractServer } from '../contract/contract-server.ts';
import { FAULT_ANNOTATION } from './servers/kwok/faults.ts';
import { startKubernetes } from './servers/start-kubernetes.ts';

/** The real control plane, as the contract wants it. */
export async function startLiveServer(): Promise<ContractServer> {
  const cluster = await startKubernetes();
  const ca = readFileSync(cluster.caPath, 'utf8');
  const { admin, restricted } = cluster.accounts;
  return {
    admin: { url: cluster.url, ca, token: admin.token },
    restricted: { url: cluster.url, ca, token: restricted.token, namespace: cluster.restrictedNamespace },
    writeLogs: (logs) => cluster.writeLogs(logs),
    forgetHistory: () => cluster.forgetHistory(),
    loseNode: async () => {
      await cluster.kubectl(['annotate', 'node', 'node-1', `${FAULT_ANNOTATION}=lost`]);
      return 'node-1';
    },
    stop: () => cluster.stop(),
  };
}
