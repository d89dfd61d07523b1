import { POD_OWNERS } from '../../understand/lexicon/kinds.ts';
import { roleOf } from '../../understand/items.ts';
import type { Mention } from '../../understand/names/mentions.ts';
import type { Field } from '../query.ts';
import { addFilter, isNegated, use, type Draft, type Reader } from './draft.ts';

const USED_KINDS = new Set(['ConfigMap', 'Secret', 'PersistentVolumeClaim']);
const RUN_PODS: ReadonlySet<string> = new Set([...POD_OWNERS, 'Workload']);

/** A name beside the subject: the pods of a deployment, on a node, behind a service; or the object itself. */
export const readMention: Reader = (draft, at) => {
  const mention = draft.items[at]?.mention;
  if (mention === undefined || draft.used.has(at) || mention.matches.length === 0) return false;
  if (mention.how === 'part' && isHad(draft, at)) return false;
  const kinds = new Set(mention.matches.map(({ kind }) => kind));
  const field = fieldOfMention(draft.kind ?? '', mention.kind, kinds);
  if (field === undefined) return false;
  const usedKind = [...kinds].find((kind) => USED_KINDS.has(kind)) ?? '';
  const values = namesOf(onlyHere(mention, draft), field === 'name' ? draft.kind : undefined).map((name) =>
    field === 'uses' ? `${usedKind}/${name}` : name,
  );
  const before = roleOf(draft.items[at - 1], 'kind')?.kind;
  if (before !== undefined && before === mention.kind && before !== draft.kind) use(draft, at - 1);
  const value = values.length === 1 ? values[0] : values;
  return addFilter(
    draft,
    { field, op: isNegated(draft, at) || isExcepted(draft, at) ? 'is-not' : 'is', value },
    at,
  );
};

/** "have no metrics": what something is to have is no name that only sounds like it. */
const isHad = ({ items }: Draft, at: number) =>
  /^(?:(?:do |does )?(?:not )?(?:have|has|having)|with|without|lack)\b/.test(items[at - 1]?.word ?? '');

/** "except lion and tiger": left out, each of them. */
function isExcepted(draft: Draft, at: number): boolean {
  for (let index = at - 1; index >= Math.max(0, at - 12); index -= 1) {
    const item = draft.items[index];
    if (roleOf(item, 'except')) return use(draft, index);
    const isPassed =
      item?.mention !== undefined ||
      /^(?:and|or|the|for|named|called)$/.test(item?.word ?? '') ||
      roleOf(item, 'kind') !== undefined;
    if (!isPassed) return false;
  }
  return false;
}

/** What goes by the name on the clusters asked about, if anything does. */
function onlyHere(mention: Mention, { clusters = [] }: Draft): Mention {
  const here = mention.matches.filter(({ cluster }) => clusters.includes(cluster));
  return here.length > 0 ? { ...mention, matches: here } : mention;
}

/** The names that are meant: those of the kind that was said, when there are any. */
function namesOf({ kind, matches }: Mention, subject: string | undefined): string[] {
  const ofKind = matches.filter((match) => match.kind === (kind ?? subject));
  return [...new Set((ofKind.length > 0 ? ofKind : matches).map(({ name }) => name))];
}

/** Which property of the subject a named object fills; undefined when none does. */
function fieldOfMention(
  subject: string,
  said: string | undefined,
  kinds: ReadonlySet<string>,
): Field | undefined {
  const runsPods = [...kinds].some((kind) => RUN_PODS.has(kind));
  if (runsPods && TARGETED.has(subject) && said !== subject) return 'target';
  const isOwnKind = kinds.has(subject) || (subject === 'Workload' && runsPods);
  if (isOwnKind && !(subject === 'Pod' && runsPods)) return 'name';
  if (kinds.has('Node') && (said === undefined || said === subject || said === 'Node')) return 'node';
  if (kinds.has('Service') && (!runsPods || (subject === 'Pod' && said === 'Service'))) return 'service';
  if (runsPods && !UNOWNED.has(subject)) return 'owner';
  if (kinds.has('StorageClass')) return 'storageClass';
  return [...USED_KINDS].some((kind) => kinds.has(kind)) ? 'uses' : undefined;
}

/** What is there for workloads: it picks them, leads to them, or is used by them. */
const TARGETED = new Set([
  'Service',
  'Ingress',
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
]);
/** What belongs to a workload only through its labels, or not at all. */
const UNOWNED = new Set([...TARGETED, 'Namespace', 'ResourceQuota']);
