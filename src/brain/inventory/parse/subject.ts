import { WORKLOAD_KINDS } from '../../understand/lexicon/kinds.ts';
import { roleOf, type Item } from '../../understand/items.ts';
import type { Field, Filter } from '../query.ts';
import { use, type Draft } from './draft.ts';
import { GROUP_FIELDS, measureOf } from './shape.ts';

/** The kind whose objects carry a property, when no kind is said. */
const HOME_OF_FIELD: Partial<Record<Field, string>> = {
  image: 'Pod',
  imageTag: 'Pod',
  registry: 'Pod',
  restarts: 'Pod',
  containers: 'Pod',
  container: 'Pod',
  qos: 'Pod',
  priorityClass: 'Pod',
  serviceAccount: 'Pod',
  phase: 'Pod',
  status: 'Pod',
  replicas: 'Workload',
  readyReplicas: 'Workload',
  cpuRequest: 'Pod',
  memoryRequest: 'Pod',
  cpuLimit: 'Pod',
  memoryLimit: 'Pod',
  cpuUsage: 'Pod',
  cpuCapacity: 'Node',
  memoryCapacity: 'Node',
  podCapacity: 'Node',
  minReplicas: 'HorizontalPodAutoscaler',
  maxReplicas: 'HorizontalPodAutoscaler',
  memoryUsage: 'Pod',
  storageRequest: 'PersistentVolumeClaim',
  storageClass: 'PersistentVolumeClaim',
  version: 'Node',
  runtime: 'Node',
  kernel: 'Node',
  os: 'Node',
  architecture: 'Node',
  taint: 'Node',
  role: 'Node',
  schedule: 'CronJob',
  host: 'Ingress',
  port: 'Service',
  'label:topology.kubernetes.io/zone': 'Node',
  'label:topology.kubernetes.io/region': 'Node',
  'label:node.kubernetes.io/instance-type': 'Node',
};

/** Properties that people list by themselves: "which images are running". */
const LISTED: ReadonlySet<Field> = new Set([
  'image',
  'imageTag',
  'registry',
  'version',
  'runtime',
  'kernel',
  'os',
  'architecture',
  'qos',
  'priorityClass',
  'host',
  'label:topology.kubernetes.io/zone',
  'label:topology.kubernetes.io/region',
  'label:node.kubernetes.io/instance-type',
  'owner',
  'schedule',
]);

/** Finds what the question is about: a kind, a kind within groups, or the values of a property. */
export function findSubject(draft: Draft, fallback: string | undefined): void {
  const kinds = draft.items.flatMap((item, at) => subjectKind(draft, item, at));
  const listed = listedField(draft, kinds[0]?.at ?? Infinity);
  const [first, second] = kinds;
  if (listed !== undefined) {
    draft.groupBy ??= listed.field;
    use(draft, listed.at);
  }
  if (first && second && listed === undefined && holds(draft, first, second)) {
    draft.outer = first.kind;
    draft.kind = second.kind;
    draft.groupBy ??= GROUP_FIELDS[first.kind];
    use(draft, first.at, second.at);
  } else draft.kind = together(draft, kinds) ?? homeOf(draft) ?? fallback ?? kindOfNames(draft);
  for (const { at, kind } of kinds)
    if (draft.kind?.split('+').includes(kind) || isLabelOfName(draft.items, at)) use(draft, at);
}

/** "pods and services": kinds in a row are asked about together. */
function together({ items }: Draft, [first, ...rest]: readonly KindAt[]): string | undefined {
  if (first === undefined) return undefined;
  const kinds = [first];
  for (const next of rest) {
    const between = items.slice((kinds.at(-1)?.at ?? 0) + 1, next.at);
    if (!between.every(({ word }) => /^(?:and|or|plus|the|all|also|any|&|\+)$/.test(word))) break;
    kinds.push(next);
  }
  return [...new Set(kinds.map(({ kind }) => kind))].join('+');
}

/** "deployment cart", "the cart service". */
const isLabelOfName = (items: readonly Item[], at: number) =>
  (items[at + 1]?.mention !== undefined && items[at]?.ends === false) || items[at - 1]?.mention !== undefined;

interface KindAt {
  at: number;
  kind: string;
}

/** Kinds that stand for themselves: not "in namespace web", "per node", "deployment cart". */
function subjectKind(draft: Draft, item: Item, at: number): KindAt[] {
  const kind = roleOf(item, 'kind')?.kind;
  if (kind === undefined || draft.used.has(at) || isPlaceLabel(draft.items, at, kind)) return [];
  const next = item.ends ? undefined : draft.items[at + 1];
  const isName = next?.mention?.kind === kind && next.mention.matches.some((ref) => ref.kind === kind);
  const hasOther = draft.items.some(
    (other, index) =>
      index !== at && roleOf(other, 'kind') && !draft.used.has(index) && roleOf(other, 'kind')?.kind !== kind,
  );
  return isName && hasOther ? [] : [{ at, kind }];
}

