import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorld } from '#lab/world';
import type { BrokenScenario, World } from '#lab/world';
import type { Copilot } from './copilot.ts';
import { openCopilot } from './copilot.ts';
import { create } from './scenes/apply.ts';
import type { Manifest } from './scenes/make.ts';
import type { Scene } from './scenes/scene.ts';
import { OWN_SCENES } from './questions/judging/own-scenes.ts';
import { SICK } from './scenes/sick.ts';
import { TALKING } from './scenes/talking.ts';
import { USERS } from './scenes/users.ts';
import { podsRemembered } from './systems-truth.ts';

const SCENES = new Map([...SICK, ...TALKING, ...USERS, ...OWN_SCENES].map((scene) => [scene.id, scene]));
const QUIET = TALKING.map((scene) => scene.id);
const SETTLE_MS = 15 * 60_000;

/** A world with these faults in force. */
export interface Setting {
  world: World;
  /** Brings the world up to the present: what is computed from time must not stay behind whoever asks for "now". */
  catchUp: () => Promise<void>;
  /** What the world's own faults have struck, in the order in which they came. */
  struck: BrokenScenario[];
}

/** A world with these faults in force, and a copilot that looks at it. */
export interface Stage extends Setting {
  /** Pods that telemetry speaks of, those that are gone too. */
  podsEver: () => Promise<string[]>;
  copilot: Copilot;
  close: () => Promise<void>;
}

function namespacesOf(objects: Manifest[]): Manifest[] {
  const names = new Set(objects.map((object) => object.metadata.namespace ?? 'default'));
  return [...names].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}

/** `@-90m text` was written ninety minutes ago; other lines a second apart, the last one just now. */
function dated(lines: string[], now: number): { at: number; text: string }[] {
  return lines.map((line, at) => {
    const [, minutes, text] = /^@-(\d+)m (.*)$/s.exec(line) ?? [];
    if (minutes === undefined) return { at: now - (lines.length - at) * 1000, text: line };
    return { at: now - Number(minutes) * 60_000, text: text ?? '' };
  });
}

function writeLogs(world: World, cluster: string, scene: Scene): void {
  for (const [place, lines] of Object.entries(scene.logs ?? {})) {
    const [namespace = '', app = '', container = '', which] = place.split('/');
    const previous = which === 'previous';
    const pods = (world.cluster(cluster).objects('Pod') as unknown as Manifest[]).filter(
      (pod) => pod.metadata.namespace === namespace && pod.metadata.labels?.app === app,
    );
    if (pods.length === 0)
      throw new Error(`scene ${scene.id}: no pods of ${namespace}/${app} to give logs to`);
    for (const pod of pods) {
      const reference = { cluster, namespace, pod: pod.metadata.name, container, previous };
      world.setLogs(reference, dated(lines, Date.now()));
    }
  }
}

/** `oom` strikes production, `staging:oom` the other cluster. */
async function strike(world: World, scenario: string): Promise<BrokenScenario> {
  const [id = '', environment] = scenario.split(':').reverse();
  const cluster = world.clusters.find((one) => one.environment === (environment ?? 'prod'))?.name;
  return world.break(id, { cluster });
}

async function apply(world: World, scenarios: string[]): Promise<BrokenScenario[]> {
  const prod = world.clusters.find((cluster) => cluster.environment === 'prod')?.name ?? '';
  const scenes = scenarios.flatMap((id) => SCENES.get(id) ?? []);
  const objects = scenes.flatMap((scene) => scene.objects);
  await create(world, prod, [...namespacesOf(objects), ...objects]);
  await world.advance(SETTLE_MS);
  const struck: BrokenScenario[] = [];
  for (const id of scenarios.filter((one) => !SCENES.has(one))) struck.push(await strike(world, id));
  for (const scene of scenes) writeLogs(world, prod, scene);
  return struck;
}

/** What is set up for questions that need these: the quiet scenes come together, everything else has a world to itself. */
export function worldFor(scenarios: string[]): string[] {
  return scenarios.length > 0 && scenarios.every((id) => QUIET.includes(id)) ? QUIET : scenarios;
}

/** A world that began fifteen minutes ago, with these faults in force ever since. */
async function openWorld(scenarios: string[], seed: number): Promise<Setting> {
  let present = Date.now();
  const world = await startWorld({ seed, clock: 'manual', now: present - SETTLE_MS });
  const catchUp = async (): Promise<void> => {
    const now = Date.now();
    await world.advance(now - present);
    present = now;
  };
  return { world, catchUp, struck: await apply(world, scenarios) };
}

/** Sets the world up and opens a copilot on it; `connect` tells how it reaches the systems beside the clusters. */
export async function openStage(
  scenarios: string[],
  seed: number,
  connect: (world: World) => Record<string, string> = () => ({}),
): Promise<Stage> {
  const { world, catchUp, struck } = await openWorld(scenarios, seed);
  const home = await mkdtemp(join(tmpdir(), 'jamie-eval-'));
  const kubeconfig = join(home, 'kubeconfig');
  await writeFile(kubeconfig, world.kubeconfig());
  const copilot = await openCopilot({ home, kubeconfig, env: connect(world) });
  let pods: Promise<string[]> | undefined;
  return {
    world,
    podsEver: () => (pods ??= podsRemembered(world)),
    catchUp,
    struck,
    copilot,
    close: async () => {
      await copilot.close();
      await world.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
