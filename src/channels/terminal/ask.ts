import type { TurnEvent } from '#brain';
import { InputError, isHouseError } from '#ground/errors';
import { EXIT_CODES, exitCodeOfError } from './exit-codes.ts';
import type { Output } from './output.ts';
import { presentTurn } from './present-turn.ts';
import { runTurn, type TurnEnd } from './run-turn.ts';
import type { Asking, Talk } from './talk.ts';

interface AskOptions extends Asking {
  /** `json`: the whole result as one JSON document; `events`: every event as a JSON line; else text. */
  format: 'text' | 'json' | 'events';
}

/** Asks one question, prints the answer, resolves to the exit code. Reports its own failures. */
export async function ask(
  deps: { talk: Talk; output: Output },
  message: string,
  { format, ...asking }: AskOptions,
): Promise<number> {
  const { talk, output } = deps;
  const onEvent =
    format === 'events'
      ? (event: TurnEvent) => {
          output.print(JSON.stringify(event));
        }
      : undefined;
  try {
    if (message.trim() === '') throw emptyMessage();
    const turn = await runTurn(talk, message, { ...asking, output, onEvent });
    show(turn, format, output);
    return EXIT_CODES[turn.finished.outcome];
  } catch (error) {
    if (!isHouseError(error)) throw error;
    if (format === 'json')
      output.print(JSON.stringify({ error: { code: error.code, message: error.message } }));
    else output.note(error.message);
    return exitCodeOfError(error);
  }
}

function show({ finished, choices }: TurnEnd, format: AskOptions['format'], output: Output): void {
  if (format === 'text') output.print(presentTurn({ finished, choices }, output));
  if (format !== 'json') return;
  const { seq: _seq, at: _at, type: _type, ...result } = finished;
  output.print(JSON.stringify({ ...result, choices }, undefined, 2));
}

function emptyMessage(): InputError {
  return new InputError({
    code: 'empty-message',
    message: 'There is no question. Try: npm run jamie -- ask "How\'s my cluster?"',
  });
}
