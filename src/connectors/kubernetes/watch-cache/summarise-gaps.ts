import type { Unseen } from '#diagnosis/evidence';

const MOST_SHOWN = 3;

/**
 * A line or three on what of a cluster cannot be seen or is no longer kept up; what failed goes before what is forbidden.
 * Undefined when nothing is amiss; a kind that the cluster does not have is not.
 */
export function summariseGaps(unseen: readonly Unseen[], outdated: readonly string[]): string | undefined {
  const because = (wanted: Unseen['reason']) =>
    unseen.filter(({ reason }) => reason === wanted).map(({ message }) => message);
  const failed = [...because('unreachable'), ...outdated];
  const messages = [...new Set([...failed, ...because('forbidden'), ...because('not-yet-listed')])];
  if (messages.length === 0) return undefined;
  const shown = messages.slice(0, MOST_SHOWN).join(' ');
  const more = messages.length - MOST_SHOWN;
  return more > 0 ? `${shown} And ${more} more.` : shown;
}
