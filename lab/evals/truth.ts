import type { BrokenScenario, World } from '#lab/world';
import type { ContainerSpec, Kinds, NodeThing, PodThing, Thing, WorkloadThing } from './objects.ts';
import type { Matcher } from './matcher.ts';
import { systemsTruth } from './systems-truth.ts';
import type { SystemsTruth } from './systems-truth.ts';

/** Which objects of a kind: every field narrows. */
export interface Where<T extends Thing> {
  ns?: string;
  /** The name, or how it begins when it ends with `*`. */
  name?: string;
  label?: [string, string];
  is?: (thing: T) => boolean;
}

/** What one cluster of the world holds at the moment of the question. */
export interface ClusterTruth {
  name: string;
  all: <K extends keyof Kinds>(kind: K, where?: Where<Kinds[K]>) => Kinds[K][];
  names: <K extends keyof Kinds>(kind: K, where?: Where<Kinds[K]>) => string[];
  pods: (where?: Where<PodThing>) => PodThing[];
  nodes: (where?: Where<NodeThing>) => NodeThing[];
  /** The pods of a Deployment, StatefulSet, DaemonSet or Job. */
  podsOf: (workload: string) => PodThing[];
  /** Exactly one: fails the run when there is none, so that no question can be vacuously right. */
  one: <K extends keyof Kinds>(kind: K, name: string) => Kinds[K];
  version: () => string;
}

export interface Truth {
  systems: SystemsTruth;
  prod: ClusterTruth;
  staging: ClusterTruth;
  /** Whether any object of any cluster bears the name. */
  exists: (name: string) => boolean;
  /** A number in an answer: digits or, up to twelve, the word. */
  number: (value: number) => Matcher;
  /**
   * Replaces {pod:checkout}, {pod:checkout:1}, {spod:checkout} (staging), {node:0}, {cluster}, {staging}; and of the fault in
   * force {it} (the struck object), {it:1} (the second), {victim} (whose users feel it), {ns}, {sick-pod} (the newest of its pods that is not ready); of two
   * faults these speak of the last, and {first}, {first:1}, {first-ns}, {first-sick-pod} of the first. {well}, {well:1} are
   * services that no fault touches.
   */
  fill: (phrasing: string) => string;
}

const NUMBER_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** Digits that are no part of a name or a decimal, or the word; none at all may also be said as no, none, nothing. */
export function number(value: number): Matcher {
  const digits = `(?<![a-z0-9.:/-])${value}(?![0-9a-z-]|[.:]\\d|/\\d)`;
  const word = NUMBER_WORDS[value];
  const zero = value === 0 ? '|\\bno\\b|\\bnone\\b|\\bnothing\\b|\\bnobody\\b' : '';
  return new RegExp(word === undefined ? digits : `${digits}|\\b${word}\\b${zero}`);
}

function fits<T extends Thing>(thing: T, where: Where<T>): boolean {
  const { name, namespace, labels } = thing.metadata;
  if (where.ns !== undefined && namespace !== where.ns) return false;
  if (where.label !== undefined && labels?.[where.label[0]] !== where.label[1]) return false;
  if (where.name?.endsWith('*') && !name.startsWith(where.name.slice(0, -1))) return false;
  if (where.name !== undefined && !where.name.endsWith('*') && name !== where.name) return false;
  return where.is?.(thing) ?? true;
}

const OWNERS = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

function clusterTruth(world: World, name: string): ClusterTruth {
  const objects = world.cluster(name);
  const all: ClusterTruth['all'] = (kind, where = {}) =>
    (objects.objects(kind) as unknown as Kinds[typeof kind][])
      .filter((thing) => fits(thing, where))
      .sort((a, b) => a.metadata.name.localeCompare(b.metadata.name));
  const names: ClusterTruth['names'] = (kind, where) => all(kind, where).map((thing) => thing.metadata.name);
  const ownedBy = (owner: Thing) => (thing: Thing) =>
    thing.metadata.namespace === owner.metadata.namespace &&
    (thing.metadata.ownerReferences ?? []).some(
      (one) => one.kind === owner.kind && one.name === owner.metadata.name,
    );
  const podsOf = (workload: string): PodThing[] => {
    const owners: Thing[] = [
      ...OWNERS.flatMap((kind) => all(kind, { name: workload })),
      ...all('Job', { name: workload }),
    ];
    const sets = owners.flatMap((owner) => all('ReplicaSet', { is: ownedBy(owner) }));
    return [...owners, ...sets].flatMap((owner) => all('Pod', { is: ownedBy(owner) }));
  };
  return {
    name,
    all,
    names,
    podsOf,
    pods: (where) => all('Pod', where),
    nodes: (where) => all('Node', where),
    one: (kind, wanted) => {
      const [first] = all(kind, { name: wanted });
      if (first === undefined) throw new Error(`the world has no ${kind} ${wanted} in ${name}`);
      return first;
    },
    version: () => all('Node')[0]?.status.nodeInfo.kubeletVersion ?? '',
  };
}

