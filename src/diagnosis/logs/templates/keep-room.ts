import { currentShape, type LogShape } from './shape.ts';

/** How many shapes of a template are kept: enough to find it again. */
const KEPT_EACH = 32;

/** How much a table of shapes may hold. */
export interface Room {
  readonly shapes: number;
  readonly tokens: number;
}

/**
 * Makes room in a full table of shapes. Of each template the oldest shapes stay and take over the counts of the
 * others; if that is not enough, the rarest go to `rest`. Shapes handed out before keep pointing at their heirs.
 */
export function keepRoom(groups: readonly (readonly LogShape[])[], room: Room, rest: LogShape): LogShape[] {
  const kept = groups.flatMap((group) => {
    const oldest = [...group].sort((a, b) => a.order - b.order);
    const [heir] = oldest;
    if (heir) for (const shape of oldest.slice(KEPT_EACH)) join(shape, heir);
    return oldest.slice(0, KEPT_EACH);
  });
  let tokens = 0;
  return kept
    .sort((a, b) => b.count - a.count || a.order - b.order)
    .filter((shape, at) => {
      tokens += shape.tokens.length;
      const fits = at < room.shapes && tokens <= room.tokens;
      if (!fits) join(shape, rest);
      return fits;
    });
}

function join(shape: LogShape, heir: LogShape): void {
  if (currentShape(heir) === shape || shape === heir) return;
  heir.count += shape.count;
  shape.joined = heir;
}
