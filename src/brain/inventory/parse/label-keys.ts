import type { Item } from '../../understand/items.ts';

/** Could be the key of a label. */
export const isLabelKey = (item: Item) =>
  item.meanings.length === 0 &&
  !item.isPlace &&
  /^[a-z0-9A-Z][\w./-]*$/.test(item.raw) &&
  !/^(?:of|on|in|for|is|are|and|or|the|do|does|that)$/.test(item.word);

/** Words that may stand between a label and its value. */
export const BETWEEN: ReadonlySet<string> = new Set([
  'is',
  'are',
  '=',
  '==',
  'equals',
  'equal',
  'to',
  'of',
  'as',
  'set',
  'label',
  'value',
  ':',
  'in',
  'named',
  'called',
  'equal to',
  'either',
  'being',
]);
