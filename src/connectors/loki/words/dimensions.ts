/** What tells lines apart, in the house's words. */
export const DIMENSIONS = ['cluster', 'namespace', 'service', 'pod', 'container', 'node'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The labels that may name each, the most telling first: of Promtail, Alloy, Fluent Bit, Vector, OpenTelemetry and OpenShift. */
export const LABELS: Record<Dimension, readonly string[]> = {
  cluster: ['cluster', 'cluster_name', 'k8s_cluster_name', 'kubernetes_cluster', 'openshift_cluster_id'],
  namespace: [
    'namespace',
    'k8s_namespace_name',
    'kubernetes_namespace_name',
    'kubernetes_namespace',
    'namespace_name',
    'k8s_namespace',
    'pod_namespace',
  ],
  service: [
    'service_name',
    'app',
    'service',
    'app_kubernetes_io_name',
    'kubernetes_labels_app',
    'k8s_deployment_name',
    'deployment',
    'component',
    'name',
    'job',
  ],
  pod: ['pod', 'k8s_pod_name', 'kubernetes_pod_name', 'pod_name', 'instance'],
  container: ['container', 'k8s_container_name', 'kubernetes_container_name', 'container_name'],
  node: ['node_name', 'node', 'k8s_node_name', 'kubernetes_host', 'nodename', 'host', 'hostname'],
};

/** Where a line says how bad it is, the most telling first. */
export const LEVEL_LABELS = ['detected_level', 'level', 'severity', 'severity_text', 'lvl'] as const;

/** A stream's labels in the house's words; what has no such word keeps its own. */
export function houseLabels(labels: Record<string, string>): Record<string, string> {
  const left = new Map(Object.entries(labels));
  const named: Record<string, string> = {};
  const move = (word: string, candidates: readonly string[]): void => {
    const label = candidates.find((candidate) => left.has(candidate));
    const value = label === undefined ? undefined : left.get(label);
    if (label === undefined || value === undefined) return;
    named[word] = value;
    for (const same of candidates) if (left.get(same) === value) left.delete(same);
  };
  for (const dimension of DIMENSIONS) move(dimension, LABELS[dimension]);
  move('level', ['level', ...LEVEL_LABELS]);
  return { ...Object.fromEntries([...left].filter(([name]) => !(name in named))), ...named };
}
