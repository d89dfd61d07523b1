import type { EndpointSlice, LabelSelector, ObjectRef, Pod, Service } from '../evidence/index.ts';
import type { ClusterIndex } from './cluster-index.ts';
import { isPodFinished, isPodReady } from './pod-status.ts';
import { carriesLabels, matchesSelector, selectorOf } from './selectors.ts';

/** Whether a Service finds its pods by a selector; the others are somebody else's business. */
export function hasSelector({ spec }: Service): boolean {
  return spec.type !== 'ExternalName' && Object.keys(spec.selector).length > 0;
}

/** The live pods that a Service selects. */
export function selectedPods(index: ClusterIndex, service: Service): Pod[] {
  const { namespace } = service.metadata;
  return index.select(namespace, selectorOf(service.spec.selector)).filter((pod) => !isPodFinished(pod));
}

/** One live pod behind a Service, found without looking at them all: most pods of a Service are alike. */
export function samplePod(index: ClusterIndex, service: Service): Pod | undefined {
  const { namespace, name } = service.metadata;
  for (const { endpoints } of index.slicesOf(namespace, name)) {
    const target = endpoints[0]?.targetRef?.name;
    const pod = target ? index.get('Pod', namespace, target) : undefined;
    if (pod) return pod;
  }
  const { selector } = service.spec;
  return index
    .inNamespace('Pod', namespace)
    .find((pod) => carriesLabels(selector, pod.metadata.labels) && !isPodFinished(pod));
}

const countReady = (endpoints: EndpointSlice['endpoints']) =>
  endpoints.reduce((sum, { conditions }) => sum + (conditions.ready === false ? 0 : 1), 0);

/** How many ready endpoints a Service has; undefined when neither its slices nor its pods may be seen. */
export function readyEndpoints(index: ClusterIndex, service: Service): number | undefined {
  const { namespace, name } = service.metadata;
  const slices = index.slicesOf(namespace, name);
  if (slices.length || (index.sees('EndpointSlice', namespace) && !index.sees('Pod', namespace))) {
    return slices.reduce((sum, { endpoints }) => sum + countReady(endpoints), 0);
  }
  if (!index.sees('Pod', namespace)) return undefined;
  return selectedPods(index, service).filter(
    (pod) => service.spec.publishNotReadyAddresses || isPodReady(pod),
  ).length;
}

/** A workload whose pods carry these labels, whether or not any exists now. */
export interface TemplateOwner {
  ref: ObjectRef;
  labels: Record<string, string>;
  replicas: number;
}

/** The workloads of a namespace with the labels that their pods get. A CronJob or Job counts as having none now. */
export function templatesIn(index: ClusterIndex, namespace: string): TemplateOwner[] {
  const { cluster } = index.snapshot;
  const owner = (kind: string, name: string, rest: Omit<TemplateOwner, 'ref'>): TemplateOwner => ({
    ref: { cluster, kind, namespace, name },
    ...rest,
  });
  const replicated = (['Deployment', 'StatefulSet'] as const).flatMap((kind) =>
    index
      .inNamespace(kind, namespace)
      .map(({ metadata, spec }) =>
        owner(kind, metadata.name, { labels: spec.template.metadata.labels, replicas: spec.replicas }),
      ),
  );
  const daemons = index.inNamespace('DaemonSet', namespace).map(({ metadata, spec, status }) =>
    owner('DaemonSet', metadata.name, {
      labels: spec.template.metadata.labels,
      replicas: status.desiredNumberScheduled,
    }),
  );
  const jobs = index
    .inNamespace('Job', namespace)
    .map(({ metadata, spec }) =>
      owner('Job', metadata.name, { labels: spec.template.metadata.labels, replicas: 0 }),
    );
  const crons = index.inNamespace('CronJob', namespace).map(({ metadata, spec }) =>
    owner('CronJob', metadata.name, {
      labels: spec.jobTemplate.spec.template?.metadata.labels ?? {},
      replicas: 0,
    }),
  );
  return [...replicated, ...daemons, ...jobs, ...crons];
}

/** The workloads whose pods a selector is meant for. */
export function intendedFor(
  index: ClusterIndex,
  namespace: string,
  selector: LabelSelector,
): TemplateOwner[] {
  return templatesIn(index, namespace).filter(({ labels }) => matchesSelector(selector, labels));
}
