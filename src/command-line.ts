import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { createOutput, exitCodeOfError, type Output } from '#channels/terminal';
import { isHouseError } from '#ground/errors';
import { loadConfig, type Configuration } from '#ground/config';
import manifest from '../package.json' with { type: 'json' };
import { askOnce, REASONERS, type AskFlags } from './ask-once.ts';
import { addKnowledge } from './knowledge-command.ts';
import { addNew } from './new-command.ts';
import { addRating } from './rating-command.ts';

type Environment = Record<string, string | undefined>;

interface Shell {
  output: Output;
  /** The settings of this process: its environment and its file. ConfigError with all faults. */
  settings: () => Configuration;
}

function shellOf(env: Environment): Shell {
  // NO_COLOR is what people set where they want none (no-color.org).
  const noColour = (env['NO_COLOR'] ?? '') !== '';
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const readFile = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
  return {
    output: createOutput({ out: process.stdout, err: process.stderr }, noColour),
    settings: () => loadConfig({ env, homedir: homedir(), timeZone, readFile }),
  };
}

function program(shell: Shell): Command {
  const jamie = new Command('jamie')
    .description('The DevOps mate a team talks to: plain questions in, answers made of live evidence out.')
    .version(manifest.version, '-v, --version')
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', HELP);
  addTalking(jamie, shell);
  addRunning(jamie, shell);
  addLooking(jamie, shell);
  addKnowledge(jamie, { ...shell, writeLog });
  addRating(jamie, { ...shell, writeLog });
  addNew(jamie, shell.output);
  addLab(jamie, shell);
  return jamie;
}

const HELP = `
Examples:
  $ npm start                                         start Jamie on http://127.0.0.1:8000
  $ npm run jamie -- ask "How's my cluster?"          one question
  $ echo "why is cart restarting?" | npm run jamie -- ask --json
  $ npm run jamie -- chat                             a conversation
  $ npm run jamie -- lab break oom                    break the simulated company, then ask
  $ npm run jamie -- doctor                           what is connected, and what is missing`;

const ASK_HELP = `
Exit codes: 0 answered, 1 failed, 2 bad input, 3 not known, 4 asked back, 5 declined.
Uses the Jamie that runs on this home folder, or --server; without one it answers by itself.`;

function addTalking(jamie: Command, shell: Shell): void {
  const { output, settings } = shell;
  const server = ['--server <url>', 'a Jamie that listens somewhere, such as http://127.0.0.1:8000'] as const;
  jamie
    .command('ask [words...]')
    .description('ask one question (or pipe it in)')
    .option(...server)
    .option('--json', 'the whole result as JSON')
    .option('--events', 'every event as a JSON line')
    .option('--conversation <id>', 'go on with a conversation')
    .addOption(new Option('--reasoner <who>', 'who answers').choices(REASONERS))
    .option('--model <name>', 'a model or provider to ask first, such as anthropic')
    .addHelpText('after', ASK_HELP)
    .action(async (words: string[], flags: AskFlags) => {
      const deps = { config: settings().config, output, writeLog, stopped: stopAsked() };
      process.exitCode = await askOnce(words, flags, deps);
    });
  jamie
    .command('chat')
    .description('talk, with live progress; /help says how')
    .option(...server)
    .action(async (flags: { server?: string }) => {
      const { openTalk } = await import('./open-talk.ts');
      const { chat } = await import('#channels/terminal');
      const { talk, close } = openTalk(settings().config, { server: flags.server, writeLog });
      await chat({ talk, output, input: process.stdin, screen: process.stdout }).finally(close);
    });
}

function addRunning(jamie: Command, { output, settings }: Shell): void {
  jamie
    .command('up')
    .description('start Jamie and listen (npm start)')
    .action(async () => {
      const { up } = await import('./up.ts');
      await up({ config: settings().config, output, writeLog, stopped: stopAsked() });
    });
  jamie
    .command('mcp <name>')
    .description('serve the tools of a connector to an MCP client, on standard input and output')
    .addHelpText(
      'after',
      '\nNames: all, kubernetes, or another system that is connected, such as loki. In an IDE: {"command": "jamie", "args": ["mcp", "all"]}',
    )
    .action(async (name: string) => {
      const { serveMcp } = await import('./serve-mcp.ts');
      await serveMcp(name, {
        config: settings().config,
        writeLog,
        input: process.stdin,
        output: process.stdout,
      });
    });
}

