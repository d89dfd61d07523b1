import type { GithubConnector } from '#connectors/github';
import type { ToolResult } from '#connectors/kit';
import { say, type Block, type Draft, type Item } from '../../answer/draft.ts';
import { fact } from '../../answer/draft.ts';
import { bold, inline, type Markdown } from '../../answer/markdown.ts';
import { missing, unread } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';
import { imageName, rolloutOf } from './rollouts.ts';

const LOOKED_AT = 12;
const SHOWN = 12;

/** The repository of what was named: that of its image, else its own name. */
export function repositoryOf(context: SkillContext): string | undefined {
  const [ref] = context.slots.objects;
  if (ref === undefined) return undefined;
  const image = rolloutOf(context, ref)?.image;
  return image === undefined ? ref.name : imageName(image);
}

async function someRepositories(
  context: SkillContext,
  github: GithubConnector,
): Promise<{ names: string[]; left: number } | { problem: string }> {
  const named = repositoryOf(context);
  if (named !== undefined) return { names: [named], left: 0 };
  const listed = await github.listRepositories({ limit: 200 });
  if (!listed.ok) return { problem: listed.error.message };
  const all = listed.value.repositories.filter(({ archived }) => !archived).map(({ name }) => name);
  return { names: all.slice(0, LOOKED_AT), left: Math.max(0, all.length - LOOKED_AT) };
}

/** What the repositories answered, and what is to be said of those that did not. */
export interface Answers<Value> {
  values: Value[];
  names: string[];
  notes: Block[];
}

/** Asks the repository of the service named, else those that were pushed to last; a draft when none answers. */
export async function askRepositories<Value>(
  context: SkillContext,
  github: GithubConnector,
  { what, ask }: { what: string; ask: (repository: string, alone: boolean) => Promise<ToolResult<Value>> },
): Promise<Answers<Value> | Draft> {
  const some = await someRepositories(context, github);
  if ('problem' in some) return unread(what, [some.problem]);
  const { names, left } = some;
  const answers = await Promise.all(names.map((name) => ask(name, names.length === 1)));
  const failed = answers.flatMap((one) => (one.ok ? [] : [one.error.message]));
  if (failed.length > 0 && failed.length === answers.length) return unread(what, failed.slice(0, 1));
  const rest = inline`I looked at the ${names.length} repositories that were pushed to last; ${left} more I did not. Name a service to see its own.`;
  return {
    values: answers.flatMap((one) => (one.ok ? [one.value] : [])),
    names,
    notes: [
      ...(left === 0 ? [] : [say(rest)]),
      ...failed.slice(0, 1).map((message) => missing('GitHub, in part,', message)),
    ],
  };
}

/** A list of GitHub under its headline. */
export function listedDraft(
  context: SkillContext,
  { head, cited, items, notes }: { head: Markdown; cited: string; items: Item[]; notes: Block[] },
): Draft {
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(head), [cited]),
      ...(items.length === 0 ? [] : [{ type: 'list' as const, items, cap: SHOWN }]),
      ...notes,
    ],
    focus: context.slots.objects,
    suggestions: [],
  };
}

const NO_REPOSITORY = 'Of which service? Name it, such as “pull request 12 of checkout”.';

/** That it has to be said whose it is. */
export const whose = (what: string): Draft => unread(what, [NO_REPOSITORY]);
