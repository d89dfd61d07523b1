import { DeniedError, UpstreamError, isHouseError } from '#ground/errors';
import { estimateTokens } from '#llm/spec';
import type {
  CallFor,
  LanguageModels,
  Model,
  ModelChosen,
  ModelEvent,
  ModelInfo,
  ModelRequest,
} from '#llm/spec';
import { attempt } from './attempt.ts';
import type { AttemptDeps } from './attempt.ts';
import { createHealth } from './health.ts';
import { orderModels } from './order.ts';
import type { Candidate, LeftOut, RouteRules } from './order.ts';

export interface LanguageModelsDeps extends AttemptDeps {
  models: Model[];
  rules: RouteRules;
  /** How long a model that failed again and again is left alone. */
  restMs: number;
}

/** How a model does, for people. */
export interface ModelState {
  model: ModelInfo;
  state: 'well' | 'resting';
  firstTokenMs?: number;
  lastFault?: string;
}

/** Every model that is configured, as one, and how each does. */
export interface RoutedModels extends LanguageModels {
  states: () => ModelState[];
}

const infoOf = ({ stream: _, ...info }: Model): ModelInfo => info;

function nobody(failed: LeftOut[]): UpstreamError {
  const each = failed.map(({ model, reason }) => `${model}: ${reason.replace(/\.$/, '')}.`).join(' ');
  const message =
    failed.length === 0 ? 'No language model is configured for this.' : `No language model answered. ${each}`;
  return new UpstreamError({ code: 'no-model', message, retryable: failed.length > 0 });
}

interface Failed {
  tried: LeftOut[];
  denied?: DeniedError;
}

/** Notes a failure that another model may make good; throws any other. */
function note(failed: Failed, model: string, error: unknown): void {
  if (!isHouseError(error)) throw error;
  if (error instanceof DeniedError) failed.denied ??= error;
  failed.tried.push({ model, code: error.code, reason: error.message });
}

/** One model's answer, with who it is before its first word. `spoken` is told when there is one. */
async function* answerOf(
  deps: LanguageModelsDeps,
  asked: { candidate: Candidate; call: CallFor; request: ModelRequest },
  { failed, spoken }: { failed: Failed; spoken: () => void },
): AsyncGenerator<ModelEvent | ModelChosen> {
  let isFirst = true;
  for await (const event of attempt(deps, asked)) {
    spoken();
    if (isFirst) yield { type: 'model-chosen', model: infoOf(asked.candidate.model), failed: failed.tried };
    isFirst = false;
    yield event;
  }
}

async function* askInTurn(
  deps: LanguageModelsDeps,
  { ask, left }: { ask: Candidate[]; left: LeftOut[] },
  { call, request }: { call: CallFor; request: ModelRequest },
): AsyncGenerator<ModelEvent | ModelChosen> {
  const failed: Failed = { tried: [] };
  for (const candidate of ask) {
    let hasSpoken = false;
    const spoken = (): void => {
      hasSpoken = true;
    };
    try {
      yield* answerOf(deps, { candidate, call, request }, { failed, spoken });
      return;
    } catch (error) {
      if (hasSpoken || request.signal.aborted) throw error;
      note(failed, candidate.model.id, error);
    }
  }
  const isOnlyDenied = failed.tried.every(({ code }) => code === failed.denied?.code);
  throw failed.denied !== undefined && isOnlyDenied ? failed.denied : nobody([...failed.tried, ...left]);
}

/** Joins models into one: who is asked, who takes over, who is left alone. Loads the circuit breakers. */
export async function createLanguageModels(deps: LanguageModelsDeps): Promise<RoutedModels> {
  const { models, rules, now, restMs } = deps;
  const cockatiel = await import('cockatiel');
  const candidates = new Map(
    models.map((model): [string, Candidate] => [
      model.id,
      { model, health: createHealth(cockatiel, { now, restMs }) },
    ]),
  );
  return {
    stream(call, request) {
      const needs = { ...request, inputTokens: estimateTokens(request) };
      const order = orderModels({ candidates, rules, now: now() }, call, needs);
      return askInTurn(deps, order, { call, request });
    },
    available: (call) =>
      orderModels({ candidates, rules, now: now() }, call).ask.map(({ model }) => infoOf(model)),
    states: () =>
      [...candidates.values()].map(({ model, health }) => ({
        model: infoOf(model),
        state: health.restsUntil() === undefined ? 'well' : 'resting',
        firstTokenMs: health.firstTokenMs(),
        lastFault: health.lastFault(),
      })),
  };
}
