/** What a character does in a log line. */
export const SPACE = 0;
export const SOLID = 1;
export const JOINER = 2;
export const SEPARATOR = 3;

/** What a run of characters contains, as bits. */
export const DIGIT = 1;
export const LETTER = 2;
export const BEYOND_HEX = 4;
export const SLASH = 8;
export const COLON = 16;
export const AT = 32;
export const BACKSLASH = 64;
export const OTHER = 128;
export const DOT = 256;
export const SCOPE = 512;
export const X = 1024;

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
const ROLES = Uint8Array.from(ASCII, roleOf);
const BITS = Uint16Array.from(ASCII, bitsOf);

/** The role of a character code; whatever is not ASCII counts as a letter. */
export function charRole(code: number): number {
  return code < 128 ? (ROLES[code] ?? SPACE) : SOLID;
}

/** What a character code adds to its run; nothing past the end of a line. */
export function charBits(code: number): number {
  if (Number.isNaN(code)) return 0;
  return code < 128 ? (BITS[code] ?? OTHER) : LETTER | BEYOND_HEX;
}
