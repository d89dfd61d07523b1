import { checkObject, type Finding } from '#diagnosis';
import { revisionsOf } from '../../cluster/revisions.ts';
import type { Target } from '../../cluster/target.ts';
import { isTrouble } from '../findings.ts';
import type { SkillContext } from '../skill.ts';
import { isOutside } from './whose.ts';

/** What keeps a rollout that is not done from going on: the trouble of its newest pods first, then any of its own. */
export function heldUpBy(context: SkillContext, target: Target): Finding | undefined {
  const own = checkObject(target.index.snapshot, target.ref)
    .filter(isTrouble)
    .filter((finding) => !isOutside(context, target, finding));
  const [newest] = revisionsOf(target);
  const isNew = ({ object, related }: Finding): boolean =>
    newest !== undefined &&
    [object, ...related].some(
      ({ kind, name }) =>
        (kind === 'Pod' && name.startsWith(`${newest.replicaSet}-`)) ||
        (kind === 'ReplicaSet' && name === newest.replicaSet),
    );
  return own.find(isNew) ?? own.find(({ object }) => object.kind !== 'Pod') ?? own[0];
}
