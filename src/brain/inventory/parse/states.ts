import { roleOf } from '../../understand/items.ts';
import type { Filter } from '../query.ts';
import type { StatusWord } from '../status-words.ts';
import { addFilter, isNegated, type Draft, type Reader } from './draft.ts';

/** Words too common to be a state unless the sentence says so: "ok, show me the pods". */
const COMMON = new Set([
  'problems',
  'issues',
  'ok',
  'okay',
  'fine',
  'bad',
  'down',
  'up',
  'red',
  'done',
  'active',
  'dead',
  'waiting',
  'fail',
  'fails',
  'disabled',
  'alive',
  'available',
  'error',
  'stuck',
  'complete',
  'failure',
  'failures',
  'lost',
  'pressure',
]);
const INTRODUCES = new Set([
  'is',
  'are',
  'be',
  'being',
  'not',
  'were',
  'was',
  'still',
  'currently',
  'all',
  'any',
  'in',
  'status',
  'state',
  'fully',
  'that',
  'and',
  'or',
  'but',
  'get',
  'got',
  'which',
  'with',
  'have',
  'has',
  'only',
  'went',
  'go',
  'the',
  'many',
  'list',
  'show',
  'no',
]);

/** States: "pending", "not ready", "keeps crashing", and the words of kubectl's STATUS column. */
export const readState: Reader = (draft, at) => {
  const status = roleOf(draft.items[at], 'status')?.status;
  if (
    status === undefined ||
    draft.used.has(at) ||
    !isState(draft, at) ||
    /^restarts?$/.test(draft.items[at]?.word ?? '')
  )
    return false;
  const next = draft.items[at + 1]?.word;
  if (status === 'ready' && (next === '<' || next === '!='))
    return addFilter(draft, { field: 'ready', op: 'is', value: false }, at, at + 1, at + 2);
  const own = status === 'unschedulable' && isOfNodes(draft) ? 'cordoned' : status;
  return addFilter(draft, filterFor(own, isNegated(draft, at) && !NEGATIVE.has(own)), at);
};

/** A pod that finds no node is unschedulable; a node that takes no pods is cordoned. */
const isOfNodes = ({ items }: Draft) => {
  const kinds = items.flatMap((item) => roleOf(item, 'kind')?.kind ?? []);
  return kinds.length > 0 && kinds.every((kind) => kind === 'Node');
};

/** States that are negations themselves: "not pulling its image". */
const NEGATIVE: ReadonlySet<StatusWord> = new Set(['image-pull', 'unschedulable', 'no-endpoints', 'unused']);

function isState(draft: Draft, at: number): boolean {
  const item = draft.items[at];
  if (item === undefined || !COMMON.has(item.word)) return true;
  const before = draft.items[at - 1];
  const after = item.ends ? undefined : draft.items[at + 1];
  if (roleOf(after, 'kind') || (draft.isUniversal === true && at === draft.items.length - 1)) return true;
  return (
    before !== undefined &&
    (INTRODUCES.has(before.word.split(' ').at(-1) ?? '') || roleOf(before, 'kind') !== undefined)
  );
}

const OPPOSITES: Partial<Record<StatusWord, StatusWord>> = {
  ready: 'not-ready',
  'not-ready': 'ready',
  healthy: 'unhealthy',
  unhealthy: 'healthy',
  bound: 'unbound',
  unbound: 'bound',
  schedulable: 'cordoned',
  scheduled: 'unschedulable',
};

/** The filter for a state or its opposite. */
export function filterFor(said: StatusWord, isNegatedHere: boolean): Filter {
  const opposite = isNegatedHere ? OPPOSITES[said] : undefined;
  const status = opposite ?? said;
  const isOpposite = isNegatedHere && opposite === undefined;
  if (status === 'ready' || status === 'not-ready')
    return { field: 'ready', op: 'is', value: status === 'ready' };
  if (status === 'healthy' || status === 'unhealthy')
    return { field: 'healthy', op: 'is', value: status === 'healthy' };
  if (status === 'suspended') return { field: 'suspended', op: 'is', value: !isOpposite };
  if (status === 'scaled-to-zero')
    return { field: 'replicas', op: isOpposite ? 'more-than' : 'is', value: 0 };
  if (status === 'restarting')
    return { field: 'restarts', op: isOpposite ? 'at-most' : 'more-than', value: 0 };
  return { field: 'status', op: isOpposite ? 'is-not' : 'is', value: status };
}
