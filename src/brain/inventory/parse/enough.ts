import { roleOf } from '../../understand/items.ts';
import { addFilter, isNegated, type Reader } from './draft.ts';

/** "have enough replicas": as many ready as are wanted. */
export const readEnough: Reader = (draft, at) => {
  const { items } = draft;
  const counted = items[at + 1];
  const isCounted =
    /^(?:replicas?|instances)$/.test(counted?.word ?? '') || roleOf(counted, 'field')?.field === 'replicas';
  if (items[at]?.word !== 'enough' || !isCounted) return false;
  const led = /^(?:(?:do |does )?(?:not )?(?:have|has)|with|without|got)\b/.test(items[at - 1]?.word ?? '')
    ? [at - 1]
    : [];
  const isNot =
    /\bnot\b/.test(items[at - 1]?.word ?? '') ||
    roleOf(items[at - 1], 'without') !== undefined ||
    isNegated(draft, at);
  return addFilter(
    draft,
    { field: 'readyReplicas', op: isNot ? 'less-than' : 'at-least', than: 'replicas' },
    at,
    at + 1,
    ...led,
  );
};
