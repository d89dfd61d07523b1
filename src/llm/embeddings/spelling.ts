const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

function hashOf(text: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Adds the three-letter pieces of a word, hashed into as many numbers as there are: words spelt alike come out alike. */
export function addSpelling(sum: Float32Array, word: string, weight: number): void {
  const framed = `^${word}$`;
  const pieces = Math.max(1, framed.length - 2);
  const by = weight / Math.sqrt(pieces);
  for (let at = 0; at < pieces; at += 1) {
    const hash = hashOf(framed.slice(at, at + 3));
    const place = hash % sum.length;
    sum[place] = (sum[place] ?? 0) + (hash & 0x10000 ? by : -by);
  }
}
