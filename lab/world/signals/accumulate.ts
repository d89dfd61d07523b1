import type { Curve } from './curve.ts';
import type { Unrest } from './unrest.ts';

/** So much a second more or less at the curve's level 1 as something strays. */
export interface Stray {
  unrest: Unrest;
  weight: number;
}

/** From a moment on, so much a second at the curve's level 1, and so much a second whatever the level. */
export interface Piece {
  from: number;
  weight: number;
  constant?: number;
  strays?: readonly Stray[];
}

/** A counter that starts at 0 with its first piece: at any moment the sum of what came before. */
export function accumulate(curve: Curve, pieces: readonly Piece[]): (time: number) => number {
  const totals: number[] = [];
  const strayed = (from: number, to: number, { unrest, weight }: Stray): number =>
    weight * (unrest.integral(to, curve) - unrest.integral(from, curve));
  const grown = ({ from, weight, constant = 0, strays = [] }: Piece, to: number): number =>
    weight * (curve.integral(to) - curve.integral(from)) +
    (constant * (to - from)) / 1000 +
    strays.reduce((sum, stray) => sum + strayed(from, to, stray), 0);
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
