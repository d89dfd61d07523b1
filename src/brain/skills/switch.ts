import { fact, say, type Draft } from '../answer/draft.ts';
import { bold, code, listed, inline } from '../answer/markdown.ts';
import { plural } from '#ground/text';
import { citeList } from '../cluster/observe.ts';
import { countPods } from '../cluster/pods.ts';
import { indexOf } from '../cluster/target.ts';
import { outOfReach } from './out-of-reach.ts';
import type { Skill, SkillContext } from './skill.ts';

function summary(context: SkillContext, cluster: string, namespaces: string[]) {
  const index = indexOf(context, cluster);
  if (index === undefined) return outOfReach(context, cluster);
  const pods =
    namespaces.length === 0
      ? index.list('Pod')
      : namespaces.flatMap((name) => index.inNamespace('Pod', name));
  const { ready, wanted } = countPods(pods);
  const where = namespaces.length === 0 ? inline`` : inline`, namespace ${listed(namespaces.map(code))}`;
  const says = `${ready} of ${plural(wanted, 'pod')} ready`;
  const flags = namespaces.length === 1 ? ['-n', namespaces[0] ?? ''] : ['-A'];
  context.looked(cluster, ['Pod'], namespaces);
  const cite = citeList(context, { cluster }, ['get', 'pods', ...flags]);
  return fact(inline`${bold(inline`Right: from now on I mean ${code(cluster)}${where}.`)} There, ${says}.`, [
    cite(says),
  ]);
}

function answer(context: SkillContext): Draft {
  const { clusters, objects } = context.slots;
  const places = objects.filter(({ kind }) => kind === 'Namespace');
  const namespaces = [...new Set([...context.slots.namespaces, ...places.map(({ name }) => name)])];
  if (clusters.length === 0) {
    return {
      outcome: 'unknown',
      blocks: [say(inline`I know of no such cluster. Ask “which clusters do you see?”`)],
      suggestions: [],
    };
  }
  return {
    outcome: context.ledger.all().length > 0 || clusters.length > 0 ? 'answered' : 'unknown',
    blocks: clusters.map((cluster) => summary(context, cluster, namespaces)),
    focus: [],
    scope: { clusters, namespaces },
    suggestions: [{ label: 'How is it?', message: "how's it looking?" }],
  };
}

export const switchSkill: Skill = {
  id: 'switch',
  answers: 'Which cluster or namespace the conversation means from now on.',
  examples: ['Use staging', 'Focus on namespace web'],
  answer,
};
