import type { Finding } from '#diagnosis';
import { say, type Block, type Item } from '../../answer/draft.ts';
import { bold, code, inline } from '../../answer/markdown.ts';
import { kubectlLogs } from '../../cluster/kubectl.ts';
import { podsFor, targetOf } from '../../cluster/target.ts';
import { gatherLogs, telling } from '../../logs/gather.ts';
import { lineItem } from '../../logs/items.ts';
import { readsLogs } from '../findings.ts';
import type { SkillContext } from '../skill.ts';

/** What was said before the end, and what to do now that it has been read, by the trouble that it belongs to. */
export type DyingWords = ReadonlyMap<Finding, { item: Item; next: Block }>;

const MOST_READ = 4;
/** The end of an exception is its cause, its first line what it began with. */
const MOST_LINES = 2;

async function wordsOf(
  context: SkillContext,
  finding: Finding,
): Promise<[Finding, { item: Item; next: Block }][]> {
  const target = targetOf(context, finding.object);
  if (target === undefined) return [];
  const logs = await gatherLogs(context, finding.object.cluster, podsFor(target));
  const lines = telling(logs, MOST_LINES);
  const [first] = lines;
  if (first === undefined) return [];
  const pod = { ...finding.object, kind: 'Pod', name: first.pod };
  const items = lines.map((line) => lineItem(context, pod, line));
  const [head, ...others] = items;
  const more = others.map(({ text }) => inline`; ${text}`);
  const flags = ['-c', first.container, ...(finding.next.includes('--previous') ? ['--previous'] : [])];
  const full = kubectlLogs(context.clusters, pod, flags);
  return [
    [
      finding,
      {
        item: {
          text: inline`Its log ends with: ${head?.text ?? inline``}${more[0] ?? inline``}.`,
          evidence: items.flatMap(({ evidence }) => evidence),
        },
        next: say(inline`${bold(inline`Next:`)} mend what the log names. All of it: ${code(full)}`),
      },
    ],
  ];
}

/** The last words of what crashed or failed, where nothing but its log can say why; reads some logs. */
export async function dyingWords(context: SkillContext, findings: readonly Finding[]): Promise<DyingWords> {
  const silent = findings.filter(readsLogs).slice(0, MOST_READ);
  return new Map((await Promise.all(silent.map((finding) => wordsOf(context, finding)))).flat());
}
