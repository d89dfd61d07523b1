/** What people call each environment. The first is the canonical one. */
export const ENVIRONMENT_WORDS: readonly (readonly string[])[] = [
  ['prod', 'production', 'prd', 'live', 'prods'],
  ['staging', 'stage', 'stg', 'stag', 'preprod', 'pre-prod', 'preproduction', 'pre-production'],
  ['dev', 'development', 'devel', 'develop'],
  ['test', 'testing', 'tst'],
  ['qa', 'quality'],
  ['uat', 'acceptance'],
  ['sandbox', 'sbx', 'playground'],
  ['demo'],
  ['dr', 'disaster-recovery'],
  ['local', 'laptop', 'localhost', 'minikube', 'kind'],
];

/** Said for all clusters at once. */
export const EVERYWHERE_PHRASES: readonly string[] = [
  '=all clusters',
  '=every cluster',
  '=each cluster',
  '=all the clusters',
  '=all my clusters',
  '=all our clusters',
  '=both clusters',
  '=my clusters',
  '=our clusters',
  '=the clusters',
  '=across clusters',
  '=across all clusters',
  '=across the clusters',
  '=all environments',
  '=every environment',
  '=both environments',
  '=each environment',
  '=the fleet',
  '=whole fleet',
  '=fleet wide',
  '=everywhere',
  '=anywhere',
  '=across environments',
  '=across the fleet',
  '=any cluster',
  '=any of the clusters',
  '=multi cluster',
];

/** Said for all namespaces at once: lifts a focus. */
export const ALL_NAMESPACES_PHRASES: readonly string[] = [
  'all namespaces',
  'every namespace',
  'any namespace',
  'across namespaces',
  'across all namespaces',
  'whole cluster',
  'entire cluster',
  'cluster wide',
  'clusterwide',
  'across the cluster',
  'in the cluster',
  'in total',
];

/** Namespaces that the platform itself lives in. */
export const SYSTEM_NAMESPACE_PHRASES: readonly string[] = [
  'system namespace',
  'system namespaces',
  'kube namespaces',
  'kubernetes namespaces',
  'system pods',
  'system components',
  'system workloads',
];
