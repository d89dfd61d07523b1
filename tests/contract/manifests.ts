/** A Kubernetes object as it is sent. */
export type Manifest = Record<string, unknown> & { metadata: { name: string; namespace?: string } };

type Extra = Record<string, unknown>;

export function namespace(name: string): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

export function configMap(name: string, data: Record<string, string> = {}, labels: Extra = {}): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels } as Manifest['metadata'], data };
}

/** A pod template of one container; `spec` is laid over its spec. */
export function template(app: string, { annotations, spec }: { annotations?: Extra; spec?: Extra } = {}) {
  return {
    metadata: { labels: { app }, ...(annotations && { annotations }) },
    spec: { containers: [{ name: 'app', image: 'nginx:1.27' }], ...spec },
  };
}

export function pod(
  name: string,
  { annotations, spec }: { annotations?: Extra; spec?: Extra } = {},
): Manifest {
  const { metadata, ...rest } = template(name, { annotations, spec });
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, ...metadata }, ...rest };
}

/** A Deployment of one replica whose pods are labelled `app: name`; `spec` is laid over its spec. */
export function deployment(name: string, spec: Extra = {}): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: { app: name } } as Manifest['metadata'],
    spec: { replicas: 1, selector: { matchLabels: { app: name } }, template: template(name), ...spec },
  };
}

export function service(name: string, selector: Record<string, string> = { app: name }): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { selector, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
  };
}

/** The definition of a kind of one's own: `Widget`, short name `wd`. */
export function widgetDefinition(group: string): Manifest {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `widgets.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: {
        plural: 'widgets',
        singular: 'widget',
        kind: 'Widget',
        listKind: 'WidgetList',
        shortNames: ['wd'],
      },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  };
}
