import { estimateTokens, tokensOf } from '#llm/spec';
import type { FinishReason, ModelEvent, ModelRequest, TokenUsage } from '#llm/spec';
import type { ProviderErrors } from '../wire/errors.ts';
import { createOutputMeter } from '../wire/output-meter.ts';
import { parseInput } from '../wire/parse-input.ts';
import type { SdkPart } from './sdk.ts';
import { collectThoughts } from './thoughts.ts';
import type { Thoughts } from './thoughts.ts';

interface Reading {
  request: ModelRequest;
  errors: ProviderErrors;
  thoughts: Thoughts;
}

type Finish = Extract<SdkPart, { type: 'finish' }>;

const saidIn = (part: SdkPart): string => {
  const isDelta =
    part.type === 'text-delta' || part.type === 'reasoning-delta' || part.type === 'tool-input-delta';
  return isDelta ? part.delta : '';
};

function reasonOf({ finishReason }: Finish, hasCalls: boolean): FinishReason | undefined {
  switch (finishReason.unified) {
    case 'length':
      return 'length';
    case 'content-filter':
      return 'refused';
    case 'stop':
    case 'tool-calls':
    case 'other':
      return hasCalls ? 'calls' : 'stop';
    default:
      return undefined;
  }
}

function eventOf(part: SdkPart): ModelEvent | undefined {
  if (part.type === 'text-delta' && part.delta !== '') return { type: 'text', text: part.delta };
  if (part.type !== 'tool-call') return undefined;
  const { toolCallId: id, toolName: tool, input } = part;
  return { type: 'call', call: { id, tool, input: parseInput(input) } };
}

/** What was said so far, and how it ends. */
function createReading({ request, errors, thoughts }: Reading) {
  const meter = createOutputMeter(request.maxOutputTokens);
  const collected = collectThoughts();
  let firstCall: string | undefined;
  let isEmpty = true;
  const estimate = (): TokenUsage => ({
    input: estimateTokens(request),
    output: tokensOf(meter.characters()),
    cached: 0,
  });
  return {
    /** The event that a part stands for; `finished` when a model that does not end has said more than it may. */
    take: (part: SdkPart): ModelEvent | undefined => {
      collected.take(part);
      if (meter.isOver(saidIn(part))) return { type: 'finished', reason: 'length', usage: estimate() };
      const event = eventOf(part);
      if (event?.type === 'call') firstCall ??= event.call.id;
      isEmpty &&= event === undefined;
      return event;
    },
    finish: (part: Finish): ModelEvent => {
      const reason = reasonOf(part, firstCall !== undefined);
      if (reason === undefined) throw errors.brokenOff();
      if (reason !== 'refused' && isEmpty) throw errors.empty();
      if (firstCall !== undefined) thoughts.keep(firstCall, collected.all());
      const { inputTokens, outputTokens } = part.usage;
      if (inputTokens.total === undefined || outputTokens.total === undefined)
        return { type: 'finished', reason, usage: estimate() };
      const cached = inputTokens.cacheRead ?? 0;
      return {
        type: 'finished',
        reason,
        usage: { input: inputTokens.total, output: outputTokens.total, cached },
      };
    },
  };
}

/** What the AI SDK streams, as the house's events; throws what its parts report. */
export async function* readParts(
  parts: AsyncIterable<SdkPart>,
  reading: Reading,
): AsyncGenerator<ModelEvent> {
  const { errors, request } = reading;
  const { take, finish } = createReading(reading);
  for await (const part of parts) {
    request.signal.throwIfAborted();
    if (part.type === 'error') throw errors.from(part.error, request.signal);
    const event = part.type === 'finish' ? finish(part) : take(part);
    if (event !== undefined) yield event;
    if (event?.type === 'finished') return;
  }
  throw errors.brokenOff();
}
