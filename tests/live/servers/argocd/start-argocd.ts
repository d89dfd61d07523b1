import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createChildren } from '../children/children.ts';
import type { Child } from '../children/children.ts';
import { eventually } from '../children/wait.ts';
import { startKubernetes } from '../start-kubernetes.ts';
import type { LiveKubernetes } from '../start-kubernetes.ts';
import { makeToken, signIn } from './api.ts';
import type { AskAdmin } from './api.ts';
import { configuration } from './manifests.ts';
import { planProcesses } from './processes.ts';
import { createRepository } from './repository.ts';
import type { LiveRepository } from './repository.ts';

/** An Argo CD that keeps a real cluster, and the repository that it deploys from. */
export interface LiveArgocd {
  url: string;
  /** Of an account that may read everything and change nothing. */
  token: string;
  askAdmin: AskAdmin;
  cluster: LiveKubernetes;
  repository: LiveRepository;
  stop: () => Promise<void>;
}

const MODULE = 'github.com/argoproj/argo-cd/v3';

/** The definitions of Argo CD's own kinds, as its release has them. */
async function definitions(): Promise<string> {
  const asked = ['mod', 'download', '-json', MODULE];
  const { stdout } = await promisify(execFile)('go', asked, { cwd: import.meta.dirname });
  const { Dir: folder } = JSON.parse(stdout) as { Dir: string };
  return path.join(folder, 'manifests', 'crds');
}

async function prepare(cluster: LiveKubernetes): Promise<void> {
  const crds = ['apply', '--server-side', '-k', await definitions()];
  await cluster.kubectl(crds);
  const kinds = 'applications.argoproj.io,appprojects.argoproj.io,applicationsets.argoproj.io';
  const areServed = async (): Promise<boolean> =>
    (await cluster.kubectl(['get', kinds, '-A', '-o', 'name'])) === '';
  await eventually(areServed, { what: "Argo CD's kinds" });
  await cluster.kubectl(['create', '-f', '-'], { input: configuration() });
}

async function untilReady(url: string, started: readonly Child[]): Promise<void> {
  await eventually(
    async () => {
      const dead = started.find((child) => !child.running());
      if (dead) throw new Error(`${dead.name} said last:\n${dead.tail()}`);
      return (await fetch(`${url}/healthz?full=true`)).ok;
    },
    { what: 'Argo CD', within: 90_000 },
  );
}

async function startOn(cluster: LiveKubernetes): Promise<LiveArgocd> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jamie-live-argocd-'));
  const children = createChildren(folder);
  const stop = () => children.stopAll();
  try {
    const [repository] = await Promise.all([
      createRepository(path.join(folder, 'deployments')),
      prepare(cluster),
    ]);
    const { url, commands } = await planProcesses(folder, cluster.kubeconfigPath);
    await untilReady(
      url,
      commands.map((command) => children.start(command)),
    );
    const askAdmin = await signIn(url, cluster);
    return { url, token: await makeToken(askAdmin), askAdmin, cluster, repository, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts a Kubernetes and an Argo CD on it. Needs what build.ts builds, and git. */
export async function startArgocd(): Promise<LiveArgocd> {
  const cluster = await startKubernetes();
  try {
    const argocd = await startOn(cluster);
    const stop = async (): Promise<void> => {
      await argocd.stop();
      await cluster.stop();
    };
    return { ...argocd, stop };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
