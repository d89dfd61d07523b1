export type StaticKind = 'string' | 'int' | 'float' | 'bool' | 'duration' | 'status' | 'kind' | 'nil';

/** A value with its type; durations are in nanoseconds. */
export interface Static {
  kind: StaticKind;
  value: string | number | boolean | null;
}

export type Scope = 'any' | 'span' | 'resource' | 'event' | 'link' | 'instrumentation' | 'parent';

export interface Attribute {
  type: 'attribute';
  scope: Scope;
  name: string;
}

export interface Intrinsic {
  type: 'intrinsic';
  name: string;
}

/** What is computed of one span. */
export type Field =
  | { type: 'static'; value: Static }
  | Attribute
  | Intrinsic
  | { type: 'unary'; operator: string; of: Field }
  | { type: 'binary'; operator: string; left: Field; right: Field };

/** Which spans of a trace. */
export type Spanset =
  | { type: 'filter'; field: Field }
  | { type: 'combine'; operator: string; left: Spanset; right: Spanset }
  | { type: 'pipeline'; stages: readonly Stage[] };

export type Scalar =
  | { type: 'static'; value: Static }
  | { type: 'aggregate'; name: 'count' | 'avg' | 'min' | 'max' | 'sum'; field?: Field }
  | { type: 'operation'; operator: string; left: Scalar; right: Scalar };

export type Stage =
  | { type: 'spanset'; spanset: Spanset }
  | { type: 'compare'; operator: string; left: Scalar; right: Scalar }
  | { type: 'by'; field: Field }
  | { type: 'select'; fields: readonly Field[] }
  | { type: 'coalesce' };

/** The last stage of a query that computes series. */
export interface Metric {
  name: string;
  field?: Field;
  quantiles: readonly number[];
  by: readonly Field[];
  /** `topk` and `bottomk`. */
  limit?: { name: string; count: number };
}

export interface Query {
  stages: readonly Stage[];
  metric?: Metric;
}

const PREFIXES: Record<Scope, string> = {
  any: '.',
  span: 'span.',
  resource: 'resource.',
  event: 'event.',
  link: 'link.',
  instrumentation: 'instrumentation.',
  parent: 'parent.',
};

const written = ({ kind, value }: Static): string =>
  kind === 'string'
    ? `\`${String(value)}\``
    : kind === 'duration'
      ? `${Number(value) / 1e9}s`
      : String(value);

/** A field as Tempo writes it in labels and messages. */
export function fieldText(field: Field): string {
  switch (field.type) {
    case 'static':
      return written(field.value);
    case 'attribute':
      return PREFIXES[field.scope] + field.name;
    case 'intrinsic':
      return field.name;
    case 'unary':
      return `${field.operator}${fieldText(field.of)}`;
    case 'binary':
      return `${fieldText(field.left)} ${field.operator} ${fieldText(field.right)}`;
  }
}
