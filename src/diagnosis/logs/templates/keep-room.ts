import { currentShape, type LogShape } from './shape.ts';

/** How many shapes of a template are kept: enough to find it again. */
const KEPT_EACH = 32;

/**
 * Makes room in a full table of shapes. Of each template the oldest shapes stay and take over the counts of the
 * others; if that is not enough, the rarest go to `rest`. Shapes handed out before keep pointing at their heirs.
 */
export function keepRoom(groups: readonly (readonly LogShape[])[], most: number, rest: LogShape): LogShape[] {
  const kept = groups.flatMap((group) => {
    const oldest = [...group].sort((a, b) => a.order - b.order);
    const [heir] = oldest;
    if (heir) for (const shape of oldest.slice(KEPT_EACH)) join(shape, heir);
    return oldest.slice(0, KEPT_EACH);
  });
  if (kept.length <= most) return kept;
  const frequent = kept.sort((a, b) => b.count - a.count || a.order - b.order);
  for (const shape of frequent.slice(most)) join(shape, rest);
  return frequent.slice(0, most);
}

function join(shape: LogShape, heir: LogShape): void {
  if (currentShape(heir) === shape || shape === heir) return;
  heir.count += shape.count;
  shape.joined = heir;
}
