import type { Field, Query, Spanset, Stage } from './ast.ts';

/** What a query says of every trace it can match: services that take part, and the one that was asked first. */
export interface Narrowing {
  services: string[];
  entry?: string;
}

function conditions(field: Field): (readonly [string, string])[] {
  if (field.type !== 'binary') return [];
  const { operator, left, right } = field;
  if (operator === '&&') return [...conditions(left), ...conditions(right)];
  if (operator !== '=' || right.type !== 'static' || right.value.kind !== 'string') return [];
  if (left.type === 'static' || left.type === 'unary' || left.type === 'binary') return [];
  return [[left.name, String(right.value.value)]];
}

function ofSpanset(spanset: Spanset): (readonly [string, string])[] {
  if (spanset.type === 'filter') return conditions(spanset.field);
  if (spanset.type === 'pipeline') return spanset.stages.flatMap(ofStage);
  if (spanset.operator === '||' || spanset.operator.startsWith('!')) return [];
  return [...ofSpanset(spanset.left), ...ofSpanset(spanset.right)];
}

const ofStage = (stage: Stage): (readonly [string, string])[] =>
  stage.type === 'spanset' ? ofSpanset(stage.spanset) : [];

/** Which requests need not be looked at for a query. */
export function narrowingOf({ stages }: Query): Narrowing {
  const all = stages.flatMap(ofStage);
  const named = (wanted: string): string[] =>
    all.flatMap(([name, value]) => (name === wanted ? [value] : []));
  const [entry] = named('rootServiceName');
  return { services: named('service.name'), ...(entry !== undefined && { entry }) };
}
