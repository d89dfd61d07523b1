import { FUNCTION_WORDS, ORDINARY_WORDS } from '../../understand/lexicon/common-words.ts';
import { roleOf, type Item } from '../../understand/items.ts';
import type { Field, Filter } from '../query.ts';
import { addFilter, isNegated, nextItem, type Draft, type Reader } from './draft.ts';

/** "named X", "image X", "using config map X", "from registry X", "storage class X": what follows is a value. */
export const readRelation: Reader = (draft, at) => {
  const relation = roleOf(draft.items[at], 'relation')?.field;
  if (relation === undefined || draft.used.has(at)) return false;
  const next = nextItem(draft, at, 3);
  const item = draft.items[next];
  if (relation === 'name' || item === undefined) return false;
  if (relation === 'image') return readImage(draft, at, next);
  return relation === 'uses' && readUse(draft, at, next);
};

function readImage(draft: Draft, at: number, next: number): boolean {
  const item = draft.items[next];
  if (item === undefined || !isImageWord(item)) return false;
  const not = isNegated(draft, at) || roleOf(draft.items[at], 'without') ? { not: true } : {};
  return addFilter(
    draft,
    { field: 'image', op: 'contains', value: item.raw.toLowerCase(), ...not },
    at,
    next,
  );
}

const isImageWord = (item: Item) =>
  /^[\w./:@-]+$/.test(item.raw) &&
  !/^(?:in|of|for|on|from|with|by|per|and|or|is|are|do|does|that|tag|version|pull)$/.test(item.word) &&
  !item.isPlace &&
  !roleOf(item, 'kind') &&
  !roleOf(item, 'field') &&
  !roleOf(item, 'status');

const VALUE_KINDS: Partial<Record<string, Field>> = {
  StorageClass: 'storageClass',
  ServiceAccount: 'serviceAccount',
  PriorityClass: 'priorityClass',
};
const USED_KINDS = new Set(['ConfigMap', 'Secret', 'PersistentVolumeClaim']);

/** "using config map X", "mounting X", "using nginx". */
function readUse(draft: Draft, at: number, next: number): boolean {
  const kind = roleOf(draft.items[next], 'kind')?.kind;
  const named = kind === undefined ? next : nextItem(draft, next, 3);
  if (
    kind !== undefined &&
    USED_KINDS.has(kind) &&
    (draft.items[named] === undefined || !isNameItem(draft.items[named]))
  )
    return addFilter(draft, { field: 'uses', op: 'starts-with', value: `${kind}/` }, at, next);
  const item = draft.items[named];
  if (item === undefined || item.isPlace || item.amount) return false;
  const field = VALUE_KINDS[kind ?? ''];
  if (field !== undefined)
    return addFilter(draft, { field, op: 'is', value: item.raw.toLowerCase() }, at, next, named);
  const matched = kind ?? item.mention?.matches.find((ref) => USED_KINDS.has(ref.kind))?.kind;
  if (matched !== undefined && USED_KINDS.has(matched) && isNameItem(item)) {
    return addFilter(draft, { field: 'uses', op: 'is', value: `${matched}/${item.raw}` }, at, next, named);
  }
  if (item.raw.includes(':') && isImageWord(item)) return readImage(draft, at, named);
  return false;
}

/** Could be what an object is called. */
export const isNameItem = (item: Item) =>
  item.mention !== undefined ||
  (item.meanings.length === 0 &&
    !item.isPlace &&
    !FUNCTION_WORDS.has(item.word) &&
    /^[\w.-]+$/.test(item.raw));

/** "the default service account" of something. */
const isDefault = ({ items }: Draft, at: number) =>
  items[at - 1]?.word === 'default' &&
  items.slice(0, at - 1).some((item) => roleOf(item, 'kind') !== undefined);

/** "storage class fast", "service account deployer": a kind that objects name as a property. */
export const readKindValue: Reader = (draft, at) => {
  const field = VALUE_KINDS[roleOf(draft.items[at], 'kind')?.kind ?? ''];
  const next = draft.items[at]?.ends ? undefined : draft.items[at + 1];
  if (field !== undefined && isDefault(draft, at)) {
    draft.notPlaces.add('default');
    const op = isNegated(draft, at - 1) ? 'is-not' : 'is';
    return addFilter(draft, { field, op, value: 'default' }, at - 1, at);
  }
  const hasSubject = draft.items.some((item, index) => index < at && roleOf(item, 'kind') !== undefined);
  if (field === undefined || next === undefined || !hasSubject || !isNameItem(next)) return false;
  return addFilter(
    draft,
    { field, op: isNegated(draft, at) ? 'is-not' : 'is', value: next.raw.toLowerCase() },
    at,
    at + 1,
  );
};

