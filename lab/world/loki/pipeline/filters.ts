import type { LabelFilter, LineOp, Stage } from '../logql/expression.ts';
import { ParseError } from '../logql/errors.ts';
import { compileRegexp } from '../logql/parse-log.ts';
import { byteSize, durationMs } from '../logql/units.ts';
import { valueTest } from '../lines/matching.ts';
import { noteError } from './entry.ts';
import type { Entry, Step } from './entry.ts';
import { patternTest } from './parsers.ts';

function addressNumber(text: string): number | undefined {
  const parts = text.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part < 256))) return undefined;
  return parts.reduce((total, part) => total * 256 + part, 0);
}

/** The test of an address against one, a range or a CIDR. IPv4 only. */
function addressTest(pattern: string): (address: string) => boolean {
  const [base = '', bits] = pattern.split('/');
  const [low = '', high = low] = base.split('-');
  const from = addressNumber(low);
  const to = addressNumber(high);
  if (from === undefined || to === undefined) throw new ParseError(`ip: invalid pattern "${pattern}"`);
  const size = bits === undefined ? 1 : 2 ** (32 - Number(bits));
  const first = Math.floor(from / size) * size;
  const last = bits === undefined ? to : first + size - 1;
  return (address) => {
    const number = addressNumber(address);
    return number !== undefined && number >= first && number <= last;
  };
}

function holdsAddress(pattern: string): (line: string) => boolean {
  const test = addressTest(pattern);
  return (line) => [...line.matchAll(/\d{1,3}(?:\.\d{1,3}){3}/g)].some(([address]) => test(address));
}

function lineTest(op: LineOp, { text, ip }: { text: string; ip: boolean }): (line: string) => boolean {
  if (ip) return holdsAddress(text);
  if (op === '|>' || op === '!>') return patternTest(text);
  if (op === '|=' || op === '!=') return (line) => line.includes(text);
  const regexp = compileRegexp(text);
  return (line) => regexp.test(line);
}

/** `|= "text" or "other"`. */
export function lineStep({ op, values }: Extract<Stage, { kind: 'line' }>): Step {
  const tests = values.map((value) => lineTest(op, value));
  const wanted = op.startsWith('|');
  return ({ line }) => tests.some((test) => test(line)) === wanted;
}

const COMPARE: Record<string, (a: number, b: number) => boolean> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};

type Quantity = Extract<LabelFilter, { kind: 'number' | 'duration' | 'bytes' }>;

const READ: Record<Quantity['kind'], (text: string) => number | undefined> = {
  number: (text) => (text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text)),
  duration: durationMs,
  bytes: (text) => byteSize(text) ?? (/^\d+$/.test(text) ? Number(text) : undefined),
};

function misread(kind: Quantity['kind'], text: string): string {
  if (kind === 'number') return `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`;
  return kind === 'duration'
    ? `time: invalid duration ${JSON.stringify(text)}`
    : `strconv.ParseFloat: parsing "": invalid syntax`;
}

function quantityTest({ kind, label, op, value }: Quantity): Step {
  const compare = COMPARE[op] ?? (() => false);
  return (entry: Entry) => {
    const text = entry.labels[label];
    if (text === undefined) return false;
    const given = READ[kind](text);
    if (given !== undefined) return compare(given, value);
    noteError(entry, 'LabelFilterErr', misread(kind, text));
    return true;
  };
}

/** `| label = "value" and other > 5`. */
export function filterStep(filter: LabelFilter): Step {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const left = filterStep(filter.left);
      const right = filterStep(filter.right);
      return filter.kind === 'and'
        ? (entry) => left(entry) && right(entry)
        : (entry) => left(entry) || right(entry);
    }
    case 'text': {
      const test = valueTest(filter);
      return ({ labels }) => test(labels[filter.label] ?? '');
    }
    case 'ip': {
      const test = addressTest(filter.value);
      return ({ labels }) => test(labels[filter.label] ?? '') === (filter.op === '=');
    }
    default:
      return quantityTest(filter);
  }
}
