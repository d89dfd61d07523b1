import { UpstreamError, isHouseError } from '#ground/errors';
import { estimateTokens, tokensOf } from '#llm/spec';
import type { CallFor, ModelEvent, ModelRequest, TokenUsage } from '#llm/spec';
import { openCall } from '../usage/account.ts';
import type { AccountDeps } from '../usage/account.ts';
import type { Candidate } from './order.ts';
import { patient } from './patient.ts';
import type { Patience } from './patient.ts';

export interface AttemptDeps extends AccountDeps {
  patience: (model: Candidate['model']) => Patience;
}

interface Attempt {
  candidate: Candidate;
  call: CallFor;
  request: ModelRequest;
}

const slowly = (id: string) => (ms: number) =>
  new UpstreamError({
    code: 'model-slow',
    message: `${id} said nothing for ${Math.round(ms / 1000)} s.`,
    retryable: true,
  });

/** Those after which the provider has read what it was told. */
const WAS_READ = /(?:model-slow|broken-answer|empty-answer)$/;

/** What is known of a call that is under way. */
function createRecord(request: ModelRequest, now: () => number) {
  const startedAt = now();
  const input = estimateTokens(request);
  let characters = 0;
  let firstTokenMs: number | undefined;
  let usage: TokenUsage | undefined;
  return {
    /** The time to the first word, when this is it. */
    take(event: ModelEvent): number | undefined {
      if (event.type === 'finished') usage = event.usage;
      else characters += event.type === 'text' ? event.text.length : JSON.stringify(event.call).length;
      if (firstTokenMs !== undefined || event.type === 'finished') return undefined;
      return (firstTokenMs = now() - startedAt);
    },
    end(outcome: string) {
      const isRead =
        usage !== undefined || characters > 0 || outcome === 'cancelled' || WAS_READ.test(outcome);
      const guess = { input: isRead ? input : 0, output: tokensOf(characters), cached: 0 };
      return { outcome, usage: usage ?? guess, firstTokenMs };
    },
  };
}

/** What the model is to blame for: a deadline that passed while it was asked, and nothing that was cancelled. */
function faultOf(error: unknown, { signal, late }: { signal: AbortSignal; late: () => Error }): unknown {
  if (!signal.aborted) return error;
  const reason: unknown = signal.reason;
  return reason instanceof DOMException && reason.name === 'TimeoutError' ? late() : undefined;
}

/** Asks one model: reserves, listens with patience, measures, and writes down how it ended. */
export async function* attempt(
  deps: AttemptDeps,
  { candidate, call, request }: Attempt,
): AsyncGenerator<ModelEvent> {
  const { model, health } = candidate;
  const most = { input: estimateTokens(request), output: request.maxOutputTokens, cached: 0 };
  const open = await openCall(deps, { call, model, most });
  const trial = health.begin();
  const startedAt = deps.now();
  const record = createRecord(request, deps.now);
  const stop = new AbortController();
  const signal = AbortSignal.any([request.signal, stop.signal]);
  let outcome = 'cancelled';
  let fault: unknown;
  try {
    const events = model.stream({ ...request, signal });
    const waiting = { signal: request.signal, slow: slowly(model.id) };
    for await (const event of patient(events, deps.patience(model), waiting)) {
      const first = record.take(event);
      if (first !== undefined) trial.firstToken(first);
      if (event.type === 'finished') outcome = event.reason === 'refused' ? 'refused' : 'answered';
      yield event;
    }
  } catch (error) {
    fault = faultOf(error, { signal: request.signal, late: () => slowly(model.id)(deps.now() - startedAt) });
    if (fault !== undefined) outcome = isHouseError(fault) ? fault.code : 'bug';
    throw error;
  } finally {
    stop.abort();
    trial.end(fault);
    open.end(record.end(outcome));
  }
}