const isPlaceLabel = (items: readonly Item[], at: number, kind: string) => {
  const [before, after] = [items[at - 1], items[at + 1]];
  if (kind === 'Namespace')
    return (after?.isPlace === true && !items[at]?.ends) || (before?.isPlace === true && !before.ends);
  return false;
};

const OWNED = new Set(['Pod', 'ReplicaSet', 'Job']);
const HOLDING = new Set([
  'have',
  'has',
  'with',
  'run',
  'runs',
  'running',
  'contain',
  'contains',
  'host',
  'hosts',
  'hosting',
  'own',
  'owns',
  'got',
  'that',
  'containing',
  'do',
  'does',
  'hold',
  'holds',
]);

/** "namespaces with pending pods", "which nodes run the most pods": the first kind groups the second. */
function holds({ items, having }: Draft, first: KindAt, second: KindAt): boolean {
  if (GROUP_FIELDS[first.kind] === undefined || first.kind === second.kind) return false;
  if (second.kind === 'Namespace' || second.kind === 'Node') return false;
  if (GROUP_FIELDS[first.kind] === 'owner' && !OWNED.has(second.kind)) return false;
  if (having !== undefined) return true;
  const between = items.slice(first.at + 1, second.at);
  return between.some(
    (item) =>
      HOLDING.has(item.word.split(' ')[0] ?? '') ||
      roleOf(item, 'with') !== undefined ||
      roleOf(item, 'verb')?.verb === 'count' ||
      roleOf(item, 'superlative') !== undefined,
  );
}

const ASKED = new Set([
  'which',
  'what',
  'different',
  'distinct',
  'unique',
  'all',
  'list',
  'how many',
  'number of',
  'count',
  'the',
  'container',
  'docker',
  'show',
  'what are',
  'all the',
  'of',
  'show me',
  'me',
  'every',
  'kubelet',
  'various',
  'get',
  'find',
  'give me',
  'in use',
]);

function listedField({ items, used }: Draft, before: number): { at: number; field: Field } | undefined {
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (item === undefined) continue;
    const field = item.meanings.find((meaning) => meaning.role === 'field' && LISTED.has(meaning.field));
    if (field?.role === 'field' && !used.has(at) && at < before) return { at, field: field.field };
    if (!ASKED.has(item.word) && !roleOf(item, 'verb')) return undefined;
  }
  return undefined;
}

/** Said of what runs, when no kind is said. */
const OF_WORKLOADS: ReadonlySet<Field> = new Set(['hpa', 'pdb', 'probe', 'strategy', 'initContainer']);

/** What is set on a workload for its pods. */
const isSetting = ({ field }: Filter): boolean => /^(?:cpu|memory)(?:Limit|Request)$/.test(field);

function homeOf(draft: Draft): string | undefined {
  const field =
    draft.measure ??
    draft.groupBy ??
    draft.filters.find((filter) => HOME_OF_FIELD[filter.field] !== undefined)?.field;
  const isOfWorkloads = draft.filters.some((filter) => OF_WORKLOADS.has(filter.field));
  const isSet = draft.measure === undefined && draft.groupBy === undefined && draft.filters.some(isSetting);
  if ((field === undefined && isOfWorkloads) || isSet) return 'Workload';
  if (field !== undefined && HOME_OF_FIELD[field] !== undefined) return HOME_OF_FIELD[field];
  const measure = draft.items.map((_, at) => measureOf(draft, at)).find((one) => one !== undefined);
  if (measure !== undefined) return HOME_OF_FIELD[measure];
  if (draft.filters.length > 0 && draft.items.some((item) => roleOf(item, 'field')?.field === 'container'))
    return 'Pod';
  const isOfState = draft.filters.some(
    ({ field }) => field === 'ready' || field === 'healthy' || field === 'status',
  );
  const isListed = draft.items.some((item) =>
    /^(?:list|show|count|how many|everything|anything|all|get)$/.test(item.word),
  );
  const isOfProblems = draft.items.some(({ word }) => word === 'problems' || word === 'issues');
  return isOfState && isListed && !isOfProblems && !draft.items.some(({ mention }) => mention)
    ? 'Pod'
    : undefined;
}

/** Names alone: workloads when they are, and when environments are compared as a whole. */
function kindOfNames({ items }: Draft): string | undefined {
  const kinds = items.flatMap(({ mention }) => mention?.matches.map(({ kind }) => kind) ?? []);
  if (kinds.some((kind) => WORKLOADS.has(kind))) return 'Workload';
  return (
    kinds[0] ?? (items.some((item) => roleOf(item, 'verb')?.verb === 'compare') ? 'Workload' : undefined)
  );
}

const WORKLOADS: ReadonlySet<string> = new Set(WORKLOAD_KINDS);
