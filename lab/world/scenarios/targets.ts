import type { Cluster } from '../engine/cluster.ts';
import type { Random } from '../engine/random.ts';
import { SERVICES } from '../company/services.ts';
import type { ServiceSpec } from '../company/service-spec.ts';
import type { Deployment } from '../kube/workload-kinds.ts';
import type { Container, PodSpec } from '../kube/types.ts';
import type { Strike } from './scenario.ts';
import type { Stage } from './stage.ts';

/** One of the company's services, chosen by seed. */
export function pickService(
  random: Random,
  suits: (service: ServiceSpec) => boolean = () => true,
): ServiceSpec {
  return random.pick(SERVICES.filter(suits));
}

export function isServing(service: ServiceSpec): boolean {
  return service.port !== undefined;
}

export function deploymentRef({ namespace, name }: ServiceSpec) {
  return { resource: 'deployments.apps' as const, namespace, name };
}

export function serviceRef({ namespace, name }: ServiceSpec) {
  return { resource: 'services' as const, namespace, name };
}

/** A strike at a service's Deployment and whatever else is named. */
export function strikeAt(
  service: ServiceSpec,
  inject: (stage: Stage) => void,
  others: string[] = [],
): Strike {
  return { namespace: service.namespace, objects: [`Deployment/${service.name}`, ...others], inject };
}

function mainOf(spec: PodSpec): Container {
  const [container] = spec.containers;
  if (!container) throw new Error('a pod without containers');
  return container;
}

/** Changes the pod template of a service, which rolls it out. */
export function editTemplate(
  stage: Stage,
  service: ServiceSpec,
  change: (spec: PodSpec, main: Container) => void,
): void {
  stage.edit(deploymentRef(service), (draft: Deployment) => {
    const { spec } = draft.spec.template;
    change(spec, mainOf(spec));
  });
}

export function podsOfApp(cluster: Cluster, service: Pick<ServiceSpec, 'namespace' | 'name'>) {
  return cluster.store
    .list('pods', service.namespace)
    .filter((pod) => pod.metadata.labels?.app === service.name);
}

export function workerNodes(cluster: Cluster): string[] {
  return cluster.store
    .list('nodes')
    .filter((node) => !('node-role.kubernetes.io/control-plane' in (node.metadata.labels ?? {})))
    .map((node) => node.metadata.name);
}

const BUSY = 3;

/** Workers with enough of the company's own pods on them to be missed. */
export function busyWorkers(cluster: Cluster): string[] {
  const workers = workerNodes(cluster);
  const own = cluster.store
    .list('pods')
    .filter(
      ({ metadata }) =>
        metadata.namespace !== 'kube-system' && metadata.ownerReferences?.[0]?.kind === 'ReplicaSet',
    );
  const busy = workers.filter((node) => own.filter(({ spec }) => spec.nodeName === node).length >= BUSY);
  return busy.length > 0 ? busy : workers;
}
