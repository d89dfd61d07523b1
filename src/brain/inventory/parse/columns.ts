import { WATCHED_KINDS, type WatchedKind } from '#diagnosis/evidence';
import { roleOf, type Item } from '../../understand/items.ts';
import { getterFor } from '../fields/field-table.ts';
import type { Field } from '../query.ts';
import { previousItem, use, type Draft, type Reader } from './draft.ts';
import { facetNear, resourceField } from './resources.ts';
import { GROUP_FIELDS } from './shape.ts';

/** "with their images", "including the node". */
export const readShow: Reader = (draft, at) => {
  const word = draft.items[at]?.word ?? '';
  if (!/^(?:their|its|including|plus)$/.test(word)) return false;
  const field = shownField(draft.items[at + 1]) ?? shownField(draft.items[at + 2]);
  if (field === undefined) return false;
  draft.show.push(field);
  return use(draft, at, at + 1);
};

/** "node versions", "pvcs and their sizes": a property that narrows nothing is asked to be seen. */
export function showFields(draft: Draft): void {
  draft.items.forEach((item, at) => {
    if (showAmount(draft, at)) return;
    const field = draft.used.has(at) ? undefined : roleOf(item, 'field')?.field;
    if (field === 'storageRequest' && draft.kind === 'Node' && /^how|^size|^capacit/.test(item.word)) {
      draft.show.push('cpuCapacity', 'memoryCapacity', 'podCapacity');
      return void use(draft, at);
    }
    if (field === 'storageRequest' && draft.kind === 'Node') {
      draft.show.push(field);
      return void use(draft, at);
    }
    const isHad = /^(?:have|has|having|without|no)\b/.test(
      draft.items[previousItem(draft, at, 2)]?.word ?? '',
    );
    if (
      field === undefined ||
      isHad ||
      !hasField(draft, field) ||
      UNSHOWN.has(field) ||
      (field === 'status' && isOfState(draft))
    )
      return;
    draft.show.push(field);
    use(draft, at);
  });
}

/** "memory limits of all deployments": one of the sides of a resource. */
function showAmount(draft: Draft, at: number): boolean {
  const resource = draft.used.has(at) ? undefined : roleOf(draft.items[at], 'resource')?.resource;
  const facet = resource === undefined ? undefined : facetNear(draft, at, 1);
  if (resource === undefined || facet === undefined || facet === 'usage') return false;
  draft.show.push(resourceField(resource, facet));
  const spoken = [at - 1, at + 1].filter(
    (near) =>
      roleOf(draft.items[near], 'facet') !== undefined ||
      /^(?:limits|requests)$/.test(roleOf(draft.items[near], 'field')?.field ?? ''),
  );
  return use(draft, at, ...spoken);
}

const hasField = ({ kind = '' }: Draft, field: Field) => {
  const kinds = kind.split('+').flatMap((one) => (one === 'Workload' ? ['Deployment'] : [one]));
  return kinds.some((one) => isWatched(one) && getterFor(one, field) !== undefined);
};
const isWatched = (kind: string): kind is WatchedKind => (WATCHED_KINDS as readonly string[]).includes(kind);

const STATES: ReadonlySet<Field> = new Set(['status', 'ready', 'healthy', 'phase']);
const isOfState = ({ filters }: Draft) => filters.some(({ field }) => STATES.has(field));

const UNSHOWN: ReadonlySet<Field> = new Set(['name', 'cluster', 'requests', 'limits']);

function shownField(item: Item | undefined): Field | undefined {
  return roleOf(item, 'field')?.field ?? GROUP_FIELDS[roleOf(item, 'kind')?.kind ?? ''];
}
