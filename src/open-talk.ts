import { setTimeout as wait } from 'node:timers/promises';
import type { Brain } from '#brain';
import { talkToBrain, talkToServer, type Talk } from '#channels/terminal';
import type { Config } from '#ground/config';
import { ConfigError } from '#ground/errors';
import { readHolder, takeFolder } from '#ground/store';
import { createLogger } from '#ground/telemetry';

interface Opened {
  talk: Talk;
  close: () => Promise<void>;
}

interface OpenOptions {
  /** A Jamie that listens somewhere; the one on this home folder when omitted. */
  server?: string;
  writeLog: (line: string) => void;
}

const UNTIL_LISTENING_MS = 10_000;
const LAST_WORDS_MS = 2000;

/** Where questions of the terminal go: a running Jamie, or one built here for the purpose, without a port. Opens at the first question. */
export function openTalk(config: Config, options: OpenOptions): Opened {
  let opened: Promise<Opened> | undefined;
  return {
    talk: {
      ask: async function* (message, asked) {
        opened ??= open(config, options);
        yield* (await opened).talk.ask(message, asked);
      },
    },
    close: async () => {
      const built = await opened?.catch(() => undefined);
      await built?.close();
    },
  };
}

async function buildHere(config: Config, writeLog: (line: string) => void): Promise<Opened> {
  const { brain, close } = await openBrain(config, writeLog);
  const asker = { personId: 'local-owner', channel: 'terminal', timeZone: config.timeZone } as const;
  return { talk: talkToBrain(brain, asker), close };
}

async function open(config: Config, { server, writeLog }: OpenOptions): Promise<Opened> {
  const url = server ?? (await urlOfRunning(config.home));
  if (url === undefined) return buildHere(config, writeLog);
  if (!URL.canParse(url))
    throw new ConfigError({
      code: 'server-url',
      message: `--server must be an address such as http://127.0.0.1:8000, not ${url}.`,
    });
  const { accessToken, timeZone } = config;
  return { talk: talkToServer({ url, accessToken, timeZone }), close: async () => undefined };
}

/** The address of the Jamie on this folder; waits while it starts. Undefined when none runs, or it only answers a terminal. */
export async function urlOfRunning(home: string): Promise<string | undefined> {
  const until = Date.now() + UNTIL_LISTENING_MS;
  for (let holder = await readHolder(home); holder && Date.now() < until; holder = await readHolder(home)) {
    if (holder.url !== undefined) return holder.url;
    await wait(50);
  }
  return undefined;
}

/** A conversation room built in this process, without a port, and what closes it. */
export async function openBrain(
  config: Config,
  writeLog: (line: string) => void,
): Promise<{ brain: Brain; close: () => Promise<void> }> {
  const { compose } = await import('./compose.ts');
  const lock = await takeFolder(config.home);
  const level = config.logLevel === 'info' ? 'error' : config.logLevel;
  const system = compose({ config, log: createLogger({ level, write: writeLog }) });
  const close = async (): Promise<void> => {
    await system.close(LAST_WORDS_MS);
    await lock.release();
  };
  try {
    await system.ready;
    return { brain: await system.brain(), close };
  } catch (error) {
    await close();
    throw error;
  }
}
