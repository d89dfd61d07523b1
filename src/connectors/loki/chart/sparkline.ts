const BARS = '▁▂▃▄▅▆▇█';
const WIDTH = 32;

/** A drawing of values in one line; a gap where there are none. */
export function sparkline(values: readonly (number | null)[]): string {
  const size = Math.max(1, values.length / WIDTH);
  const cells = Array.from({ length: Math.min(WIDTH, values.length) }, (_, index) => {
    const part = values.slice(
      Math.floor(index * size),
      Math.max(Math.floor((index + 1) * size), Math.floor(index * size) + 1),
    );
    const known = part.filter((value) => value !== null);
    return known.length === 0 ? null : Math.max(...known);
  });
  const known = cells.filter((cell) => cell !== null);
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  return cells
    .map((cell) => {
      if (cell === null) return ' ';
      return BARS[span === 0 ? 0 : Math.round(((cell - low) / span) * (BARS.length - 1))];
    })
    .join('');
}
