import { doorPolicy } from '#access';
import type { HttpServer } from '#channels/http';
import type { Output } from '#channels/terminal';
import type { Config } from '#ground/config';
import { plural } from '#ground/text';
import { takeFolder } from '#ground/store';
import { createLogger } from '#ground/telemetry';
import { compose, openDoors, type System } from './compose.ts';

interface UpDeps {
  config: Config;
  output: Output;
  /** Takes JSON lines. */
  writeLog: (line: string) => void;
  /** Resolves at the first request to stop. */
  stopped: Promise<string>;
}

const LAST_WORDS_MS = 5000;

/** Runs Jamie until it is told to stop: listens at once, says when it is ready, ends running turns before it leaves. */
export async function up({ config, output, writeLog, stopped }: UpDeps): Promise<void> {
  const log = createLogger({ level: config.logLevel, write: writeLog });
  const policy = doorPolicy(config);
  const lock = await takeFolder(config.home);
  const system = compose({ config, log });
  let server: HttpServer | undefined;
  try {
    server = await openDoors(system, { config, log, policy });
    const url = await server.listen(config);
    await lock.announce(url);
    output.print(`Jamie listens on ${url} (${url}/docs describes the API). Starting …`);
    const greeted = system.ready.then(() => greet(system, output));
    const resumed = greeted.then(async () => (await system.brain()).resume());
    resumed.catch((error: unknown) => {
      log.error({ err: error }, 'what an earlier start left waiting goes on later');
    });
    const signal = await Promise.race([stopped, greeted.then(() => stopped)]);
    log.info({ signal }, 'stopping');
  } finally {
    await system.close(LAST_WORDS_MS);
    await server?.close();
    await lock.release();
  }
}

/** Says what there is to ask about. */
async function greet(system: System, output: Output): Promise<void> {
  const clusters = (await system.kubernetes()).clusters();
  const lines = clusters.map(({ name, environment, state, problem, isDefault }) => {
    const what = [environment, isDefault ? 'default' : '', state].filter((word) => word !== '').join(', ');
    return `  ${name} (${what})${problem ? `: ${problem}` : ''}`;
  });
  const many =
    clusters.length === 0
      ? 'No cluster: the kubeconfig names none.'
      : `${plural(clusters.length, 'cluster')}:`;
  output.print([`Ready. ${many}`, ...lines].join('\n'));
  if (await system.world()) output.print(tellOfWorld(system.worldKubeconfig));
  output.print('Ask: npm run jamie -- ask "How\'s my cluster?"');
}

function tellOfWorld(kubeconfig: string): string {
  return [
    'There is no kubeconfig, so Jamie looks after a simulated company.',
    '  Break something:  npm run jamie -- lab break oom      (lab list shows what can break)',
    `  Look with kubectl: KUBECONFIG=${kubeconfig} kubectl get pods -A`,
  ].join('\n');
}
