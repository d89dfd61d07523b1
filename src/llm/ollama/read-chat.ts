import { z } from 'zod';
import { estimateTokens, tokensOf } from '#llm/spec';
import type { ModelEvent, ModelRequest } from '#llm/spec';
import type { ProviderErrors } from '../wire/errors.ts';
import { createOutputMeter } from '../wire/output-meter.ts';
import { parseInput } from '../wire/parse-input.ts';
import { readSaid } from '../wire/said.ts';

const call = z.object({ function: z.object({ name: z.string(), arguments: z.unknown() }) });

const chunk = z.object({
  message: z
    .object({
      content: z.string().optional(),
      thinking: z.string().optional(),
      tool_calls: z.array(call).nullish(),
    })
    .optional(),
  done: z.boolean().optional(),
  done_reason: z.string().optional(),
  prompt_eval_count: z.number().optional(),
  eval_count: z.number().optional(),
  error: z.string().optional(),
});
type Chunk = z.output<typeof chunk>;

interface Reading {
  request: ModelRequest;
  errors: ProviderErrors;
  newId: () => string;
}

function parse(line: string, errors: ProviderErrors): Chunk {
  let value: unknown;
  try {
    value = JSON.parse(line) as unknown;
  } catch (error) {
    throw errors.brokenOff(error);
  }
  const parsed = chunk.safeParse(value);
  if (!parsed.success) throw errors.wrongUrl('its JSON is not of that shape');
  if (parsed.data.error !== undefined) throw errors.status(500, readSaid(parsed.data.error, undefined));
  return parsed.data;
}

const asInput = (given: unknown): unknown => (typeof given === 'string' ? parseInput(given) : (given ?? {}));

function eventsOf({ message }: Chunk, newId: () => string): ModelEvent[] {
  const text = message?.content ?? '';
  const calls = (message?.tool_calls ?? []).map(({ function: { name, arguments: input } }): ModelEvent => ({
    type: 'call',
    call: { id: newId(), tool: name, input: asInput(input) },
  }));
  return [...(text === '' ? [] : [{ type: 'text' as const, text }]), ...calls];
}

/** What Ollama streams, one JSON a line, as the house's events. Ends by itself when a model does not. */
export async function* readChat(
  lines: AsyncIterable<string>,
  { request, errors, newId }: Reading,
): AsyncGenerator<ModelEvent> {
  const meter = createOutputMeter(request.maxOutputTokens);
  const said = new Set<ModelEvent['type']>();
  const finished = (reason: 'stop' | 'calls' | 'length', read?: Chunk): ModelEvent => {
    const input = read?.prompt_eval_count ?? estimateTokens(request);
    const output = read?.eval_count ?? tokensOf(meter.characters());
    return { type: 'finished', reason, usage: { input, output, cached: 0 } };
  };
  for await (const line of lines) {
    const read = parse(line, errors);
    const events = eventsOf(read, newId);
    if (meter.isOver(`${read.message?.thinking ?? ''}${read.message?.content ?? ''}`)) {
      yield finished('length');
      return;
    }
    for (const event of events) {
      request.signal.throwIfAborted();
      said.add(event.type);
      yield event;
    }
    if (read.done !== true) continue;
    if (said.size === 0) throw errors.empty();
    yield finished(read.done_reason === 'length' ? 'length' : said.has('call') ? 'calls' : 'stop', read);
    return;
  }
  throw errors.brokenOff();
}
