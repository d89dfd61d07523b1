import { access, constants, mkdir } from 'node:fs/promises';
import { readStatus, type Output } from '#channels/terminal';
import { describeKubeconfig, type KubernetesConnector } from '#connectors/kubernetes';
import type { Config } from '#ground/config';
import { isHouseError } from '#ground/errors';
import { readHolder, takeFolder, type Holder } from '#ground/store';
import { createLogger } from '#ground/telemetry';
import { checkSystems, type SystemCheck } from './check-systems.ts';
import { compose, findClusters, type System } from './compose.ts';

interface Finding {
  state: 'ok' | 'note' | 'broken';
  what: string;
  says: string;
  /** What to do about it. */
  mend?: string;
}

interface DoctorDeps {
  config: Config;
  output: Output;
  nodeVersion: string;
}

const SIGNS = { ok: '✓', note: '!', broken: '✗' };

/** Says what is connected, what is missing and how to mend it. Resolves to 1 when something is broken, else 0. */
export async function doctor({ config, output, nodeVersion }: DoctorDeps): Promise<number> {
  const findings: Finding[] = [];
  const tell = (finding: Finding): void => {
    findings.push(finding);
    output.print(`${SIGNS[finding.state]} ${finding.what}: ${finding.says}`);
    if (finding.mend) output.print(`    ${finding.mend}`);
  };
  tell({ state: 'ok', what: 'Node', says: nodeVersion });
  tell(await checkHome(config));
  tell(checkKubeconfig(config));
  for await (const finding of checkSystem(config)) tell(finding);
  const broken = findings.filter(({ state }) => state === 'broken').length;
  output.print(broken === 0 ? '\nAll is well.' : `\n${broken} broken.`);
  return broken === 0 ? 0 : 1;
}

async function checkHome({ home }: Config): Promise<Finding> {
  const what = 'Home folder';
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    await access(home, constants.W_OK);
    return { state: 'ok', what, says: `${home} is writable` };
  } catch (error) {
    const mend = 'Set JAMIE_HOME to a folder that you may write to.';
    return {
      state: 'broken',
      what,
      says: `${home} cannot be written (${(error as NodeJS.ErrnoException).code})`,
      mend,
    };
  }
}

function checkKubeconfig(config: Config): Finding {
  const what = 'Kubeconfig';
  const sources = findClusters(config);
  if (sources.world)
    return {
      state: 'ok',
      what,
      says: 'none: the simulated company is used',
      mend: 'Set KUBECONFIG to look after your own clusters.',
    };
  try {
    const { clusters, missing } = describeKubeconfig({ ...sources, clusterSettings: config.clusters });
    const named = clusters.map(({ name, signIn }) => `${name} (sign-in: ${signIn})`).join(', ');
    if (clusters.length === 0)
      return {
        state: 'broken',
        what,
        says: 'it has no context',
        mend: 'Add a context, or set JAMIE_WORLD=always.',
      };
    if (missing.length > 0) return { state: 'note', what, says: `${named}; missing: ${missing.join(', ')}` };
    return { state: 'ok', what, says: named };
  } catch (error) {
    return {
      state: 'broken',
      what,
      says: messageOf(error),
      mend: 'Mend the file, or point KUBECONFIG at another.',
    };
  }
}

/** Brings the system up without doors and looks at each part; a Jamie that runs already keeps the store. */
async function* checkSystem(config: Config): AsyncGenerator<Finding> {
  const holder = await readHolder(config.home);
  if (holder) {
    yield* checkRunning(holder, config);
    return;
  }
  const lock = await takeFolder(config.home);
  const log = createLogger({ level: 'silent', write: () => undefined });
  const system = compose({ config, log });
  try {
    yield* checkParts(system, config);
  } finally {
    await system.close(0);
    await lock.release();
  }
}

async function* checkRunning({ pid, url, since }: Holder, config: Config): AsyncGenerator<Finding> {
  yield {
    state: 'ok',
    what: 'Running',
    says: `process ${pid} at ${url ?? 'no address yet'}, since ${since}`,
  };
  if (url === undefined) return;
  try {
    const { clusters, store } = await readStatus({ ...config, url });
    yield { state: 'ok', what: 'Store', says: `${store}, open` };
    for (const { name, state, problem = '' } of clusters) {
      const says = [state, problem].filter((part) => part !== '').join(': ');
      yield {
        state: state === 'ready' ? 'ok' : state === 'partial' ? 'note' : 'broken',
        what: `Cluster ${name}`,
        says,
      };
    }
  } catch (error) {
    yield {
      state: 'broken',
      what: 'Running',
      says: messageOf(error),
      mend: 'Stop that process and start Jamie anew.',
    };
  }
}

async function* checkParts(system: System, config: Config): AsyncGenerator<Finding> {
  const kind = config.databaseUrl ? 'PostgreSQL' : 'embedded';
  const failure = await system.storeOpened.then(
    () => undefined,
    (error: unknown) => messageOf(error),
  );
  if (failure === undefined) yield { state: 'ok', what: 'Store', says: `${kind}, open and up to date` };
  else
    yield {
      state: 'broken',
      what: 'Store',
      says: failure,
      mend: 'See docs/decisions on the store, or set JAMIE_DATABASE_URL.',
    };
  await system.ready.catch(() => undefined);
  const kubernetes = await system.kubernetes().catch(() => undefined);
  if (kubernetes) yield* checkClusters(kubernetes);
  const connected = await system.connected().catch(() => undefined);
  if (connected) yield* (await checkSystems(connected)).map(asFinding);
}

const STATES = { answers: 'ok', fails: 'broken', 'not-connected': 'note' } as const;

const asFinding = ({ name, state, says, mend }: SystemCheck): Finding => ({
  state: STATES[state],
  what: name,
  says,
  mend,
});

async function* checkClusters(kubernetes: KubernetesConnector): AsyncGenerator<Finding> {
  for (const { name, state, version, problem } of kubernetes.clusters()) {
    const what = `Cluster ${name}`;
    if (state === 'unreachable' || state === 'connecting') {
      yield {
        state: 'broken',
        what,
        says: problem ?? 'did not answer',
        mend: 'Check the address, the network and the sign-in of this context.',
      };
      continue;
    }
    const { unseen } = kubernetes.snapshot(name);
    yield { state: 'ok', what, says: `answers${version ? `, ${version}` : ''}` };
    for (const { message } of unseen.slice(0, 5)) yield { state: 'note', what, says: message };
    if (unseen.length > 5)
      yield { state: 'note', what, says: `and ${unseen.length - 5} more that may not be seen` };
    const usage = await kubernetes.nodeUsage(name);
    yield usage.ok
      ? { state: 'ok', what, says: 'live CPU and memory (metrics API)' }
      : {
          state: 'note',
          what,
          says: `no live CPU and memory: ${usage.error.message}`,
          mend: 'Install metrics-server to ask about usage.',
        };
  }
}

function messageOf(error: unknown): string {
  return isHouseError(error) ? error.message : String(error);
}
