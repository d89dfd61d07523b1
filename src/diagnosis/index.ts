export type {
  Dependency,
  IncidentEvidence,
  Sample,
  Signal,
  Symptom,
} from "./causes/evidence.ts";
export { rankCauses } from "./causes/rank-causes.ts";
export { checkCluster, checkObject } from "./checks/check-cluster.ts";
export type { CheckDescription } from "./checks/draft.ts";
export { keptFromDns } from "./checks/network/dns.ts";
export { CHECKS } from "./checks/registry.ts";
export { indexCluster } from "./facts/cluster-index.ts";
export type { ClusterIndex } from "./facts/cluster-index.ts";
export { explainExitCode } from "./facts/exit-code.ts";
export { allGrants, grantsFor, grantsTo, ruleInWords } from "./facts/grants.ts";
export type { Deed, SubjectGrant } from "./facts/grants.ts";
export {
  explainNetworkPath,
  governs,
  keptInside,
  policiesOn,
} from "./facts/network-path.ts";
export type { Blocked } from "./facts/network-path.ts";
export { letsThrough } from "./facts/policy-words.ts";
export { podRequests } from "./facts/pod-requests.ts";
export { isPodFinished, isPodReady, podStatus } from "./facts/pod-status.ts";
export { parseQuantity } from "./facts/quantity.ts";
export { matchesSelector, selectorInWords } from "./facts/selectors.ts";
export { ageMs, eventTime } from "./facts/time.ts";
export { ownersOf, podsOf, workloadOf } from "./facts/workload.ts";
export { severitySchema } from "./finding.ts";
export type { Finding, Severity } from "./finding.ts";
export { compareLogPatterns } from "./logs/compare-log-patterns.ts";
export type {
  LogPattern,
  LogPatternChanges,
  LogRecord,
  LogWindow,
} from "./logs/compare-log-patterns.ts";
export {
  createStackTraceJoiner,
  joinStackTraces,
} from "./logs/lines/join-stack-traces.ts";
export type { LogLevel } from "./logs/lines/level.ts";
export type { LogEntry } from "./logs/lines/log-entry.ts";
export { parseLogLine } from "./logs/lines/parse-log-line.ts";
export { createTemplateMiner } from "./logs/templates/template-miner.ts";
export type {
  LogTemplate,
  TemplateMiner,
} from "./logs/templates/template-miner.ts";
