import { ACCESS_CHECKS } from './access/index.ts';
import { ADMISSION_CHECKS } from './admission/index.ts';
import type { CheckDescription, CheckFamily } from './draft.ts';
import { GATEWAY_CHECKS } from './gateway/index.ts';
import { INGRESS_CHECKS } from './ingress/index.ts';
import { JOB_CHECKS } from './job/index.ts';
import { NETWORK_CHECKS } from './network/index.ts';
import { NODE_CHECKS } from './node/index.ts';
import { POD_CHECKS } from './pod/index.ts';
import { SCALING_CHECKS } from './scaling/index.ts';
import { SERVICE_CHECKS } from './service/index.ts';
import { STORAGE_CHECKS } from './storage/index.ts';
import { WORKLOAD_CHECKS } from './workload/index.ts';

/** Every family of checks, causes before consequences. */
export const FAMILIES: readonly CheckFamily[] = [
  NODE_CHECKS,
  STORAGE_CHECKS,
  POD_CHECKS,
  WORKLOAD_CHECKS,
  JOB_CHECKS,
  SERVICE_CHECKS,
  INGRESS_CHECKS,
  GATEWAY_CHECKS,
  NETWORK_CHECKS,
  SCALING_CHECKS,
  ADMISSION_CHECKS,
  ACCESS_CHECKS,
];

/** Every condition that is looked for, for documentation and for guides to link to. */
export const CHECKS: readonly CheckDescription[] = FAMILIES.flatMap(({ checks }) => checks);
