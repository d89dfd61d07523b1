import { POD_OWNERS } from '../../understand/lexicon/kinds.ts';
import { roleOf } from '../../understand/items.ts';
import type { Mention } from '../../understand/names/mentions.ts';
import type { Field } from '../query.ts';
import { addFilter, isNegated, use, type Reader } from './draft.ts';

const USED_KINDS = new Set(['ConfigMap', 'Secret', 'PersistentVolumeClaim']);
const RUN_PODS: ReadonlySet<string> = new Set([...POD_OWNERS, 'Workload']);

/** A name beside the subject: the pods of a deployment, on a node, behind a service; or the object itself. */
export const readMention: Reader = (draft, at) => {
  const mention = draft.items[at]?.mention;
  if (mention === undefined || draft.used.has(at) || mention.matches.length === 0) return false;
  const kinds = new Set(mention.matches.map(({ kind }) => kind));
  const field = fieldOfMention(draft.kind, mention.kind, kinds);
  const usedKind = [...kinds].find((kind) => USED_KINDS.has(kind)) ?? '';
  const values = namesOf(mention).map((name) => (field === 'uses' ? `${usedKind}/${name}` : name));
  const before = roleOf(draft.items[at - 1], 'kind')?.kind;
  if (before !== undefined && before === mention.kind && before !== draft.kind) use(draft, at - 1);
  const value = values.length === 1 ? values[0] : values;
  return addFilter(draft, { field, op: isNegated(draft, at) ? 'is-not' : 'is', value }, at);
};

/** The names that are meant: those of the kind that was said, when there are any. */
function namesOf({ kind, matches }: Mention): string[] {
  const ofKind = matches.filter((match) => match.kind === kind);
  return [...new Set((ofKind.length > 0 ? ofKind : matches).map(({ name }) => name))];
}

/** Which property of the subject a named object fills. */
function fieldOfMention(
  subject: string | undefined,
  said: string | undefined,
  kinds: ReadonlySet<string>,
): Field {
  const has = (kind: string) =>
    said === undefined || said === subject ? kinds.has(kind) : said === kind && kinds.has(kind);
  if (
    subject !== undefined &&
    (kinds.has(subject) || (subject === 'Workload' && [...kinds].some((kind) => RUN_PODS.has(kind)))) &&
    (subject !== 'Pod' || ![...kinds].some((kind) => RUN_PODS.has(kind)))
  )
    return 'name';
  if (has('Node')) return 'node';
  if (subject === 'Pod' && said === 'Service' && kinds.has('Service')) return 'service';
  if ([...kinds].some((kind) => RUN_PODS.has(kind)))
    return subject === 'Service' || subject === 'Ingress' || subject === 'HorizontalPodAutoscaler'
      ? 'name'
      : 'owner';
  if (kinds.has('Service')) return subject === 'Pod' ? 'service' : 'name';
  if ([...USED_KINDS].some((kind) => kinds.has(kind))) return 'uses';
  return 'name';
}
