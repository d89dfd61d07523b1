import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Brain, TurnFinished } from '#brain';
import { loadConfig } from '#ground/config';
import { createLogger } from '#ground/telemetry';
import { startWorld, type World } from '#lab/world';
import type { LanguageModels, ModelEvent, ModelInfo } from '#llm/spec';
import { compose } from '../../../src/compose.ts';

const ASKER = { personId: 'lies', channel: 'api' } as const;
const INFO: ModelInfo = {
  id: 'lies/model',
  provider: 'lies',
  contextTokens: 128_000,
  can: { callTools: true, followSchema: true },
  isLocal: true,
  price: { input: 0, output: 0, cached: 0 },
};

/** A model that says the same again and again, whatever it hears. */
function parrot(words: () => string): LanguageModels {
  const stream = async function* (): AsyncGenerator<
    ModelEvent | { type: 'model-chosen'; model: ModelInfo; failed: [] }
  > {
    yield { type: 'model-chosen', model: INFO, failed: [] };
    yield { type: 'text', text: words() };
    yield { type: 'finished', reason: 'stop', usage: { input: 1, output: 1, cached: 0 } };
  };
  return { available: () => [INFO], stream };
}

/** The whole product in a company in trouble, with a model whose words are given. */
export interface Company {
  ask: (question: string) => Promise<TurnFinished>;
  /** The same question, answered by a model that says these sentences. */
  say: (question: string, sentences: readonly string[]) => Promise<TurnFinished>;
  close: () => Promise<void>;
}

function systemsOf({ systems }: World): Record<string, string> {
  const names = ['prometheus', 'alertmanager', 'loki', 'tempo', 'github', 'argocd'] as const;
  return {
    ...Object.fromEntries(names.map((name) => [`JAMIE_${name.toUpperCase()}_URL`, systems[name]])),
    JAMIE_GITHUB_OWNER: 'harbour',
    JAMIE_GITHUB_TOKEN: 'lab-evals',
    JAMIE_ARGOCD_TOKEN: 'lab-evals',
  };
}

async function putTo(brain: Brain, message: string, reasoner: 'embedded' | 'model'): Promise<TurnFinished> {
  const turn = await brain.startTurn({ message, asker: ASKER, reasoner });
  const from = { conversationId: turn.conversationId, afterSeq: turn.firstSeq - 1, untilTurn: turn.turnId };
  for await (const event of brain.follow({ ...from, asker: ASKER })) {
    if (event.type === 'turn-finished') return event;
    if (event.type === 'turn-failed') throw new Error(`${event.error.code}: ${event.error.message}`);
  }
  throw new Error('The turn came to no end.');
}

/** Starts it: the simulated company with some faults, a quarter of an hour after they struck. */
export async function openCompany(faults: readonly string[]): Promise<Company> {
  const world = await startWorld({ clock: 'manual', now: Date.now() - 15 * 60_000 });
  for (const fault of faults) await world.break(fault);
  await world.advance(15 * 60_000);
  const home = mkdtempSync(path.join(tmpdir(), 'jamie-lies-'));
  const file = path.join(home, 'kubeconfig');
  writeFileSync(file, world.kubeconfig(), { mode: 0o600 });
  const env = { JAMIE_HOME: home, KUBECONFIG: file, ...systemsOf(world) };
  const { config } = loadConfig({ env, homedir: home, timeZone: 'UTC', readFile: () => undefined });
  let words = '';
  const log = createLogger({ level: 'silent', write: () => undefined });
  const system = compose({ config, log, models: parrot(() => words) });
  await system.ready;
  const brain = await system.brain();
  const put = (message: string, reasoner: 'embedded' | 'model') => putTo(brain, message, reasoner);
  return {
    ask: (question) => put(question, 'embedded'),
    say: async (question, sentences) => {
      words = sentences.map((sentence) => `${sentence}\n\n`).join('');
      return put(question, 'model');
    },
    close: async () => {
      await system.close(1_000);
      await world.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
