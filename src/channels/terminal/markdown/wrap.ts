import { displayWidth, splitAtWidth } from './display-width.ts';
import type { Piece } from './inline.ts';

interface Word extends Piece {
  width: number;
}

/** Breaks styled text into lines of at most `width` columns, at spaces; a word that is longer than a line is cut. */
export function wrapPieces(pieces: Piece[], width: number | undefined): Piece[][] {
  if (width === undefined) return [pieces];
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const word of pieces.flatMap((piece) => wordsOf(piece, width))) {
    const blank = word.text.trim() === '';
    if (used + word.width > width && used > 0) {
      lines.push([]);
      used = 0;
    }
    if (blank && used === 0) continue;
    addTo(lines.at(-1) ?? [], word);
    used += word.width;
  }
  return lines;
}

/** Neighbours in one style become one piece. */
function addTo(line: Piece[], { text, style }: Word): void {
  const last = line.at(-1);
  if (last?.style === style) line[line.length - 1] = { text: last.text + text, style };
  else line.push({ text, style });
}

function wordsOf(piece: Piece, width: number): Word[] {
  return piece.text
    .split(/(\s+)/)
    .filter((text) => text !== '')
    .flatMap((text) => cutWord(text, width))
    .map((text) => ({ text, style: piece.style, width: displayWidth(text) }));
}

function cutWord(text: string, width: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (displayWidth(rest) > width) {
    const [head, tail] = splitAtWidth(rest, width);
    if (tail === '') break;
    parts.push(head);
    rest = tail;
  }
  return [...parts, rest];
}
