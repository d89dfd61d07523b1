import type { Piece } from './inline.ts';

const CODES: Record<Piece['style'] | 'heading' | 'dim', string> = {
  plain: '',
  bold: '\u001b[1m',
  italic: '\u001b[3m',
  code: '\u001b[36m',
  heading: '\u001b[1m',
  dim: '\u001b[2m',
};
const RESET = '\u001b[0m';

/** Puts a text in a style, or leaves it as it is where colour is off. */
export type Paint = (text: string, style: keyof typeof CODES) => string;

export function createPaint(colour: boolean): Paint {
  return (text, style) =>
    colour && CODES[style] !== '' && text !== '' ? `${CODES[style]}${text}${RESET}` : text;
}
