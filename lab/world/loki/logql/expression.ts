/** How a label or a line is compared with a text. */
export type MatchOp = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  label: string;
  op: MatchOp;
  value: string;
}

export type LineOp = '|=' | '!=' | '|~' | '!~' | '|>' | '!>';

export type CompareOp = '==' | '!=' | '>' | '>=' | '<' | '<=';

/** A condition on labels. */
export type LabelFilter =
  | { kind: 'and' | 'or'; left: LabelFilter; right: LabelFilter }
  | { kind: 'text'; label: string; op: MatchOp; value: string }
  | { kind: 'ip'; label: string; op: '=' | '!='; value: string }
  | { kind: 'number' | 'duration' | 'bytes'; label: string; op: CompareOp; value: number; text: string };

/** `label="text"`, `label=other`, or a bare name. */
export interface Assignment {
  label: string;
  from?: string;
  /** Whether `from` is a template or path, rather than another label's name. */
  quoted?: boolean;
}

export type Stage =
  | { kind: 'line'; op: LineOp; values: { text: string; ip: boolean }[] }
  | { kind: 'json' | 'logfmt'; fields: Assignment[]; flags: string[] }
  | { kind: 'unpack' | 'decolorize' }
  | { kind: 'regexp' | 'pattern' | 'line_format'; text: string }
  | { kind: 'label_format'; fields: Assignment[] }
  | { kind: 'drop' | 'keep'; fields: { label: string; matcher?: Matcher }[] }
  | { kind: 'filter'; filter: LabelFilter };

export interface Unwrap {
  label: string;
  convert?: 'bytes' | 'duration' | 'duration_seconds';
  after: Stage[];
}

export interface LogExpression {
  kind: 'log';
  matchers: Matcher[];
  stages: Stage[];
}

export interface Grouping {
  without: boolean;
  labels: string[];
}

export interface RangeExpression {
  kind: 'range';
  fn: string;
  param?: number;
  log: LogExpression;
  unwrap?: Unwrap;
  rangeMs: number;
  offsetMs: number;
  grouping?: Grouping;
}

export interface VectorMatching {
  on: boolean;
  labels: string[];
  group?: 'left' | 'right';
  include: string[];
}

export type MetricExpression =
  | RangeExpression
  | { kind: 'aggregate'; fn: string; param?: number; grouping?: Grouping; of: MetricExpression }
  | {
      kind: 'binary';
      op: string;
      bool: boolean;
      matching?: VectorMatching;
      left: MetricExpression;
      right: MetricExpression;
    }
  | { kind: 'number' | 'vector'; value: number }
  | {
      kind: 'label_replace';
      of: MetricExpression;
      target: string;
      replacement: string;
      source: string;
      regex: string;
    };

export type Expression = LogExpression | MetricExpression;
