import type { ModelInfo } from '#llm/spec';

type Price = ModelInfo['price'];

interface Known {
  price: Price;
  contextTokens: number;
}

/** What the operator says of a model, in place of what is written here. */
export interface ModelFacts {
  input?: number;
  output?: number;
  cached?: number;
  contextTokens?: number;
  callTools?: boolean;
  followSchema?: boolean;
  /** False for a server in this network that passes on what it is told. */
  isLocal?: boolean;
}

const M = 1_000_000;
const K = 1_000;

const known = (prices: [input: number, output: number, cached: number], contextTokens: number): Known => ({
  price: { input: prices[0], output: prices[1], cached: prices[2] },
  contextTokens,
});

/**
 * US dollars for a million tokens, and the context, as the providers published them in November 2026. Where long prompts cost
 * more, the context ends where the first price does. The first pattern that fits counts.
 */
const KNOWN: readonly [pattern: RegExp, known: Known][] = [
  [/^anthropic\/claude-fable-5-[12]/, known([10, 50, 0.25], M)],
  [/^anthropic\/claude-fable-5/, known([10, 50, 1], M)],
  [/^anthropic\/claude-opus-5-5/, known([4, 20, 0.2], M)],
  [/^anthropic\/claude-opus-5/, known([5, 25, 0.5], M)],
  [/^anthropic\/claude-opus-4-[5-8]/, known([5, 25, 0.5], 200 * K)],
  [/^anthropic\/claude-opus-4/, known([15, 75, 1.5], 200 * K)],
  [/^anthropic\/claude-sonnet-5-5/, known([2, 10, 0.1], M)],
  [/^anthropic\/claude-sonnet-5/, known([2, 10, 0.2], M)],
  [/^anthropic\/claude-sonnet-4/, known([3, 15, 0.3], 200 * K)],
  [/^anthropic\/claude-haiku-5-5/, known([0.1, 0.5, 0.01], 100 * K)],
  [/^anthropic\/claude-haiku-4-5/, known([1, 5, 0.1], 200 * K)],
  [/^openai\/gpt-6\.1-terra/, known([1, 5, 0.05], 272 * K)],
  [/^openai\/gpt-6\.1-sol/, known([2, 10, 0.1], 272 * K)],
  [/^openai\/gpt-5\.6-terra/, known([2, 12, 0.2], 272 * K)],
  [/^openai\/gpt-5\.4-mini/, known([0.75, 4.5, 0.075], 272 * K)],
  [/^openai\/gpt-5\.4(?!-)/, known([2.5, 15, 0.25], 272 * K)],
  [/^openai\/gpt-5\.2(?!-pro)/, known([1.75, 14, 0.175], 272 * K)],
  [/^openai\/gpt-5-nano/, known([0.05, 0.4, 0.005], 272 * K)],
  [/^openai\/gpt-5-mini/, known([0.25, 2, 0.025], 272 * K)],
  [/^openai\/gpt-5(?:\.1)?(?!-pro|[.\d])/, known([1.25, 10, 0.125], 272 * K)],
  [/^openai\/gpt-4\.1-nano/, known([0.1, 0.4, 0.025], M)],
  [/^openai\/gpt-4\.1-mini/, known([0.4, 1.6, 0.1], M)],
  [/^openai\/gpt-4\.1/, known([2, 8, 0.5], M)],
  [/^openai\/gpt-4o-mini/, known([0.15, 0.6, 0.075], 128 * K)],
  [/^openai\/gpt-4o/, known([2.5, 10, 1.25], 128 * K)],
];

/** Asked first when only a key is given. */
export const CHOSEN = { anthropic: 'anthropic/claude-sonnet-5-5', openai: 'openai/gpt-6.1-terra' } as const;

/** Rather too much than too little, so that a cap holds for a model that nobody knows. */
const DEAREST: Known = known([15, 75, 15], 128 * K);
const FREE: Price = { input: 0, output: 0, cached: 0 };
/** What a server in one's own network usually gives a model. */
const OWN_CONTEXT = 32 * K;

const PRIVATE_ADDRESS =
  /^(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(?:\.\d{1,3})+$|^\[(?:::1\]|f[cde])/i;
const PRIVATE_NAME =
  /^localhost$|\.(?:local|localhost|internal|lan|home|svc|corp|intranet)$|\.svc\.[a-z.-]+$|^[^.:[\]]+$/i;

/** Whether a server is on this network, by its address or the kind of its name. */
export function isOnThisNetwork(url: string): boolean {
  const { hostname } = new URL(url);
  return PRIVATE_ADDRESS.test(hostname) || PRIVATE_NAME.test(hostname);
}

/** A gateway to these passes on what it is told, and so does Ollama with those that its maker runs. */
const PASSED_ON = /^(?:anthropic|openai)\/|^ollama\/.*[:-]cloud$/;

/** Where a model is reached, as far as that says something of it. */
export interface Reached {
  url: string;
  /** What the server is told to give its models. */
  contextTokens?: number;
}

/** What is known of a model before it is asked; what the operator says goes first. */
export function describeModel(
  id: string,
  { url, contextTokens }: Reached,
  facts: ModelFacts = {},
): ModelInfo {
  const provider = id.slice(0, id.indexOf('/'));
  const isLocal = facts.isLocal ?? (isOnThisNetwork(url) && !PASSED_ON.test(id));
  const own: Known = { price: FREE, contextTokens: OWN_CONTEXT };
  const found = KNOWN.find(([pattern]) => pattern.test(id))?.[1] ?? (isLocal ? own : DEAREST);
  const { input = found.price.input, output = found.price.output, cached = found.price.cached } = facts;
  return {
    id,
    provider,
    contextTokens: facts.contextTokens ?? contextTokens ?? found.contextTokens,
    can: { callTools: facts.callTools ?? true, followSchema: facts.followSchema ?? true },
    isLocal,
    price: { input, output, cached },
  };
}

/** False when a model's price is a guess, which is then a high one. */
export function isPriceKnown({ id, isLocal }: ModelInfo, facts: ModelFacts = {}): boolean {
  return isLocal || facts.input !== undefined || KNOWN.some(([pattern]) => pattern.test(id));
}
