import type { CustomResourceDefinition } from './cluster-kinds.ts';
import { apiVersionOf, BUILT_IN, storageKey } from './resources.ts';
import type { Resource } from './resources.ts';
import type { Store } from './store.ts';

/** What this cluster serves: the built-in resources and those its CRDs define. */
export interface Registry {
  all(): readonly Resource[];
  ofPath(group: string, version: string, plural: string): Resource | undefined;
  ofKind(apiVersion: string, kind: string): Resource | undefined;
  ofKey(key: string): Resource | undefined;
}

function customResources(crd: CustomResourceDefinition): Resource[] {
  const { group, names, scope, versions } = crd.spec;
  return versions
    .filter((version) => version.served)
    .map((version) => ({
      key: storageKey(names.plural, group),
      group,
      version: version.name,
      kind: names.kind,
      plural: names.plural,
      singular: names.singular ?? names.kind.toLowerCase(),
      shortNames: names.shortNames ?? [],
      categories: names.categories ?? [],
      namespaced: scope === 'Namespaced',
      subresources: [
        ...(version.subresources?.status ? ['status'] : []),
        ...(version.subresources?.scale ? ['scale'] : []),
      ],
      custom: true,
      columns: version.additionalPrinterColumns,
    }));
}

export function createRegistry(store: Store): Registry {
  const crds = 'customresourcedefinitions.apiextensions.k8s.io';
  let known: readonly Resource[] = BUILT_IN;
  store.subscribe((change) => {
    if (change.resource !== crds) return;
    known = [...BUILT_IN, ...store.list(crds).flatMap(customResources)];
  });
  return {
    all: () => known,
    ofPath: (group, version, plural) =>
      known.find((r) => r.plural === plural && r.group === group && r.version === version),
    ofKind: (apiVersion, kind) => known.find((r) => r.kind === kind && apiVersionOf(r) === apiVersion),
    ofKey: (key) => known.find((r) => r.key === key),
  };
}
