import { fieldText } from './ast.ts';
import type { Field, Query, Scalar, Spanset, Stage, StaticKind } from './ast.ts';
import { TraceqlFault } from './fault.ts';
import { regexOf } from './regex.ts';

type Type = 'string' | 'number' | 'bool' | 'status' | 'kind' | 'nil' | 'any';

const OF_STATIC: Record<StaticKind, Type> = {
  string: 'string',
  int: 'number',
  float: 'number',
  duration: 'number',
  bool: 'bool',
  status: 'status',
  kind: 'kind',
  nil: 'nil',
};

const OF_INTRINSIC: Record<string, Type> = {
  duration: 'number',
  traceDuration: 'number',
  childCount: 'number',
  nestedSetLeft: 'number',
  nestedSetRight: 'number',
  nestedSetParent: 'number',
  'event:timeSinceStart': 'number',
  status: 'status',
  kind: 'kind',
  parent: 'nil',
};

const COMPARING = new Set(['=', '!=', '<', '<=', '>', '>=', '=~', '!~']);
const LOGICAL = new Set(['&&', '||']);
const ORDERING = new Set(['<', '<=', '>', '>=']);

function unfit(field: Field & { type: 'binary' }): TraceqlFault {
  const { operator, left, right } = field;
  return new TraceqlFault(
    `binary operations must operate on the same type: ${fieldText(left)} ${operator} ${fieldText(right)}`,
  );
}

function allows(operator: string, type: Type): boolean {
  if (type === 'any' || type === 'nil') return true;
  if (LOGICAL.has(operator)) return type === 'bool';
  if (operator === '=~' || operator === '!~') return type === 'string';
  if (operator === '=' || operator === '!=') return true;
  return ORDERING.has(operator) ? type === 'number' || type === 'string' : type === 'number';
}

function checkRegex({ operator, right }: Field & { type: 'binary' }): void {
  if (operator !== '=~' && operator !== '!~') return;
  if (right.type === 'static' && right.value.kind === 'string') regexOf(String(right.value.value));
}

function typeOfBinary(field: Field & { type: 'binary' }): Type {
  const [left, right] = [typeOf(field.left), typeOf(field.right)];
  const fits = left === 'any' || right === 'any' || left === right || left === 'nil' || right === 'nil';
  if (!fits) throw unfit(field);
  if (!allows(field.operator, left) || !allows(field.operator, right))
    throw new TraceqlFault(`illegal operation for the given types: ${fieldText(field)}`);
  checkRegex(field);
  return COMPARING.has(field.operator) || LOGICAL.has(field.operator) ? 'bool' : 'number';
}

function typeOf(field: Field): Type {
  switch (field.type) {
    case 'static':
      return OF_STATIC[field.value.kind];
    case 'attribute':
      return 'any';
    case 'intrinsic':
      return OF_INTRINSIC[field.name] ?? 'string';
    case 'unary': {
      const [type, wanted] = [typeOf(field.of), field.operator === '!' ? 'bool' : 'number'];
      if (type !== 'any' && type !== wanted)
        throw new TraceqlFault(`illegal operation for the given type: ${fieldText(field)}`);
      return wanted as Type;
    }
    case 'binary':
      return typeOfBinary(field);
  }
}

function readsSpan(field: Field): boolean {
  if (field.type === 'unary') return readsSpan(field.of);
  if (field.type === 'binary') return readsSpan(field.left) || readsSpan(field.right);
  return field.type !== 'static';
}

function checkScalar(scalar: Scalar): void {
  if (scalar.type === 'operation') {
    checkScalar(scalar.left);
    checkScalar(scalar.right);
  }
  if (scalar.type !== 'aggregate' || !scalar.field) return;
  const type = typeOf(scalar.field);
  if (type !== 'number' && type !== 'any')
    throw new TraceqlFault(
      `aggregate field expressions must resolve to a number type: ${fieldText(scalar.field)}`,
    );
  if (!readsSpan(scalar.field))
    throw new TraceqlFault(`aggregate field expressions must reference the span: ${fieldText(scalar.field)}`);
}

function checkSpanset(spanset: Spanset): void {
  if (spanset.type === 'pipeline') return spanset.stages.forEach(checkStage);
  if (spanset.type === 'combine') {
    checkSpanset(spanset.left);
    return checkSpanset(spanset.right);
  }
  const type = typeOf(spanset.field);
  if (type !== 'bool' && type !== 'any')
    throw new TraceqlFault(
      `span filter field expressions must resolve to a boolean: { ${fieldText(spanset.field)} }`,
    );
}

function checkStage(stage: Stage): void {
  if (stage.type === 'spanset') checkSpanset(stage.spanset);
  if (stage.type === 'select') stage.fields.forEach(checkSelected);
  if (stage.type === 'by' && !readsSpan(stage.field))
    throw new TraceqlFault(
      `grouping field expressions must reference the span: by(${fieldText(stage.field)})`,
    );
  if (stage.type !== 'compare') return;
  checkScalar(stage.left);
  checkScalar(stage.right);
}

function checkSelected(field: Field): void {
  if (field.type !== 'attribute' && field.type !== 'intrinsic')
    throw new TraceqlFault(`select takes attributes only: ${fieldText(field)}`);
}

/** Proves that the types of a query fit. */
export function check({ stages, metric }: Query): void {
  stages.forEach(checkStage);
  if (metric?.field) typeOf(metric.field);
  metric?.by.forEach(checkSelected);
}
