import { POD_OWNERS } from '../../understand/lexicon/kinds.ts';
import { roleOf, type Item } from '../../understand/items.ts';
import type { Field, Filter } from '../query.ts';
import { addFilter, isNegated, nextItem, use, type Draft, type Reader } from './draft.ts';
import { FUNCTION_WORDS } from '../../understand/lexicon/common-words.ts';
import { isNameItem } from './relations.ts';
import { facetNear, resourceField } from './resources.ts';

/** The property of an object that tells whether something of a kind applies to it. */
const PROPERTY_OF_KIND: Partial<Record<string, Field>> = {
  HorizontalPodAutoscaler: 'hpa',
  PodDisruptionBudget: 'pdb',
  NetworkPolicy: 'networkPolicy',
  ResourceQuota: 'quota',
  Service: 'service',
  Ingress: 'ingress',
  EndpointSlice: 'endpoints',
  ServiceAccount: 'serviceAccount',
  StorageClass: 'storageClass',
  PriorityClass: 'priorityClass',
  Node: 'node',
};

/** "without limits", "no readiness probe", "that have no PDB", and with each: "with an HPA". */
export const readPresence: Reader = (draft, at) => {
  const item = draft.items[at];
  const isWithout =
    roleOf(item, 'without') !== undefined || (roleOf(item, 'with') !== undefined && isNegated(draft, at));
  if (!isWithout && roleOf(item, 'with') === undefined) return false;
  let found = false;
  let subject = nextItem(draft, at, 3);
  while (subject >= 0) {
    const filters = presence(draft, subject, isWithout);
    if (filters === undefined) break;
    found = true;
    use(draft, at);
    for (const filter of filters) addFilter(draft, filter, subject);
    subject = followedByAnother(draft, subject);
  }
  return found;
};

/** "limits or requests": the item after a conjunction. */
function followedByAnother(draft: Draft, at: number): number {
  const next = at + 1;
  const word = draft.items[next]?.word;
  if (word !== 'and' && word !== 'or' && word !== 'nor') return -1;
  use(draft, next);
  return nextItem(draft, next, 2);
}

function presence(draft: Draft, at: number, isWithout: boolean): Filter[] | undefined {
  const item = draft.items[at];
  if (item === undefined || item.amount || item.mention) return undefined;
  const op = isWithout ? 'missing' : 'present';
  const probe = roleOf(item, 'probe');
  if (probe && item.word !== 'ready')
    return [
      probe.probe === ''
        ? { field: 'probe', op }
        : { field: 'probe', op: isWithout ? 'is-not' : 'is', value: probe.probe },
    ];
  const resource = roleOf(item, 'resource')?.resource;
  if (resource) return resourcePresence(draft, at, { resource, op });
  if (roleOf(item, 'kind')?.kind === 'Pod')
    return hasOwnSubject(draft, at) && HOLDERS.has(firstKind(draft))
      ? [{ field: 'pods', op: isWithout ? 'is' : 'more-than', value: 0 }]
      : undefined;
  if (isGivenValue(draft, at) || draft.items[at + 1]?.word === 'of') return undefined;
  if (!isWithout && USED.has(roleOf(item, 'kind')?.kind ?? '') && RUNNERS.has(firstKind(draft)))
    return [{ field: 'uses', op: 'starts-with', value: `${roleOf(item, 'kind')?.kind}/` }];
  if (item.word.startsWith('sidecar'))
    return [{ field: 'containers', op: isWithout ? 'at-most' : 'more-than', value: 1 }];
  if (OWNERS.has(roleOf(item, 'kind')?.kind ?? '')) return ownerPresence(draft, at, isWithout);
  const property = PROPERTY_OF_KIND[roleOf(item, 'kind')?.kind ?? ''];
  if (property === 'endpoints' && hasOwnSubject(draft, at)) return [numberPresence(property, isWithout)];
  if (property !== undefined) return hasOwnSubject(draft, at) ? [{ field: property, op }] : undefined;
  return fieldPresence(draft, at, isWithout);
}

function fieldPresence(draft: Draft, at: number, isWithout: boolean): Filter[] | undefined {
  const field = roleOf(draft.items[at], 'field')?.field;
  if (field === undefined || draft.items[at + 1]?.amount || isComparedLater(draft, at)) return undefined;
  if (field === 'container' && isWithout && !isNameItem(draft.items[at + 1] ?? (draft.items[at] as Item)))
    return [numberPresence('containers', true)];
  if (NUMBERS.has(field) || (isWithout && field === 'readyReplicas'))
    return [numberPresence(field, isWithout)];
  return UNFIT.has(field) ? undefined : [{ field, op: isWithout ? 'missing' : 'present' }];
}

/** Properties that are a number: to have none is to have zero. */
const NUMBERS: ReadonlySet<Field> = new Set(['restarts', 'replicas', 'endpoints', 'pods']);

const numberPresence = (field: Field, isWithout: boolean): Filter => ({
  field,
  op: isWithout ? (NO[field] ?? 'is') : 'more-than',
  value: 0,
});

const NO: Partial<Record<Field, Filter['op']>> = { restarts: 'at-most' };

