import type { ModelReport } from '#channels/http';
import type { UsageRow } from '#llm';
import type { ConnectedModels } from './connect-models.ts';

type Used = ModelReport['today'];

const NOTHING: Used = { calls: 0, failed: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, dollars: 0 };

function usedBy(rows: UsageRow[], model: string): Used {
  const row = rows.find(({ of }) => of === model);
  if (row === undefined) return NOTHING;
  const { calls, failed, input, cached, output, dollars } = row;
  return { calls, failed, inputTokens: input, cachedTokens: cached, outputTokens: output, dollars };
}

/** What each model is, how it does, and what it was used for; none when none is configured. */
export async function reportModels(
  connected: ConnectedModels | undefined,
  now: number,
): Promise<ModelReport[]> {
  if (connected === undefined) return [];
  const today = new Date(now).toISOString().slice(0, 10);
  const [ofToday, ofAll] = await Promise.all([
    connected.usageBy({ by: 'model', from: today, to: today }),
    connected.usageBy({ by: 'model' }),
  ]);
  return connected.states().map(({ model, isPriceKnown, ...state }) => ({
    id: model.id,
    isLocal: model.isLocal,
    contextTokens: model.contextTokens,
    price: { ...model.price, isKnown: isPriceKnown },
    ...state,
    today: usedBy(ofToday, model.id),
    total: usedBy(ofAll, model.id),
  }));
}
