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

const ALONE: Record<Level, string> = {
  error: AND_WORSE.error,
  warn: 'warn|warning|wrn',
  info: 'info|information|notice',
  debug: 'debug|dbg|trace|verbose',
};
const ALONE_IN_TEXT: Record<Level, string> = {
  error: '',
  warn: '(?i)\\bwarn(ing)?\\b',
  info: '(?i)\\binfo\\b',
  debug: '(?i)\\b(debug|trace)\\b',
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

/** How the lines of a level (and worse, unless only of it) are asked for here: by Loki's own finding, by a label, or by their text. */
export async function levelPipelines(
  server: Server,
  lookup: Lookup,
  { level, only = false, selector }: { level: Level; only?: boolean | undefined; selector: string },
): Promise<Pipelines> {
  const isAlone = only && level !== 'error';
  if (level === 'debug' && !isAlone) return [''];
  const label = await levelLabel(server, lookup, selector);
  if (isAlone)
    return label === undefined
      ? [` |~ ${JSON.stringify(ALONE_IN_TEXT[level])}`]
      : [` | ${label}=~"(?i)(${ALONE[level]})"`];
  const byText = ` |~ ${JSON.stringify(IN_TEXT[level])}`;
  if (label === undefined) return [byText];
  const known = ` | ${label}=~"(?i)(${AND_WORSE[level]})"`;
  return level === 'info' ? [known] : [known, `${byText} | ${label}=~"(unknown)?"`];
}
