import type { Labels } from './promql/labels.ts';
import type { Storage } from './promql/values.ts';

export interface MetricMetadata {
  type: 'counter' | 'gauge' | 'histogram' | 'summary';
  help: string;
}

/** A rule as a rule file has it: one with `alert` fires, one with `record` writes a series. */
export interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  /** Milliseconds an alert waits before it fires. */
  forMs?: number;
  labels?: Labels;
  annotations?: Labels;
}

export interface RuleGroup {
  name: string;
  file: string;
  intervalMs: number;
  rules: Rule[];
}

export interface Target {
  pool: string;
  url: string;
  labels: Labels;
  up: boolean;
  lastError: string;
  lastScrape: number;
}

/** What stands behind the API: series, what they mean, and the rules over them. */
export interface Backend {
  storage: Storage;
  now: () => number;
  /** Of the first sample, ms. */
  oldest: () => number;
  metadata: () => Record<string, MetricMetadata>;
  ruleGroups: readonly RuleGroup[];
  targets: () => Target[];
}
