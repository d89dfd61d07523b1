import { roleOf } from '../../understand/items.ts';
import type { Field } from '../query.ts';
import { addFilter, isNegated, nextItem, type Reader } from './draft.ts';

const USES =
  /^(?:(?:that |which |who )?(?:do not |does not )?(?:use|uses|using|employ|employs|rely on|relies on|run|runs))$/;
const USED: ReadonlySet<Field> = new Set<Field>([
  'initContainer',
  'hostNetwork',
  'privileged',
  'hpa',
  'pdb',
  'toleration',
  'finalizers',
  'probe',
]);

/** "deployments that use init containers": what they use, they have. */
export const readUsedProperty: Reader = (draft, at) => {
  const { items } = draft;
  const next = USES.test(items[at]?.word ?? '') ? nextItem(draft, at, 2) : -1;
  const field = roleOf(items[next], 'field')?.field;
  if (field === undefined || !USED.has(field) || draft.used.has(next)) return false;
  if (!items.slice(0, at).some((item) => roleOf(item, 'kind') !== undefined)) return false;
  const isNot = /\bnot\b/.test(items[at]?.word ?? '') || isNegated(draft, at);
  return addFilter(draft, { field, op: isNot ? 'missing' : 'present' }, at, next);
};
