import { roleOf } from '../../understand/items.ts';
import type { Field } from '../query.ts';
import { addFilter, isNegated, use, type Reader } from './draft.ts';

/** How the values of a property are written in Kubernetes, by how people write them. */
const VALUES: Partial<Record<Field, Readonly<Record<string, string>>>> = {
  strategy: { recreate: 'Recreate', rollingupdate: 'RollingUpdate', ondelete: 'OnDelete' },
  accessMode: {
    rwx: 'ReadWriteMany',
    readwritemany: 'ReadWriteMany',
    rwo: 'ReadWriteOnce',
    readwriteonce: 'ReadWriteOnce',
    rox: 'ReadOnlyMany',
    readonlymany: 'ReadOnlyMany',
    rwop: 'ReadWriteOncePod',
    readwriteoncepod: 'ReadWriteOncePod',
  },
};

/** "deployments with the Recreate strategy", "pvcs that are RWX". */
export const readSpeltValue: Reader = (draft, at) => {
  const field = roleOf(draft.items[at], 'field')?.field;
  const values = field === undefined ? undefined : VALUES[field];
  const word = (draft.items[at]?.word ?? '').replace(/[ -]/g, '');
  if (field === undefined || values === undefined || !Object.hasOwn(values, word)) return false;
  const value = values[word] ?? '';
  const beside = [at - 1, at + 1].filter((near) => roleOf(draft.items[near], 'field')?.field === field);
  return addFilter(draft, { field, op: isNegated(draft, at) ? 'is-not' : 'is', value }, at, ...beside);
};

const SEVERAL = /^(?:several|multiple|many|numerous)$/;
const COUNTED: Partial<Record<Field, Field>> = {
  port: 'ports',
  container: 'containers',
  containers: 'containers',
  replicas: 'replicas',
  pods: 'pods',
};

/** "services with several ports": more than one. */
export const readSeveral: Reader = (draft, at) => {
  const { items } = draft;
  const counted = items[at + 1];
  const isPods =
    roleOf(counted, 'kind')?.kind === 'Pod' && items.slice(0, at).some((one) => roleOf(one, 'kind'));
  const field = isPods ? 'pods' : COUNTED[roleOf(counted, 'field')?.field ?? 'name'];
  if (!SEVERAL.test(items[at]?.word ?? '') || field === undefined) return false;
  use(draft, at - 1);
  return addFilter(draft, { field, op: 'more-than', value: 1 }, at, at + 1);
};

const ON_NODES = /^(?:on|at|to|onto)$/;

/** "pods on cordoned nodes", "pods on nodes that are not ready": what is so of the node. */
export const readNodeState: Reader = (draft, at) => {
  const { items } = draft;
  const state =
    roleOf(items[at], 'status')?.status ?? (items[at]?.word === 'tainted' ? 'tainted' : undefined);
  const first = items.findIndex((item) => roleOf(item, 'kind') !== undefined);
  const subject = roleOf(items[first], 'kind')?.kind;
  if (state === undefined || (subject !== 'Pod' && subject !== undefined) || first > at) return false;
  const isNode = (index: number) => roleOf(items[index], 'kind')?.kind === 'Node';
  const spots = [at + 1, at - 1, at - 2, at - 3, at - 4];
  const node = spots.find((index) => index > first && isNode(index));
  if (node === undefined || first < 0) return false;
  const lead = items
    .slice(first + 1, Math.min(node, at))
    .findIndex(({ word }) => ON_NODES.test(word.split(' ').at(-1) ?? ''));
  if (lead < 0) return false;
  const op = isNegated(draft, at) ? 'is-not' : 'is';
  return addFilter(draft, { field: 'nodeState', op, value: state }, at, node, first + 1 + lead);
};

/** "app in (cart, checkout)", as label selectors have it. */
export const readSet: Reader = (draft, at) => {
  const { items } = draft;
  const [key, sign] = [items[at], items[at + 1]?.word];
  const isLabel =
    roleOf(items[at - 1], 'field')?.field === 'labels' ||
    (items[at + 2]?.ends === true && items[at + 3] !== undefined);
  if (key === undefined || draft.used.has(at) || (sign !== 'in' && sign !== 'notin' && sign !== 'not in'))
    return false;
  if (!isLabel || !/^[\w./-]+$/.test(key.raw) || key.isPlace || items[at + 2]?.isPlace) return false;
  const values: number[] = [];
  for (let index = at + 2; index < items.length; index += 1) {
    if (/^(?:or|and)$/.test(items[index]?.word ?? '')) continue;
    values.push(index);
    if (items[index]?.ends !== true && !/^(?:or|and)$/.test(items[index + 1]?.word ?? '')) break;
  }
  if (values.length === 0) return false;
  const isNot = sign !== 'in' || isNegated(draft, at);
  const value = values.map((index) => items[index]?.raw.toLowerCase() ?? '');
  const label = [at - 1, at - 2].filter(
    (index) =>
      roleOf(items[index], 'field')?.field === 'labels' ||
      (roleOf(items[index], 'with') ?? roleOf(items[index], 'without')) !== undefined,
  );
  return addFilter(
    draft,
    { field: `label:${key.raw}`, op: isNot ? 'is-not' : 'is', value },
    at,
    at + 1,
    ...values,
    ...label,
  );
};
