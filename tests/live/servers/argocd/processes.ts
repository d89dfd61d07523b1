import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { requireBinary } from '../binaries.ts';
import type { Command } from '../children/children.ts';
import { freePorts } from '../children/wait.ts';

/** Where the parts of Argo CD listen, on 127.0.0.1. */
interface Ports {
  server: number;
  serverMetrics: number;
  repository: number;
  repositoryMetrics: number;
  controllerMetrics: number;
  redis: number;
}

async function choosePorts(): Promise<Ports> {
  const names = ['server', 'serverMetrics', 'repository', 'repositoryMetrics', 'controllerMetrics', 'redis'];
  const ports = await freePorts(names.length);
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as unknown as Ports;
}

/** The one program is what it is called: each part gets a link of its name. */
function linkTo(folder: string, part: string): string {
  const bin = path.join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const link = path.join(bin, part);
  symlinkSync(requireBinary('argocd'), link);
  return link;
}

/** Settings that only exist as environment variables, which keep all it writes in the folder. */
function environment(folder: string, kubeconfig: string): string[] {
  const values: Record<string, string> = {
    KUBECONFIG: kubeconfig,
    HOME: folder,
    TMPDIR: path.join(folder, 'tmp'),
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ARGOCD_GPG_ENABLED: 'false',
    ARGOCD_ASK_PASS_SOCK: path.join(folder, 'ask-pass.sock'),
    ARGOCD_TLS_DATA_PATH: path.join(folder, 'tls'),
    ARGOCD_SSH_DATA_PATH: path.join(folder, 'ssh'),
    ARGOCD_PLUGINSOCKFILEPATH: path.join(folder, 'plugins'),
    ARGOCD_RECONCILIATION_JITTER: '0s',
  };
  return Object.entries(values).map(([name, value]) => `${name}=${value}`);
}

/** The parts of an Argo CD that works on the cluster of a kubeconfig, in the order in which they start. */
export async function planProcesses(folder: string, kubeconfig: string) {
  const ports = await choosePorts();
  for (const own of ['tmp', 'tls', 'ssh', 'plugins']) mkdirSync(path.join(folder, own));
  const local = (port: number): string => `127.0.0.1:${port}`;
  const shared = ['--loglevel', 'warn', '--redis', local(ports.redis)];
  const cluster = ['--kubeconfig', kubeconfig, '--namespace', 'argocd'];
  const answers = ['--repo-server', local(ports.repository), '--repo-server-plaintext'];
  const own = (part: string, args: string[]): Command => ({
    name: part,
    program: 'env',
    args: [...environment(folder, kubeconfig), linkTo(folder, part), ...shared, ...args],
  });
  const repository = ['--address', '127.0.0.1', '--port', `${ports.repository}`, '--disable-tls'];
  const server = ['--insecure', '--address', '127.0.0.1', '--port', `${ports.server}`];
  const commands: Command[] = [
    { name: 'redis', program: requireBinary('argocd-redis'), args: [local(ports.redis)] },
    own('argocd-repo-server', [
      ...repository,
      ...['--metrics-address', '127.0.0.1', '--metrics-port', `${ports.repositoryMetrics}`],
    ]),
    own('argocd-application-controller', [
      ...cluster,
      ...answers,
      ...['--metrics-port', `${ports.controllerMetrics}`],
    ]),
    own('argocd-server', [
      ...cluster,
      ...answers,
      ...server,
      ...['--metrics-port', `${ports.serverMetrics}`],
    ]),
  ];
  return { url: `http://${local(ports.server)}`, commands };
}
