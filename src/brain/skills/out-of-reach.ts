import type { Block, Draft } from '../answer/draft.ts';
import { say } from '../answer/draft.ts';
import { bold, code, inline } from '../answer/markdown.ts';
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

/** What to say of any question about a system when Jamie has been given none; undefined when it has. */
export function withoutClusters({ clusters }: SkillContext): Draft | undefined {
  if (clusters.length > 0) return undefined;
  const head = bold(inline`I have no cluster to look at: the kubeconfig names none.`);
  return {
    outcome: 'unknown',
    blocks: [
      say(
        inline`${head} Set ${code('KUBECONFIG')} to a file with a context and start me again; ${code('npm run jamie -- doctor')} shows what I found.`,
      ),
    ],
    suggestions: [{ label: 'What can you do?', message: 'help' }],
    gap: { outcome: 'out-of-reach', detail: 'no clusters' },
  };
}
