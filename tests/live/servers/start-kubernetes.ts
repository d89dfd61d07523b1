import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { requireBinary } from './binaries.ts';
import { createChildren } from './children/children.ts';
import type { Child, Children } from './children/children.ts';
import { eventually, freePorts } from './children/wait.ts';
import { makeAccounts, RESTRICTED_NAMESPACE } from './kubernetes/accounts.ts';
import type { People } from './kubernetes/accounts.ts';
import { makeCertificates } from './kubernetes/certificates.ts';
import {
  apiServer,
  controllerManager,
  etcd,
  kwok,
  metricsServer,
  scheduler,
} from './kubernetes/components.ts';
import type { Plan } from './kubernetes/components.ts';
import { clusterDefaults } from './kubernetes/defaults.ts';
import { forgetHistory } from './kubernetes/forget-history.ts';
import { writeKwokConfig } from './kwok/config.ts';
import { podLogs } from './kwok/pod-logs.ts';
import type { PodLog } from './kwok/pod-logs.ts';

/** A real Kubernetes control plane on loopback, whose kubelets are played by kwok. */
export interface LiveKubernetes {
  url: string;
  /** The certificate authority of `url`, as a PEM file. */
  caPath: string;
  /** The kubeconfig of the account `admin`. */
  kubeconfigPath: string;
  kubectlPath: string;
  adminToken: string;
  /** Everyone who can sign in; `restricted` may see nothing outside `restrictedNamespace`. */
  accounts: People;
  restrictedNamespace: string;
  /** The processes: their logs, and pause() and resume() to make one stall. */
  processes: Record<Process, Child>;
  /** The folder of logs, keys and data; it is removed by stop(). */
  dir: string;
  /** Runs the real kubectl and returns what it printed; rejects with its message when it fails. */
  kubectl(args: string[], options?: KubectlOptions): Promise<string>;
  /** Gives the containers of one pod their logs; a container without any says that it is ready. */
  writeLogs(logs: PodLog[]): Promise<void>;
  /** Makes the store forget every version but the present one, as it does by itself every five minutes. */
  forgetHistory(): Promise<void>;
  /** Ends every process. The same happens when the process that called startKubernetes dies. */
  stop(): Promise<void>;
}

/** A process of the control plane. */
type Process = 'etcd' | 'apiServer' | 'controllerManager' | 'scheduler' | 'kwok' | 'metricsServer';

/** Whose kubeconfig kubectl takes (admin unless told), and an object for its standard input. */
interface KubectlOptions {
  as?: keyof People;
  input?: object;
}

type Kubectl = LiveKubernetes['kubectl'];

/**
 * Starts a control plane with as many ready nodes (3 unless told) and returns when pods can be created. Needs what build.ts
 * builds. When it fails, the error has the last lines of every process that has ended.
 */
export async function startKubernetes(options: { nodes?: number } = {}): Promise<LiveKubernetes> {
  requireBinary('kubectl');
  const folder = mkdtempSync(path.join(tmpdir(), 'jamie-live-kubernetes-'));
  const children = createChildren(folder);
  const started: Child[] = [];
  try {
    const plan = await makePlan(folder);
    const kubectl = makeKubectl(plan);
    const processes = await startProcesses({ plan, kubectl, children, started, nodes: options.nodes ?? 3 });
    return describe(plan, { kubectl, processes, stop: () => children.stopAll() });
  } catch (cause) {
    const report = obituary(started);
    await children.stopAll();
    throw new Error(`The live Kubernetes did not start. ${report}`, { cause });
  }
}

async function makePlan(folder: string): Promise<Plan> {
  const [etcd, etcdPeer, apiServer, controllerManager, scheduler, kwok, metrics] = (await freePorts(
    7,
  )) as SevenPorts;
  const certificates = makeCertificates(folder);
  return {
    folder,
    certificates,
    accounts: makeAccounts(folder, { url: urlOf(apiServer), caFile: path.join(certificates, 'ca.crt') }),
    kwokConfig: writeKwokConfig(folder),
    ports: { etcd, etcdPeer, apiServer, controllerManager, scheduler, kwok, metrics },
  };
}

type SevenPorts = [number, number, number, number, number, number, number];

