import type { Writable } from 'node:stream';

/** Where the terminal channel writes: the answer to `out`, everything else to `err`. */
export interface Output {
  print: (text: string) => void;
  note: (text: string) => void;
  /** One line about what happens now, replaced by the next and by anything printed; nothing on a pipe. */
  progress: (text: string) => void;
  /** Columns; undefined on a pipe: nothing is wrapped. */
  width?: number;
  colour: boolean;
}

interface Stream extends Writable {
  isTTY?: boolean;
  columns?: number;
}

const CLEAR_LINE = '\r\u001b[2K';

/** An output on a process' streams. `noColor` is the NO_COLOR convention. */
export function createOutput(streams: { out: Stream; err: Stream }, noColor: boolean): Output {
  const { out, err } = streams;
  const screen = out.isTTY === true && err.isTTY === true;
  let dirty = false;
  const clear = (): void => {
    if (dirty) err.write(CLEAR_LINE);
    dirty = false;
  };
  return {
    print: (text) => {
      clear();
      out.write(`${text}\n`);
    },
    note: (text) => {
      clear();
      err.write(`${text}\n`);
    },
    progress: (text) => {
      if (!screen) return;
      clear();
      if (text !== '') err.write(text.slice(0, (out.columns || 80) - 1));
      dirty = text !== '';
    },
    get width() {
      return out.isTTY ? Math.max(20, out.columns || 80) : undefined;
    },
    colour: out.isTTY === true && !noColor,
  };
}
