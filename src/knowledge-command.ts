import type { Command } from 'commander';
import type { KnowledgeTalk, Output } from '#channels/terminal';
import type { Configuration } from '#ground/config';

interface Shell {
  output: Output;
  settings: () => Configuration;
  writeLog: (line: string) => void;
}

interface Opened {
  talk: KnowledgeTalk;
  close: () => Promise<void>;
}

/** The knowledge of the Jamie that runs on the home folder or at --server; without one, of this process. */
async function open({ settings, writeLog }: Shell, server: string | undefined): Promise<Opened> {
  const [{ openBrain, urlOfRunning }, { knowledgeHere, knowledgeThere }] = await Promise.all([
    import('./open-talk.ts'),
    import('#channels/terminal'),
  ]);
  const { config } = settings();
  const url = server ?? (await urlOfRunning(config.home));
  if (url !== undefined)
    return {
      talk: knowledgeThere({ url, accessToken: config.accessToken }),
      close: async () => undefined,
    };
  const { brain, close } = await openBrain(config, writeLog);
  return { talk: knowledgeHere(brain.knowledge, 'local-owner'), close };
}

/** Opens the knowledge, does what was asked for, and closes it whatever came of that. */
async function within(
  shell: Shell,
  server: string | undefined,
  doing: (deps: { talk: KnowledgeTalk; output: Output }) => Promise<void>,
): Promise<void> {
  const { talk, close } = await open(shell, server);
  await doing({ talk, output: shell.output }).finally(close);
}

/** `jamie knowledge ...`: import runbooks, list and search what is known, remove an import, see what is missing. */
export function addKnowledge(jamie: Command, shell: Shell): void {
  const knowledge = jamie
    .command('knowledge')
    .description('what Jamie knows: guides, your runbooks, what is missing');
  const server = ['--server <url>', 'a Jamie that listens somewhere, such as http://127.0.0.1:8000'] as const;
  knowledge
    .command('import <from...>')
    .description(
      'import a folder or Git clone of Markdown, or Markdown at addresses; again: only what changed',
    )
    .option('--name <origin>', 'how answers call it; the name of the folder when left out')
    .option(...server)
    .action(async (from: string[], flags: { name?: string; server?: string }) => {
      const { importKnowledge } = await import('#channels/terminal');
      await within(shell, flags.server, (deps) => importKnowledge(deps, from, flags.name));
    });
  knowledge
    .command('list')
    .description('everything that is known, by id')
    .option(...server)
    .action(async (flags: { server?: string }) => {
      const { listKnowledge } = await import('#channels/terminal');
      await within(shell, flags.server, (deps) => listKnowledge(deps));
    });
  knowledge
    .command('search <words...>')
    .description('what comes nearest to a question')
    .option(...server)
    .action(async (words: string[], flags: { server?: string }) => {
      const { listKnowledge } = await import('#channels/terminal');
      await within(shell, flags.server, (deps) => listKnowledge(deps, words.join(' ')));
    });
  addRest(knowledge, shell, server);
}

function addRest(knowledge: Command, shell: Shell, server: readonly [string, string]): void {
  knowledge
    .command('remove <origin>')
    .description('remove everything that was imported under a name')
    .option(...server)
    .action(async (origin: string, flags: { server?: string }) => {
      const { removeKnowledge } = await import('#channels/terminal');
      await within(shell, flags.server, (deps) => removeKnowledge(deps, origin));
    });
  knowledge
    .command('gaps')
    .description('what could not be answered in the last week, and the guide that comes nearest')
    .option(...server)
    .action(async (flags: { server?: string }) => {
      const { listGaps } = await import('#channels/terminal');
      await within(shell, flags.server, listGaps);
    });
}