const OWNERS: ReadonlySet<string> = new Set([...POD_OWNERS, 'Workload']);

/** "pods without a deployment", "nodes with workloads": only what is owned, or holds what is, can have an owner. */
function ownerPresence(draft: Draft, at: number, isWithout: boolean): Filter[] | undefined {
  const owner = roleOf(draft.items[at], 'kind')?.kind ?? '';
  const subject = firstKind(draft);
  const holder = draft.items.slice(0, at).findLast((item) => roleOf(item, 'kind'));
  const isOfSubject = holder === undefined || roleOf(holder, 'kind')?.kind === subject;
  if (!hasOwnSubject(draft, at) || !isOfSubject || draft.items[at + 1]?.mention) return undefined;
  if (owner === 'Workload' && (OWNED.has(subject) || subject === 'Node'))
    return [{ field: 'owner', op: isWithout ? 'missing' : 'present' }];
  if (!OWNED.has(subject)) return undefined;
  const value = owner === 'Job' ? ['Job', 'CronJob'] : owner;
  return [{ field: 'ownerKind', op: isWithout ? 'is-not' : 'is', value }];
}

const OWNED = new Set(['Pod', 'ReplicaSet', 'Job']);

const USED = new Set(['ConfigMap', 'Secret', 'PersistentVolumeClaim']);
const RUNNERS = new Set(['Pod', 'Workload', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']);

const UNFIT: ReadonlySet<Field> = new Set([
  'name',
  'status',
  'type',
  'namespace',
  'cluster',
  'age',
  'version',
  'image',
  'imageTag',
  'host',
  'port',
  'phase',
  'readyReplicas',
  'registry',
  'reason',
  'container',
  'ip',
  'storageRequest',
  'strategy',
  'accessMode',
  'root',
]);

/** "with storage class fast", "with label app=web": the value is what matters. */
function isGivenValue({ items }: Draft, at: number): boolean {
  const [item, next] = [items[at], items[at]?.ends ? undefined : items[at + 1]];
  const field = roleOf(item, 'field')?.field;
  if (field === 'labels' || field === 'annotations')
    return (
      next !== undefined &&
      /^[\w./-]+[=:]?/.test(next.raw) &&
      next.meanings.length === 0 &&
      !FUNCTION_WORDS.has(next.word)
    );
  return TAKES_NAME.has(roleOf(item, 'kind')?.kind ?? '') && next !== undefined && isNameItem(next);
}

const TAKES_NAME = new Set(['StorageClass', 'ServiceAccount', 'PriorityClass']);

const HOLDERS = new Set([
  'Namespace',
  'Node',
  'Service',
  'Workload',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'NetworkPolicy',
  'ServiceAccount',
]);
const firstKind = ({ items }: Draft) =>
  items.map((item) => roleOf(item, 'kind')?.kind).find((kind) => kind !== undefined) ?? '';

/** "with a restart count above 5" is a comparison, not a presence. */
const isComparedLater = (draft: Draft, at: number) =>
  roleOf(draft.items[nextItem(draft, at, 2)], 'operator') !== undefined;

/** The subject comes first: "deployments without an HPA", not "no services". */
function hasOwnSubject({ items }: Draft, at: number): boolean {
  const own = roleOf(items[at], 'kind')?.kind;
  return items.some(
    (item, index) =>
      index !== at &&
      roleOf(item, 'kind') !== undefined &&
      roleOf(item, 'kind')?.kind !== own &&
      !isPlaceWord(items, index),
  );
}

const isPlaceWord = (items: readonly Item[], index: number) =>
  roleOf(items[index], 'kind')?.kind === 'Namespace' &&
  (items[index + 1]?.isPlace === true || items[index - 1]?.isPlace === true);

function resourcePresence(
  draft: Draft,
  at: number,
  { resource, op }: { resource: 'cpu' | 'memory'; op: 'missing' | 'present' },
): Filter[] | undefined {
  const facet = facetNear(draft, at, 2);
  if (facet === undefined || facet === 'usage') return undefined;
  use(draft, at + 1);
  const other = roleOf(draft.items[at + 2], 'resource')?.resource;
  const both = other !== undefined && other !== resource ? [other] : [];
  return [resource, ...both].map((one) => ({ field: resourceField(one, facet), op }));
}

const FLAGS: ReadonlySet<Field> = new Set([
  'privileged',
  'hostNetwork',
  'taint',
  'toleration',
  'root',
  'hpa',
]);

/** "privileged pods", "pods on the host network", "tainted nodes". */
export const readFlag: Reader = (draft, at) => {
  const field = roleOf(draft.items[at], 'field')?.field;
  if (field === undefined || !FLAGS.has(field) || draft.used.has(at)) return false;
  const key = draft.items[at + 1];
  if (
    field === 'root' &&
    !/^(?:pods?|containers?|workloads?)$/.test(key?.word ?? 'pod') &&
    !/ /.test(draft.items[at]?.word ?? '') &&
    draft.items[at - 1]?.word !== 'as'
  )
    return false;
  const isNot = isNegated(draft, at) !== /^(?:un|non)/.test(draft.items[at]?.word ?? '');
  return addFilter(draft, { field, op: isNot ? 'missing' : 'present' }, at);
};
