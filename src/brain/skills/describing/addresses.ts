import { code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { as, type Target } from '../../cluster/target.ts';

/** The hosts of the ingresses that lead to a service, or to a service of a workload's name. */
export function hostsBefore({ index, ref }: Target): Markdown | undefined {
  const own =
    ref.kind === 'Service' ? ref.name : index.get('Service', ref.namespace, ref.name)?.metadata.name;
  if (own === undefined) return undefined;
  const found = index
    .inNamespace('Ingress', ref.namespace)
    .flatMap((ingress) =>
      ingress.spec.rules
        .filter(({ http }) => http?.paths.some(({ backend }) => backend.service?.name === own) === true)
        .map(
          ({ host }) =>
            inline`${host === undefined ? inline`any host` : code(host)} (ingress ${code(ingress.metadata.name)})`,
        ),
    );
  return found.length === 0 ? inline`none: no ingress leads to it` : listed(found);
}

/** How a service is called within its cluster. */
export function dnsName(target: Target): Markdown | undefined {
  const { index, ref } = target;
  const service = as('Service', target) ?? index.get('Service', ref.namespace, ref.name);
  return service === undefined
    ? undefined
    : code(`${service.metadata.name}.${ref.namespace}.svc.cluster.local`);
}
