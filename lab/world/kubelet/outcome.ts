import type { Cluster } from '../engine/cluster.ts';
import { hash32 } from '../engine/random.ts';
import { targetOf } from '../engine/faults.ts';
import { tagOf } from '../kube/image.ts';
import { parseQuantity } from '../kube/quantity.ts';
import type { Container, Pod } from '../kube/types.ts';
import { modelOf } from './model-of.ts';

/** How a run of a container ends, if it ends by itself. */
export interface Ending {
  afterMs: number;
  code: number;
  reason: 'Error' | 'OOMKilled' | 'Completed';
}

/** What a container does once started: what it says first, and how it ends. */
export interface Outcome {
  ending?: Ending;
  /** Its last words, in place of ordinary chatter. */
  lastWords: string[];
}

const MI = 2 ** 20;

function shellOutcome(script: string): Outcome {
  const said = [...script.matchAll(/\becho\s+(?:"([^"]*)"|'([^']*)'|([^;&|>]+))/g)].map((m) =>
    (m[1] ?? m[2] ?? m[3] ?? '').trim(),
  );
  const slept = /\bsleep\s+(\d+|infinity)/.exec(script)?.[1];
  const forever = slept === 'infinity' || /while\s+(true|:)|tail\s+-f/.test(script);
  const code = Number(/\bexit\s+(\d+)/.exec(script)?.[1] ?? (/(^|[;&\s])false\s*$/.test(script) ? 1 : 0));
  if (forever) return { lastWords: said };
  const afterMs = 300 + Number(slept ?? 0) * 1000;
  return { lastWords: said, ending: { afterMs, code, reason: code === 0 ? 'Completed' : 'Error' } };
}

const SHELLS = new Set([
  'docker.io/library/busybox',
  'docker.io/library/alpine',
  'docker.io/library/debian',
  'docker.io/library/ubuntu',
]);

function commandOutcome(container: Container, repository: string): Outcome | undefined {
  const words = [...(container.command ?? []), ...(container.args ?? [])];
  const isShell = SHELLS.has(repository) || /(^|\/)(sh|bash|false|true|sleep|exit)$/.test(words[0] ?? '');
  return isShell
    ? shellOutcome(words.filter((word) => !/^(\S*\/)?(ba)?sh$|^-c$/.test(word)).join(' '))
    : undefined;
}

function missingVariable(container: Container, variables: Map<string, string>): Outcome | undefined {
  const { needs, speaks } = modelOf(container.image);
  const missing = needs.find((name) => !variables.get(name));
  if (missing === undefined) return undefined;
  const lastWords =
    speaks === 'json'
      ? [
          `Error: missing required environment variable ${missing}`,
          '    at loadConfig (/app/dist/config.js:41:11)',
          '    at Object.<anonymous> (/app/dist/main.js:9:16)',
          'Node.js v22.11.0',
        ]
      : [`fatal: required environment variable ${missing} is not set`];
  return { lastWords, ending: { afterMs: 900, code: 1, reason: 'Error' } };
}

function outOfMemory(needed: number, container: Container, afterMs: number): Outcome | undefined {
  const limit = parseQuantity(container.resources?.limits?.memory);
  if (limit === 0 || needed <= limit) return undefined;
  return {
    lastWords: [`heap usage ${Math.round((limit * 0.93) / MI)}Mi of ${Math.round(limit / MI)}Mi`],
    ending: { afterMs, code: 137, reason: 'OOMKilled' },
  };
}

/** Pods of one app do not fail in step. */
function pace(pod: Pod): number {
  return 0.8 + (hash32(pod.metadata.uid) % 60) / 100;
}

/** What happens when this container starts now. */
export function outcomeOf(
  cluster: Cluster,
  pod: Pod,
  run: { container: Container; variables: Map<string, string>; repository: string },
): Outcome {
  const { container, variables, repository } = run;
  const model = modelOf(container.image);
  const target = targetOf(pod, { name: container.name, tag: tagOf(container.image) });
  const [crash] = cluster.faults.striking('crash', target);
  if (crash) {
    return {
      lastWords: crash.logs,
      ending: {
        afterMs: crash.afterMs * pace(pod),
        code: crash.exitCode,
        reason: crash.exitCode === 0 ? 'Completed' : 'Error',
      },
    };
  }
  const unset = missingVariable(container, variables);
  if (unset) return unset;
  const [leak] = cluster.faults.striking('memory', target);
  const starved = outOfMemory(
    leak?.bytes ?? model.memoryBytes,
    container,
    (leak?.afterMs ?? 1500) * pace(pod),
  );
  if (starved) return starved;
  const scripted = commandOutcome(container, repository);
  if (scripted) return scripted;
  if (model.runsForMs === undefined) return { lastWords: [] };
  return { lastWords: [], ending: { afterMs: model.runsForMs, code: 0, reason: 'Completed' } };
}
