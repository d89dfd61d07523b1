import {
  outOfMemory,
  crashOnVariable,
  panicking,
  wrongLivenessPort,
  readinessFailing,
  initFailing,
  sidecarCrash,
  datastoreDown,
} from './crashes.ts';
import {
  badImage,
  invalidImageName,
  pullSecretMissing,
  badRollout,
  missingConfigMap,
  missingSecretKey,
  missingServiceAccount,
} from './releases.ts';
import {
  unschedulableTaint,
  unschedulableResources,
  unschedulableAffinity,
  unschedulableSelector,
  quotaExceeded,
  webhookMissing,
} from './scheduling.ts';
import {
  wrongSelector,
  wrongTargetPort,
  networkPolicyBlocks,
  serviceBehindPolicy,
  dnsCrash,
  dnsEgressBlocked,
  ingressBackendMissing,
  routeBackendMissing,
} from './network.ts';
import { nodeDown, diskPressure, budgetBlocksDrain, stuckTerminating } from './nodes.ts';
import {
  volumePending,
  scalerWithoutRequests,
  scalerAtMaximum,
  metricsServerDown,
  jobFailing,
} from './capacity.ts';
import { expiredCertificate } from './certificates.ts';
import type { Scenario } from './scenario.ts';
import { SIGNAL_SCENARIOS } from './signals/index.ts';

/** Every fault the lab can inject. */
export const SCENARIOS: readonly Scenario[] = [
  outOfMemory,
  crashOnVariable,
  panicking,
  wrongLivenessPort,
  readinessFailing,
  initFailing,
  sidecarCrash,
  datastoreDown,
  badImage,
  invalidImageName,
  pullSecretMissing,
  badRollout,
  missingConfigMap,
  missingSecretKey,
  missingServiceAccount,
  unschedulableTaint,
  unschedulableResources,
  unschedulableAffinity,
  unschedulableSelector,
  quotaExceeded,
  webhookMissing,
  wrongSelector,
  wrongTargetPort,
  networkPolicyBlocks,
  serviceBehindPolicy,
  dnsCrash,
  dnsEgressBlocked,
  ingressBackendMissing,
  routeBackendMissing,
  nodeDown,
  diskPressure,
  budgetBlocksDrain,
  stuckTerminating,
  volumePending,
  scalerWithoutRequests,
  scalerAtMaximum,
  metricsServerDown,
  jobFailing,
  expiredCertificate,
  ...SIGNAL_SCENARIOS,
];
