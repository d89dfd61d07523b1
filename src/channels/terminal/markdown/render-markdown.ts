import { stripTerminal } from '#ground/text';
import { parseBlocks, type Block } from './blocks.ts';
import { parseInline, type Piece } from './inline.ts';
import { createPaint, type Paint } from './paint.ts';
import { renderTable } from './render-table.ts';
import { wrapPieces } from './wrap.ts';

interface Screen {
  colour: boolean;
  /** Columns; undefined wraps nothing. */
  width?: number;
}

/** Markdown as a terminal shows it: lined-up tables, wrapped text, colour where wanted. What the text itself does to a terminal is taken out. */
export function renderMarkdown(markdown: string, { colour, width }: Screen): string {
  const paint = createPaint(colour);
  return parseBlocks(stripTerminal(markdown))
    .flatMap((block) => renderBlock(block, paint, width))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function renderBlock(block: Block, paint: Paint, width: number | undefined): string[] {
  switch (block.type) {
    case 'heading':
      return [
        paint(
          parseInline(block.text)
            .map(({ text }) => text)
            .join(''),
          'heading',
        ),
      ];
    case 'paragraph':
      return wrapped(block.text, { paint, width, first: '', rest: '' });
    case 'quote':
      return wrapped(block.text, { paint, width, first: '│ ', rest: '│ ' });
    case 'item': {
      const indent = ' '.repeat(block.indent + 2);
      const first = `${indent}${block.marker} `;
      return wrapped(block.text, { paint, width, first, rest: ' '.repeat(first.length) });
    }
    case 'code':
      return block.lines.map((line) => `    ${paint(line, 'code')}`);
    case 'table':
      return renderTable(block, paint, width);
    case 'rule':
      return [paint('─'.repeat(Math.min(width ?? 40, 40)), 'dim')];
    case 'blank':
      return [''];
  }
}

interface Layout {
  paint: Paint;
  width: number | undefined;
  first: string;
  rest: string;
}

function wrapped(text: string, { paint, width, first, rest }: Layout): string[] {
  const room = width === undefined ? undefined : Math.max(10, width - rest.length);
  const draw = (line: Piece[]): string => line.map((piece) => paint(piece.text, piece.style)).join('');
  return wrapPieces(parseInline(text), room).map((line, index) =>
    `${index === 0 ? first : rest}${draw(line)}`.trimEnd(),
  );
}
