import { nanos } from './vocabulary.ts';
import { logResult } from '../schema.ts';
import type { Server } from '../server.ts';
import { LEVEL_LABELS } from './dimensions.ts';
import type { Lookup } from './write-selector.ts';

export const LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type Level = (typeof LEVELS)[number];

/** This level and what is worse. */
const AND_WORSE: Record<Level, string> = {
  error: 'error|err|critical|crit|fatal|alert|emerg|emergency|panic',
  warn: 'warn|warning|wrn|error|err|critical|crit|fatal|alert|emerg|emergency|panic',
  info: 'info|information|notice|warn|warning|wrn|error|err|critical|crit|fatal|alert|emerg|emergency|panic',
  debug: '.+',
};

/** Texts that say a level by themselves, where nothing else does. */
const IN_TEXT: Record<Level, string> = {
  error: '(?i)(\\b(error|fatal|critical|panic|traceback|segfault|oomkilled)\\b|exception|\\w+error:)',
  warn: '(?i)(\\b(warn|warning|error|fatal|critical|panic|traceback)\\b|exception|\\w+error:)',
  info: '.+',
  debug: '.+',
};

/** Pipelines that, taken together, find the lines of a level. */
type Pipelines = string[];

async function levelLabel(
  { client }: Server,
  { vocabulary, window, signal }: Lookup,
  selector: string,
): Promise<string | undefined> {
  const labels = await vocabulary.labels(window, signal);
  return vocabulary.once(`level of ${selector} until ${Math.floor(window.end / 300_000)}`, async () => {
    const params = { query: selector, start: nanos(window.start), end: nanos(window.end), limit: '20' };
    const { result } = await client.data({ path: '/query_range', params, signal }, logResult);
    return LEVEL_LABELS.find(
      (label) => labels.includes(label) || result.some(({ stream }) => stream[label] !== undefined),
    );
  });
}

/** How the lines of a level (and worse) are asked for here: by Loki's own finding, by a label, or by their text. */
export async function levelPipelines(
  server: Server,
  lookup: Lookup,
  { level, selector }: { level: Level; selector: string },
): Promise<Pipelines> {
  if (level === 'debug') return [''];
  const label = await levelLabel(server, lookup, selector);
  const byText = ` |~ ${JSON.stringify(IN_TEXT[level])}`;
  if (label === undefined) return [byText];
  const known = ` | ${label}=~"(?i)(${AND_WORSE[level]})"`;
  return level === 'info' ? [known] : [known, `${byText} | ${label}=~"(unknown)?"`];
}
