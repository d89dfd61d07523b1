import type { Rule } from '../backend.ts';
import type { Labels } from '../promql/labels.ts';

/** An alert that waits or fires. */
export interface ActiveAlert {
  rule: Rule;
  labels: Labels;
  annotations: Labels;
  state: 'pending' | 'firing';
  /** Since when its expression has held without a break. */
  activeAt: number;
  value: number;
}
