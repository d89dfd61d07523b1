import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { controlLab, type Output } from '#channels/terminal';
import { InputError, UpstreamError } from '#ground/errors';
import { nearest } from '#ground/text';

interface LabDeps {
  /** Where a world that runs inside `jamie up` left its kubeconfig. */
  home: string;
  /** Another kubeconfig of a world, such as one that `lab serve` wrote. */
  kubeconfig?: string;
  output: Output;
}

interface Scenario {
  id: string;
  title: string;
  kind: string;
  cluster: string;
  namespace: string;
  objects: string[];
}

/** Prints the scenarios, the active ones marked. */
export async function listScenarios(deps: LabDeps): Promise<void> {
  const { scenarios, active } = await scenariosOf(deps);
  const width = Math.max(...scenarios.map(({ id }) => id.length));
  for (const { id, title } of scenarios)
    deps.output.print(`${active.includes(id) ? '*' : ' '} ${id.padEnd(width)}  ${title}`);
}

/** Breaks something in the running world. InputError with the nearest names when there is no such scenario. */
export async function breakWorld(deps: LabDeps, scenario: string): Promise<void> {
  const { scenarios } = await scenariosOf(deps);
  refuseUnknown(scenario, scenarios);
  const broken = (await control(deps, {
    method: 'POST',
    path: '/lab/break',
    body: { scenario },
  })) as Scenario;
  const where = [broken.cluster, broken.namespace].filter((part) => part !== '').join(' / ');
  deps.output.print(`${broken.title} (${where}: ${broken.objects.join(', ')}).`);
  deps.output.print('Ask Jamie: npm run jamie -- ask "What is broken?"   Undo: npm run jamie -- lab heal');
}

/** Heals one scenario, or all of them. */
export async function healWorld(deps: LabDeps, scenario: string | undefined): Promise<void> {
  if (scenario !== undefined) refuseUnknown(scenario, (await scenariosOf(deps)).scenarios);
  await control(deps, { method: 'POST', path: '/lab/heal', body: { scenario } });
  deps.output.print(scenario === undefined ? 'Everything is healed.' : `${scenario} is healed.`);
}

interface ServeOptions {
  port: number;
  kubeconfig: string;
  pods?: number;
  seed?: number;
}

/** Runs the simulated company on its own until told to stop. */
export async function serveWorld(
  options: ServeOptions,
  output: Output,
  stopped: Promise<string>,
): Promise<void> {
  const { startWorld } = await import('#lab/world');
  const { kubeconfig, ...worldOptions } = options;
  const world = await startWorld(worldOptions);
  await writeFile(kubeconfig, world.kubeconfig(), { mode: 0o600 });
  for (const { name, url } of world.clusters) output.print(`${name}: ${url}`);
  for (const [name, url] of Object.entries(world.systems)) output.print(`${name}: ${url}`);
  output.print(`KUBECONFIG=${kubeconfig} kubectl get pods -A`);
  await stopped;
  await world.close();
}

function refuseUnknown(id: string, scenarios: Scenario[]): void {
  const known = scenarios.map((scenario) => scenario.id);
  if (known.includes(id)) return;
  const near = nearest(id, known, 3);
  throw new InputError({
    code: 'no-such-scenario',
    message: `There is no scenario "${id}".${near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''} See: npm run jamie -- lab list`,
  });
}

async function scenariosOf(deps: LabDeps): Promise<{ scenarios: Scenario[]; active: string[] }> {
  const answer = await control(deps, { method: 'GET', path: '/lab/scenarios' });
  return answer as { scenarios: Scenario[]; active: string[] };
}

async function control(
  { home, kubeconfig }: LabDeps,
  request: Parameters<typeof controlLab>[1],
): Promise<unknown> {
  const path = kubeconfig ?? join(home, 'world.kubeconfig');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UpstreamError({
      code: 'no-lab',
      message: `The simulated company is not running (there is no ${path}). Start it with \`npm start\` without a kubeconfig, or with JAMIE_WORLD=always.`,
      cause,
      retryable: true,
    });
  });
  return controlLab(text, request);
}
