import type { Span, Trace } from '../traces/span.ts';
import { fieldText } from './ast.ts';
import type { Field, Scalar, Spanset, Stage, Static } from './ast.ts';
import { compares, computes, holds, valueOf } from './evaluate-field.ts';
import { related } from './structure.ts';

/** Spans of one trace that belong together, and what a pipeline knows of them. */
export interface Matched {
  spans: readonly Span[];
  attributes: Record<string, Static>;
}

const unique = (spans: readonly Span[]): Span[] => [...new Set(spans)];

/** The spans of a trace that an expression selects, out of those given. */
function select(spanset: Spanset, trace: Trace, among: readonly Span[]): readonly Span[] {
  if (spanset.type === 'filter') return among.filter((span) => holds(spanset.field, { span, trace }));
  if (spanset.type === 'pipeline') return run(spanset.stages, trace, among).flatMap(({ spans }) => spans);
  const [left, right] = [select(spanset.left, trace, among), select(spanset.right, trace, among)];
  if (spanset.operator === '||') return unique([...left, ...right]);
  if (spanset.operator === '&&')
    return left.length > 0 && right.length > 0 ? unique([...left, ...right]) : [];
  return related(spanset.operator, left, right);
}

function numbers(
  field: Field,
  spans: readonly Span[],
  trace: Trace,
): { kind: Static['kind']; values: number[] } {
  const all = spans.map((span) => valueOf(field, { span, trace }));
  const known = all.filter(({ value }) => typeof value === 'number');
  return { kind: known[0]?.kind ?? 'float', values: known.map(({ value }) => Number(value)) };
}

type Aggregate = Scalar & { type: 'aggregate' };

function aggregate({ name, field }: Aggregate, { spans }: Matched, trace: Trace): Static {
  if (name === 'count' || !field) return { kind: 'int', value: spans.length };
  const { kind, values } = numbers(field, spans, trace);
  if (values.length === 0) return { kind: 'nil', value: null };
  const sum = values.reduce((total, value) => total + value, 0);
  const found = { avg: sum / values.length, sum, min: Math.min(...values), max: Math.max(...values) };
  return { kind, value: found[name] };
}

function scalarOf(scalar: Scalar, matched: Matched, trace: Trace): Static {
  if (scalar.type === 'static') return scalar.value;
  if (scalar.type === 'aggregate') return aggregate(scalar, matched, trace);
  return computes(
    scalar.operator,
    scalarOf(scalar.left, matched, trace),
    scalarOf(scalar.right, matched, trace),
  );
}

function scalarText(scalar: Scalar): string | undefined {
  if (scalar.type !== 'aggregate') return undefined;
  return `${scalar.name}(${scalar.field ? fieldText(scalar.field) : ''})`;
}

function filter(stage: Stage & { type: 'compare' }, matched: Matched, trace: Trace): Matched[] {
  const left = scalarOf(stage.left, matched, trace);
  if (!compares(stage.operator, left, scalarOf(stage.right, matched, trace))) return [];
  const label = scalarText(stage.left);
  return [
    label === undefined ? matched : { ...matched, attributes: { ...matched.attributes, [label]: left } },
  ];
}

function group(field: Field, { spans, attributes }: Matched, trace: Trace): Matched[] {
  const valued = spans.map((span) => ({ span, value: valueOf(field, { span, trace }) }));
  const groups = Map.groupBy(valued, ({ value }) => `${value.kind}/${String(value.value)}`);
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const own = { ...attributes, [`by(${fieldText(field)})`]: first.value };
    return [{ spans: members.map(({ span }) => span), attributes: own }];
  });
}

function runStage(stage: Stage, trace: Trace, sets: readonly Matched[]): Matched[] {
  switch (stage.type) {
    case 'spanset':
      return sets.map((set) => ({ ...set, spans: select(stage.spanset, trace, set.spans) }));
    case 'compare':
      return sets.flatMap((set) => filter(stage, set, trace));
    case 'by':
      return sets.flatMap((set) => group(stage.field, set, trace));
    case 'coalesce':
      return [{ spans: unique(sets.flatMap(({ spans }) => spans)), attributes: {} }];
    case 'select':
      return [...sets];
  }
}

/** What the stages of a query leave of a trace: no set is empty. */
export function run(stages: readonly Stage[], trace: Trace, among: readonly Span[] = trace.spans): Matched[] {
  let sets: Matched[] = [{ spans: among, attributes: {} }];
  for (const stage of stages) {
    sets = runStage(stage, trace, sets).filter(({ spans }) => spans.length > 0);
    if (sets.length === 0) break;
  }
  return sets;
}
