import type { Block, Item } from '../answer/draft.ts';
import type { Signal } from './walk.ts';

/** What one step found, in a few lines, and what it decides. */
export interface Found {
  items: Item[];
  signals: Signal[];
  rulesIn?: string;
  rulesOut?: string;
  /** Whom the requests' trouble comes from. */
  guilty?: string;
}

const MOST_LINES = 3;
/** What could not be seen is never left out: it must not pass for good news. */
const UNSEEN = /^\**(?:Not looked at|I (?:cannot|could not|see no)|There are no logs|Prometheus )/;
const isStep = ({ text }: Item): boolean => /^\**Next:/.test(text.markdown);

function itemsOf(block: Block): Item[] {
  switch (block.type) {
    case 'fact':
      return [{ text: block.text, evidence: block.evidence }];
    case 'say':
      return [{ text: block.text, evidence: [] }];
    case 'list':
      return block.items;
    case 'table':
    case 'code':
    case 'voice':
      return [];
  }
}

const plain = (item: Item): Item => ({
  ...item,
  text: { markdown: item.text.markdown.replaceAll('**', '') },
});

/** The first lines of an answer that stand on evidence; what could only be said, where nothing does. */
export function brief(blocks: readonly Block[], most = MOST_LINES): Item[] {
  const items = blocks.flatMap(itemsOf).filter((item) => !isStep(item));
  const facts = items.filter(({ evidence }) => evidence.length > 0);
  const shown = (facts.length > 0 ? facts : items).slice(0, most);
  const isUnseen = (item: Item): boolean => item.evidence.length === 0 && UNSEEN.test(item.text.markdown);
  const unseen = items.filter((item) => isUnseen(item) && !shown.includes(item));
  return [...shown, ...unseen.slice(0, 1)].map(plain);
}

/** What an answer says to do next. */
export const nextOf = (blocks: readonly Block[]): Item[] =>
  blocks.flatMap(itemsOf).filter(isStep).slice(0, 1).map(plain);
