/** A run of text in one style. */
export interface Piece {
  text: string;
  style: 'plain' | 'bold' | 'italic' | 'code';
}

const MARKUP =
  /(?<fence>`{1,2})(?<code>[^`]{1,2000})\k<fence>|\*\*(?! )(?<bold>[^*\n]{1,2000})(?<! )\*\*|(?<![\w*])[*_](?! )(?<italic>[^*_\n]{1,500})(?<! )[*_](?![\w*])|\[(?<label>[^\]\n]{1,500})\]\((?<link>[^)\s]{1,2000})\)|\\(?<escaped>[\\`*_{}[\]()#+.!|<>~-])/g;

/** Takes inline Markdown apart: code, bold, italic, links (label and address), escapes. */
export function parseInline(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(MARKUP)) {
    add(pieces, { text: text.slice(at, match.index), style: 'plain' });
    add(pieces, pieceOf(match.groups ?? {}));
    at = match.index + match[0].length;
  }
  add(pieces, { text: text.slice(at), style: 'plain' });
  return pieces;
}

function add(pieces: Piece[], piece: Piece): void {
  if (piece.text !== '') pieces.push(piece);
}

function pieceOf(groups: Record<string, string | undefined>): Piece {
  const { code, bold, italic, label, link, escaped } = groups;
  if (code !== undefined)
    return { text: code.trim() === '' ? code : code.replace(/^ (.+) $/, '$1'), style: 'code' };
  if (bold !== undefined) return { text: plainText(bold), style: 'bold' };
  if (italic !== undefined) return { text: plainText(italic), style: 'italic' };
  if (label !== undefined)
    return { text: label === link ? label : `${plainText(label)} (${link})`, style: 'plain' };
  return { text: escaped ?? '', style: 'plain' };
}

/** Inline Markdown without its marks. */
export function plainText(text: string): string {
  return parseInline(text)
    .map((piece) => piece.text)
    .join('');
}
