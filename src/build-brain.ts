import type { Brain, BrainDeps } from '#brain';
import type { KubernetesConnector } from '#connectors/kubernetes';
import type { Config } from '#ground/config';
import type { Store } from '#ground/store';
import type { Logger } from '#ground/telemetry';
import type { LanguageModels } from '#llm/spec';
import { connectEmbedder } from './connect-embedder.ts';
import type { connectModels } from './connect-models.ts';

interface BuildDeps extends Pick<BrainDeps, 'newId' | 'onTurnEnd'> {
  config: Config;
  log: Logger;
  /** In place of those that the settings name. */
  models?: LanguageModels;
}

/** What comes up first, side by side. */
interface BeforeTheBrain {
  room: ReturnType<typeof loadBrain>;
  kubernetes: Promise<KubernetesConnector>;
  systems: BrainDeps['systems'];
  tools: BrainDeps['tools'];
  llm: ReturnType<typeof connectModels>;
  store: Promise<Store>;
  seen: { kubernetes?: KubernetesConnector };
}

/** Opens the conversation room as soon as what it stands on is there. */
export async function buildBrain(
  { config, log, models, newId, onTurnEnd }: BuildDeps,
  { room, kubernetes, systems, tools, llm, store, seen }: BeforeTheBrain,
): Promise<Brain> {
  const [{ createBrain, understand }, connector, opened, routed] = await Promise.all([
    room,
    kubernetes,
    store,
    llm,
  ]);
  seen.kubernetes = connector;
  return createBrain({
    kubernetes: connector,
    systems,
    tools,
    models: models ?? routed?.models,
    embedder: connectEmbedder({ config, log }),
    store: opened,
    understand,
    timeZone: config.timeZone,
    log,
    manner: { dial: config.personality, channels: config.personalityByChannel },
    experiment: config.experiment,
    now: Date.now,
    newId,
    onTurnEnd,
  });
}

/** Read while the store opens: its rooms are the largest part of the code. */
export async function loadBrain() {
  const [{ brainMigrations, createBrain, understand }, { llmMigrations }] = await Promise.all([
    import('#brain'),
    import('#llm'),
  ]);
  return { migrations: [...brainMigrations, ...llmMigrations], createBrain, understand };
}
