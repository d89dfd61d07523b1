import { z } from 'zod';
import { secretSetting, setting, urlSetting } from './setting.ts';

const modelId = z
  .string()
  .regex(
    /^(?:anthropic|openai|openai-compatible|ollama)\/\S+$/,
    'must be provider/model, the provider one of anthropic, openai, openai-compatible, ollama',
  );

const split = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A list in the file, or names with commas between them in the environment. */
const modelIds = z.union([z.string().transform(split), z.array(z.string())]).pipe(z.array(modelId));

const models = (env: string, description: string) =>
  setting({ schema: modelIds.optional(), env, description, default: () => undefined });

const A_CAP = 'must be US dollars, 0 or more';
const dollars = z.coerce.number(A_CAP).min(0, A_CAP).optional();

const budget = (env: string, whose: string) =>
  setting({
    schema: dollars,
    env,
    description: `What ${whose} may spend on models in a day (UTC), in US dollars. No cap when not given.`,
    default: () => undefined,
  });

const yesOrNo = z.union([z.boolean(), z.stringbool()]);
const wholeNumber = (least: number, most: number) => {
  const words = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number(words).int(words).min(least, words).max(most, words);
};

const facts = z.record(
  modelId,
  z.strictObject({
    input: z.number().min(0).optional(),
    output: z.number().min(0).optional(),
    cached: z.number().min(0).optional(),
    contextTokens: z.number().int().min(512).optional(),
    callTools: z.boolean().optional(),
    followSchema: z.boolean().optional(),
    isLocal: z.boolean().optional(),
  }),
);

/** Which language models are asked, in which order, and what they may cost. None is needed. */
export const MODEL_SETTINGS = {
  models: models(
    'JAMIE_MODELS',
    "Language models in the order in which they are tried, as provider/model with commas between. Jamie's own choice of those that a key is given for, when left out.",
  ),
  modelsSummarise: models('JAMIE_MODELS_SUMMARISE', 'Those for summaries, when they are others.'),
  modelsClassify: models('JAMIE_MODELS_CLASSIFY', 'Those for sorting and labelling, when they are others.'),
  modelsJudge: models('JAMIE_MODELS_JUDGE', 'Those that judge answers, when they are others.'),
  modelFacts: setting({
    schema: facts,
    description:
      'What is not known of a model, or otherwise with you: {provider/model: {input, output, cached, contextTokens, callTools, followSchema, isLocal}}, prices in US dollars for a million tokens; isLocal false for a server in your network that passes on what it is told.',
    default: () => ({}),
  }),
  anthropicApiKey: secretSetting('JAMIE_ANTHROPIC_API_KEY', 'A key of the Anthropic API (Claude).'),
  anthropicUrl: urlSetting(
    'JAMIE_ANTHROPIC_URL',
    'Where the Anthropic API is reached, when by way of a gateway; https://api.anthropic.com/v1 otherwise.',
  ),
  openaiApiKey: secretSetting('JAMIE_OPENAI_API_KEY', 'A key of the OpenAI API.'),
  openaiUrl: urlSetting(
    'JAMIE_OPENAI_URL',
    'Where the OpenAI API is reached, when by way of a gateway; https://api.openai.com/v1 otherwise.',
  ),
  openaiBaseUrl: urlSetting(
    'JAMIE_OPENAI_BASE_URL',
    "A server that speaks OpenAI's chat completions (vLLM, llama.cpp, LiteLLM, ...), with the path before /chat/completions. Its models are openai-compatible/<name>.",
  ),
  openaiCompatibleApiKey: secretSetting(
    'JAMIE_OPENAI_COMPATIBLE_API_KEY',
    'The key of that server, when it wants one.',
  ),
  ollamaUrl: urlSetting('JAMIE_OLLAMA_URL', 'Ollama, such as http://127.0.0.1:11434.'),
  ollamaContext: setting({
    schema: wholeNumber(512, 2_000_000),
    env: 'JAMIE_OLLAMA_CONTEXT',
    description: 'The context, in tokens, that Ollama gives its models. More takes more memory.',
    default: () => 8192,
  }),
  embedder: setting({
    schema: z
      .string()
      .regex(/^(?:ollama|openai-compatible)\/\S+$/, 'must be ollama/<model> or openai-compatible/<model>')
      .optional(),
    env: 'JAMIE_EMBEDDER',
    description:
      "A model that finds what was said by its meaning, as ollama/<model> or openai-compatible/<model>. Jamie's own word vectors when not given.",
    default: () => undefined,
  }),
  llmLocalOnly: setting({
    schema: yesOrNo,
    env: 'JAMIE_LLM_LOCAL_ONLY',
    description: 'Nothing is said to a model outside this network.',
    default: () => false,
  }),
  llmOrder: setting({
    schema: z.enum(['listed', 'cheapest', 'fastest']),
    env: 'JAMIE_LLM_ORDER',
    description:
      'What decides who is asked first: the list, the price, or the time to the first word as measured.',
    default: () => 'listed' as const,
  }),
  llmFirstTokenSeconds: setting({
    schema: wholeNumber(1, 600).optional(),
    env: 'JAMIE_LLM_FIRST_TOKEN_SECONDS',
    description:
      'How long a model may be silent before the next one is asked; 30 when not given, 120 for a model in this network.',
    default: () => undefined,
  }),
  llmBudgetPersonDay: budget('JAMIE_LLM_BUDGET_PERSON_DAY', 'one person'),
  llmBudgetTeamDay: budget('JAMIE_LLM_BUDGET_TEAM_DAY', 'one team'),
  llmBudgetDay: budget('JAMIE_LLM_BUDGET_DAY', 'everybody together'),
};

