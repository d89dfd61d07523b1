import type { Server } from '../server.ts';
import { levelPipelines } from './level.ts';
import type { Level } from './level.ts';
import { writeSelector } from './write-selector.ts';
import type { Lookup, Whose } from './write-selector.ts';

/** Which lines are wanted, in people's words. */
export interface Wish extends Whose {
  level?: Level | undefined;
  only?: boolean | undefined;
  text?: string | undefined;
  regex?: string | undefined;
  without?: string | undefined;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A text in quotes, as LogQL writes it. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function lineFilters({ text, regex, without }: Wish): string {
  return [
    text === undefined ? '' : ` |~ ${quoted(`(?i)${escaped(text)}`)}`,
    regex === undefined ? '' : ` |~ ${quoted(regex)}`,
    without === undefined ? '' : ` !~ ${quoted(`(?i)${escaped(without)}`)}`,
  ].join('');
}

/** The LogQL for a wish; several queries that taken together are the answer, the telling one first. */
export async function writeQueries(server: Server, lookup: Lookup, wish: Wish): Promise<string[]> {
  const selector = await writeSelector(lookup, wish);
  const filters = lineFilters(wish);
  const { level, only } = wish;
  const pipelines =
    level === undefined ? [''] : await levelPipelines(server, lookup, { level, only, selector });
  return pipelines.map((pipeline) => selector + filters + pipeline);
}
