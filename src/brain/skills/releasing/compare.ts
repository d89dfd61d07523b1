import type { ObjectRef } from '#diagnosis/evidence';
import { fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, prose, type Markdown } from '../../answer/markdown.ts';
import { missing } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';
import { comparisonInWords } from './in-words.ts';
import { citeImage, imageName, rolloutOf, rolloutsIn, tagOf, type Rollout } from './rollouts.ts';

function counterparts(context: SkillContext): Rollout[] {
  const { objects, clusters } = context.slots;
  const [ref] = objects;
  if (ref === undefined) return [];
  return clusters.flatMap((cluster) => {
    const own = objects.find((one) => one.cluster === cluster);
    const there: ObjectRef = own ?? { ...ref, cluster };
    return rolloutOf(context, there) ?? [];
  });
}

const running = ({ ref, image }: Rollout): Markdown =>
  inline`${code(tagOf(image) ?? image)} on ${code(ref.cluster)}`;

async function between(context: SkillContext, one: Rollout, other: Rollout): Promise<Block[]> {
  const { github } = context.systems;
  if (one.image === other.image)
    return [say(inline`So no commit lies between them. Settings and sizes may differ all the same.`)];
  if (github === undefined) return [];
  const images = { before: one.image, after: other.image };
  const compared = await github.readDeployment({ repository: imageName(one.image), ...images });
  if (!compared.ok) return [missing('GitHub', compared.error.message)];
  const { repository, comparison, how } = compared.value;
  const isBehind = comparison.direction === 'older';
  const [ahead, behind] = isBehind ? [one, other] : [other, one];
  const { note: _older, ...plain } = comparison;
  return [
    say(inline`${code(behind.ref.cluster)} does not have these of ${code(ahead.ref.cluster)}:`),
    ...comparisonInWords(context, repository, isBehind ? { ...plain, direction: 'newer' } : comparison),
    say(inline`How I know: ${prose(how)}`),
  ];
}

/** What lies between what two clusters run of one service. */
export async function compareClusters(context: SkillContext): Promise<Draft> {
  const [one, other] = counterparts(context);
  if (one === undefined || other === undefined) return compareAll(context);
  const evidence = [one, other].map((rollout) => citeImage(context, rollout));
  const head =
    one.image === other.image
      ? inline`${code(one.ref.name)} is the same version on both: ${running(one)} and on ${code(other.ref.cluster)}.`
      : inline`${code(one.ref.name)} differs: ${running(one)}, ${running(other)}.`;
  const message = `compare deployment ${one.ref.name} in ${one.ref.cluster} with ${other.ref.cluster}`;
  return {
    outcome: 'answered',
    blocks: [fact(bold(head), evidence), ...(await between(context, one, other))],
    focus: [one.ref, other.ref],
    suggestions: [{ label: 'Compare the objects', message }],
  };
}

function compareAll(context: SkillContext): Draft {
  const [first = '', second = ''] = context.slots.clusters;
  const there = new Map(
    rolloutsIn(context, second).map((rollout) => [`${rollout.ref.namespace}/${rollout.ref.name}`, rollout]),
  );
  const pairs = rolloutsIn(context, first).flatMap((rollout) => {
    const other = there.get(`${rollout.ref.namespace}/${rollout.ref.name}`);
    return other === undefined ? [] : [{ rollout, other }];
  });
  const apart = pairs.filter(({ rollout, other }) => rollout.image !== other.image);
  const head =
    apart.length === 0
      ? inline`All ${pairs.length} workloads that ${code(first)} and ${code(second)} both have run the same images.`
      : inline`${apart.length} of ${pairs.length} workloads run another image on ${code(first)} than on ${code(second)}:`;
  const rows = apart.map(({ rollout, other }) => [
    code(rollout.ref.name),
    code(tagOf(rollout.image) ?? rollout.image),
    code(tagOf(other.image) ?? other.image),
  ]);
  const evidence = (apart.length === 0 ? pairs.slice(0, 1) : apart.slice(0, 3)).map(({ rollout }) =>
    citeImage(context, rollout),
  );
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(head), evidence),
      ...(rows.length === 0 ? [] : [{ type: 'table' as const, head: ['Workload', first, second], rows }]),
    ],
    focus: apart.map(({ rollout }) => rollout.ref),
    suggestions: apart.slice(0, 1).map(({ rollout }) => ({
      label: `Which commits of ${rollout.ref.name}?`,
      message: `diff between ${first} and ${second} of ${rollout.ref.name}`,
    })),
  };
}
