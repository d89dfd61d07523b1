export type { AccessQuestion, ClusterInfo, KubernetesPort, LogLine, LogRequest, Logs } from './port.ts';
