import { UpstreamError } from '#ground/errors';
import type {
  CallFor,
  LanguageModels,
  ModelChosen,
  ModelEvent,
  ModelInfo,
  ModelRequest,
} from './spec/index.ts';

/** One thing a scripted model does: says words, wants a tool called, breaks, waits, or ends. */
type Act =
  | string
  | { call: string; input: unknown }
  | { fail: string; retryable?: boolean }
  | { waitMs: number }
  | { end: 'stop' | 'length' | 'refused' };

/** What a scripted model does when it is asked; may depend on what it is asked. */
export type Script = Act[] | ((request: ModelRequest, call: CallFor) => Act[]);

/** A model of a script. */
export interface Scripted extends Partial<ModelInfo> {
  id: string;
  /** One for each time that it is asked; the last one again and again. */
  plays: Script[];
}

const INFO: Omit<ModelInfo, 'id' | 'provider'> = {
  contextTokens: 128_000,
  can: { callTools: true, followSchema: true },
  isLocal: true,
  price: { input: 0, output: 0, cached: 0 },
};

const infoOf = ({ plays: _, ...given }: Scripted): ModelInfo => ({
  ...INFO,
  provider: given.id.split('/', 1)[0] ?? given.id,
  ...given,
});

/** Words as a model streams them: a few characters at a time. */
function* pieces(text: string): Generator<ModelEvent> {
  for (let at = 0; at < text.length; at += 7) yield { type: 'text', text: text.slice(at, at + 7) };
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = (): void => {
      reject(new Error('aborted', { cause: signal.reason }));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });

const pause = (ms: number, signal: AbortSignal): Promise<unknown> =>
  Promise.race([new Promise((resolve) => setTimeout(resolve, ms)), aborted(signal)]);

async function* play(acts: Act[], ids: string, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  const usage = { input: 10, output: 10, cached: 0 };
  for (const [at, act] of acts.entries()) {
    signal.throwIfAborted();
    if (typeof act === 'string') yield* pieces(act);
    else if ('call' in act)
      yield { type: 'call', call: { id: `${ids}-${String(at)}`, tool: act.call, input: act.input } };
    else if ('fail' in act)
      throw new UpstreamError({
        code: act.fail,
        message: `the model broke: ${act.fail}`,
        retryable: act.retryable ?? true,
      });
    else if ('waitMs' in act) await pause(act.waitMs, signal);
    else {
      yield { type: 'finished', reason: act.end, usage };
      return;
    }
  }
  const isCalling = acts.some((act) => typeof act === 'object' && 'call' in act);
  yield { type: 'finished', reason: isCalling ? 'calls' : 'stop', usage };
}

/** Language models that play scripts, and what they were asked: for tests. */
export function scriptedModels(
  models: Scripted[],
): LanguageModels & { asked: { model: string; request: ModelRequest; call: CallFor }[] } {
  const asked: { model: string; request: ModelRequest; call: CallFor }[] = [];
  const order = ({ prefer }: CallFor): Scripted[] =>
    models.toSorted((a, b) => Number(matches(b, prefer)) - Number(matches(a, prefer)));
  const stream = async function* (
    call: CallFor,
    request: ModelRequest,
  ): AsyncGenerator<ModelEvent | ModelChosen> {
    const [model] = order(call);
    if (model === undefined)
      throw new UpstreamError({ code: 'no-model', message: 'no model is configured', retryable: false });
    const turn = asked.filter((one) => one.model === model.id).length;
    const script = model.plays[Math.min(turn, model.plays.length - 1)] ?? [];
    asked.push({ model: model.id, request, call });
    yield { type: 'model-chosen', model: infoOf(model), failed: [] };
    yield* play(
      typeof script === 'function' ? script(request, call) : script,
      `call-${String(asked.length)}`,
      request.signal,
    );
  };
  return { asked, available: (call) => order(call).map(infoOf), stream };
}

const matches = ({ id }: Scripted, prefer: string | undefined): boolean =>
  prefer !== undefined && (id === prefer || id.startsWith(`${prefer}/`));
