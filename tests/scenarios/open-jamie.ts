import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TurnFinished } from '#brain';
import { loadConfig } from '#ground/config';
import { createLogger } from '#ground/telemetry';
import { compose } from '../../src/compose.ts';

/** The whole product on a kubeconfig, as somebody in a terminal has it. */
export interface Jamie {
  /** Says something, in a conversation of its own unless one is named, and waits for the answer. */
  ask: (message: string, conversationId?: string) => Promise<TurnFinished>;
  close: () => Promise<void>;
}

const ASKER = { personId: 'tester', channel: 'terminal' } as const;

/** Starts Jamie through compose, with a folder of its own and whatever settings are given. */
export async function openJamie(kubeconfig: string, settings: Record<string, string> = {}): Promise<Jamie> {
  const home = mkdtempSync(path.join(tmpdir(), 'jamie-scenarios-'));
  const file = path.join(home, 'kubeconfig');
  writeFileSync(file, kubeconfig, { mode: 0o600 });
  const { config } = loadConfig({
    env: { JAMIE_HOME: home, KUBECONFIG: file, ...settings },
    homedir: home,
    timeZone: 'UTC',
    readFile: () => undefined,
  });
  const system = compose({ config, log: createLogger({ level: 'silent', write: () => undefined }) });
  await system.ready;
  const brain = await system.brain();
  return {
    ask: async (message, conversationId) => {
      const turn = await brain.startTurn({ message, asker: ASKER, conversationId });
      const events = brain.follow({
        conversationId: turn.conversationId,
        asker: ASKER,
        afterSeq: turn.firstSeq - 1,
        untilTurn: turn.turnId,
      });
      for await (const event of events) {
        if (event.type === 'turn-finished') return event;
        if (event.type === 'turn-failed') throw new Error(`${event.error.code}: ${event.error.message}`);
      }
      throw new Error('The turn came to no end.');
    },
    close: async () => {
      await system.close(1_000);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
