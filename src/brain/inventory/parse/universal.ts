import { roleOf } from '../../understand/items.ts';
import type { Field, Filter } from '../query.ts';
import type { StatusWord } from '../status-words.ts';
import { use, type Draft } from './draft.ts';

const ASKS = /^(?:is|are|do|does|have|has|was|were|will|did)$/;
const ALL = /^(?:all|every|each|all the|all of|everyone of|both)$/;

/** "do all ...", "is every ...": marks the words, before anything takes "every" for a grouping. */
export function readUniversal(draft: Draft): void {
  if (readPlainClaim(draft)) return;
  const { items } = draft;
  const start = items.findIndex(({ word }) => ASKS.test(word.split(' ')[0] ?? ''));
  if (/^(?:all|every|each) namespaces?$/.test(items[start + 1]?.word ?? ''))
    draft.lost.push(items[start + 1]?.raw ?? 'all');
  const asksOther = items
    .slice(0, Math.max(start, 0))
    .some(({ word }) => /^(?:how|what|which|where|why|when|who)\b/.test(word));
  if (start < 0 || start > 3 || asksOther) return;
  const said = items.slice(start, start + 3).map(({ word }) => word);
  const at = said.findIndex(
    (word, index) => ALL.test(word) || (index === 0 && /^\w+ (?:all|every|each)$/.test(word)),
  );
  const later = items.findIndex(
    ({ word, ends }, index) =>
      index > start + 1 &&
      word === 'all' &&
      !ends &&
      roleOf(items[index + 1], 'kind') === undefined &&
      items[index + 1]?.isPlace !== true,
  );
  const subject = items.findIndex((item) => roleOf(item, 'kind') !== undefined);
  if (at < 0 && later > subject && subject > start) {
    draft.isUniversal = true;
    use(draft, start, later);
    return;
  }
  if (at < 0 || !items.slice(start + at, start + at + 6).some((item) => roleOf(item, 'kind'))) return;
  draft.isUniversal = true;
  use(draft, start, start + at);
}

/** States that somebody who asks hopes for. */
const HOPED: ReadonlySet<StatusWord> = new Set([
  'healthy',
  'ready',
  'running',
  'bound',
  'scheduled',
  'active',
]);
const IS = /^(?:is|are|was|were)$/;
const OWN = /^(?:the|my|our|your|these|those)$/;

/** "are the ingresses healthy", "is my certificate ok": said of a kind as a whole, it is claimed of each. */
function readPlainClaim(draft: Draft): boolean {
  const { items } = draft;
  const start = items.findIndex(({ word }) => IS.test(word));
  if (start < 0 || !items.slice(0, start).every(({ word }) => /^(?:and|so|but|hey|jamie|ok)$/.test(word)))
    return false;
  let subject = start + 1;
  while (OWN.test(items[subject]?.word ?? '')) subject += 1;
  const kind = roleOf(items[subject], 'kind')?.kind;
  const state = roleOf(items.at(-1), 'status')?.status;
  if (kind === undefined || state === undefined || !HOPED.has(state)) return false;
  if (
    items.some(({ mention, ends }, at) => (mention && at === subject + 1) || (ends && at < items.length - 1))
  )
    return false;
  draft.isUniversal = true;
  return use(draft, start);
}

/** What is claimed of all: what is said last, or after the verb; the rest says of which. */
export function splitClaims(draft: Draft): { claims: Filter[]; filters: Filter[] } | undefined {
  if (draft.isUniversal !== true) return undefined;
  const { items, filters, readAt } = draft;
  const subject = items.findIndex((item) => roleOf(item, 'kind')?.kind === draft.kind);
  const predicate = items.findIndex((item, at) => at > subject && PREDICATE.test(item.word));
  const isRelative = /^(?:that|which|whose|with|w\/)/.test(items[subject + 1]?.word ?? '');
  const later = predicate < 0 ? subject : predicate;
  const after = filters.filter((filter) => (readAt.get(filter) ?? -1) >= later);
  const last = Math.max(...after.map((filter) => readAt.get(filter) ?? -1));
  const isState = (filter: Filter) => STATES.has(filter.field);
  const isPlaced = predicate < 0 && after.some(isState) && !after.every(isState);
  const claims =
    isRelative && predicate < 0
      ? after.filter((filter) => readAt.get(filter) === last)
      : isPlaced
        ? after.filter(isState)
        : after;
  return claims.length === 0
    ? undefined
    : { claims, filters: filters.filter((filter) => !claims.includes(filter)) };
}

/** "are all pods on worker-2 ready": where they are is not what is claimed of them. */
const STATES: ReadonlySet<Field> = new Set(['ready', 'healthy', 'status']);

const PREDICATE =
  /^(?:have|has|do not have|does not have|have no|has no|use|uses|using|run|runs|running|define|set|specify|mount|request|come|pull|belong|carry|need|listen|start|at least|at most|more than|without)\b/;
