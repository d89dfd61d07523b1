import type { LabelSelector, ObjectRef } from '#diagnosis/evidence';

export {
  eventTime,
  explainExitCode,
  indexCluster,
  isPodFinished,
  isPodReady,
  matchesSelector,
  ownersOf,
  parseQuantity,
  podStatus,
  ownsPods,
  podsOf,
  selectorInWords,
  workloadOf,
} from '#diagnosis';
export type { ClusterIndex } from '#diagnosis';

/** A plain label map as a label selector. */
export const selectorOf = (matchLabels: Record<string, string>): LabelSelector => ({
  matchLabels,
  matchExpressions: [],
});

/** Whether a selector says nothing, and so selects everything. */
export const selectsEverything = (selector: LabelSelector): boolean =>
  selector.matchExpressions.length === 0 && Object.keys(selector.matchLabels).length === 0;

/** Whether two references mean the same object. */
export const sameObject = (a: ObjectRef, b: ObjectRef): boolean =>
  a.cluster === b.cluster && a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;

/** Identity of an object within its cluster. */
export const refKeyOf = ({ kind, namespace, name }: ObjectRef): string => `${kind}/${namespace}/${name}`;
