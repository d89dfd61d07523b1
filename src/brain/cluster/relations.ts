import { policiesOn } from '#diagnosis';
import type { AnyObject, ObjectRef, Pod, WatchedKind } from '#diagnosis/evidence';
import { matchesSelector, ownersOf, refKeyOf, selectsEverything, type ClusterIndex } from './facts.ts';
import { as, podsFor, type Target } from './target.ts';
import { usedBy, usersOf } from './users.ts';

/** How an object hangs together with others: "its pods", "used by". */
export interface Relation {
  /** As a label before the list. */
  name: string;
  objects: ObjectRef[];
}

const unique = (refs: ObjectRef[]): ObjectRef[] => [
  ...new Map(refs.map((ref) => [refKeyOf(ref), ref])).values(),
];

function relation(name: string, objects: ObjectRef[]): Relation[] {
  return objects.length === 0 ? [] : [{ name, objects: unique(objects) }];
}

/** The services whose selector matches a pod. */
export function servicesOf(index: ClusterIndex, pod: Pod): ObjectRef[] {
  return index
    .inNamespace('Service', pod.metadata.namespace)
    .filter(({ spec: { selector } }) => {
      const wanted = Object.entries(selector);
      return wanted.length > 0 && wanted.every(([key, value]) => pod.metadata.labels[key] === value);
    })
    .map((service) => index.ref('Service', service));
}

/** The services that an ingress sends to. */
function backendsOf(ingress: ReturnType<ClusterIndex['list']>[number] & { spec: unknown }): string[] {
  const { spec } = ingress as { spec: IngressSpec };
  const paths = spec.rules.flatMap(({ http }) => http?.paths ?? []);
  const backends = [
    ...paths.map(({ backend }) => backend),
    ...(spec.defaultBackend ? [spec.defaultBackend] : []),
  ];
  return [...new Set(backends.flatMap(({ service }) => service?.name ?? []))];
}

type IngressSpec = NonNullable<ReturnType<typeof as<'Ingress'>>>['spec'];

/** The ingresses and routes that lead to a service. */
export function ingressesTo(index: ClusterIndex, { namespace, name }: ObjectRef): ObjectRef[] {
  const ingresses = index
    .inNamespace('Ingress', namespace)
    .filter((ingress) => backendsOf(ingress).includes(name))
    .map((ingress) => index.ref('Ingress', ingress));
  const routes = index
    .list('HTTPRoute')
    .filter(({ metadata, spec }) =>
      spec.rules.some(({ backendRefs }) =>
        backendRefs.some(
          (backend) => backend.name === name && (backend.namespace ?? metadata.namespace) === namespace,
        ),
      ),
    )
    .map((route) => index.ref('HTTPRoute', route));
  return [...ingresses, ...routes];
}

function scaledBy({ index, ref }: Target): ObjectRef[] {
  return index
    .inNamespace('HorizontalPodAutoscaler', ref.namespace)
    .filter(
      ({ spec: { scaleTargetRef } }) => scaleTargetRef.kind === ref.kind && scaleTargetRef.name === ref.name,
    )
    .map((hpa) => index.ref('HorizontalPodAutoscaler', hpa));
}

function guardedBy(index: ClusterIndex, pod: Pod): ObjectRef[] {
  return index
    .inNamespace('PodDisruptionBudget', pod.metadata.namespace)
    .filter(
      ({ spec: { selector } }) =>
        selector !== undefined &&
        !selectsEverything(selector) &&
        matchesSelector(selector, pod.metadata.labels),
    )
    .map((budget) => index.ref('PodDisruptionBudget', budget));
}

function aroundPod({ index }: Target, pod: Pod): Relation[] {
  const { namespace } = pod.metadata;
  const { cluster } = index.snapshot;
  const services = servicesOf(index, pod);
  const used = usedBy(pod.spec).map(({ kind, name }) => ({ cluster, kind, namespace, name }));
  const policies = [...policiesOn(index, pod, 'Ingress'), ...policiesOn(index, pod, 'Egress')];
  return [
    ...relation('Services in front', services),
    ...relation(
      'Reached through',
      services.flatMap((service) => ingressesTo(index, service)),
    ),
    ...relation('Uses', used),
    ...relation(
      'Network policies',
      policies.map((policy) => index.ref('NetworkPolicy', policy)),
    ),
    ...relation('Disruption budgets', guardedBy(index, pod)),
  ];
}

