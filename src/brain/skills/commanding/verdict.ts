import { plural } from '#ground/text';
import { bold, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { fullName } from '../../cluster/name.ts';
import { standingOf } from '../../cluster/standing.ts';
import { livePods, podsFor, type Target } from '../../cluster/target.ts';
import { blocking } from './disruption.ts';
import { imagesOf, pullWarning } from './pulls.ts';

/** Whether a change can be made now without harm that shows, as the first thing said. */
interface Verdict {
  text: Markdown;
  /** Of the object, as evidence. */
  says: string;
}

const STAYS = new Set(['DaemonSet', 'Node']);
/** Changes that take something away. */
const TAKES = new Set(['delete', 'scale']);

function drain(target: Target, says: string): Verdict {
  const moved = livePods(podsFor(target)).filter(
    ({ metadata }) => !STAYS.has(metadata.ownerReferences[0]?.kind ?? ''),
  );
  const bare = moved.filter(({ metadata }) => metadata.ownerReferences.length === 0).length;
  const ending = target.index
    .list('Pod')
    .filter(
      ({ metadata, spec }) => spec.nodeName === target.ref.name && metadata.deletionTimestamp !== undefined,
    );
  const { well } = standingOf(target, 0);
  if (well === false)
    return {
      text: inline`${bold(inline`It would free nothing now`)}: the node is not ready${
        ending.length === 0
          ? ''
          : `, and ${plural(ending.length, 'pod')} on it wait to be ended until it is back or is removed`
      }.`,
      says,
    };
  const budgets = blocking(target.index, moved);
  const held = listed(budgets.slice(0, 3).map(fullName));
  if (budgets.length > 0)
    return {
      text: inline`${bold(inline`No, not now: the drain would hang`)}, as ${held} allows no disruption.`,
      says,
    };
  if (bare > 0)
    return {
      text: inline`${bold(inline`Not without ${'`--force`'}`)}: pods that belong to nothing would be lost.`,
      says,
    };
  return { text: inline`${bold(inline`Yes`)}: no disruption budget forbids it now.`, says };
}

/** Yes or no to "can I do that?", as far as the cluster shows. */
export function verdictOn(target: Target, verb: string, now: number): Verdict {
  const { says, well } = standingOf(target, now);
  if (target.kind === 'Node' && verb === 'drain') return drain(target, says);
  if (verb === 'restart' && pullWarning(target, imagesOf(target), now).markdown !== '')
    return {
      text: inline`${bold(inline`Better not now`)}: an image of it cannot be pulled, so new pods may not start.`,
      says,
    };
  if (TAKES.has(verb))
    return {
      text: inline`${bold(inline`It can be done, but look first at what goes with it`)}, below.`,
      says,
    };
  const state = well === false ? inline`it is not well now` : inline`I see nothing that speaks against it`;
  return {
    text: inline`${bold(well === false ? inline`You can, with care` : inline`Yes, as far as I see`)}: ${state}.`,
    says,
  };
}
