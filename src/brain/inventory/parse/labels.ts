import { roleOf } from '../../understand/items.ts';
import type { Filter } from '../query.ts';
import { addFilter, isNegated, use, type Draft, type Reader } from './draft.ts';
import { FIELDS_AS_KEYS } from './field-keys.ts';
import { BETWEEN, isLabelKey } from './label-keys.ts';

const LABEL = /^([a-z0-9A-Z][\w./-]{0,252}?)(!?=|!)=?([\w.-]{1,63})$/;

/** "app=web", "with label app", "labelled tier: web". */
export const readLabel: Reader = (draft, at) => {
  const item = draft.items[at];
  const match = item && LABEL.exec(item.raw);
  if (match) {
    const [, key = '', sign = '', value = ''] = match;
    const owner = draft.items
      .slice(Math.max(0, at - 3), at)
      .some((one) => roleOf(one, 'field')?.field === 'annotations')
      ? 'annotation'
      : 'label';
    if (isSelected(draft, at) && sign === '=')
      return addFilter(
        draft,
        { field: 'selector', op: isNegated(draft, at) ? 'is-not' : 'is', value: item.raw },
        at,
      );
    const isNot = sign.startsWith('!') !== isNegated(draft, at);
    const own = draft.labels.has(key.toLowerCase()) ? undefined : FIELDS_AS_KEYS[key.toLowerCase()];
    if (own !== undefined)
      return addFilter(
        draft,
        { field: own, op: isNot ? 'is-not' : 'is', value: own === 'status' ? value.toLowerCase() : value },
        at,
      );
    const named = /^(?:label|annotation)/.test(draft.items[at - 1]?.word ?? '') ? [at - 1] : [];
    return addFilter(draft, { field: `${owner}:${key}`, op: isNot ? 'is-not' : 'is', value }, at, ...named);
  }
  const field = item?.meanings.find((meaning) => meaning.role === 'field')?.field;
  if (field !== 'labels' && field !== 'annotations') return false;
  return readNamedLabel(draft, at, field === 'labels' ? 'label' : 'annotation');
};

/** "services that select app=cart": what they pick, not what they wear. */
const isSelected = ({ items }: Draft, at: number) =>
  items
    .slice(Math.max(0, at - 3), at)
    .some(({ word }) => /^(?:select|selects|selecting|target|targets|selector)$/.test(word)) &&
  items.some((item) =>
    ['Service', 'NetworkPolicy', 'PodDisruptionBudget'].includes(roleOf(item, 'kind')?.kind ?? ''),
  );

function readNamedLabel(draft: Draft, at: number, owner: 'label' | 'annotation'): boolean {
  if (readKeyBefore(draft, at, owner)) return true;
  const key = draft.items[at + 1];
  if (key === undefined || draft.items[at]?.ends || key.raw.includes('=')) return false;
  if (!isLabelKey(key) && !USUAL_KEYS.test(key.word)) return false;
  const previous = draft.items.slice(Math.max(0, at - 2), at);
  const isWithout = previous.some((one) => roleOf(one, 'without'));
  const isAsked = isWithout || previous.some((one) => roleOf(one, 'with'));
  if (!isAsked && !/^(?:label|annotat)/.test(draft.items[at]?.word ?? '')) return false;
  const marks = [at - 2, at - 1].filter(
    (index) => roleOf(draft.items[index], 'without') ?? roleOf(draft.items[index], 'with'),
  );
  return addFilter(
    draft,
    { field: `${owner}:${key.raw}`, op: isWithout ? 'missing' : 'present' },
    at,
    at + 1,
    ...marks,
  );
}

/** "without an owner label": the key stands before. */
function readKeyBefore(draft: Draft, at: number, owner: 'label' | 'annotation'): boolean {
  const key = draft.items[at - 1];
  const led = [at - 2, at - 3].find(
    (index) => (roleOf(draft.items[index], 'with') ?? roleOf(draft.items[index], 'without')) !== undefined,
  );
  const isKey =
    key !== undefined &&
    !key.ends &&
    !key.isPlace &&
    /^[a-z0-9A-Z][\w./-]+$/.test(key.raw) &&
    !/^(?:a|an|the|any|no|their|its|of)$/.test(key.word);
  if (led === undefined || !isKey || roleOf(key, 'with') || draft.used.has(at - 1)) return false;
  if (readValueAfter(draft, at, `${owner}:${key.raw}`)) return use(draft, led);
  const isWithout = roleOf(draft.items[led], 'without') !== undefined || isNegated(draft, led);
  return addFilter(
    draft,
    { field: `${owner}:${key.raw}`, op: isWithout ? 'missing' : 'present' },
    led,
    at - 1,
    at,
  );
}

/** "have the team label insight", "with label team set to insight": what the label says. */
function readValueAfter(draft: Draft, at: number, field: Filter['field']): boolean {
  const values = draft.labels.get(field.slice(field.indexOf(':') + 1).toLowerCase());
  const spots = [at + 1, at + 2, at + 3];
  const spot =
    spots.find((index) => !BETWEEN.has(draft.items[index]?.word ?? 'is') || index === at + 3) ?? -1;
  const value = draft.items[spot]?.raw.toLowerCase() ?? '';
  if (values?.has(value) !== true) return false;
  const passed = spots.filter((index) => index < spot);
  return addFilter(draft, { field, op: 'is', value }, at - 1, at, ...passed, spot);
}

/** Keys that are other words too. */
const USUAL_KEYS =
  /^(?:app|application|service|component|version|role|name|release|node|job|owner|type|host)$/;
