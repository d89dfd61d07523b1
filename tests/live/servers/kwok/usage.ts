/** What kwok reports as used by pods: the annotations below, or a little. */
const RESOURCE_USAGE = {
  apiVersion: 'kwok.x-k8s.io/v1alpha1',
  kind: 'ClusterResourceUsage',
  metadata: { name: 'usage-from-annotations' },
  spec: {
    usages: [
      {
        usage: { cpu: { expression: usage('cpu', '10m') }, memory: { expression: usage('memory', '32Mi') } },
      },
    ],
  },
};

/** The kubelet's resource metrics of a node, as metrics-server reads them. */
const RESOURCE_METRICS = {
  apiVersion: 'kwok.x-k8s.io/v1alpha1',
  kind: 'Metric',
  metadata: { name: 'metrics-resource' },
  spec: {
    path: metricsPath('{nodeName}'),
    metrics: [
      metric('container_start_time_seconds', 'container', 'pod.SinceSecond()'),
      metric('container_cpu_usage_seconds_total', 'container', 'pod.CumulativeUsage("cpu", container.name)'),
      metric('container_memory_working_set_bytes', 'container', 'pod.Usage("memory", container.name)'),
      metric('pod_cpu_usage_seconds_total', 'pod', 'pod.CumulativeUsage("cpu")'),
      metric('pod_memory_working_set_bytes', 'pod', 'pod.Usage("memory")'),
      metric('node_cpu_usage_seconds_total', 'node', 'node.CumulativeUsage("cpu")'),
      metric('node_memory_working_set_bytes', 'node', 'node.Usage("memory")'),
    ],
  },
};

/** The resources with which kwok reports usage. */
export const USAGE_RESOURCES = [RESOURCE_USAGE, RESOURCE_METRICS];

/** Where kwok serves the resource metrics of a node. */
export function metricsPath(node: string): string {
  return `/metrics/nodes/${node}/metrics/resource`;
}

function usage(resource: 'cpu' | 'memory', otherwise: string): string {
  const annotation = `kwok.x-k8s.io/usage-${resource}`;
  return `"${annotation}" in pod.metadata.annotations ? Quantity(pod.metadata.annotations["${annotation}"]) : Quantity("${otherwise}")`;
}

function metric(name: string, dimension: 'container' | 'pod' | 'node', value: string) {
  const kind = name.endsWith('_total') ? 'counter' : 'gauge';
  const ofPod = [
    { name: 'namespace', value: 'pod.metadata.namespace' },
    { name: 'pod', value: 'pod.metadata.name' },
  ];
  const labels = {
    node: [],
    pod: ofPod,
    container: [{ name: 'container', value: 'container.name' }, ...ofPod],
  }[dimension];
  return { name, dimension, kind, help: name, labels, value };
}
