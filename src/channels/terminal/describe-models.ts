import { plural } from '#ground/text';
import type { ModelReport } from '../http/index.ts';

const money = (dollars: number): string => `$${dollars.toFixed(dollars > 0 && dollars < 0.1 ? 4 : 2)}`;

function price({ price: { input, output, isKnown } }: ModelReport): string {
  if (input === 0 && output === 0) return 'free';
  const guess = isKnown ? '' : ' (a guess: say what it costs in "modelFacts" of jamie.yaml)';
  return `$${input} in, $${output} out for a million tokens${guess}`;
}

function used(
  what: string,
  { calls, failed, inputTokens, outputTokens, dollars }: ModelReport['today'],
): string {
  const without = failed === 0 ? '' : ` (${failed} without an answer)`;
  return `${what}: ${plural(calls, 'call')}${without}, ${inputTokens + outputTokens} tokens, ${money(dollars)}`;
}

function describe(report: ModelReport): string {
  const { id, isLocal, contextTokens, state, firstTokenMs, lastFault, today, total } = report;
  const where = isLocal ? 'in this network' : 'outside this network';
  const quick = firstTokenMs === undefined ? '' : `, first word after ${(firstTokenMs / 1000).toFixed(1)} s`;
  return [
    `${state === 'well' ? '✓' : '✗'} ${id}: ${where}, ${contextTokens} tokens of context, ${price(report)}${quick}`,
    ...(lastFault === undefined ? [] : [`    last fault: ${lastFault}`]),
    `    ${used('today', today)}; ${used('in all', total)}`,
  ].join('\n');
}

const NONE = `No language model is configured; Jamie answers without one.
Set JAMIE_ANTHROPIC_API_KEY or JAMIE_OPENAI_API_KEY; or JAMIE_OLLAMA_URL with JAMIE_MODELS=ollama/<name>.`;

/** Every model with its health, price and use, in the order in which they are tried. */
export const describeModels = (reports: ModelReport[]): string =>
  reports.length === 0 ? NONE : reports.map(describe).join('\n');
