export type Block =
  | { type: 'heading'; text: string }
  | { type: 'paragraph'; text: string }
  | { type: 'quote'; text: string }
  | { type: 'item'; text: string; marker: string; indent: number }
  | { type: 'code'; lines: string[] }
  | { type: 'table'; header: string[]; rows: string[][]; right: boolean[] }
  | { type: 'rule' }
  | { type: 'blank' };

const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const DIVIDER = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** Takes Markdown apart into its blocks, as far as answers use it. */
export function parseBlocks(markdown: string): Block[] {
  const lines = markdown.split('\n');
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const [block, used] = readBlock(lines, at);
    blocks.push(block);
    at += used;
  }
  return blocks;
}

function readBlock(lines: string[], at: number): [block: Block, used: number] {
  const line = lines[at] ?? '';
  const fence = FENCE.exec(line)?.[1];
  if (fence !== undefined) return readCode(lines, at, fence);
  if (
    line.includes('|') &&
    line.trim() !== '' &&
    DIVIDER.test(lines[at + 1] ?? '') &&
    (lines[at + 1] ?? '').includes('-')
  )
    return readTable(lines, at);
  return [simpleBlock(line), 1];
}

function simpleBlock(line: string): Block {
  const heading = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
  if (heading !== undefined) return { type: 'heading', text: heading };
  if (line.trim() === '') return { type: 'blank' };
  if (/^\s{0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line)) return { type: 'rule' };
  const item = ITEM.exec(line);
  if (item)
    return {
      type: 'item',
      indent: item[1]?.length ?? 0,
      marker: markerOf(item[2] ?? '-'),
      text: item[3] ?? '',
    };
  const quote = /^\s{0,3}>\s?(.*)$/.exec(line)?.[1];
  return quote === undefined ? { type: 'paragraph', text: line } : { type: 'quote', text: quote };
}

function markerOf(marker: string): string {
  return /\d/.test(marker) ? marker : '•';
}

function readCode(lines: string[], at: number, fence: string): [Block, number] {
  const rest = lines.slice(at + 1);
  const end = rest.findIndex(
    (line) => line.trim().startsWith(fence) && line.trim().replaceAll(fence[0] ?? '', '') === '',
  );
  const body = end === -1 ? rest : rest.slice(0, end);
  return [{ type: 'code', lines: body }, body.length + (end === -1 ? 1 : 2)];
}

function readTable(lines: string[], at: number): [Block, number] {
  const header = cellsOf(lines[at] ?? '');
  const right = cellsOf(lines[at + 1] ?? '').map((cell) => /^-+:$/.test(cell));
  const body = lines.slice(at + 2);
  const end = body.findIndex((line) => !line.includes('|') || line.trim() === '');
  const rows = (end === -1 ? body : body.slice(0, end)).map((line) => within(cellsOf(line), header.length));
  return [{ type: 'table', header, rows, right }, rows.length + 2];
}

/** Cells beyond the header's go into the last column: a terminal loses no word. */
const within = (cells: string[], columns: number): string[] =>
  cells.length <= columns ? cells : [...cells.slice(0, columns - 1), cells.slice(columns - 1).join(' | ')];

function cellsOf(line: string): string[] {
  const bare = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return bare.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}
