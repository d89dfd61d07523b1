import type { Readable } from 'node:stream';
import type { LogLine } from '../port.ts';

const STAMPED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) ?/;
const LONGEST_LINE = 64 * 1024;
const KEY_BEGINS = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const KEY_ENDS = /-----END [A-Z ]*PRIVATE KEY-----/;

/** Cuts a body into lines as they come in; a line beyond 64 KiB is cut, a last line without an end counts. */
export async function* linesOf(body: Readable): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  let length = 0;
  const take = (end: Buffer) => {
    const line = Buffer.concat([...rest, end])
      .subarray(0, LONGEST_LINE)
      .toString('utf8');
    rest = [];
    length = 0;
    return line;
  };
  for await (const chunk of body as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      yield take(chunk.subarray(start, end));
      start = end + 1;
    }
    if (length < LONGEST_LINE) rest.push(chunk.subarray(start));
    length += chunk.length - start;
  }
  if (length > 0) yield take(Buffer.alloc(0));
}

/** Takes the server's timestamp off a line. */
export function parseLine(line: string, from: { pod: string; container: string }): LogLine {
  const at = STAMPED.exec(line);
  const text = (at === null ? line : line.slice(at[0].length)).replace(/\r$/, '');
  return { ...(at?.[1] !== undefined && { at: at[1] }), ...from, text };
}

/** The lines of several containers in one, by time; a line without a time stays behind the line before it. */
export function mergeByTime(containers: LogLine[][]): LogLine[] {
  const [only, second] = containers;
  if (second === undefined) return only ?? [];
  const dated = containers.flatMap((lines) => {
    let last = '';
    return lines.map((line) => {
      last = line.at === undefined ? last : sortable(line.at);
      return { line, last };
    });
  });
  return dated.sort((a, b) => (a.last < b.last ? -1 : Number(a.last > b.last))).map(({ line }) => line);
}

/** The time in UTC with nine decimals: servers leave out the zeros at the end. */
function sortable(at: string): string {
  const fraction = /\.(\d+)/.exec(at)?.[1] ?? '';
  const whole = new Date(at.replace(/\.\d+/, ''));
  return Number.isNaN(whole.getTime()) ? '' : whole.toISOString().slice(0, 20) + fraction.padEnd(9, '0');
}

/** Passes lines on, but for those of a private key that was printed over several lines: of it only the frame stays. */
export function keyHider(): (line: LogLine) => LogLine | undefined {
  let inside = false;
  return (line) => {
    const ends = KEY_ENDS.test(line.text);
    if (inside) {
      inside = !ends;
      return ends ? { ...line, text: '-----END PRIVATE KEY-----' } : undefined;
    }
    inside = KEY_BEGINS.test(line.text) && !ends;
    return inside
      ? { ...line, text: line.text.replace(/(-----BEGIN [A-Z ]*PRIVATE KEY-----).*/, '$1 (hidden)') }
      : line;
  };
}

/** Holds the newest lines: at most so many, and at most so many characters. */
export class NewestLines {
  readonly #most: { lines: number; chars: number };
  #kept: LogLine[] = [];
  #chars = 0;
  /** Lines that had to go for want of room. */
  dropped = 0;

  constructor(most: { lines: number; chars: number }) {
    this.#most = most;
  }

  push(line: LogLine): void {
    this.#kept.push(line);
    this.#chars += line.text.length;
    if (this.#kept.length > 2 * this.#most.lines || this.#chars > 2 * this.#most.chars) this.#trim();
  }

  lines(): LogLine[] {
    this.#trim();
    return this.#kept;
  }

  #trim(): void {
    let from = Math.max(0, this.#kept.length - this.#most.lines);
    let chars = this.#kept.slice(from).reduce((sum, { text }) => sum + text.length, 0);
    for (; chars > this.#most.chars && from < this.#kept.length - 1; from += 1)
      chars -= this.#kept[from]?.text.length ?? 0;
    this.dropped += from;
    this.#kept = this.#kept.slice(from);
    this.#chars = chars;
  }
}