function addLooking(jamie: Command, { output, settings }: Shell): void {
  jamie
    .command('config')
    .description('every setting: value, where it comes from, default, meaning')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { settings: all } = settings();
      if (json) return output.print(JSON.stringify(all, undefined, 2));
      const { describeSettings } = await import('#channels/terminal');
      output.print(describeSettings(all, output));
    });
  jamie
    .command('doctor')
    .description('what is connected, what is missing and how to mend it')
    .action(async () => {
      const { doctor } = await import('./doctor.ts');
      process.exitCode = await doctor({
        config: settings().config,
        output,
        nodeVersion: process.version,
      });
    });
  jamie
    .command('models')
    .description('the language models: health, price and use')
    .option('--json', 'as JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      const { printModels } = await import('./models.ts');
      await printModels(settings().config, output, json);
    });
  jamie
    .command('prepare', { hidden: true })
    .action(async () => (await import('./prepare.ts')).prepare(settings().config));
  jamie
    .command('version')
    .description('which Jamie this is')
    .action(() => {
      output.print(manifest.version);
    });
}

interface ServeFlags {
  port: number;
  kubeconfig: string;
  pods?: number;
  seed?: number;
}

function addLab(jamie: Command, { output, settings }: Shell): void {
  const lab = jamie.command('lab').description('the simulated company: run it, break it, heal it');
  const kubeconfig = ['--kubeconfig <file>', 'of the world, when it does not run inside `jamie up`'] as const;
  const deps = (flags: { kubeconfig?: string }) => ({
    home: settings().config.home,
    kubeconfig: flags.kubeconfig,
    output,
  });
  lab
    .command('serve')
    .description('run it on its own, for kubectl and other tools')
    .requiredOption('--kubeconfig <file>', 'where to write how to reach it')
    .option('--port <n>', 'the first port; 0 takes free ones', wholeNumber, 0)
    .option('--pods <n>', 'grow the production cluster to about so many pods', wholeNumber)
    .option('--seed <n>', 'the same seed gives the same names', wholeNumber)
    .action(async (flags: ServeFlags) => (await import('./lab.ts')).serveWorld(flags, output, stopAsked()));
  lab
    .command('list')
    .description('what can break; * marks what is broken now')
    .option(...kubeconfig)
    .action(async (flags: { kubeconfig?: string }) => (await import('./lab.ts')).listScenarios(deps(flags)));
  lab
    .command('break <scenario>')
    .description('break something')
    .option(...kubeconfig)
    .action(async (scenario: string, flags: { kubeconfig?: string }) =>
      (await import('./lab.ts')).breakWorld(deps(flags), scenario),
    );
  lab
    .command('heal [scenario]')
    .description('heal one thing, or everything')
    .option(...kubeconfig)
    .action(async (scenario: string | undefined, flags: { kubeconfig?: string }) =>
      (await import('./lab.ts')).healWorld(deps(flags), scenario),
    );
}

function wholeNumber(given: string): number {
  if (!/^\d{1,9}$/.test(given)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(given);
}

/** Logs are JSON lines on standard error; standard output belongs to answers. */
function writeLog(line: string): void {
  process.stderr.write(line);
}

/** Resolves at the first signal to stop; a second one ends the process at once. */
function stopAsked(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve(signal);
        for (const again of ['SIGINT', 'SIGTERM']) process.on(again, () => process.exit(130));
      });
  });
}

function report(output: Output, error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  output.note(
    isHouseError(error)
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error),
  );
  return exitCodeOfError(error);
}

/** Does what the command line of this process asks for; its exit code says how that went. */
export async function runCommandLine(env: Environment): Promise<void> {
  // A reader that left (`jamie ask ... | head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const shell = shellOf(env);
  const failed = (error: unknown) => (process.exitCode = report(shell.output, error));
  await program(shell).parseAsync().catch(failed);
}