interface Start {
  plan: Plan;
  kubectl: Kubectl;
  children: Children;
  /** What has been started so far, also when the start fails. */
  started: Child[];
  nodes: number;
}

async function startProcesses({
  plan,
  kubectl,
  children,
  started,
  nodes,
}: Start): Promise<Record<Process, Child>> {
  const start = (command: Parameters<Children['start']>[0]) => {
    const child = children.start(command);
    started.push(child);
    return child;
  };
  const until = async (what: string, attempt: () => Promise<boolean>) => {
    const allRun = () => started.every((child) => child.running());
    await eventually(async () => !allRun() || (await attempt()), { what, within: 90_000 });
    if (!allRun()) throw new Error(`A process ended while waiting for ${what}.`);
  };

  const store = { etcd: start(etcd(plan)), apiServer: start(apiServer(plan)) };
  await until(
    'the API server to be ready',
    async () => (await kubectl(['get', '--raw', '/readyz'])) === 'ok',
  );
  await kubectl(['create', '-f', '-'], { input: clusterDefaults({ nodes, ports: plan.ports }) });
  const others = {
    controllerManager: start(controllerManager(plan)),
    scheduler: start(scheduler(plan)),
    kwok: start(kwok(plan)),
    metricsServer: start(metricsServer(plan)),
  };
  await until('every node to be ready', async () => (await readyNodes(kubectl)) === nodes);
  await until('the service accounts', () =>
    succeeds(kubectl(['get', 'serviceaccount', 'default', '-n', 'default'])),
  );
  await until('the metrics API', async () => (await metricsAvailable(kubectl)) === 'True');
  return { ...store, ...others };
}

async function readyNodes(kubectl: Kubectl): Promise<number> {
  const taintsAndReady =
    '{range .items[*]}{.spec.taints}{.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}';
  const lines = await kubectl(['get', 'nodes', '-o', `jsonpath=${taintsAndReady}`]);
  return lines.split('\n').filter((line) => line === 'True').length;
}

function metricsAvailable(kubectl: Kubectl): Promise<string> {
  const available = 'jsonpath={.status.conditions[?(@.type=="Available")].status}';
  return kubectl(['get', 'apiservice', 'v1beta1.metrics.k8s.io', '-o', available]);
}

async function succeeds(attempt: Promise<unknown>): Promise<boolean> {
  await attempt;
  return true;
}

function obituary(started: Child[]): string {
  const dead = started.filter((child) => !child.running());
  return (dead.length > 0 ? dead : started)
    .map((child) => `${child.name} said last:\n${child.tail()}`)
    .join('\n');
}

function describe(plan: Plan, parts: Pick<LiveKubernetes, 'kubectl' | 'processes' | 'stop'>): LiveKubernetes {
  const { admin, viewer, restricted } = plan.accounts;
  return {
    ...parts,
    url: urlOf(plan.ports.apiServer),
    caPath: path.join(plan.certificates, 'ca.crt'),
    kubeconfigPath: admin.kubeconfigPath,
    kubectlPath: requireBinary('kubectl'),
    adminToken: admin.token,
    accounts: { admin, viewer, restricted },
    restrictedNamespace: RESTRICTED_NAMESPACE,
    dir: plan.folder,
    writeLogs: async (logs) => {
      await parts.kubectl(['apply', '-f', '-'], { input: podLogs(plan.folder, logs) });
    },
    forgetHistory: () => forgetHistory(`http://127.0.0.1:${plan.ports.etcd}`),
  };
}

function makeKubectl({ folder, accounts }: Plan): Kubectl {
  const program = requireBinary('kubectl');
  const env = { HOME: folder, KUBECACHEDIR: path.join(folder, 'kubectl-cache') };
  return async (args, { as = 'admin', input } = {}) => {
    const kubeconfig = accounts[as].kubeconfigPath;
    const running = promisify(execFile)(program, args, {
      env: { ...env, KUBECONFIG: kubeconfig },
      maxBuffer: 2 ** 28,
    });
    running.child.stdin?.end(input ? JSON.stringify(input) : '');
    return (await running).stdout;
  };
}

function urlOf(port: number): string {
  return `https://127.0.0.1:${port}`;
}