type Models = { [Name in keyof typeof MODEL_SETTINGS]?: unknown };

const LISTS = {
  models: 'JAMIE_MODELS',
  modelsSummarise: 'JAMIE_MODELS_SUMMARISE',
  modelsClassify: 'JAMIE_MODELS_CLASSIFY',
  modelsJudge: 'JAMIE_MODELS_JUDGE',
} as const;

const NEEDED = {
  anthropic: ['anthropicApiKey', 'JAMIE_ANTHROPIC_API_KEY'],
  openai: ['openaiApiKey', 'JAMIE_OPENAI_API_KEY'],
  'openai-compatible': ['openaiBaseUrl', 'JAMIE_OPENAI_BASE_URL'],
  ollama: ['ollamaUrl', 'JAMIE_OLLAMA_URL'],
} as const;

interface Fault {
  at: string;
  problem: string;
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function unreachable(id: string, config: Models): string | undefined {
  const [setting, env] = NEEDED[id.slice(0, id.indexOf('/')) as keyof typeof NEEDED];
  return config[setting] === undefined ? env : undefined;
}

/** What does not go together in the settings of models: one that is listed without its key, a server without a model. */
export function modelFaults(config: Models): Fault[] {
  const listed = Object.entries(LISTS).flatMap(([name, env]) =>
    listOf(config[name as keyof typeof LISTS]).map((id) => ({ id, env })),
  );
  const keyless: Fault[] = listed.flatMap(({ id, env }) => {
    const missing = unreachable(id, config);
    return missing === undefined ? [] : [{ at: env, problem: `names ${id}, but ${missing} is not set` }];
  });
  const { embedder } = config;
  const without = typeof embedder === 'string' ? unreachable(embedder, config) : undefined;
  if (without !== undefined)
    keyless.push({ at: 'JAMIE_EMBEDDER', problem: `names ${String(embedder)}, but ${without} is not set` });
  const unnamed = (['openai-compatible', 'ollama'] as const).filter(
    (provider) =>
      config[NEEDED[provider][0]] !== undefined &&
      ![...listed.map(({ id }) => id), String(embedder)].some((id) => id.startsWith(`${provider}/`)),
  );
  return [
    ...keyless,
    ...unnamed.map((provider) => ({
      at: NEEDED[provider][1],
      problem: `is set, but no list names a model of it: add ${provider}/<name> to JAMIE_MODELS`,
    })),
  ];
}
