/** One reason why some nodes (or all) do not fit. */
export interface SchedulingReason {
  kind:
    | 'resource'
    | 'taint'
    | 'cordoned'
    | 'rules'
    | 'anti-affinity'
    | 'affinity'
    | 'spread'
    | 'volume'
    | 'other';
  /** How many nodes; undefined when it is about the pod as a whole. */
  nodes?: number;
  /** Such as "2 nodes lack memory (asks 64Gi, the largest free is 12Gi)". */
  words: string;
  /** True of what keeps ordinary pods off control-plane nodes by design: never the reason to act on while there is another. */
  byDesign?: boolean;
}
