import type { CallFor, ModelInfo, TokenUsage } from '#llm/spec';
import { costOf, dayOf, isCapped, judgeSpending } from './budget.ts';
import type { Caps } from './budget.ts';
import type { ModelCall, UsageStore } from './store.ts';

/** A call that ended, as metrics have it. */
export interface EndedCall {
  model: string;
  task: string;
  outcome: string;
  usage: TokenUsage;
  dollars: number;
  firstTokenMs?: number;
  totalMs: number;
}

export interface AccountDeps {
  usage: UsageStore;
  caps: Caps;
  now: () => number;
  newId: () => string;
  onEnd: (call: EndedCall) => void;
  /** Told when a call could not be written down; the answer is given all the same. */
  onLost: (error: unknown) => void;
}

/** How a call ended. */
export interface CallEnd {
  outcome: string;
  usage: TokenUsage;
  firstTokenMs?: number;
}

/** One call on the account of who asked. */
export interface OpenCall {
  /** Writes down how it ended, without being waited for. */
  end: (end: CallEnd) => void;
}

const NOTHING: TokenUsage = { input: 0, output: 0, cached: 0 };

/** Opens a call: reserves what it may cost at most, when there is a cap and it costs anything. DeniedError `budget-spent`. */
export async function openCall(
  deps: AccountDeps,
  { call, model, most }: { call: CallFor; model: ModelInfo; most: TokenUsage },
): Promise<OpenCall> {
  const { usage, caps, now, newId, onEnd, onLost } = deps;
  const { task, personId, teamId = null } = call;
  const startedAt = now();
  const cost = costOf(most, model);
  const running: ModelCall = {
    id: newId(),
    at: new Date(startedAt),
    day: dayOf(startedAt),
    ...{ model: model.id, task, personId, teamId, ...NOTHING },
    dollars: cost,
    firstTokenMs: null,
    totalMs: null,
    outcome: 'running',
  };
  if (isCapped(caps) && cost > 0) await usage.reserve(running, judgeSpending(caps, { cost, at: startedAt }));
  return {
    end({ outcome, usage: used, firstTokenMs }) {
      const totalMs = Math.round(now() - startedAt);
      const dollars = costOf(used, model);
      onEnd({ model: model.id, task, outcome, usage: used, dollars, firstTokenMs, totalMs });
      const first = firstTokenMs === undefined ? null : Math.round(firstTokenMs);
      usage.settle({ ...running, ...used, dollars, firstTokenMs: first, totalMs, outcome }).catch(onLost);
    },
  };
}
