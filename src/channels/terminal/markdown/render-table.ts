import { displayWidth } from './display-width.ts';
import { parseInline, plainText, type Piece } from './inline.ts';
import type { Paint } from './paint.ts';
import { wrapPieces } from './wrap.ts';

interface Table {
  header: string[];
  rows: string[][];
  /** Columns of numbers stand to the right. */
  right: boolean[];
}

const GAP = 2;
const NARROWEST = 6;

/** The table with its columns lined up; cells wrap where the screen is too narrow. */
export function renderTable(
  { header, rows, right }: Table,
  paint: Paint,
  width: number | undefined,
): string[] {
  const all = [header, ...rows];
  const widths = fit(
    header.map((_, column) => widest(all, column)),
    width,
  );
  const draw = (cells: string[], isHeader: boolean): string[] => {
    const wrapped = widths.map((columnWidth, column) => {
      const pieces = parseInline(cells[column] ?? '');
      const styled = isHeader ? pieces.map(({ text }): Piece => ({ text, style: 'bold' })) : pieces;
      return wrapPieces(styled, columnWidth);
    });
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      wrapped
        .map((lines, column) =>
          align(lines[line] ?? [], { width: widths[column] ?? 0, right: right[column] ?? false, paint }),
        )
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  };
  return [...draw(header, true), ...rows.flatMap((row) => draw(row, false))];
}

function widest(rows: string[][], column: number): number {
  return Math.max(1, ...rows.map((row) => displayWidth(plainText(row[column] ?? ''))));
}

/** Takes columns off the widest until everything fits, or no column can give any more. */
function fit(natural: number[], width: number | undefined): number[] {
  const widths = [...natural];
  if (width === undefined) return widths;
  const total = (): number => widths.reduce((sum, each) => sum + each, GAP * (widths.length - 1));
  for (let over = total() - width; over > 0; over = total() - width) {
    const most = Math.max(...widths);
    if (most <= NARROWEST) return widths;
    widths[widths.indexOf(most)] = most - 1;
  }
  return widths;
}

function align(
  pieces: Piece[],
  { width, right, paint }: { width: number; right: boolean; paint: Paint },
): string {
  const blank = ' '.repeat(Math.max(0, width - displayWidth(pieces.map(({ text }) => text).join(''))));
  const text = pieces.map((piece) => paint(piece.text, piece.style)).join('');
  return right ? blank + text : text + blank;
}
