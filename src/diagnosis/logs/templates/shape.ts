import { MOST_CHARS, PUNCTUATION, VAR_NUMBER, WORD, type TokenBuffer } from './token-buffer.ts';

/** Stands for a variable among a shape's tokens. */
export const WILD = '\u0000';

/** Stands for a variable that has only been a number, among the words seen at one place. */
export const NUMERIC = '\u0000#';

const MOST_EXAMPLES = 4;

/** All lines that are the same once their variables are masked. */
export interface LogShape {
  /** In order of first appearance. */
  readonly order: number;
  readonly tokens: readonly string[];
  /** Which tokens are words or variables (the others are punctuation). */
  readonly slots: readonly number[];
  /** Which of them are numbers. */
  readonly numbers: ReadonlySet<number>;
  /** Number of tokens and their punctuation: only shapes of one frame are compared word by word. */
  readonly frame: string;
  /** Before which tokens there is a space. */
  readonly spaced: readonly boolean[];
  readonly examples: string[];
  count: number;
  /** Where it went when shapes were joined to save room. */
  joined: LogShape | undefined;
}

/** Writes down the shape of a line just cut into tokens. */
export function shapeOf(line: string, buffer: TokenBuffer, order: number): LogShape {
  const example = detached(line);
  const tokens: string[] = [];
  const slots: number[] = [];
  const numbers = new Set<number>();
  const frame: string[] = [];
  const spaced: boolean[] = [];
  for (let at = 0; at < buffer.count; at += 1) {
    const kind = buffer.kinds[at] ?? WORD;
    const text = kind > PUNCTUATION ? WILD : example.slice(buffer.starts[at], buffer.ends[at]);
    tokens.push(text);
    if (kind !== PUNCTUATION) slots.push(at);
    if (kind === VAR_NUMBER) numbers.add(at);
    spaced.push(at > 0 && buffer.starts[at] !== buffer.ends[at - 1]);
    frame.push(kind === PUNCTUATION ? text : 'w');
  }
  const examples = [example];
  return {
    order,
    tokens,
    slots,
    numbers,
    frame: frame.join(' '),
    spaced,
    examples,
    count: 0,
    joined: undefined,
  };
}

/** Counts one more line of a shape; the 4th, 16th and 64th are kept as examples too. */
export function countLine(shape: LogShape, line: string): void {
  shape.count += 1;
  if (shape.examples.length < MOST_EXAMPLES && shape.count === 4 ** shape.examples.length)
    shape.examples.push(detached(line));
}

/** A copy that does not keep the text alive from which the line was cut. */
function detached(line: string): string {
  return line.slice(0, MOST_CHARS).split('').join('');
}

/** The shape that now stands for this one. */
export function currentShape(shape: LogShape): LogShape {
  let current = shape;
  while (current.joined) current = current.joined;
  return current;
}
