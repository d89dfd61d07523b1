import type { UnderstandInput } from './reading.ts';

/** "did the backup succeed", "when did the nightly import last run": of what runs on a schedule. */
const RAN =
  /^(?:(?:and|so|ok|did|has|have|when|at what time|was)\s+)+(?:the |our |my |last |latest |nightly |daily |hourly |most recent |cron ?jobs? |jobs? )*(?<name>[\w-]{3,60}?)(?: (?:cron ?jobs?|jobs?|tasks?))?(?: (?:last|been|ever|even))*(?: (?:run|ran|succeed(?:ed)?|fail(?:ed)?|finish(?:ed)?|complete(?:d)?|work(?:ed|s)?|go|happen(?:ed)?|start(?:ed)?|successful|ok|okay|done|made|taken))(?: (?:ok|okay|through|fine|well|last|at all|last night|tonight|today|yesterday|this morning|successfully))*$/i;

/** The cron job that is called so, or that alone has the word in its name. */
export function scheduledOne(said: string, { clusters, snapshot }: UnderstandInput): string | undefined {
  const word = RAN.exec(said)?.groups?.['name']?.toLowerCase();
  if (word === undefined) return undefined;
  const home = clusters.find(({ isDefault }) => isDefault) ?? clusters[0];
  const names = (home && snapshot(home.name))?.objects.CronJob.map(({ metadata }) => metadata.name) ?? [];
  const found = names.includes(word)
    ? [word]
    : names.filter(
        (name) => name.split('-').includes(word.replace(/s$/, '')) || name.split('-').includes(word),
      );
  return found.length === 1 ? found[0] : undefined;
}
