/** After this many values a record means something. */
const LEARNING = 100;
/** How much of a record is remembered from one value to the next: half of it is forgotten in about 4,600. */
const KEEP = 0.99985;
/** A share of the largest value ever seen below which a number is rounding noise. */
const NOISE = 1e-9;

/** By which share each value exceeds the fading record of those before it, 0 when it does not. */
export function createRecordMemory(): (value: number, magnitude: number) => number {
  let record = 0;
  let seen = 0;
  return (value, magnitude) => {
    record *= KEEP;
    seen += 1;
    if (value <= record || value <= NOISE * magnitude) return 0;
    const excess = 1 - record / value;
    record = value;
    return seen > LEARNING ? excess : 0;
  };
}
