import type { Attributes, AttributeValue, Span, Trace } from '../traces/span.ts';
import type { Field, Static } from './ast.ts';
import { regexOf } from './regex.ts';

const NIL: Static = { kind: 'nil', value: null };

/** A span within its trace. */
export interface Place {
  span: Span;
  trace: Trace;
}

function typed(value: AttributeValue | undefined): Static {
  if (value === undefined) return NIL;
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'boolean') return { kind: 'bool', value };
  return { kind: Number.isInteger(value) ? 'int' : 'float', value };
}

const ofString = (value: string): Static => ({ kind: 'string', value });
const ofMilliseconds = (ms: number): Static => ({ kind: 'duration', value: Math.round(ms * 1e6) });
const ofNumber = (value: number): Static => ({ kind: 'int', value });

const INTRINSICS: Record<string, (place: Place) => Static> = {
  name: ({ span }) => ofString(span.name),
  status: ({ span }) => ({ kind: 'status', value: span.status }),
  statusMessage: ({ span }) => ofString(span.message),
  kind: ({ span }) => ({ kind: 'kind', value: span.kind }),
  duration: ({ span }) => ofMilliseconds(span.duration),
  traceDuration: ({ trace }) => ofMilliseconds(trace.duration),
  rootName: ({ trace }) => ofString(trace.root.name),
  rootServiceName: ({ trace }) => typed(trace.root.resource['service.name']),
  childCount: ({ span, trace }) => ofNumber(trace.spans.filter(({ parent }) => parent === span).length),
  parent: ({ span }) => (span.parent ? ofString(span.parent.id) : NIL),
  nestedSetParent: ({ span, trace }) => ofNumber(span.parent ? trace.spans.indexOf(span.parent) + 1 : -1),
  nestedSetLeft: ({ span, trace }) => ofNumber(trace.spans.indexOf(span) + 1),
  nestedSetRight: ({ span, trace }) => ofNumber(trace.spans.indexOf(span) + 2),
  'trace:id': ({ trace }) => ofString(trace.id),
  'span:id': ({ span }) => ofString(span.id),
  'span:parentID': ({ span }) => ofString(span.parent?.id ?? ''),
  'event:name': ({ span }) => (span.events[0] ? ofString(span.events[0].name) : NIL),
  'event:timeSinceStart': ({ span }) =>
    span.events[0] ? ofMilliseconds(span.events[0].time - span.start) : NIL,
  'instrumentation:name': ({ span }) => ofString(span.library),
};

function attributesOf({ span }: Place, scope: string): Attributes | undefined {
  switch (scope) {
    case 'span':
      return span.attributes;
    case 'resource':
      return span.resource;
    case 'event':
      return span.events[0]?.attributes;
    case 'parent':
      return span.parent && { ...span.parent.resource, ...span.parent.attributes };
    default:
      return undefined;
  }
}

function attribute(place: Place, scope: string, name: string): Static {
  if (scope !== 'any') return typed(attributesOf(place, scope)?.[name]);
  return typed(place.span.attributes[name] ?? place.span.resource[name]);
}

const NUMERIC = new Set(['int', 'float', 'duration']);

function comparable(left: Static, right: Static): boolean {
  return left.kind === right.kind || (NUMERIC.has(left.kind) && NUMERIC.has(right.kind));
}

function ordered(operator: string, a: string | number, b: string | number): boolean {
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function compare(operator: string, left: Static, right: Static): boolean {
  if (left.kind === 'nil' || right.kind === 'nil') {
    if (operator === '=') return left.kind === right.kind;
    return operator === '!=' && (left.kind === 'nil') !== (right.kind === 'nil') && right.kind === 'nil';
  }
  if (operator === '=~' || operator === '!~') {
    if (left.kind !== 'string') return false;
    return regexOf(String(right.value)).test(String(left.value)) === (operator === '=~');
  }
  if (!comparable(left, right)) return false;
  if (operator === '=') return left.value === right.value;
  if (operator === '!=') return left.value !== right.value;
  const [a, b] = [left.value, right.value];
  return (
    typeof a !== 'boolean' && typeof b !== 'boolean' && a !== null && b !== null && ordered(operator, a, b)
  );
}

const ARITHMETIC: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};

function compute(operator: string, left: Static, right: Static): Static {
  const operate = ARITHMETIC[operator];
  if (!operate || !NUMERIC.has(left.kind) || !NUMERIC.has(right.kind)) return NIL;
  const kind = left.kind === 'duration' || right.kind === 'duration' ? 'duration' : 'float';
  return { kind, value: operate(Number(left.value), Number(right.value)) };
}

const ofBoolean = (value: boolean): Static => ({ kind: 'bool', value });

function binary({ operator, left, right }: Field & { type: 'binary' }, place: Place): Static {
  if (operator === '&&') return ofBoolean(holds(left, place) && holds(right, place));
  if (operator === '||') return ofBoolean(holds(left, place) || holds(right, place));
  const [a, b] = [valueOf(left, place), valueOf(right, place)];
  return operator in ARITHMETIC ? compute(operator, a, b) : ofBoolean(compare(operator, a, b));
}

/** What a field is of a span. */
export function valueOf(field: Field, place: Place): Static {
  switch (field.type) {
    case 'static':
      return field.value;
    case 'attribute':
      return attribute(place, field.scope, field.name);
    case 'intrinsic':
      return INTRINSICS[field.name]?.(place) ?? NIL;
    case 'unary': {
      if (field.operator === '!') return ofBoolean(!holds(field.of, place));
      return compute('-', { kind: 'int', value: 0 }, valueOf(field.of, place));
    }
    case 'binary':
      return binary(field, place);
  }
}

/** Whether a condition is true of a span; an attribute by itself when it is the value true. */
export function holds(field: Field, place: Place): boolean {
  return valueOf(field, place).value === true;
}

/** A comparison of two values that are no spans' own. */
export const compares = compare;
export const computes = compute;
