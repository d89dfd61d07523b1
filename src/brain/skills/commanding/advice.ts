import { checkObject } from '#diagnosis';
import { bold, inline, prose, type Markdown } from '../../answer/markdown.ts';
import { ago } from '../../answer/phrase.ts';
import { standingOf } from '../../cluster/standing.ts';
import type { Target } from '../../cluster/target.ts';
import { timelineOf } from '../changing/timeline.ts';
import { rolloutInWords } from '../diagnosing/changed.ts';
import { isTrouble } from '../findings.ts';

const RECENT = 24 * 3_600_000;

/** Whether to go back to the revision before: only a rollout that the trouble may have come with speaks for it. */
function rollback(target: Target, trouble: string, now: number): Markdown {
  const [newest] = timelineOf(target);
  if (newest?.previous === undefined)
    return inline`${bold(inline`There is nothing to go back to`)}: no earlier revision is kept. It is in trouble, though: ${prose(trouble)}.`;
  const at = newest.at ?? newest.after;
  const what = inline`its last rollout was ${ago(at, now) ?? 'at a time that is not known'} (${rolloutInWords(newest.revision, newest.previous)})`;
  const isRecent = at !== undefined && now - Date.parse(at) < RECENT;
  return isRecent
    ? inline`${bold(inline`It may well help`)}: ${prose(trouble)}, and ${what}.`
    : inline`${bold(inline`I would not yet`)}: ${prose(trouble)}, but ${what}, so that the cause lies elsewhere more likely. Ask me why it is not well first.`;
}

/** Whether a change is called for, with the reason; undefined of changes that are a matter of taste. */
export function adviceOn(target: Target, verb: string, now: number): Markdown | undefined {
  if (verb !== 'rollback' && verb !== 'restart') return undefined;
  const { says, well, isIdle } = standingOf(target, now);
  const [first] = checkObject(target.index.snapshot, target.ref).filter(isTrouble);
  if (isIdle === true) return inline`${bold(inline`No, that would change nothing`)}: ${prose(says)}.`;
  if (first === undefined && well !== false)
    return inline`${bold(inline`I see no reason to`)}: no check finds anything wrong with it (${prose(says)}).`;
  const trouble = first?.title ?? says;
  if (verb === 'rollback') return rollback(target, trouble, now);
  return inline`${bold(inline`I would look for the cause first`)}: ${prose(trouble)}. A restart runs the same template again, so what is wrong in it or around it stays.`;
}
