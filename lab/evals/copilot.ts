import type { Asker, Brain, TurnEvent, TurnFinished } from '#brain';
import { loadConfig } from '#ground/config';
import { createLogger } from '#ground/telemetry';
import { compose } from '../../src/compose.ts';
import type { Answer } from './answer.ts';
import { SETTINGS_FILE } from './connect.ts';

/** The product as the evals see it: messages of one conversation in, the last answer out. */
export interface Copilot {
  ask: (messages: string[]) => Promise<Answer>;
  close: () => Promise<void>;
}

const ASKER: Asker = { personId: 'local-owner', channel: 'api' };
const TURN_LIMIT_MS = 30_000;

const TOO_LATE = { code: 'too-late', message: `No answer within ${TURN_LIMIT_MS} ms.`, retryable: true };

type End = Extract<TurnEvent, { type: 'turn-finished' | 'turn-failed' }>;

async function endOf(brain: Brain, message: string, conversationId: string | undefined): Promise<End> {
  const turn = await brain.startTurn({ message, conversationId, asker: ASKER });
  const events = brain.follow({
    conversationId: turn.conversationId,
    asker: ASKER,
    afterSeq: turn.firstSeq - 1,
    untilTurn: turn.turnId,
    signal: AbortSignal.timeout(TURN_LIMIT_MS),
  });
  let end: End | undefined;
  for await (const event of events)
    if (event.type === 'turn-finished' || event.type === 'turn-failed') end = event;
  return end ?? { ...turn, seq: 0, at: '', type: 'turn-failed', error: TOO_LATE };
}

function uncited({ facts, evidence }: TurnFinished): string[] {
  const known = new Set(evidence.map(({ id }) => id));
  return facts.filter((fact) => !fact.evidence.every((id) => known.has(id))).map((fact) => fact.text);
}

function answerOf(end: End, ms: number): Answer {
  if (end.type === 'turn-failed')
    return {
      text: end.error.message,
      outcome: 'failed',
      skill: `failed: ${end.error.code}`,
      uncited: [],
      ms,
    };
  const { text, outcome, severity, skill } = end;
  return { text, outcome, severity, skill, uncited: uncited(end), ms };
}

/** Composes the product as its main program does, without a door, on a home and a kubeconfig of its own; `env` connects it to more. */
export async function openCopilot(place: {
  home: string;
  kubeconfig: string;
  env?: Record<string, string>;
}): Promise<Copilot> {
  const { config } = loadConfig({
    env: { ...place.env, JAMIE_HOME: place.home, KUBECONFIG: place.kubeconfig, JAMIE_WORLD: 'never' },
    homedir: place.home,
    timeZone: 'UTC',
    readFile: () => place.env?.[SETTINGS_FILE],
  });
  const log = createLogger({ level: 'error', write: (line) => process.stderr.write(line) });
  const system = compose({ config, log });
  await system.ready;
  const brain = await system.brain();
  return {
    ask: async (messages) => {
      let conversationId: string | undefined;
      let answer: Answer | undefined;
      for (const message of messages) {
        const startedAt = performance.now();
        const end = await endOf(brain, message, conversationId);
        conversationId = end.conversationId;
        answer = answerOf(end, performance.now() - startedAt);
      }
      if (answer === undefined) throw new Error('nothing was asked');
      return answer;
    },
    close: () => system.close(1_000),
  };
}
