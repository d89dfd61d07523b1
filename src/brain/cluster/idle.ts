import type { ObjectRef, Service } from '#diagnosis/evidence';
import type { ClusterIndex } from './facts.ts';

const SCALABLE = ['Deployment', 'StatefulSet'] as const;

function selects(service: Service, labels: Record<string, string>): boolean {
  const wanted = Object.entries(service.spec.selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

/** The workloads behind a service that are scaled to 0 replicas. */
export function idleBehind(index: ClusterIndex, service: Service): ObjectRef[] {
  return SCALABLE.flatMap((kind) =>
    index
      .inNamespace(kind, service.metadata.namespace)
      .filter(({ spec }) => spec.replicas === 0 && selects(service, spec.template.metadata.labels))
      .map((object) => index.ref(kind, object)),
  );
}

/** Services that nothing answers behind, because what they select is scaled to nothing. */
export function emptyServices(index: ClusterIndex): { service: ObjectRef; idle: ObjectRef[] }[] {
  const isEmpty = ({ metadata: { namespace, name } }: Service): boolean =>
    index.slicesOf(namespace, name).every(({ endpoints }) => endpoints.length === 0);
  return index.list('Service').flatMap((service) => {
    const idle = isEmpty(service) ? idleBehind(index, service) : [];
    return idle.length === 0 ? [] : [{ service: index.ref('Service', service), idle }];
  });
}
