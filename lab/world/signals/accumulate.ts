import type { Curve } from './curve.ts';

/** From a moment on, so much a second at the curve's level 1, and so much a second whatever the level. */
export interface Piece {
  from: number;
  weight: number;
  constant?: number;
}

/** A counter that starts at 0 with its first piece: at any moment the sum of what came before. */
export function accumulate(curve: Curve, pieces: readonly Piece[]): (time: number) => number {
  const totals: number[] = [];
  const grown = ({ from, weight, constant = 0 }: Piece, to: number): number =>
    weight * (curve.integral(to) - curve.integral(from)) + (constant * (to - from)) / 1000;
  let total = 0;
  pieces.forEach((piece, index) => {
    totals.push(total);
    total += grown(piece, pieces[index + 1]?.from ?? piece.from);
  });
  return (time) => {
    let index = pieces.length - 1;
    while (index > 0 && (pieces[index]?.from ?? 0) > time) index--;
    const piece = pieces[index];
    if (!piece || time <= piece.from) return totals[index] ?? 0;
    return (totals[index] ?? 0) + grown(piece, time);
  };
}
