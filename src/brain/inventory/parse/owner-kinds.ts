import { POD_OWNERS } from '../../understand/lexicon/kinds.ts';
import { roleOf, type Item } from '../../understand/items.ts';
import { addFilter, isNegated, nextItem, type Reader } from './draft.ts';

const OWNERS: ReadonlySet<string> = new Set(POD_OWNERS);
const OWNED = new Set(['Pod', 'ReplicaSet', 'Job']);
const LEADS = /^(?:of|from|by|to|under|part of)$/;

const relationOf = (item: Item | undefined) => roleOf(item, 'relation')?.field === 'owner';

/** "pods that belong to a job", "pods not managed by a deployment", "pods of statefulsets". */
export const readOwnerKind: Reader = (draft, at) => {
  const { items } = draft;
  const isLed = roleOf(items[at], 'relation')?.field === 'owner' || LEADS.test(items[at]?.word ?? '');
  const next = isLed && items[at]?.ends === false ? nextItem(draft, at, 3) : -1;
  if (
    relationOf(items[at]) &&
    /^(?:anything|anyone|anybody|nothing|nobody|none)$/.test(items[next]?.word ?? '')
  )
    return addFilter(
      draft,
      {
        field: 'owner',
        op: isNegated(draft, at) || /^no/.test(items[next]?.word ?? '') ? 'missing' : 'present',
      },
      at,
      next,
    );
  const kind = roleOf(items[next], 'kind')?.kind ?? '';
  if (!OWNERS.has(kind) || items[next + 1]?.mention !== undefined || items[next]?.mention !== undefined)
    return false;
  const subject = items.slice(0, at).find((item) => OWNED.has(roleOf(item, 'kind')?.kind ?? ''));
  if (subject === undefined || roleOf(subject, 'kind')?.kind === kind) return false;
  const value = kind === 'Job' ? ['Job', 'CronJob'] : kind;
  const isNot = isNegated(draft, at) || isNegated(draft, next);
  return addFilter(draft, { field: 'ownerKind', op: isNot ? 'is-not' : 'is', value }, at, next);
};
