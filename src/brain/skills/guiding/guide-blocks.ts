import { codeBlock, fact, say, type Block, type Item } from '../../answer/draft.ts';
import { bold, inline, prose } from '../../answer/markdown.ts';
import type { Guide } from '../../knowledge/guide.ts';
import { outline, type Piece } from '../../knowledge/outline.ts';

/** A side of a guide that somebody may ask after. */
export type Side = 'why' | 'check' | 'fix' | 'prevent';

interface Shown {
  heading: string;
  /** What the answer calls it. */
  called: string;
  most: number;
}

const SYMPTOM: Shown = { heading: 'Symptom', called: '', most: 1 };
const BY_SIDE: Readonly<Record<Side, Shown>> = {
  why: { heading: 'Why', called: 'Usual causes, the likeliest first:', most: 6 },
  check: { heading: 'Check', called: 'Check:', most: 8 },
  fix: { heading: 'Fix', called: 'Fix:', most: 8 },
  prevent: { heading: 'Prevent', called: 'So that it does not come again:', most: 6 },
};

/** What is shown of a guide in the house's format when a side of it, or no side, is asked for. */
function partsFor(side: Side | undefined): Shown[] {
  if (side === 'fix') return [{ ...BY_SIDE.check, most: 3 }, BY_SIDE.fix];
  if (side !== undefined) return [SYMPTOM, BY_SIDE[side]];
  return [SYMPTOM, { ...BY_SIDE.why, most: 3 }, { ...BY_SIDE.check, most: 3 }, BY_SIDE.fix];
}

const WHOLE: readonly Shown[] = [SYMPTOM, ...Object.values(BY_SIDE)].map((one) => ({ ...one, most: 20 }));
const MOST_OF_OTHERS = 12;

function blockOf(piece: Piece, evidence: string[], most: number): Block {
  if (piece.type === 'code') return codeBlock(piece.language, piece.text);
  if (piece.type === 'text') return fact(prose(piece.text), evidence);
  const items = piece.items.slice(0, most).map((text): Item => ({ text: prose(text), evidence }));
  return { type: 'list', items, ordered: piece.ordered, cap: most };
}

/** The sections that an answer shows of a guide. */
export function sectionsShown({ sections }: Guide, side: Side | 'all' | undefined): string[] {
  const wanted = side === 'all' ? WHOLE : partsFor(side);
  const own = wanted.filter(({ heading }) => sections.some((section) => section.heading === heading));
  return own.length > 1 ? own.map(({ heading }) => heading) : sections.map(({ heading }) => heading);
}

/** A guide, or the side of it that is asked for, as blocks; a text in no format of ours from its beginning. */
export function guideBlocks(guide: Guide, side: Side | 'all' | undefined, evidence: string[]): Block[] {
  const shown = sectionsShown(guide, side);
  const parts = [...WHOLE, ...(side === 'all' ? [] : partsFor(side))];
  const blocks = guide.sections
    .filter(({ heading }) => shown.includes(heading))
    .flatMap(({ heading, text }): Block[] => {
      const part = parts.findLast((one) => one.heading === heading) ?? { called: heading, most: 20 };
      const lead = part.called === '' ? [] : [say(bold(inline`${part.called}`))];
      return [...lead, ...outline(text).map((piece) => blockOf(piece, evidence, part.most))];
    });
  const isOurs = guide.provenance.kind === 'shipped';
  if (isOurs || side === 'all' || blocks.length <= MOST_OF_OTHERS) return blocks;
  return [...blocks.slice(0, MOST_OF_OTHERS), say(inline`The text goes on.`)];
}
