import type { CompareOp, LabelFilter, MatchOp } from './expression.ts';
import type { Reader } from './reader.ts';
import { byteSize, durationMs } from './units.ts';

const COMPARE: ReadonlySet<string> = new Set(['==', '=', '!=', '>', '>=', '<', '<=']);

function compared(reader: Reader, label: string): LabelFilter {
  const { text: op } = reader.next();
  const token = reader.peek();
  if (token.kind === 'STRING') {
    if (!['=', '!=', '=~', '!~'].includes(op)) throw reader.fault();
    return { kind: 'text', label, op: op as MatchOp, value: reader.next().text };
  }
  if (token.text === 'ip' && reader.peek(1).text === '(') return addressed(reader, label, op);
  if (!COMPARE.has(op)) throw reader.fault('STRING');
  const compare = (op === '=' ? '==' : op) as CompareOp;
  const negative = reader.take('-') ? -1 : 1;
  const { kind, text } = reader.next();
  if (kind === 'NUMBER') return { kind: 'number', label, op: compare, value: negative * Number(text), text };
  if (kind === 'DURATION')
    return { kind: 'duration', label, op: compare, value: negative * (durationMs(text) ?? 0), text };
  if (kind === 'BYTES') return { kind: 'bytes', label, op: compare, value: byteSize(text) ?? 0, text };
  throw reader.fault();
}

function addressed(reader: Reader, label: string, op: string): LabelFilter {
  if (op !== '=' && op !== '!=') throw reader.fault();
  reader.next();
  reader.expect('(');
  const { text } = reader.want('STRING');
  reader.expect(')');
  return { kind: 'ip', label, op, value: text };
}

function single(reader: Reader): LabelFilter {
  if (reader.take('(')) {
    const inner = parseLabelFilter(reader);
    reader.expect(')');
    return inner;
  }
  const { text } = reader.want('IDENTIFIER');
  if (!reader.is('=', '!=', '=~', '!~', '==', '>', '>=', '<', '<=')) throw reader.fault();
  return compared(reader, text);
}

function joined(reader: Reader): LabelFilter {
  let left = single(reader);
  for (;;) {
    const explicit = reader.take('and', ',');
    const implied = reader.peek().kind === 'IDENTIFIER' && !reader.is('or');
    if (!explicit && !implied) return left;
    left = { kind: 'and', left, right: single(reader) };
  }
}

/** Conditions on labels after a pipe, `and` binding closer than `or`. */
export function parseLabelFilter(reader: Reader): LabelFilter {
  let left = joined(reader);
  while (reader.take('or')) left = { kind: 'or', left, right: joined(reader) };
  return left;
}
