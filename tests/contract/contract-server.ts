import type { Door } from './http-client.ts';

/** The log of one container, oldest line first. */
export interface ContainerLog {
  namespace: string;
  pod: string;
  container: string;
  lines: { at: Date; text: string }[];
  /** The log of the container's previous run. */
  previous?: { at: Date; text: string }[];
}

/** A running cluster on which the contract is proved: the real one, or the simulated one. */
export interface ContractServer {
  /** May do everything. */
  admin: Door;
  /** May read the pods and workloads of one namespace and see nothing outside it. */
  restricted: Door & { namespace: string };
  /** Gives the containers of one pod their logs. */
  writeLogs: (logs: ContainerLog[]) => Promise<void>;
  /** Makes every resourceVersion up to now too old to be read from. */
  forgetHistory: () => Promise<void>;
  /** Takes the machine of a node away without a word, and says which. */
  loseNode: () => Promise<string>;
  stop: () => Promise<void>;
}

/** A kubeconfig with one context a door; the first is the current one. JSON is YAML. */
export function kubeconfigOf(doors: Record<string, Door & { namespace?: string }>): string {
  const entries = Object.entries(doors);
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': entries[0]?.[0],
    clusters: entries.map(([name, { url, ca }]) => ({
      name,
      cluster: {
        server: url,
        ...(ca && { 'certificate-authority-data': Buffer.from(ca).toString('base64') }),
      },
    })),
    users: entries.map(([name, { token }]) => ({ name, user: { token } })),
    contexts: entries.map(([name, { namespace }]) => ({
      name,
      context: { cluster: name, user: name, ...(namespace && { namespace }) },
    })),
  });
}
