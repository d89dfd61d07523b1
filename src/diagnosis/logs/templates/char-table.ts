/** What a character does in a log line: the lowest two bits of what is known of it. */
export const ROLE = 3;
export const SPACE = 0;
export const SOLID = 1;
export const JOINER = 2;
export const SEPARATOR = 3;

/** What a run of characters contains, as bits above the role. */
export const DIGIT = 4;
export const LETTER = 8;
export const BEYOND_HEX = 16;
export const SLASH = 32;
export const COLON = 64;
export const AT = 128;
export const BACKSLASH = 256;
export const OTHER = 512;
export const DOT = 1024;
export const SCOPE = 2048;
export const X = 4096;

const JOINERS = '_.-/\\$+@%~*:';
const JOINER_BITS: Readonly<Record<string, number>> = {
  '/': SLASH,
  ':': COLON,
  '@': AT,
  '\\': BACKSLASH,
  '.': DOT,
  _: LETTER | BEYOND_HEX,
};

function roleOf(char: string): number {
  if (/[A-Za-z0-9]/.test(char)) return SOLID;
  if (JOINERS.includes(char)) return JOINER;
  return char <= ' ' || char === '\u007f' ? SPACE : SEPARATOR;
}

function bitsOf(char: string): number {
  if (/[0-9]/.test(char)) return DIGIT;
  if (/[xX]/.test(char)) return LETTER | X;
  if (/[a-fA-F]/.test(char)) return LETTER;
  if (/[A-Za-z]/.test(char)) return LETTER | BEYOND_HEX;
  return JOINER_BITS[char] ?? OTHER;
}

const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const INFO = Uint16Array.from(ASCII, (char) => roleOf(char) | bitsOf(char));
const LETTER_BEYOND_ASCII = SOLID | LETTER | BEYOND_HEX;

/** Role and bits of a character code. What is not ASCII counts as a letter; past the end of a line there is a space. */
export function charInfo(code: number): number {
  if (code < 128) return INFO[code] ?? SPACE;
  return Number.isNaN(code) ? SPACE : LETTER_BEYOND_ASCII;
}
