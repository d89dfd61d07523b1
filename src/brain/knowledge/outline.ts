/** A piece of a Markdown text, its own markup taken away. */
export type Piece =
  | { type: 'text'; text: string }
  | { type: 'list'; items: string[]; ordered: boolean }
  | { type: 'code'; language: string; text: string };

const ITEM = /^ {0,3}(?:[-*+]|(\d{1,3})[.)])[ \t]+(.*)$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})[ \t]*([\w+-]*)/;

/** A line without emphasis, links and pictures; what is in code spans stays as it is. */
function plain(line: string): string {
  return line
    .split(/(`+[^`]*`+)/)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part
            .replace(/!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g, (_, text: string) => text)
            .replace(/(\*\*|__|\*)(?=\S)(.+?)(?<=\S)\1/g, '$2'),
    )
    .join('')
    .trim();
}

/** Adds a line of text to the piece that it goes on with, or begins one. */
function addText(pieces: Piece[], line: string, goesOn: boolean): void {
  const last = pieces.at(-1);
  if (goesOn && last?.type === 'text') last.text += ` ${line}`;
  else if (goesOn && last?.type === 'list') last.items.push(`${last.items.pop() ?? ''} ${line}`);
  else pieces.push({ type: 'text', text: line });
}

function addItem(pieces: Piece[], text: string, ordered: boolean): void {
  const last = pieces.at(-1);
  if (last?.type === 'list' && last.ordered === ordered) last.items.push(text);
  else pieces.push({ type: 'list', items: [text], ordered });
}

/** Cuts a Markdown text into paragraphs, lists and code. */
export function outline(markdown: string): Piece[] {
  const pieces: Piece[] = [];
  let fence: { mark: string; language: string; lines: string[] } | undefined;
  let goesOn = false;
  for (const line of markdown.split(/\r?\n/)) {
    const mark = FENCE.exec(line.trimStart());
    if (fence !== undefined) {
      const ends = mark?.[1]?.startsWith(fence.mark) === true;
      if (ends) pieces.push({ type: 'code', language: fence.language, text: fence.lines.join('\n') });
      else fence.lines.push(line);
      if (ends) fence = undefined;
      continue;
    }
    const item = ITEM.exec(line);
    if (mark !== null) fence = { mark: mark[1] ?? '```', language: mark[2] ?? '', lines: [] };
    else if (item !== null) addItem(pieces, plain(item[2] ?? ''), item[1] !== undefined);
    else if (line.trim() !== '') addText(pieces, plain(line.replace(/^\s*>\s?/, '')), goesOn);
    goesOn = line.trim() !== '' && mark === null;
  }
  if (fence !== undefined)
    pieces.push({ type: 'code', language: fence.language, text: fence.lines.join('\n') });
  return pieces;
}