/** The newest pod of the app that is not ready, else the one with the most restarts. */
function sickPod(cluster: ClusterTruth, app: string): Thing | undefined {
  const pods = cluster.pods({ label: ['app', app] });
  const worst = (of: PodThing[]) => of.toSorted((a, b) => restartsOf(b) - restartsOf(a))[0];
  const sick = pods.filter((pod) => !isReady(pod));
  const newest = sick.toSorted((a, b) =>
    b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp),
  );
  return newest[0] ?? worst(pods);
}

interface Setting {
  prod: ClusterTruth;
  staging: ClusterTruth;
  struck: BrokenScenario[];
}

function struckName(slot: string, { prod, staging, struck }: Setting): string | undefined {
  const isFirst = slot.startsWith('first');
  const fault = isFirst ? struck[0] : struck.at(-1);
  const [kind, at = '0'] = slot
    .replace(/^first-/, '')
    .replace(/^first/, 'it')
    .split(':');
  const object = fault?.objects[Number(at)]?.split('/').at(-1);
  if (kind === 'it') return object;
  if (kind === 'victim') return fault?.truth?.victims[Number(at)];
  if (kind === 'ns') return fault?.namespace === '' ? 'default' : fault?.namespace;
  const cluster = fault?.cluster === staging.name ? staging : prod;
  return kind === 'sick-pod' && object !== undefined ? sickPod(cluster, object)?.metadata.name : undefined;
}

/** Services of the company that call no other service: nothing but their own state makes them ill. */
const LEAVES = [
  'auth-worker',
  'inventory',
  'notifications',
  'cart',
  'payments-worker',
  'reporting',
  'recommendations',
  'orders',
];

/** Those that are fully ready, were never restarted, and are neither struck nor next to what is. */
function wellNames({ prod, struck }: Setting): string[] {
  const touched = struck.flatMap(({ objects }) => objects.map((one) => one.split('/').at(-1) ?? ''));
  const isTouched = (name: string) => touched.some((one) => one.split('-')[0] === name.split('-')[0]);
  const places = struck.map(({ namespace }) => namespace);
  const isWell = (pod: PodThing) => isReady(pod) && restartsOf(pod) === 0;
  return LEAVES.filter((name) => {
    const { metadata, spec } = prod.one('Deployment', name);
    const pods = prod.podsOf(name);
    const isFull = pods.length === (spec.replicas ?? 1) && pods.every(isWell);
    return isFull && !isTouched(name) && !places.includes(metadata.namespace ?? '');
  });
}

function nameFor(slot: string, setting: Setting): string | undefined {
  const [kind = '', name = '', at = '0'] = slot.split(':');
  const { prod, staging } = setting;
  switch (kind) {
    case 'cluster':
      return prod.name;
    case 'staging':
      return staging.name;
    case 'node':
      return prod.nodes()[Number(name)]?.metadata.name;
    case 'pod':
      return prod.podsOf(name)[Number(at)]?.metadata.name;
    case 'spod':
      return staging.podsOf(name)[Number(at)]?.metadata.name;
    case 'well':
      return wellNames(setting)[Number(name)];
    default:
      return struckName(slot, setting);
  }
}

function fill(phrasing: string, setting: Setting): string {
  return phrasing.replace(/\{([a-z-]+(?::[a-z0-9-]+)*)\}/g, (_, slot: string) => {
    const name = nameFor(slot, setting);
    if (name === undefined) throw new Error(`nothing in the world for {${slot}} in: ${phrasing}`);
    return name;
  });
}

interface Seen {
  world: World;
  struck: BrokenScenario[];
  /** Pods that are gone, but which telemetry still speaks of. */
  remembered?: string[];
}

/** Reads what is true from the world's own objects. */
export function readTruth({ world, struck, remembered = [] }: Seen): Truth {
  const named = (environment: string): ClusterTruth => {
    const found = world.clusters.find((cluster) => cluster.environment === environment);
    if (found === undefined) throw new Error(`the world has no ${environment} cluster`);
    return clusterTruth(world, found.name);
  };
  const clusters = { prod: named('prod'), staging: named('staging') };
  const kinds = [
    'Pod',
    'Node',
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'ReplicaSet',
    'Job',
    'CronJob',
  ] as const;
  const known = new Set([
    ...remembered,
    ...[clusters.prod, clusters.staging].flatMap((cluster) => kinds.flatMap((kind) => cluster.names(kind))),
  ]);
  return {
    ...clusters,
    systems: systemsTruth(world),
    number,
    exists: (name) => known.has(name),
    fill: (phrasing) => fill(phrasing, { ...clusters, struck }),
  };
}

export const isReady = (pod: PodThing): boolean =>
  (pod.status.conditions ?? []).some(
    (condition) => condition.type === 'Ready' && condition.status === 'True',
  );

export const restartsOf = (pod: PodThing): number =>
  (pod.status.containerStatuses ?? []).reduce((sum, container) => sum + container.restartCount, 0);

export const imagesOf = (thing: PodThing | WorkloadThing): string[] =>
  containersOf(thing).map((container) => container.image);

/** Containers of a pod or of a workload's template. */
export function containersOf(thing: PodThing | WorkloadThing): ContainerSpec[] {
  return ('template' in thing.spec ? thing.spec.template.spec : thing.spec).containers;
}
