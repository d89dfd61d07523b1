import type { SignalModel } from '../signals/model.ts';

/** What the systems beside the clusters are projections of. */
export interface Company {
  /** One a cluster. */
  models: readonly SignalModel[];
  /** Brings the clusters up to the present: before every answer. */
  catchUp: () => void;
  /** The company's present, ms since the epoch. */
  now: () => number;
}
