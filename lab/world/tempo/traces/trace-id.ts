import { hash32 } from '../../engine/random.ts';

/** Which request of the company a trace is of. */
export interface TraceKey {
  /** Of the cluster, in the company's order. */
  cluster: number;
  /** Of the application that was asked from outside. */
  entry: number;
  /** Which minute since the epoch. */
  slot: number;
  /** Which of that minute's. */
  place: number;
}

const MASK = (1n << 64n) - 1n;
const STIR = 0x9e3779b97f4a7c15n;
const UNSTIR = inverse(STIR);
const BITS = { place: 6n, entry: 5n, cluster: 4n };

/** The number that undoes a multiplication, modulo 2^64. */
function inverse(odd: bigint): bigint {
  let found = odd;
  for (let round = 0; round < 6; round++) found = (found * (2n - odd * found)) & MASK;
  return found;
}

function filler(low: string): string {
  const half = (text: string): string => hash32(text).toString(16).padStart(8, '0');
  return half(`${low}/trace`) + half(`trace/${low}`);
}

/** The trace's id: looks random, is the same whenever it is asked for, and tells where the trace is. */
export function traceIdOf({ cluster, entry, slot, place }: TraceKey): string {
  let packed = BigInt(slot);
  packed = (packed << BITS.cluster) | BigInt(cluster);
  packed = (packed << BITS.entry) | BigInt(entry);
  packed = (packed << BITS.place) | BigInt(place);
  const low = ((packed * STIR) & MASK).toString(16).padStart(16, '0');
  return filler(low) + low;
}

/** The trace that an id belongs to; undefined when it is none of ours. */
export function traceKeyOf(id: string): TraceKey | undefined {
  const low = id.slice(-16);
  if (filler(low) + low !== id) return undefined;
  let packed = (BigInt(`0x${low}`) * UNSTIR) & MASK;
  const take = (bits: bigint): number => {
    const part = Number(packed & ((1n << bits) - 1n));
    packed >>= bits;
    return part;
  };
  const [place, entry, cluster] = [take(BITS.place), take(BITS.entry), take(BITS.cluster)];
  return { place, entry, cluster, slot: Number(packed) };
}
