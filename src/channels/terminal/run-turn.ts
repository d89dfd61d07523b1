import type { TurnEvent, TurnFinished } from '#brain';
import { UpstreamError } from '#ground/errors';
import { stripTerminal } from '#ground/text';
import type { Output } from './output.ts';
import type { Asking, Talk } from './talk.ts';

interface TurnOptions extends Asking {
  onEvent?: (event: TurnEvent) => void;
}

/** What a turn came to. */
export interface TurnEnd {
  finished: TurnFinished;
  /** The choices of a question that Jamie asked. */
  choices: { label: string; message: string }[];
}

/** Runs one turn to its end and shows what goes on. UpstreamError when it fails, with the turn's own code. */
export async function runTurn(
  talk: Talk,
  message: string,
  { output, onEvent, ...asking }: TurnOptions & { output: Output },
): Promise<TurnEnd> {
  let choices: TurnEnd['choices'] = [];
  output.progress('…');
  try {
    for await (const event of talk.ask(message, asking)) {
      onEvent?.(event);
      if (event.type === 'question-asked') choices = event.choices;
      if (event.type === 'turn-failed') throw new UpstreamError(event.error);
      if (event.type === 'turn-finished') return { finished: event, choices };
      output.progress(progressOf(event));
    }
  } finally {
    output.progress('');
  }
  throw new UpstreamError({
    code: 'turn-lost',
    message: 'The connection ended before the answer did.',
    retryable: true,
  });
}

function progressOf(event: TurnEvent): string {
  if (event.type === 'tool-started') return `… ${event.tool.replaceAll('_', ' ')}`;
  if (event.type === 'thought-shared') return `… ${stripTerminal(event.text).replaceAll('\n', ' ')}`;
  return '…';
}
