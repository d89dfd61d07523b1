import { foldTokens } from './fold-tokens.ts';
import { placeholderFor } from './placeholder.ts';
import { scanLine } from './scan-line.ts';
import { WILD, shapeOf } from './shape.ts';
import { chunkRow } from './chunks.ts';
import type { TokenBuffer } from './token-buffer.ts';
import type { Row } from './join-rows.ts';

const MOST_SAMPLES = 12;

/** A stretch of an example: as it is, or one that varies. */
interface Stretch {
  readonly text: string;
  readonly varies: boolean;
}

/** Writes a template with its variables as typed placeholders, from examples of its lines. */
export function renderTemplate(row: Row, buffer: TokenBuffer): string {
  const examples = row.shapes.flatMap((shape) => shape.examples).slice(0, MOST_SAMPLES);
  const samples = examples.map((example) => stretchesOf(example, row.tokens, buffer));
  const [first = [{ text: '<*>', varies: false }]] = samples;
  const alike = samples.filter((sample) => sample.length === first.length);
  return first
    .map(({ text, varies }, at) =>
      varies ? placeholderFor(alike.map((sample) => sample[at]?.text ?? '')) : text,
    )
    .join('')
    .trimStart();
}

/** Cuts an example where its template's chunks have variables. */
function stretchesOf(example: string, chunks: readonly string[], buffer: TokenBuffer): Stretch[] {
  scanLine(example, buffer);
  foldTokens(example, buffer);
  const shape = shapeOf(example, buffer, 0);
  const own = chunkRow({ tokens: shape.tokens, shapes: [shape], numbers: shape.numbers }).tokens;
  const stretches: Stretch[] = [];
  let token = 0;
  let done = 0;
  const copyTo = (end: number): void => {
    if (end > done) stretches.push({ text: example.slice(done, end), varies: false });
  };
  const vary = (from: number, last: number): void => {
    const start = buffer.starts[from] ?? 0;
    copyTo(start);
    done = buffer.ends[last] ?? start;
    stretches.push({ text: example.slice(start, done), varies: true });
  };
  own.forEach((chunk, at) => {
    const last = lastTokenOf(shape.tokens, token, chunk.length);
    if (chunks[at] === WILD) vary(token, last);
    else varyWithin({ tokens: shape.tokens, from: token, chunk: chunks[at] ?? '' }, vary);
    token = last + 1;
  });
  copyTo(buffer.ends[buffer.count - 1] ?? 0);
  return stretches;
}

function lastTokenOf(tokens: readonly string[], from: number, length: number): number {
  let at = from;
  for (let left = length - (tokens[from]?.length ?? 0); left > 0; left -= tokens[at]?.length ?? 1) at += 1;
  return at;
}

/** Varies the tokens of one chunk that its template has as variables. */
function varyWithin(
  { tokens, from, chunk }: { tokens: readonly string[]; from: number; chunk: string },
  vary: (from: number, last: number) => void,
): void {
  let at = from;
  for (let read = 0; read < chunk.length; at += 1) {
    if (chunk[read] === WILD) vary(at, at);
    read += chunk[read] === WILD ? 1 : (tokens[at]?.length ?? 1);
  }
}
