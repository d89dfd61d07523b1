import { say, type Block } from './draft.ts';

const capital = (markdown: string): string =>
  markdown.replace(
    /^(\**)([a-z])(?=[a-z]*\b(?![A-Z]))/,
    (_, stars: string, letter: string) => stars + letter.toUpperCase(),
  );

/** A sentence begins with a capital letter, and does not pass for a fact when it stands on nothing. */
export function finishedBlock(block: Block): Block {
  if (block.type !== 'fact' && block.type !== 'say') return block;
  const text = { markdown: capital(block.text.markdown) };
  return block.type === 'fact' && block.evidence.length > 0 ? { ...block, text } : say(text);
}
