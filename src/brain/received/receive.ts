import { UpstreamError } from '#ground/errors';
import type { Jobs } from '#ground/jobs';
import type { Asker } from '../asker.ts';
import type { Brain } from '../brain.ts';
import type { Explanation, IncomingAlert, ReceivedAlert } from './alert.ts';
import { questionOn, type Surroundings } from './question.ts';
import type { NewAlert, ReceivedStore } from './store.ts';

const QUEUE = 'explain-alerts';
/** Of one delivery: what follows in a storm of alerts follows mostly from the first ones. */
const MOST_QUESTIONS = 10;
const WAITING: Explanation = { state: 'waiting' };
const LEFT_OUT: Explanation = {
  state: 'left-out',
  why: `It came with alerts about more than ${MOST_QUESTIONS} other things; ask about it, and I look.`,
};
const IS_OVER: Explanation = { state: 'left-out', why: 'It was over when I first heard of it.' };

export interface ReceivingDeps {
  store: ReceivedStore;
  jobs: Jobs;
  ask: Pick<Brain, 'startTurn' | 'follow'>;
  surroundings: () => Surroundings;
  now: () => number;
  newId: () => string;
}

/** One question, and the alerts that it is asked for. */
interface Task {
  question: string;
  alerts: string[];
  asker: Asker;
}

/** The questions that a delivery's alerts come to, each with its alerts. */
function questionsOf(alerts: readonly NewAlert[], surroundings: Surroundings): Map<string, NewAlert[]> {
  return Map.groupBy(alerts, ({ alert }) => questionOn(alert, surroundings));
}

function prepared(deps: ReceivingDeps, incoming: readonly IncomingAlert[]): Map<string, NewAlert[]> {
  const alerts = incoming.map((alert): NewAlert => ({
    id: deps.newId(),
    alert,
    explanation: alert.state === 'resolved' ? IS_OVER : WAITING,
  }));
  return questionsOf(alerts, deps.surroundings());
}

/** Puts the first tasks in line; gives the alerts of the others, which nobody will ask about. */
async function queue(deps: ReceivingDeps, tasks: Task[], tx: Parameters<Jobs['add']>[2]) {
  for (const task of tasks.slice(0, MOST_QUESTIONS)) await deps.jobs.add(QUEUE, task, tx);
  return { ids: tasks.slice(MOST_QUESTIONS).flatMap(({ alerts }) => alerts), explanation: LEFT_OUT };
}

function tasksFor(questions: Map<string, NewAlert[]>, fresh: readonly NewAlert[], asker: Asker): Task[] {
  const isFresh = new Set(fresh.filter(({ explanation }) => explanation === WAITING));
  return [...questions]
    .map(([question, alerts]) => ({
      question,
      asker,
      alerts: alerts.filter((alert) => isFresh.has(alert)).map(({ id }) => id),
    }))
    .filter(({ alerts }) => alerts.length > 0);
}

const isWaiting = ({ explanation }: ReceivedAlert): boolean => explanation.state === 'waiting';

/** Asks a task's question and writes down what came of it; what was done already is left alone. */
async function explain(deps: ReceivingDeps, { question, alerts, asker }: Task): Promise<void> {
  const ids = (await deps.store.alerts(alerts)).filter(isWaiting).map(({ id }) => id);
  if (ids.length === 0) return;
  const { conversationId, turnId, firstSeq } = await deps.ask.startTurn({
    message: question,
    asker,
    requestId: `alert ${alerts[0] ?? ''}`,
  });
  const events = deps.ask.follow({ conversationId, asker, afterSeq: firstSeq - 1, untilTurn: turnId });
  for await (const event of events) {
    if (event.type === 'turn-failed') throw new UpstreamError({ ...event.error });
    if (event.type !== 'turn-finished') continue;
    const at = new Date(deps.now()).toISOString();
    const { outcome, text } = event;
    return deps.store.explain(ids, { state: 'given', at, conversationId, question, outcome, text });
  }
  throw new UpstreamError({ code: 'turn-lost', message: 'The answer was cut short.', retryable: true });
}

/** Takes alerts in, and has each new one explained. */
export function createReceiving(deps: ReceivingDeps) {
  let working: Promise<void> | undefined;
  const work = (): Promise<void> =>
    (working ??= deps.jobs
      .work(QUEUE, (task) => explain(deps, task as Task))
      .catch((error: unknown) => {
        working = undefined;
        throw error;
      }));
  return {
    /** Keeps alerts and puts the new ones in line, in one transaction; gives how many there are of both. */
    receive: async (incoming: readonly IncomingAlert[], asker: Asker) => {
      if (incoming.length === 0) return { received: 0, fresh: 0 };
      await work();
      const questions = prepared(deps, incoming);
      const fresh = await deps.store.receive({
        personId: asker.personId,
        at: new Date(deps.now()),
        alerts: [...questions.values()].flat(),
        queue: (added, tx) => queue(deps, tasksFor(questions, added, asker), tx),
      });
      return { received: incoming.length, fresh: fresh.length };
    },
    received: (asker: Asker, limit: number) => deps.store.alertsOf(asker.personId, limit),
    /** Goes on with what an earlier process left waiting. */
    resume: async (): Promise<void> => {
      if (await deps.store.isAnyWaiting()) await work();
    },
  };
}
