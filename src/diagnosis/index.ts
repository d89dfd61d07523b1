export type {
  Dependency,
  IncidentEvidence,
  NodeFinding,
  ObservedLoss,
  Signal,
  SignalRole,
  Symptom,
} from './causes/evidence.ts';
export { findOnset } from './causes/onset.ts';
export { rankCauses } from './causes/rank-causes.ts';
export { worseMachine, worseReplicas } from './causes/siblings.ts';
export type { Bar, Replica, WorseMachine, WorseReplica } from './causes/siblings.ts';
export type { CauseVerdict, RankedCause, Statement } from './causes/verdict.ts';
export type { ChangeEvent } from './changes/change.ts';
export { checkCluster, checkObject } from './checks/check-cluster.ts';
export type { CheckDescription } from './checks/draft.ts';
export { joinByFailedCalls } from './checks/failed-calls.ts';
export type { FailedCall } from './checks/failed-calls.ts';
export { keptFromDns } from './checks/network/dns.ts';
export { CHECKS } from './checks/registry.ts';
export { indexCluster } from './facts/cluster-index.ts';
export type { ClusterIndex } from './facts/cluster-index.ts';
export { explainExitCode } from './facts/exit-code.ts';
export { allGrants, grantsFor, grantsTo, ruleInWords } from './facts/grants.ts';
export type { Deed, SubjectGrant } from './facts/grants.ts';
export { explainNetworkPath, governs, keptInside, policiesOn } from './facts/network-path.ts';
export type { Blocked } from './facts/network-path.ts';
export { loseNode } from './facts/node-loss.ts';
export { letsThrough } from './facts/policy-words.ts';
export { podRequests } from './facts/pod-requests.ts';
export { isPodFinished, isPodReady, podStatus } from './facts/pod-status.ts';
export { parseQuantity } from './facts/quantity.ts';
export { matchesSelector, selectorInWords } from './facts/selectors.ts';
export { ageMs, eventTime } from './facts/time.ts';
export { ownersOf, ownsPods, podsOf, workloadOf } from './facts/workload.ts';
export { compareLogPatterns } from './logs/compare-log-patterns.ts';
export type { LogPattern, LogPatternChanges } from './logs/compare-log-patterns.ts';
export { joinStackTraces } from './logs/lines/join-stack-traces.ts';
export type { LogLevel } from './logs/lines/level.ts';
export type { LogEntry } from './logs/lines/log-entry.ts';
export { parseLogLine } from './logs/lines/parse-log-line.ts';
export { createTemplateMiner } from './logs/templates/template-miner.ts';
export type { LogTemplate, TemplateMiner } from './logs/templates/template-miner.ts';
export { severitySchema } from './finding.ts';
export type { Finding, Severity } from './finding.ts';
export { ANOMALY_THRESHOLD, scoreSeries } from './metrics/anomaly/anomaly-scorer.ts';
export { BURN_WINDOWS, judgeBurn } from './metrics/burn-rate.ts';
export type { BurnReport, ErrorShare } from './metrics/burn-rate.ts';
export { findChangePoints } from './metrics/change-points.ts';
export { forecastSaturation } from './metrics/saturation.ts';
export type { Sample } from './sample.ts';
export { callLosses } from './traces/call-losses.ts';
export { compareTraces } from './traces/compare-traces.ts';
export type { OperationChange } from './traces/compare-traces.ts';
export { bottleneck, criticalPath } from './traces/critical-path.ts';
export { errorOrigins } from './traces/error-origin.ts';
export { findRepeats } from './traces/repeats.ts';
export { buildTrace } from './traces/trace-tree.ts';
