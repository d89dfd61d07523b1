import type { ObjectRef, Service } from '#diagnosis/evidence';
import { refKeyOf } from './facts.ts';
import { as, podsFor, type Target } from './target.ts';

const fits = ({ spec: { selector } }: Service, labels: Record<string, string>): boolean => {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
};

/** The labels of a workload's pods, whether or not it has any now. */
function labelsOf(target: Target): Record<string, string>[] {
  const template = as('Deployment', target) ?? as('StatefulSet', target) ?? as('DaemonSet', target);
  const pods = podsFor(target).map(({ metadata }) => metadata.labels);
  return template === undefined ? pods : [template.spec.template.metadata.labels, ...pods];
}

/** The services by which others reach an object, itself included when it is one. */
export function doorsOf(target: Target): ObjectRef[] {
  const { index, ref } = target;
  const labels = labelsOf(target);
  const doors = index
    .inNamespace('Service', ref.namespace)
    .filter((service) => labels.some((one) => fits(service, one)))
    .map((service) => index.ref('Service', service));
  const all = ref.kind === 'Service' ? [ref, ...doors] : doors;
  return [...new Map(all.map((door) => [refKeyOf(door), door])).values()];
}
