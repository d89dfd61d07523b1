import { text } from 'node:stream/consumers';
import type { ReasonerChoice } from '#brain';
import type { Output } from '#channels/terminal';
import type { Config } from '#ground/config';

/** Who may be asked for, as `--reasoner` says it. */
export const REASONERS: readonly ReasonerChoice[] = ['auto', 'embedded', 'model'];

/** What `jamie ask` can be told. */
export interface AskFlags {
  server?: string;
  json?: boolean;
  events?: boolean;
  conversation?: string;
  reasoner?: ReasonerChoice;
  model?: string;
}

interface AskDeps {
  config: Config;
  output: Output;
  writeLog: (line: string) => void;
  /** Resolves when the person wants it to stop. */
  stopped: Promise<unknown>;
}

/** Asks one question, of the words or of what is piped in; gives the exit code. */
export async function askOnce(words: string[], flags: AskFlags, deps: AskDeps): Promise<number> {
  const { server, json, events, conversation, reasoner, model } = flags;
  const { config, output, writeLog, stopped } = deps;
  const { openTalk } = await import('./open-talk.ts');
  const { ask } = await import('#channels/terminal');
  const piped = words.length === 0 && !process.stdin.isTTY;
  const message = piped ? await text(process.stdin) : words.join(' ');
  const { talk, close } = openTalk(config, { server, writeLog });
  const stop = new AbortController();
  void stopped.then(() => {
    stop.abort();
  });
  const format = json ? 'json' : events ? 'events' : 'text';
  const asked = { format, conversationId: conversation, reasoner, model, signal: stop.signal } as const;
  return ask({ talk, output }, message, asked).finally(close);
}
