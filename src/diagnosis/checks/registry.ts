import type { CheckDescription, CheckFamily } from './draft.ts';
import { POD_CHECKS } from './pod/index.ts';
import { WORKLOAD_CHECKS } from './workload/index.ts';

/** Every family of checks, in the order in which causes come before consequences. */
export const FAMILIES: readonly CheckFamily[] = [POD_CHECKS, WORKLOAD_CHECKS];

/** Every condition that is looked for, for documentation and for guides to link to. */
export const CHECKS: readonly CheckDescription[] = FAMILIES.flatMap(({ checks }) => checks);
