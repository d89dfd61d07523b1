import type { World } from '../start.ts';
import type { Node, PersistentVolumeClaim } from '../kube/cluster-kinds.ts';
import type { Certificate, EndpointSlice, HttpRoute, Ingress, Service } from '../kube/network-kinds.ts';
import { hasLabels } from '../kube/selectors.ts';
import type { Condition, KubeObject, Pod } from '../kube/types.ts';
import type {
  DaemonSet,
  Deployment,
  HorizontalPodAutoscaler,
  Job,
  PodDisruptionBudget,
  StatefulSet,
} from '../kube/workload-kinds.ts';

type Look = <T extends KubeObject>(kind: string) => T[];

const OLD_RESTART = 'redis-0';

function podTrouble({ metadata, spec, status }: Pod): string[] {
  const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const done = status.phase === 'Succeeded';
  return [
    ...(metadata.deletionTimestamp ? ['terminating'] : []),
    ...(['Running', 'Succeeded'].includes(status.phase) ? [] : [status.phase]),
    ...(spec.nodeName ? [] : ['without a node']),
    ...statuses.flatMap(({ name, ready, restartCount, lastState }) => [
      ...(ready || done ? [] : [`${name} not ready`]),
      ...(restartCount > 0 && metadata.name !== OLD_RESTART
        ? [`${name} restarted ${restartCount} times`]
        : []),
      ...(lastState.terminated && metadata.name !== OLD_RESTART ? [`${name} ended before`] : []),
    ]),
  ];
}

function conditionTrouble(conditions: Condition[] | undefined, good: Record<string, string>): string[] {
  return (conditions ?? [])
    .filter(({ type, status }) => good[type] !== undefined && good[type] !== status)
    .map(({ type, reason }) => `${type}: ${reason ?? ''}`);
}

type Seen = [KubeObject, string[]];

function each<T extends KubeObject>(objects: T[], trouble: (object: T) => string[]): Seen[] {
  return objects.map((object) => [object, trouble(object)]);
}

function short(wanted: number, ready: number | undefined): string[] {
  return wanted === (ready ?? 0) ? [] : [`${ready ?? 0} of ${wanted} ready`];
}

const ROLLED_OUT = { Available: 'True', Progressing: 'True', ReplicaFailure: 'False' };
const SCALING = { AbleToScale: 'True', ScalingActive: 'True', ScalingLimited: 'False' };

function workloads(look: Look): Seen[] {
  return [
    ...each(look<Deployment>('deployments'), ({ spec, status }) => [
      ...short(spec.replicas ?? 1, status.readyReplicas),
      ...conditionTrouble(status.conditions, ROLLED_OUT),
    ]),
    ...each(look<StatefulSet>('statefulsets'), ({ spec, status }) => [
      ...short(spec.replicas ?? 1, status.readyReplicas),
      ...(spec.replicas === 0 ? ['scaled to nothing'] : []),
    ]),
    ...each(look<DaemonSet>('daemonsets'), ({ status }) =>
      short(status.desiredNumberScheduled, status.numberReady),
    ),
    ...each(look<Job>('jobs'), (job) => (job.status.failed ? ['failed pods'] : [])),
    ...each(look<HorizontalPodAutoscaler>('horizontalpodautoscalers'), ({ status }) =>
      conditionTrouble(status.conditions, SCALING),
    ),
    ...each(look<PodDisruptionBudget>('poddisruptionbudgets'), ({ status }) =>
      status.disruptionsAllowed > 0 ? [] : ['spares no pod'],
    ),
  ];
}

function servesNobody(look: Look, service: Service): string[] {
  const { selector, type } = service.spec;
  if (!selector || type === 'ExternalName') return [];
  const slices = look<EndpointSlice>('endpointslices').filter(
    ({ metadata }) =>
      metadata.namespace === service.metadata.namespace &&
      metadata.labels?.['kubernetes.io/service-name'] === service.metadata.name,
  );
  const ready = slices.some(({ endpoints }) => endpoints.some(({ conditions }) => conditions.ready));
  const pods = look<Pod>('pods').filter(
    ({ metadata }) =>
      metadata.namespace === service.metadata.namespace && hasLabels(metadata.labels, selector),
  );
  const numbers = slices.flatMap(({ ports }) => (ports ?? []).map(({ port }) => port));
  const declared = pods.flatMap(({ spec }) =>
    spec.containers.flatMap((c) => (c.ports ?? []).map((p) => p.containerPort)),
  );
  const wrong = declared.length > 0 && numbers.some((port) => !declared.includes(port));
  return [...(ready ? [] : ['no ready endpoint']), ...(wrong ? ['leads to a port nobody declares'] : [])];
}

function network(look: Look): Seen[] {
  const services = look<Service>('services');
  const isThere = (namespace: string | undefined, name: string | undefined): boolean =>
    services.some(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
  return [
    ...services.map((service): Seen => [service, servesNobody(look, service)]),
    ...look<Ingress>('ingresses').map((ingress): Seen => {
      const paths = (ingress.spec.rules ?? []).flatMap((rule) => rule.http?.paths ?? []);
      const lost = paths.filter(({ backend }) => !isThere(ingress.metadata.namespace, backend.service?.name));
      return [ingress, lost.length > 0 ? ['backend missing'] : []];
    }),
    ...look<HttpRoute>('httproutes').map((route): Seen => {
      const names = route.spec.rules.flatMap((rule) => rule.backendRefs ?? []).map(({ name }) => name);
      const lost = names.filter((name) => !isThere(route.metadata.namespace, name));
      return [route, lost.length > 0 ? ['backend missing'] : []];
    }),
    ...look<Certificate>('certificates').map((certificate): Seen => [
      certificate,
      conditionTrouble(certificate.status.conditions, { Ready: 'True' }),
    ]),
  ];
}

function infrastructure(look: Look): Seen[] {
  const good = { Ready: 'True', DiskPressure: 'False', MemoryPressure: 'False', PIDPressure: 'False' };
  return [
    ...look<Node>('nodes').map((node): Seen => [
      node,
      [
        ...conditionTrouble(node.status.conditions, good),
        ...(node.spec.taints ?? []).map(({ key }) => key).filter((key) => !key.endsWith('control-plane')),
      ],
    ]),
    ...look<PersistentVolumeClaim>('persistentvolumeclaims').map((claim): Seen => [
      claim,
      claim.status.phase === 'Bound' ? [] : [claim.status.phase],
    ]),
    ...look<Pod>('pods').map((pod): Seen => [pod, podTrouble(pod)]),
    ...look<KubeObject>('events').map((event): Seen => [
      event,
      event.type === 'Warning' ? [`${String(event.reason)}: ${String(event.message)}`] : [],
    ]),
  ];
}

/** Everything an observer of a cluster's objects would call a symptom, as "Kind/name: what". */
export function symptomsOf(world: World, cluster: string): string[] {
  const hand = world.cluster(cluster);
  const look: Look = (kind) => hand.objects(kind) as never;
  return [...infrastructure(look), ...workloads(look), ...network(look)].flatMap(([object, troubles]) =>
    troubles.map((trouble) => `${object.kind}/${object.metadata.name}: ${trouble}`),
  );
}
