import { roleOf } from '../../understand/items.ts';
import { addFilter, isNegated, nextItem, use, type Reader } from './draft.ts';

const LISTENS =
  /^(?:listen|listens|listening|listen on|listening on|listens on|expose|exposes|exposing|serve|serves|serving|on)$/;

/** "services that listen on 5432", "what exposes 443". */
export const readListening: Reader = (draft, at) => {
  const { items, used } = draft;
  if (!LISTENS.test(items[at]?.word ?? '')) return false;
  const spots = [at + 1, at + 2, at + 3];
  const number = spots.find((index) => items[index]?.amount !== undefined) ?? -1;
  const between = items.slice(at + 1, Math.max(number, at + 1));
  const amount = items[number]?.amount;
  const isPort = between.every((item) => /^(?:on|port|ports|tcp|at|the)$/.test(item.word));
  if (
    amount === undefined ||
    amount.dimension !== undefined ||
    !isPort ||
    used.has(number) ||
    amount.value < 20
  )
    return false;
  const marked = between.map((_, step) => at + 1 + step);
  return addFilter(
    draft,
    { field: 'port', op: isNegated(draft, at) ? 'is-not' : 'is', value: String(amount.value) },
    at,
    ...marked,
    number,
  );
};

const BOUNDS = /^(?:min|minimum|max|maximum)$/;

/** "autoscalers with min 2", "hpas that can scale to 10": the bounds of an autoscaler. */
export const readBareBound: Reader = (draft, at) => {
  const { items } = draft;
  const word = items[at]?.word ?? '';
  if (!items.some((item) => roleOf(item, 'kind')?.kind === 'HorizontalPodAutoscaler')) return false;
  if (BOUNDS.test(word)) {
    const field = word.startsWith('min') ? 'minReplicas' : 'maxReplicas';
    const operator = roleOf(items[nextItem(draft, at, 2)], 'operator')?.op;
    const number = nextItem(draft, operator === undefined ? at : nextItem(draft, at, 2), 2);
    const amount = items[number]?.amount;
    if (amount === undefined) {
      const isState = [at - 1, at - 2].some((index) => items[index]?.word === 'at');
      if (isState) draft.lost.push(word);
      if (roleOf(items[at - 1], 'superlative')) draft.measure = field;
      draft.show.push(field);
      return use(draft, at);
    }
    const marks = operator === undefined ? [] : [nextItem(draft, at, 2)];
    return addFilter(draft, { field, op: operator ?? 'is', value: amount.value }, at, ...marks, number);
  }
  const isScale = /^(?:scale|scales|scale up|scale out|grow|go)$/.test(word);
  const to = isScale
    ? items.findIndex((item, index) => index > at && index <= at + 3 && item.amount !== undefined)
    : -1;
  const value = items[to]?.amount?.value;
  return (
    value !== undefined &&
    addFilter(
      draft,
      { field: 'maxReplicas', op: 'at-least', value },
      ...Array.from({ length: to - at + 1 }, (_, step) => at + step),
    )
  );
};
