import { DeniedError, isHouseError } from '#ground/errors';
import type { CallFor, ModelInfo, ModelMessage, ToolCall } from '#llm/spec';
import { clean } from '../answer/markdown.ts';
import { LIMITS, type AgentEnd, type AgentTask, type Limits } from './agent.ts';
import { openFence } from './fence.ts';
import { openMessage } from './first-message.ts';
import { chooseTools, offersFor } from './offers.ts';
import { packMessages } from './pack.ts';
import { openPages } from './pages.ts';
import { GO_ON, LAST_STEP, PROMPT, promptName, repairOf } from './prompts.ts';
import { runCalls, type CallRoom } from './run-calls.ts';
import { openTeller, type Teller, type Wrong } from './tell.ts';
import { openTruth } from './truth/record.ts';

/** Characters of a token at most: what is longer than all that were allowed has no end. */
const LONGEST_TOKEN = 8;
const MOST_REPAIRS = 1;
const SPARE_TOKENS = 200;
const PAGE_SHARE = 0.6;

interface Failed {
  model: string;
  code: string;
  reason: string;
}

/** An answer that is being made. */
interface Run {
  task: AgentTask;
  limits: Limits;
  room: CallRoom;
  teller: Teller;
  messages: ModelMessage[];
  /** The model that is asked; the one that answered, once it did. */
  model: ModelInfo;
  failed: Failed[];
  repairs: number;
  until: AbortSignal;
  cut: boolean;
}

/** What a step came to. */
interface Step {
  said: string;
  calls: ToolCall[];
  wrong?: Wrong;
}

const callFor = ({ asker, prefer }: AgentTask): CallFor => ({
  task: 'answer',
  personId: asker.personId,
  ...(prefer === undefined ? {} : { prefer }),
});

function openRoom(task: AgentTask, model: ModelInfo, limits: Limits): CallRoom {
  const fence = openFence(task.newId().slice(0, 8));
  const truth = openTruth({
    ledger: task.ledger,
    now: task.now(),
    timeZone: task.timeZone,
    isName: task.isName,
  });
  const tools = chooseTools(task.tools, task.message, model);
  const pages = openPages(fence, Math.min(12_000, Math.floor(model.contextTokens * PAGE_SHARE)));
  return {
    task,
    limits,
    truth,
    pages,
    fence,
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    made: new Map(),
  };
}

function openRun(task: AgentTask, model: ModelInfo): Run {
  const limits = { ...LIMITS, ...task.limits };
  const room = openRoom(task, model, limits);
  const { fence, truth } = room;
  const run: Omit<Run, 'teller'> = {
    task,
    limits,
    room,
    messages: [
      { role: 'system', text: PROMPT.system, isStable: true },
      { role: 'user', text: openMessage(task, fence, truth) },
    ],
    model,
    failed: [],
    repairs: 0,
    until: AbortSignal.any([task.signal, AbortSignal.timeout(limits.ms)]),
    cut: false,
  };
  const teller = openTeller({
    judge: truth.judge,
    show: (text) => task.emit({ type: 'text-delta', text }),
    think: (text) => task.emit({ type: 'thought-shared', text }),
    most: limits.answerChars,
    mayRepair: () => run.repairs < MOST_REPAIRS,
  });
  return Object.assign(run, { teller });
}

/** Asks the model once and shows what it says as far as it holds; ends early at the first sentence that does not. */
async function takeStep(run: Run, isLast: boolean): Promise<Step> {
  const { task, limits, model, teller } = run;
  const tools = offersFor(model, [...run.room.tools.values()]);
  const said = isLast ? [...run.messages, { role: 'user', text: LAST_STEP } as const] : run.messages;
  const room = model.contextTokens - limits.outputTokens - SPARE_TOKENS;
  const stop = new AbortController();
  const request = {
    messages: packMessages(said, tools, room),
    ...(tools.length > 0 ? { tools } : {}),
    maxOutputTokens: limits.outputTokens,
    temperature: 0,
    signal: AbortSignal.any([run.until, stop.signal]),
  };
  const step: Step = { said: '', calls: [] };
  try {
    for await (const event of task.models.stream(callFor(run.task), request)) {
      run.until.throwIfAborted();
      if (event.type === 'model-chosen') {
        run.model = event.model;
        run.failed.push(...event.failed);
      }
      if (event.type === 'call') step.calls.push(event.call);
      if (event.type === 'finished' && event.reason === 'length') run.cut = step.calls.length === 0;
      if (event.type !== 'text') continue;
      step.said += event.text;
      step.wrong = teller.say(event.text);
      if (step.wrong !== undefined) return step;
      if (step.said.length > limits.outputTokens * LONGEST_TOKEN) {
        run.cut = true;
        break;
      }
    }
  } finally {
    stop.abort();
  }
  run.until.throwIfAborted();
  if (step.calls.length > 0) teller.turnToCalls();
  else step.wrong = teller.stop();
  return step;
}

