import type { SignalModel } from '../../signals/model.ts';
import type { MetricMetadata } from '../backend.ts';
import type { Labels } from '../promql/labels.ts';

/** One series as a function of time, with the time it exists. */
export interface Signal {
  /** Without the metric's name and the cluster. */
  labels: Labels;
  from: number;
  to: number;
  /** NaN where there is no sample. */
  value: (time: number) => number;
}

/** One metric name with its meaning and its series. */
export interface Family extends MetricMetadata {
  name: string;
  signals: (model: SignalModel) => Signal[];
}

export type FamilyOf = (name: string, help: string, signals: Family['signals']) => Family;

export const gauge: FamilyOf = (name, help, signals) => ({ name, type: 'gauge', help, signals });
export const counter: FamilyOf = (name, help, signals) => ({ name, type: 'counter', help, signals });
export const histogram: FamilyOf = (name, help, signals) => ({ name, type: 'histogram', help, signals });
