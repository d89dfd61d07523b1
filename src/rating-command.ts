import { Argument, type Command } from 'commander';
import type { RatingTalk, Output } from '#channels/terminal';
import type { Configuration } from '#ground/config';

interface Shell {
  output: Output;
  settings: () => Configuration;
  writeLog: (line: string) => void;
}

interface Deps {
  talk: RatingTalk;
  output: Output;
}

/** Does it at the Jamie that runs on the home folder or at --server; without one, in this process. */
async function within(
  { output, settings, writeLog }: Shell,
  server: string | undefined,
  doing: (deps: Deps) => Promise<void>,
): Promise<void> {
  const [{ openBrain, urlOfRunning }, { ratingHere, ratingThere }] = await Promise.all([
    import('./open-talk.ts'),
    import('#channels/terminal'),
  ]);
  const { config } = settings();
  const url = server ?? (await urlOfRunning(config.home));
  if (url !== undefined)
    return doing({ output, talk: ratingThere({ url, accessToken: config.accessToken }) });
  const { brain, close } = await openBrain(config, writeLog);
  const asker = { personId: 'local-owner', channel: 'terminal', timeZone: config.timeZone } as const;
  await doing({ output, talk: ratingHere(brain, asker) }).finally(close);
}

/** `jamie rate` and `jamie report`: what you think of an answer, and what a week of them says. */
export function addRating(jamie: Command, shell: Shell): void {
  const server = ['--server <url>', 'a Jamie that listens somewhere, such as http://127.0.0.1:8000'] as const;
  jamie
    .command('rate')
    .description('say whether the last answer was good, and what it should have been')
    .addArgument(new Argument('<rating>').choices(['good', 'bad']))
    .argument('[correction...]', 'what it should have been')
    .option('--turn <id>', 'another answer than the last one')
    .option(...server)
    .action(async (rating: 'good' | 'bad', words: string[], flags: { turn?: string; server?: string }) => {
      const { rateLast } = await import('#channels/terminal');
      const correction = words.length === 0 ? undefined : words.join(' ');
      const feedback = { rating, correction, turnId: flags.turn };
      await within(shell, flags.server, (deps) => rateLast(deps, feedback));
    });
  jamie
    .command('report')
    .description('a week of answers: how they were received, what nobody could answer, what drifts')
    .option('--json', 'as JSON')
    .option(...server)
    .action(async (flags: { json?: boolean; server?: string }) => {
      const { showReport } = await import('#channels/terminal');
      await within(shell, flags.server, (deps) => showReport(deps, flags.json === true));
    });
}
