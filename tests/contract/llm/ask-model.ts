import type { FinishReason, Model, ModelEvent, ModelRequest, TokenUsage, ToolCall } from '#llm/spec';

/** What a model answered, put together. */
export interface Answered {
  text: string;
  calls: ToolCall[];
  reason: FinishReason;
  usage: TokenUsage;
  events: ModelEvent[];
}

/** A request with the least that one has. */
export const asking = (text: string, more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [
    { role: 'system', text: 'You are brief.', isStable: true },
    { role: 'user', text },
  ],
  maxOutputTokens: 60,
  signal: new AbortController().signal,
  ...more,
});

/** Asks and waits for the end; throws what the model throws, and when it does not end with `finished`. */
export async function answerOf(model: Model, request: ModelRequest): Promise<Answered> {
  const events: ModelEvent[] = [];
  for await (const event of model.stream(request)) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'finished') throw new Error('it did not end with "finished"');
  return {
    text: events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join(''),
    calls: events.flatMap((event) => (event.type === 'call' ? [event.call] : [])),
    reason: last.reason,
    usage: last.usage,
    events,
  };
}
