import { matchesSelector, type ClusterIndex } from '#diagnosis';

type Labels = Record<string, string>;

/** The services of a namespace that select these labels. */
export function servicesFor(index: ClusterIndex, namespace: string, labels: Labels): string[] {
  return index
    .inNamespace('Service', namespace)
    .filter(
      ({ spec: { selector } }) =>
        Object.keys(selector).length > 0 &&
        Object.entries(selector).every(([key, value]) => labels[key] === value),
    )
    .map(({ metadata }) => metadata.name);
}

/** The network policies that apply to pods with these labels. */
export function policiesFor(index: ClusterIndex, namespace: string, labels: Labels): string[] {
  return index
    .inNamespace('NetworkPolicy', namespace)
    .filter(({ spec }) => matchesSelector(spec.podSelector, labels))
    .map(({ metadata }) => metadata.name);
}

/** The disruption budgets that cover pods with these labels. */
export function budgetsFor(index: ClusterIndex, namespace: string, labels: Labels): string[] {
  return index
    .inNamespace('PodDisruptionBudget', namespace)
    .filter(({ spec: { selector } }) => selector !== undefined && matchesSelector(selector, labels))
    .map(({ metadata }) => metadata.name);
}

/** The ingresses that route to a service. */
export function ingressesTo(index: ClusterIndex, namespace: string, service: string): string[] {
  return index
    .inNamespace('Ingress', namespace)
    .filter(({ spec }) => {
      const backends = [
        spec.defaultBackend,
        ...spec.rules.flatMap(({ http }) => (http?.paths ?? []).map(({ backend }) => backend)),
      ];
      return backends.some((backend) => backend?.service?.name === service);
    })
    .map(({ metadata }) => metadata.name);
}

/** The autoscalers of a workload. */
export function autoscalersOf(
  index: ClusterIndex,
  namespace: string,
  { kind, name }: { kind: string; name: string },
): string[] {
  return index
    .inNamespace('HorizontalPodAutoscaler', namespace)
    .filter(({ spec: { scaleTargetRef } }) => scaleTargetRef.kind === kind && scaleTargetRef.name === name)
    .map(({ metadata }) => metadata.name);
}
