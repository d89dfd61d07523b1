import type { Config } from '#ground/config';
import type { Store } from '#ground/store';
import type { Logger, Metrics } from '#ground/telemetry';
import type * as Llm from '#llm';
import type { ModelFacts, ModelState, RoutedModels, UsageQuestion, UsageRow } from '#llm';
import type { Model } from '#llm/spec';

/** Half a minute for a model elsewhere; one's own machine may be slow to begin. */
const FIRST_TOKEN_MS = { elsewhere: 30_000, local: 120_000 };
/** How long a model may fall silent in the middle of an answer. */
const IDLE_MS = 30_000;
/** How long a model that failed again and again is left alone. */
const REST_MS = 30_000;

interface ConnectModelsDeps {
  config: Config;
  log: Logger;
  metrics: Metrics;
  store: Promise<Store>;
}

/** The models of the settings, and what they were used for. */
export interface ConnectedModels {
  models: RoutedModels;
  /** What is known of each, what it does now, and whether its price is a guess. */
  states: () => (ModelState & { isPriceKnown: boolean })[];
  usageBy: (question: UsageQuestion) => Promise<UsageRow[]>;
}

/** The lists by task; what is chosen when only a key is given. */
function listsOf(config: Config, chosen: typeof Llm.CHOSEN) {
  const keyed = [
    ...(config.anthropicApiKey === undefined ? [] : [chosen.anthropic]),
    ...(config.openaiApiKey === undefined ? [] : [chosen.openai]),
  ];
  const { models: answer = keyed, modelsSummarise, modelsClassify, modelsJudge } = config;
  return { answer, summarise: modelsSummarise, classify: modelsClassify, judge: modelsJudge };
}

function factsOf(config: Config, id: string): ModelFacts {
  return config.modelFacts[id] ?? {};
}

/** One model of a list; undefined when what it needs is not set, which the settings have complained of. */
function modelOf(id: string, config: Config, llm: typeof Llm): Model | undefined {
  const { anthropicApiKey, openaiApiKey, openaiBaseUrl, openaiCompatibleApiKey, ollamaUrl } = config;
  const { anthropicUrl = llm.ANTHROPIC_URL, openaiUrl = llm.OPENAI_URL, ollamaContext } = config;
  const info = (url: string, contextTokens?: number) =>
    llm.describeModel(id, { url, contextTokens }, factsOf(config, id));
  switch (id.slice(0, id.indexOf('/'))) {
    case 'anthropic':
      return anthropicApiKey === undefined
        ? undefined
        : llm.createAnthropicModel(info(anthropicUrl), { url: anthropicUrl, key: anthropicApiKey });
    case 'openai':
      return openaiApiKey === undefined
        ? undefined
        : llm.createOpenaiModel(info(openaiUrl), { url: openaiUrl, key: openaiApiKey });
    case 'openai-compatible':
      return openaiBaseUrl === undefined
        ? undefined
        : llm.createCompatibleModel(info(openaiBaseUrl), { url: openaiBaseUrl, key: openaiCompatibleApiKey });
    default:
      return ollamaUrl === undefined
        ? undefined
        : llm.createOllamaModel(info(ollamaUrl, ollamaContext), { url: ollamaUrl });
  }
}

/** Whether the settings name any model at all. */
const isAnyNamed = ({ models, anthropicApiKey, openaiApiKey }: Config): boolean =>
  (models?.length ?? 0) > 0 || anthropicApiKey !== undefined || openaiApiKey !== undefined;

/** Builds the models of the settings; undefined, and nothing loaded, when there are none. */
export async function connectModels(deps: ConnectModelsDeps): Promise<ConnectedModels | undefined> {
  const { config, log, metrics } = deps;
  if (!isAnyNamed(config)) return undefined;
  const llm = await import('#llm');
  const lists = listsOf(config, llm.CHOSEN);
  const ids = [...new Set(Object.values(lists).flatMap((list) => list ?? []))];
  const { llmBudgetPersonDay: person, llmBudgetTeamDay: team, llmBudgetDay: all } = config;
  const usage = llm.openUsage((await deps.store).db);
  const firstMs = config.llmFirstTokenSeconds === undefined ? undefined : config.llmFirstTokenSeconds * 1000;
  const models = await llm.createLanguageModels({
    models: ids.flatMap((id) => modelOf(id, config, llm) ?? []),
    rules: { lists, order: config.llmOrder, localOnly: config.llmLocalOnly },
    usage,
    caps: { person, team, all },
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onEnd: metrics.modelCalled,
    onLost: (error) => log.error({ error }, 'a call of a language model could not be written down'),
    patience: ({ isLocal }) => ({
      firstMs: firstMs ?? (isLocal ? FIRST_TOKEN_MS.local : FIRST_TOKEN_MS.elsewhere),
      idleMs: IDLE_MS,
    }),
    restMs: REST_MS,
  });
  const states = () =>
    models.states().map((state) => ({
      ...state,
      isPriceKnown: llm.isPriceKnown(state.model, factsOf(config, state.model.id)),
    }));
  return { models, states, usageBy: usage.usageBy };
}
