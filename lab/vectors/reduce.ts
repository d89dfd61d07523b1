const COMMON_DIRECTIONS = 3;
const ROUNDS = 30;

const dot = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
};

/** Made to have length 1, in place; nothing stays nothing. */
export function normalise(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) / length;
  return vector;
}

function addScaled(to: Float32Array, vector: Float32Array, by: number): void {
  for (let at = 0; at < to.length; at += 1) to[at] = (to[at] ?? 0) + by * (vector[at] ?? 0);
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) addScaled(mean, vector, 1 / vectors.length);
  return mean;
}

/** The direction in which the vectors differ most, by power iteration. */
function mainDirection(vectors: readonly Float32Array[]): Float32Array {
  let direction = normalise(new Float32Array(vectors[0]?.length ?? 0).fill(1));
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = new Float32Array(direction.length);
    for (const vector of vectors) addScaled(next, vector, dot(vector, direction));
    direction = normalise(next);
  }
  return direction;
}

/**
 * Takes away, in place, what all words share: their mean and the directions that say how frequent a word is rather than
 * what it means (Mu and Viswanath, "All-but-the-Top", 2018).
 */
export function removeCommon(vectors: readonly Float32Array[]): void {
  const mean = meanOf(vectors);
  for (const vector of vectors) addScaled(vector, mean, -1);
  for (let taken = 0; taken < COMMON_DIRECTIONS; taken += 1) {
    const direction = mainDirection(vectors);
    for (const vector of vectors) addScaled(vector, direction, -dot(vector, direction));
  }
}

/** The middle of several vectors, of length 1. */
export const middleOf = (vectors: readonly Float32Array[]): Float32Array => normalise(meanOf(vectors));
