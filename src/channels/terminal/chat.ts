import { createInterface, type Interface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { isHouseError } from '#ground/errors';
import type { Output } from './output.ts';
import { presentTurn } from './present-turn.ts';
import { runTurn, type TurnEnd } from './run-turn.ts';
import type { Talk } from './talk.ts';

interface ChatDeps {
  talk: Talk;
  output: Output;
  input: Readable & { isTTY?: boolean };
  /** Where the prompt is drawn. */
  screen: Writable;
}

const HELP = `Ask in plain words. A number chooses one of the lines offered.
  /new   begin another conversation
  /help  this
  /quit  leave (or exit, or Ctrl-D)
Ctrl-C stops an answer or drops a line begun; once more, or at an empty prompt, it leaves.`;

/** What people type to leave, with the slash or without. */
const LEAVE = /^(?:\/?(?:quit|exit)|:q)$/i;

interface State {
  conversationId?: string;
  offered: { label: string; message: string }[];
  running?: AbortController;
}

/** Talks until the person leaves or the input ends. A turn that fails does not end the conversation. */
export async function chat({ talk, output, input, screen }: ChatDeps): Promise<void> {
  const terminal = input.isTTY === true;
  const lines = createInterface({
    input,
    output: terminal ? screen : undefined,
    prompt: '\nyou › ',
    terminal,
  });
  const state: State = { offered: [] };
  lines.on('SIGINT', () => {
    if (state.running?.signal.aborted === false) state.running.abort();
    else if (state.running === undefined && lines.line !== '') forget(lines);
    else lines.close();
  });
  let open = true;
  lines.once('close', () => {
    open = false;
  });
  const prompt = (): void => {
    if (open) lines.prompt();
  };
  if (terminal) output.note('Talk to Jamie; /help says how.');
  prompt();
  for await (const line of lines) {
    if (LEAVE.test(line.trim())) break;
    await answer({ talk, output }, state, line.trim());
    prompt();
  }
  lines.close();
}

/** Drops a line that was begun, as a shell does. */
function forget(lines: Interface): void {
  lines.write(null, { ctrl: true, name: 'e' });
  lines.write(null, { ctrl: true, name: 'u' });
}

async function answer(deps: Pick<ChatDeps, 'talk' | 'output'>, state: State, line: string): Promise<void> {
  const { talk, output } = deps;
  if (line === '') return;
  if (line === '/help') return output.print(HELP);
  if (line === '/new') {
    Object.assign(state, { conversationId: undefined, offered: [] });
    return output.print('A new conversation.');
  }
  if (/^\/\w+$/.test(line)) return output.print(`There is no ${line}. ${HELP}`);
  state.running = new AbortController();
  try {
    const { conversationId } = state;
    const end = await runTurn(talk, chosen(state, line), {
      output,
      conversationId,
      signal: state.running.signal,
    });
    remember(state, end);
    output.print(presentTurn(end, output));
  } catch (error) {
    if (!isHouseError(error)) throw error;
    output.note(error.message);
  } finally {
    state.running = undefined;
  }
}

function chosen({ offered }: State, line: string): string {
  return (/^\d{1,3}[.)]?$/.test(line) ? offered[Number.parseInt(line, 10) - 1]?.message : undefined) ?? line;
}

function remember(state: State, { finished, choices }: TurnEnd): void {
  state.conversationId = finished.conversationId;
  state.offered = choices.length > 0 ? choices : finished.suggestions;
}
