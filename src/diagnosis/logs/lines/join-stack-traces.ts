import { parseHeader } from './parse-header.ts';

/** What kind of trace is being read: some have lines that only their context tells from a new entry. */
type Trace = 'none' | 'python' | 'go' | 'rust' | 'node';

export interface StackTraceJoiner {
  /** Takes the next line; returns the entry that it shows to be complete, undefined while none is. */
  readonly add: (line: string) => string | undefined;
  /** The last entry, when no more lines come. */
  readonly end: () => string | undefined;
}

const MOST_LINES = 1000;
const MOST_CHARS = 262_144;

const PYTHON_START = /Traceback \(most recent call last\):\s*$/;
const STARTS: readonly (readonly [Trace, RegExp])[] = [
  ['python', PYTHON_START],
  ['go', /(?:^|\s)panic: |^fatal error: |^goroutine \d+ \[|^SIG[A-Z]+: |^runtime: /],
  ['rust', /^thread '[^']*' (?:\(\d+\) )?panicked at /],
  ['node', /^(?:file:\/\/)?\/[^\s:]+:\d+$|^node:[\w/]+:\d+$/],
];

/** Lines that belong to the entry before, whatever it is. */
const CONTINUES = [
  /^\s+\S/,
  /^(?:Caused by|Suppressed|Wrapped by): /,
  /^\.\.\. \d+ (?:more|common frames omitted)/,
  /^(?:at|from) \S+[(:]/,
  /^--- End of /,
  /^ ?---> /,
  /^[}\])]+[,;]?$/,
];
const EXCEPTION =
  /^(?:[\w$]+[.:]+)*[\w$]*(?:Error|Exception|Throwable|Warning|Interrupt|Exit|Failure)(?::|$| \()/;
const PYTHON_NAME = /^(?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*(?::|$)/;
const PYTHON_LINK = /^(?:During handling of the above exception|The above exception was the direct cause)/;
const GO_LINE =
  /^(?:goroutine \d+|\[(?:signal|recovered)|created by |exit status |main\.|panic: |rax |r\d+ |\w+ +0x[\da-f]+$|[\w./*()[\]{}-]+\(.*\)(?:$| in goroutine))/;
const RUST_LINE = /^(?:stack backtrace:|note: |\d+: )/;
const NODE_LINE = /^(?:Node\.js v\d|throw )/;
const WRAPPING = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2}) (?:std(?:out|err) [FP] )?/;

/**
 * Joins the lines of a stack trace (Java, Python, Go, Node, .NET, Ruby, Rust) and other indented lines with the line
 * they belong to, as they come. An entry has at most 1,000 lines and 256 KiB; what is beyond starts another.
 */
function createStackTraceJoiner(): StackTraceJoiner {
  let entry: string[] = [];
  let size = 0;
  let trace: Trace = 'none';
  const take = (): string | undefined => {
    while (entry.length > 1 && entry.at(-1) === '') entry.pop();
    return entry.length > 0 ? entry.join('\n') : undefined;
  };
  const add = (line: string): string | undefined => {
    const text = line.trimEnd();
    const full = entry.length >= MOST_LINES || size + text.length > MOST_CHARS;
    if (entry.length > 0 && !full && belongs(text, entry, trace)) {
      entry.push(text);
      size += text.length;
      trace = nextTrace(text, trace);
      return undefined;
    }
    const done = take();
    entry = text === '' ? [] : [text];
    size = text.length;
    trace = nextTrace(text, 'none');
    return done;
  };
  return {
    add,
    end: () => {
      const done = take();
      entry = [];
      return done;
    },
  };
}

/** The entries of a run of lines, each with its stack trace. */
export function* joinStackTraces(lines: Iterable<string>): Generator<string> {
  const joiner = createStackTraceJoiner();
  for (const line of lines) {
    const entry = joiner.add(line);
    if (entry !== undefined) yield entry;
  }
  const last = joiner.end();
  if (last !== undefined) yield last;
}

function nextTrace(line: string, trace: Trace): Trace {
  return STARTS.find(([, pattern]) => pattern.test(line))?.[0] ?? trace;
}

function belongs(line: string, entry: readonly string[], trace: Trace): boolean {
  const bare = line.replace(WRAPPING, '');
  if (bare === '') return trace !== 'none';
  if (CONTINUES.some((pattern) => pattern.test(bare))) return bare === line || /^\s/.test(bare);
  if (bare !== line || hasHeader(line)) return false;
  if (trace !== 'none' && continuesTrace(line, entry, trace)) return true;
  const opens = EXCEPTION.test(line) || PYTHON_START.test(line);
  return opens && entry.length === 1 && mayHaveTrace(entry[0] ?? '');
}

/** A line that was logged with a time or level, and not as information, may have its exception on the next line. */
function mayHaveTrace(line: string): boolean {
  const { level, length } = parseHeader(line);
  return length > 0 && level !== 'info' && level !== 'debug';
}

function hasHeader(line: string): boolean {
  const { length, time, level } = parseHeader(line);
  return (length > 0 && (time !== undefined || level !== undefined)) || line.startsWith('{"');
}

function continuesTrace(line: string, entry: readonly string[], trace: Exclude<Trace, 'none'>): boolean {
  const last = entry.at(-1) ?? '';
  switch (trace) {
    case 'python':
      if (PYTHON_START.test(line)) return PYTHON_LINK.test(entry.findLast((earlier) => earlier !== '') ?? '');
      return PYTHON_LINK.test(line) || (/^\s/.test(last) && PYTHON_NAME.test(line));
    case 'go':
      return GO_LINE.test(line);
    case 'rust':
      return RUST_LINE.test(line) || entry.length === 1;
    case 'node':
      return NODE_LINE.test(line) || EXCEPTION.test(line) || entry.length === 1;
  }
}
