import { fact, type Block } from '../../answer/draft.ts';
import { code, listed, inline, prose, type Markdown } from '../../answer/markdown.ts';
import { ago } from '../../answer/phrase.ts';
import { ownersOf } from '../../cluster/facts.ts';
import { imageChanges, type Revision } from '../../cluster/revisions.ts';
import { targetOf, type Target } from '../../cluster/target.ts';
import { citeRolled, revisionInWords, timelineOf } from '../changing/timeline.ts';
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
  const [newest] = deployment === undefined ? [] : timelineOf(deployment);
  const since = newest?.at ?? newest?.after;
  if (deployment === undefined || newest?.previous === undefined || since === undefined) return [];
  if (context.now - Date.parse(since) > WORTH_TELLING_MS) return [];
  const what = rolloutInWords(newest.revision, newest.previous);
  const when = ago(newest.at, context.now) ?? 'at a time that is not known';
  return [
    fact(inline`Last change: ${revisionInWords(newest)}, ${when}: ${what}.`, [
      citeRolled(context, deployment, newest),
    ]),
  ];
}
