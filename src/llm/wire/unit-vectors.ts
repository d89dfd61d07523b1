import type { ProviderErrors } from './errors.ts';

/** Vectors of length 1, one for each text; throws when the server sent anything else. */
export function unitVectors(given: number[][], texts: number, errors: ProviderErrors): Float32Array[] {
  const dimensions = given[0]?.length ?? 0;
  if (given.length !== texts || given.some(({ length }) => length !== dimensions || length === 0))
    throw errors.wrongUrl('it did not send a vector for each text');
  return given.map((vector) => {
    const length = Math.hypot(...vector) || 1;
    return Float32Array.from(vector, (value) => value / length);
  });
}
