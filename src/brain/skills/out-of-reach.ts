import type { Block } from '../answer/draft.ts';
import { say } from '../answer/draft.ts';
import { code, inline } from '../answer/markdown.ts';
import type { SkillContext } from './skill.ts';

/** The clusters asked about that can be read, and a sentence for each that can not. */
export function reach(context: SkillContext): { reachable: string[]; notes: Block[] } {
  const reachable = context.slots.clusters.filter((name) => context.snapshot(name) !== undefined);
  const missing = context.slots.clusters.filter((name) => !reachable.includes(name));
  return { reachable, notes: missing.map((name) => outOfReach(context, name)) };
}

/** "`staging` is out of reach: ..." */
export function outOfReach(context: SkillContext, name: string): Block {
  const { problem = 'it has not answered yet' } = context.clusters.find((info) => info.name === name) ?? {};
  const why = problem.replace(/\.$/, '');
  return say(inline`${code(name)} is out of reach: ${why}. I can say nothing about it.`);
}