const VALUED: Partial<Record<Field, Field>> = {
  image: 'image',
  imageTag: 'imageTag',
  registry: 'registry',
  port: 'port',
  host: 'host',
  qos: 'qos',
  type: 'type',
  priorityClass: 'priorityClass',
  container: 'container',
  architecture: 'architecture',
  version: 'version',
};
const CONTAINED: ReadonlySet<Field> = new Set(['image', 'registry', 'host', 'container']);

/** "image nginx:1.25", "tag latest", "nginx image", "port 8080", "registry docker.io". */
export const readValued: Reader = (draft, at) => {
  const said = VALUED[roleOf(draft.items[at], 'field')?.field ?? 'name'];
  const isOfNodes = draft.items.some((item) => roleOf(item, 'kind')?.kind === 'Node');
  const field = said === 'version' && !isOfNodes ? 'imageTag' : said;
  if (field === undefined || draft.used.has(at)) return false;
  const near = neighbours(draft, at).find(
    (index) => isValueOf(field, draft.items[index]) || (field === 'image' && isUsedImage(draft, at, index)),
  );
  const item = near === undefined ? undefined : draft.items[near];
  if (near === undefined || item === undefined) return false;
  const op: Filter['op'] =
    field === 'version'
      ? 'starts-with'
      : isNegated(draft, Math.min(at, near))
        ? 'is-not'
        : CONTAINED.has(field)
          ? 'contains'
          : 'is';
  return addFilter(draft, { field, op, value: item.raw.toLowerCase() }, at, near);
};

/** "pods using the redis image": an image, not the image of redis. */
const isUsedImage = ({ items }: Draft, at: number, near: number) =>
  near === at - 1 &&
  items[near]?.mention !== undefined &&
  /\b(?:use|uses|using|run|runs|running|with|on|from|an?)$/.test(
    (items[near - 1]?.word === 'the' ? items[near - 2] : items[near - 1])?.word ?? '',
  );

function neighbours(draft: Draft, at: number): number[] {
  const next = nextItem(draft, at, 3);
  const before = draft.items[at - 1]?.ends ? -1 : at - 1;
  return [next, before].filter((index) => index >= 0 && !draft.used.has(index));
}

/** "nginx images": a word of no other meaning. */
export const isProductName = (item: Item) =>
  item.mention?.how !== 'exact' &&
  item.meanings.length === 0 &&
  /^[a-z][a-z0-9._/-]{2,}$/.test(item.raw) &&
  !/(?:ly|ed|ing)$|^(?:kubelet|kubernetes|containerd)$/.test(item.word) &&
  !FUNCTION_WORDS.has(item.word) &&
  !ORDINARY_WORDS.has(item.word);

function isValueOf(field: Field, item: Item | undefined): boolean {
  if (item === undefined || item.isPlace || item.isTime) return false;
  if (field === 'imageTag') return item.word === 'latest' || /^v?\d[\w.-]*$/.test(item.raw);
  if (field === 'version') return /^v?\d+\.\d+/.test(item.raw);
  if (field === 'port') return item.amount !== undefined && item.amount.dimension === undefined;
  if (field === 'host') return item.raw.includes('.');
  if (field === 'registry') return item.raw.includes('.') || item.mention !== undefined;
  if (field === 'image' && item.mention?.how === 'exact' && item.quoted !== true && !item.raw.includes(':'))
    return false;
  if (field === 'image' && isProductName(item)) return true;
  if (field === 'image')
    return (
      item.mention !== undefined ||
      (item.quoted === true && isImageWord(item)) ||
      item.raw.includes(':') ||
      (item.raw.includes('/') && isImageWord(item))
    );
  if (field === 'type')
    return (
      item.meanings.length === 0 && /^[A-Za-z][\w./-]+$/.test(item.raw) && !FUNCTION_WORDS.has(item.word)
    );
  if (field === 'container' && isProductName(item)) return true;
  return item.mention !== undefined || item.quoted === true;
}