function nodesOf(target: Target): ObjectRef[] {
  const { cluster } = target.ref;
  return podsFor(target).flatMap(({ spec }) =>
    spec.nodeName === undefined ? [] : [{ cluster, kind: 'Node', namespace: '', name: spec.nodeName }],
  );
}

const USABLE = new Set<WatchedKind>(['ConfigMap', 'Secret', 'PersistentVolumeClaim', 'ServiceAccount']);

function ownedSets({ index, object, kind }: Target): ObjectRef[] {
  if (kind === 'Deployment')
    return index
      .ownedBy('ReplicaSet', object)
      .filter(({ spec }) => spec.replicas > 0)
      .map((set) => index.ref('ReplicaSet', set));
  return kind === 'CronJob' ? index.ownedBy('Job', object).map((job) => index.ref('Job', job)) : [];
}

function aroundIngress(target: Target): ObjectRef[] {
  const ingress = as('Ingress', target);
  const { cluster, namespace } = target.ref;
  return ingress === undefined
    ? []
    : backendsOf(ingress).map((name) => ({ cluster, kind: 'Service', namespace, name }));
}

function claimOf(target: Target): ObjectRef[] {
  const claim = as('PersistentVolume', target)?.spec.claimRef;
  if (claim?.name === undefined) return [];
  return [
    {
      cluster: target.ref.cluster,
      kind: 'PersistentVolumeClaim',
      namespace: claim.namespace ?? '',
      name: claim.name,
    },
  ];
}

function volumeOf(target: Target): ObjectRef[] {
  const name = as('PersistentVolumeClaim', target)?.spec.volumeName;
  return name === undefined
    ? []
    : [{ cluster: target.ref.cluster, kind: 'PersistentVolume', namespace: '', name }];
}

function targetOfScaler(target: Target): ObjectRef[] {
  const scaled = as('HorizontalPodAutoscaler', target)?.spec.scaleTargetRef;
  const { cluster, namespace } = target.ref;
  return scaled === undefined ? [] : [{ cluster, kind: scaled.kind, namespace, name: scaled.name }];
}

/** The claims that ask for a storage class. */
function claimsOfClass({ index, kind, ref }: Target): ObjectRef[] {
  return kind !== 'StorageClass'
    ? []
    : index
        .list('PersistentVolumeClaim')
        .filter(({ spec }) => spec.storageClassName === ref.name)
        .map((claim) => index.ref('PersistentVolumeClaim', claim));
}

const refs = (index: ClusterIndex, pods: readonly AnyObject[]): ObjectRef[] =>
  pods.map((pod) => index.ref('Pod', pod));

/** Everything that an object hangs together with, nearest first; empty lists are left out. */
export function relationsOf(target: Target): Relation[] {
  const { index, object, kind, ref } = target;
  const pods = podsFor(target);
  const [first] = pods;
  const isCrowd = kind === 'Node' || kind === 'Namespace';
  return [
    ...relation('Owned by', ownersOf(index, object)),
    ...relation('Owns', ownedSets(target)),
    ...relation(kind === 'Service' ? 'Pods behind it' : 'Pods', kind === 'Pod' ? [] : refs(index, pods)),
    ...relation('Runs on', isCrowd ? [] : nodesOf(target)),
    ...relation('Scaled by', scaledBy(target)),
    ...relation('Scales', targetOfScaler(target)),
    ...relation('Sends to', aroundIngress(target)),
    ...relation('Bound to', [...claimOf(target), ...volumeOf(target)]),
    ...relation('Used by', USABLE.has(kind) ? usersOf(target) : claimsOfClass(target)),
    ...(kind === 'Service' ? relation('Reached through', ingressesTo(index, ref)) : []),
    ...(first === undefined || isCrowd || kind === 'Service' ? [] : aroundPod(target, first)),
  ];
}