/** Goes on after a sentence that did not hold: what was shown stays, the model hears why. */
function repair(run: Run, shownBefore: string, { sentence, problem }: Wrong): void {
  const { messages, teller } = run;
  run.repairs += 1;
  teller.restart();
  const shown = teller.shown().slice(shownBefore.length);
  messages.push(
    { role: 'assistant', text: clean(`${shown} ${sentence}`.trim()), calls: [] },
    { role: 'user', text: clean(repairOf(sentence, problem)) },
  );
}

/** Whether another model can go on after one failed. */
function takeOver(run: Run, error: unknown, shownBefore: string): boolean {
  const { task, teller, messages, failed } = run;
  if (error instanceof DeniedError || !isHouseError(error)) return false;
  failed.push({ model: run.model.id, code: error.code, reason: error.message });
  const out = new Set(failed.map(({ model }) => model));
  const next = task.models.available(callFor(task)).find(({ id }) => !out.has(id));
  if (next === undefined) return false;
  run.model = next;
  run.task = { ...task, prefer: next.id };
  teller.restart();
  const shown = teller.shown().slice(shownBefore.length);
  if (shown !== '')
    messages.push({ role: 'assistant', text: shown, calls: [] }, { role: 'user', text: GO_ON });
  return true;
}

/** One step and what follows from it; true when the answer is there. */
async function advance(run: Run, isLast: boolean): Promise<boolean> {
  const shownBefore = run.teller.shown();
  try {
    const { said, calls, wrong } = await takeStep(run, isLast);
    if (wrong !== undefined) {
      repair(run, shownBefore, wrong);
      return false;
    }
    if (calls.length === 0 || isLast) return true;
    const results = await runCalls(run.room, calls);
    run.task.signal.throwIfAborted();
    run.messages.push({ role: 'assistant', text: clean(said), calls }, ...results);
    return false;
  } catch (error) {
    run.task.signal.throwIfAborted();
    if (run.until.aborted || !takeOver(run, error, shownBefore)) throw error;
    return false;
  }
}

/**
 * Answers a message with a model: asks it, carries out what it calls, until it has answered or a limit is reached. Each
 * sentence is checked before it is shown. When no model can go on, `isWhole` is false and what was gathered stays in the
 * ledger. Rejects only when the turn is cancelled, or through a fault of our own.
 */
export async function runAgent(task: AgentTask): Promise<AgentEnd | undefined> {
  const [model] = task.models.available(callFor(task));
  if (model === undefined) return undefined;
  const run = openRun(task, model);
  let [isDone, gaveUp]: [boolean, string | undefined] = [false, undefined];
  for (let step = 1; step <= run.limits.steps && !isDone && gaveUp === undefined; step += 1) {
    try {
      isDone = await advance(run, step >= run.limits.steps - 1);
    } catch (error) {
      gaveUp = reasonOf(run, error);
    }
  }
  return endOf(run, gaveUp);
}

function reasonOf(run: Run, error: unknown): string {
  run.task.signal.throwIfAborted();
  if (run.until.aborted) return 'it took too long';
  if (!isHouseError(error)) throw error;
  return error.message.replace(/[.\s]+$/, '');
}

function endOf(run: Run, gaveUp: string | undefined): AgentEnd {
  const { teller, failed, model } = run;
  const [text, facts, leftOut] = [teller.shown(), teller.facts(), teller.leftOut()];
  const isWhole = gaveUp === undefined && text.trim() !== '';
  const last = failed.at(-1);
  const notes = [
    ...(last === undefined || !isWhole
      ? []
      : [`${last.model} gave up (${last.code}), so ${model.id} answered.`]),
    ...(gaveUp === undefined
      ? []
      : [`No model could answer (${gaveUp}), so this is what I know without one.`]),
    ...(gaveUp === undefined && !isWhole
      ? [`What ${model.id} said is not what the evidence says, so this is what I know without it.`]
      : []),
    ...(isWhole && run.cut ? ['The answer grew too long and ends here.'] : []),
    ...(leftOut > 0 && isWhole
      ? [
          `I left out ${String(leftOut)} ${leftOut === 1 ? 'sentence' : 'sentences'} that the evidence does not bear out.`,
        ]
      : []),
  ];
  const reasoner = { kind: 'model' as const, model: model.id, prompt: promptName(PROMPT), fallbacks: failed };
  return { text, facts, reasoner, isWhole, notes };
}
