import type { Unseen } from '#diagnosis/evidence';

const MOST_SHOWN = 3;

/** One line on what cannot be seen; the worst first: what failed before what is forbidden. */
export function summariseGaps(gaps: readonly Unseen[]): string {
  const failed = gaps.filter(({ reason }) => reason === 'unreachable');
  const others = gaps.filter(({ reason }) => reason !== 'unreachable');
  const messages = [...new Set([...failed, ...others].map(({ message }) => message))];
  const shown = messages.slice(0, MOST_SHOWN).join(' ');
  const more = messages.length - MOST_SHOWN;
  return more > 0 ? `${shown} And ${more} more.` : shown;
}
