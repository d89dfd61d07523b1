import { fact, type Block } from '../../answer/draft.ts';
import { code, listed, inline, prose, type Markdown } from '../../answer/markdown.ts';
import { ago } from '../../answer/phrase.ts';
import { ownersOf } from '../../cluster/facts.ts';
import { citeObject } from '../../cluster/observe.ts';
import { imageChanges, revisionsOf, type Revision } from '../../cluster/revisions.ts';
import { targetOf, type Target } from '../../cluster/target.ts';
import type { SkillContext } from '../skill.ts';

/** The Deployment that an object belongs to, or is. */
export function deploymentOf(context: SkillContext, target: Target): Target | undefined {
  if (target.kind === 'Deployment') return target;
  const owner = ownersOf(target.index, target.object).find(({ kind }) => kind === 'Deployment');
  return owner === undefined ? undefined : targetOf(context, owner);
}

/** What one rollout changed, in words. */
export function rolloutInWords(newer: Revision, older: Revision | undefined): Markdown {
  const changes = older === undefined ? [] : imageChanges(newer, older);
  const images = changes.map(
    ({ container, from, to }) => inline`${code(container)} from ${code(from)} to ${code(to)}`,
  );
  const cause = newer.cause === undefined ? inline`` : inline` (${prose(newer.cause)})`;
  if (older === undefined) return inline`first rollout${cause}`;
  return images.length === 0
    ? inline`the pod template changed, its images did not${cause}`
    : inline`image of ${listed(images)}${cause}`;
}

const WORTH_TELLING_MS = 7 * 24 * 3_600_000;

/** The last rollout of an object's Deployment when it was within a week; older ones rarely explain anything. */
export function lastRollout(context: SkillContext, target: Target): Block[] {
  const deployment = deploymentOf(context, target);
  const [newest, older] = deployment === undefined ? [] : revisionsOf(deployment);
  if (deployment === undefined || newest?.createdAt === undefined || older === undefined) return [];
  if (context.now - Date.parse(newest.createdAt) > WORTH_TELLING_MS) return [];
  const what = rolloutInWords(newest, older);
  const says = `revision ${newest.number}, created ${newest.createdAt}: ${newest.images.map(({ image }) => image).join(', ')}`;
  const ref = { ...deployment.ref, kind: 'ReplicaSet', name: newest.replicaSet };
  const when = ago(newest.createdAt, context.now) ?? '';
  return [
    fact(inline`Last change: revision ${newest.number}, ${when}: ${what}.`, [citeObject(context, ref, says)]),
  ];
}
