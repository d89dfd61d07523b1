import { createBelief } from './believe.ts';
import { chunkRow } from './chunks.ts';
import { joinRows } from './join-rows.ts';
import type { Believe, Row } from './join-rows.ts';
import { WILD } from './shape.ts';
import type { LogShape } from './shape.ts';

/**
 * Divides shapes into templates. First shapes with the same number of tokens and the same punctuation are compared,
 * twice, as the values found the first time help the second; then, by chunks between spaces, the odd ones whose value
 * has punctuation inside.
 */
export function groupShapes(shapes: readonly LogShape[]): Row[] {
  const frames = [...Map.groupBy(shapes, (shape) => shape.frame).values()];
  const first = frames.flatMap((frame) => joinFrame(frame, createBelief(new Set())));
  const believe = createBelief(valuesOf(first));
  const second = frames.flatMap((frame) => joinFrame(frame, believe));
  return joinChunks(second, believe);
}

function joinFrame(shapes: readonly LogShape[], believe: Believe): Row[] {
  const rows = shapes.map((shape) => ({ tokens: shape.tokens, shapes: [shape], numbers: shape.numbers }));
  return joinRows(rows, shapes[0]?.slots ?? [], believe);
}

/** The words that stand where a template has a variable. */
function valuesOf(rows: readonly Row[]): Set<string> {
  const values = new Set<string>();
  for (const { tokens, shapes } of rows) {
    tokens.forEach((token, at) => {
      if (token === WILD) for (const shape of shapes) values.add(shape.tokens[at] ?? WILD);
    });
  }
  values.delete(WILD);
  return values;
}

function joinChunks(rows: readonly Row[], believe: Believe): Row[] {
  const chunked = rows.map(chunkRow);
  const byLength = Map.groupBy(chunked, (row) => row.tokens.length);
  return [...byLength].flatMap(([length, same]) =>
    joinRows(
      same,
      Array.from({ length }, (_, at) => at),
      believe,
    ),
  );
}
