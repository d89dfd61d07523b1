import type { Fact } from '../turn-event.ts';
import type { Block, Item } from './draft.ts';
import { cell, fence, type Markdown } from './markdown.ts';

const LIST_CAP = 10;
const TABLE_CAP = 20;

/** Enough to look a sentence up; its fact carries them all. */
const MARKS_SHOWN = 3;

const marks = (evidence: string[]): string =>
  evidence
    .slice(0, MARKS_SHOWN)
    .map((id) => ` [${id}]`)
    .join('');

function remainder(hidden: number, seeAll: Markdown | undefined): string[] {
  if (hidden <= 0) return [];
  return [`…and ${hidden} more${seeAll === undefined ? '.' : `. To see all: ${seeAll.markdown}`}`];
}

function renderItem(item: Item, bullet: string): string {
  return `${bullet} ${item.text.markdown}${marks(item.evidence)}`;
}

function renderList(block: Extract<Block, { type: 'list' }>): string {
  const shown = block.items.slice(0, block.cap ?? LIST_CAP);
  const lines = shown.map((item, at) => renderItem(item, block.ordered === true ? `${at + 1}.` : '-'));
  const rest = remainder(block.items.length - shown.length, block.seeAll);
  return [lines.join('\n'), ...rest].join('\n\n');
}

function renderTable(block: Extract<Block, { type: 'table' }>): string {
  const shown = block.rows.slice(0, block.cap ?? TABLE_CAP);
  const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  const lines = [row(block.head), row(block.head.map(() => '---')), ...shown.map((r) => row(r.map(cell)))];
  const rest = remainder((block.total ?? block.rows.length) - shown.length, block.seeAll);
  return [lines.join('\n'), ...rest].join('\n\n');
}

/** One block as Markdown. */
export function renderBlock(block: Block): string {
  switch (block.type) {
    case 'fact':
      return `${block.text.markdown}${marks(block.evidence)}`;
    case 'say':
    case 'voice':
      return block.text.markdown;
    case 'list':
      return renderList(block);
    case 'table':
      return renderTable(block);
    case 'code':
      return fence(block.text, block.language).markdown;
  }
}

const asFact = (item: Item): Fact => ({ text: item.text.markdown, evidence: item.evidence });

/** The statements of the blocks that are shown, each with the evidence that it stands on. */
export function factsOf(blocks: Block[]): Fact[] {
  return blocks
    .flatMap((block) => {
      if (block.type === 'fact') return [asFact(block)];
      return block.type === 'list' ? block.items.slice(0, block.cap ?? LIST_CAP).map(asFact) : [];
    })
    .filter((fact) => fact.evidence.length > 0);
}
