import { stringify } from 'yaml';

interface Entry {
  name: string;
  port: number;
  token: string;
}

/** A kubeconfig with one context a cluster; the first is current. */
export function kubeconfigOf(entries: Entry[], authority: string): string {
  const encoded = Buffer.from(authority).toString('base64');
  return stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': entries[0]?.name ?? '',
      clusters: entries.map(({ name, port }) => ({
        name,
        cluster: { server: `https://127.0.0.1:${port}`, 'certificate-authority-data': encoded },
      })),
      contexts: entries.map(({ name }) => ({
        name,
        context: { cluster: name, user: name, namespace: 'default' },
      })),
      users: entries.map(({ name, token }) => ({ name, user: { token } })),
    },
    { lineWidth: 0 },
  );
}
