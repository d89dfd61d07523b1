import { Counter, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

/** A call of a language model that ended. */
export interface ModelCalled {
  model: string;
  task: string;
  outcome: string;
  usage: { input: number; output: number; cached: number };
  dollars: number;
  firstTokenMs?: number;
  totalMs: number;
}

const BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** What language models took, on a registry. */
export function createModelMetrics(registry: Registry): (call: ModelCalled) => void {
  const shared = { registers: [registry] };
  const timed = (name: string, help: string, labelNames: string[]) =>
    new Histogram({ name, help, labelNames, buckets: BUCKETS, ...shared });
  const counted = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name, help, labelNames, ...shared });
  const calls = timed('jamie_model_call_seconds', 'Time of a call of a language model.', [
    'model',
    'task',
    'outcome',
  ]);
  const firstTokens = timed('jamie_model_first_token_seconds', 'Time to the first word of a model.', [
    'model',
  ]);
  const tokens = counted('jamie_model_tokens_total', 'Tokens of language models.', ['model', 'kind']);
  const dollars = counted('jamie_model_dollars_total', 'What language models cost, in US dollars.', [
    'model',
  ]);
  return ({ model, task, outcome, usage, dollars: cost, firstTokenMs, totalMs }) => {
    calls.observe({ model, task, outcome }, totalMs / 1000);
    if (firstTokenMs !== undefined) firstTokens.observe({ model }, firstTokenMs / 1000);
    for (const [kind, count] of Object.entries(usage)) tokens.inc({ model, kind }, count);
    dollars.inc({ model }, cost);
  };
}
