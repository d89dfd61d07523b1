export { createKubernetesConnector } from './connector.ts';
export type { KubernetesConnector } from './connector.ts';
export { describeKubeconfig } from './kubeconfig/describe-kubeconfig.ts';
export type { AccessQuestion, ClusterInfo, KubernetesPort, LogLine, LogRequest, Logs } from './port.ts';
