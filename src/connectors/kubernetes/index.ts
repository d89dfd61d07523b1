export { createKubernetesConnector } from './connector.ts';
export type { KubernetesConnector, KubernetesConnectorDeps } from './connector.ts';
export { describeKubeconfig } from './kubeconfig/describe-kubeconfig.ts';
export type { KubeconfigSummary } from './kubeconfig/describe-kubeconfig.ts';
export type { InCluster } from './kubeconfig/load-kubeconfig.ts';
export type { ClusterSettings } from './kubeconfig/choose-clusters.ts';
export type { AccessQuestion, ClusterInfo, KubernetesPort, LogLine, LogRequest, Logs } from './port.ts';
