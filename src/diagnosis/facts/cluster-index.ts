import type {
  AnyObject,
  ClusterSnapshot,
  EndpointSlice,
  KubernetesEvent,
  LabelSelector,
  ObjectOf,
  ObjectRef,
  Pod,
  WatchedKind,
} from '../evidence/index.ts';
import { hides } from '../evidence/index.ts';
import { memoByIdentity } from './memo.ts';
import { refTo } from './refs.ts';
import { matchesSelector } from './selectors.ts';
import { eventTime } from './time.ts';

type List = readonly AnyObject[];
type Groups = ReadonlyMap<string, readonly AnyObject[]>;

function groupBy(list: List, keyOf: (object: AnyObject) => string | undefined): Groups {
  const groups = new Map<string, AnyObject[]>();
  for (const object of list) {
    const key = keyOf(object);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(object);
    else groups.set(key, [object]);
  }
  return groups;
}

const controllerUid = ({ metadata: { ownerReferences } }: AnyObject) =>
  (ownerReferences.find(({ controller }) => controller) ?? ownerReferences[0])?.uid || undefined;

const byName = memoByIdentity(
  (list: List) => new Map(list.map((o) => [`${o.metadata.namespace}/${o.metadata.name}`, o])),
);
const byNamespace = memoByIdentity((list: List) => groupBy(list, (o) => o.metadata.namespace));
const byOwner = memoByIdentity((list: List) => groupBy(list, controllerUid));
const byNode = memoByIdentity((list: readonly Pod[]) =>
  groupBy(list, (o) => (o as Pod).spec.nodeName || undefined),
);
const bySubject = memoByIdentity((list: readonly KubernetesEvent[]) =>
  groupBy(list, (o) => {
    const { kind, namespace, name } = (o as KubernetesEvent).involvedObject;
    return `${kind}/${namespace ?? ''}/${name}`;
  }),
);
const byService = memoByIdentity((list: readonly EndpointSlice[]) =>
  groupBy(list, ({ metadata: { namespace, labels } }) => {
    const service = labels['kubernetes.io/service-name'];
    return service === undefined ? undefined : `${namespace}/${service}`;
  }),
);

const newestFirst = (a: KubernetesEvent, b: KubernetesEvent) =>
  Date.parse(eventTime(b) ?? '') - Date.parse(eventTime(a) ?? '') || 0;

/** Events about this very object: an earlier one of the same name (a recreated StatefulSet pod) is another. */
function eventsAbout(snapshot: ClusterSnapshot, kind: string, object: AnyObject): KubernetesEvent[] {
  const { namespace, name, uid } = object.metadata;
  const all = (bySubject(snapshot.objects.Event).get(`${kind}/${namespace}/${name}`) ??
    []) as KubernetesEvent[];
  const own = all.filter(({ involvedObject }) => {
    // kubelets put the node's name where its uid belongs
    return kind === 'Node' || !uid || !involvedObject.uid || involvedObject.uid === uid;
  });
  return own.sort(newestFirst);
}

/** Quick look-ups over one snapshot. Built lazily, and remembered per list of objects. */
export interface ClusterIndex {
  snapshot: ClusterSnapshot;
  /** The moment everything is judged at: the snapshot's own. */
  now: number;
  list<K extends WatchedKind>(kind: K): readonly ObjectOf<K>[];
  get<K extends WatchedKind>(kind: K, namespace: string, name: string): ObjectOf<K> | undefined;
  inNamespace<K extends WatchedKind>(kind: K, namespace: string): readonly ObjectOf<K>[];
  /** The objects of a kind whose controller this is. */
  ownedBy<K extends WatchedKind>(kind: K, owner: AnyObject): readonly ObjectOf<K>[];
  /** Newest first. */
  events(kind: WatchedKind, object: AnyObject): KubernetesEvent[];
  podsOn(node: string): readonly Pod[];
  /** The pods of a namespace that a selector selects. */
  select(namespace: string, selector: LabelSelector): Pod[];
  slicesOf(namespace: string, service: string): readonly EndpointSlice[];
  /** False when the kind may not be read there or could not be: absence proves nothing then. */
  sees(kind: WatchedKind, namespace?: string): boolean;
  ref(kind: WatchedKind, object: AnyObject): ObjectRef;
}

/** Indexes a snapshot; cheap, since each look-up table is built when first asked for. */
export const indexCluster: (snapshot: ClusterSnapshot) => ClusterIndex = memoByIdentity(
  (snapshot: ClusterSnapshot) => {
    const { objects, cluster } = snapshot;
    const found = <K extends WatchedKind>(groups: Groups, key: string) =>
      (groups.get(key) ?? []) as readonly ObjectOf<K>[];
    const inNamespace: ClusterIndex['inNamespace'] = (kind, namespace) =>
      found<typeof kind>(byNamespace(objects[kind]), namespace);
    const index: ClusterIndex = {
      snapshot,
      now: snapshot.takenAt,
      list: (kind) => objects[kind],
      get: <K extends WatchedKind>(kind: K, namespace: string, name: string) =>
        byName(objects[kind]).get(`${namespace}/${name}`) as ObjectOf<K> | undefined,
      inNamespace,
      ownedBy: (kind, owner) => found<typeof kind>(byOwner(objects[kind]), owner.metadata.uid),
      events: (kind, object) => eventsAbout(snapshot, kind, object),
      podsOn: (node) => found<'Pod'>(byNode(objects.Pod), node),
      select: (namespace, selector) =>
        inNamespace('Pod', namespace).filter(({ metadata }) => matchesSelector(selector, metadata.labels)),
      slicesOf: (namespace, service) =>
        found<'EndpointSlice'>(byService(objects.EndpointSlice), `${namespace}/${service}`),
      sees: (kind, namespace) => !snapshot.unseen.some((unseen) => hides(unseen, kind, namespace)),
      ref: (kind, object) => refTo(cluster, kind, object),
    };
    return index;
  },
);
