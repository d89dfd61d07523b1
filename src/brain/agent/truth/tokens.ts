/** A word, a name or something with digits in it, and where it stands. */
export interface Token {
  text: string;
  at: number;
  /** Stood in a code span. */
  isQuoted: boolean;
}

const TOKEN = /[\p{L}\p{N}_$][\p{L}\p{N}_.:/@%+~'’µ-]*/gu;
const TRAILING = /(?:['’]s|['’]|[.:,/+~-])+$/;

/** The tokens of a plain text: Markdown is taken off, what stood in code spans is marked. */
export function tokensIn(text: string): Token[] {
  const tokens: Token[] = [];
  let isQuoted = false;
  let done = 0;
  const read = (piece: string, from: number): void => {
    for (const match of piece.matchAll(TOKEN)) {
      const word = match[0].replace(TRAILING, '');
      if (word !== '') tokens.push({ text: word, at: from + match.index, isQuoted });
    }
  };
  for (const tick of text.matchAll(/`+/g)) {
    read(text.slice(done, tick.index), done);
    isQuoted = !isQuoted;
    done = tick.index + tick[0].length;
  }
  read(text.slice(done), done);
  return tokens;
}

const IDENTIFIER = /^(?=.*\p{L})(?=.*[\d\-_/.:@])[\p{L}\p{N}_$][\p{L}\p{N}_.:/@+-]*$/u;
const PASCAL = /^(?:\p{Lu}+\p{Ll}+\p{Lu}|\p{Lu}\p{Ll}+\p{Lu}|\p{Lu}{2,}\p{Ll}{2,})\p{L}*$/u;
const VERSION = /^v?\d+(?:\.\d+){2,}[\w.+-]*$|^v\d+(?:\.\d+)*[\w.+-]*$/;
const HYPHENATED =
  /^(?:(?:re|un|non|pre|post|co|self|read|write|well|long|short|high|low|up|down|on|off|out|in|one|two|three|multi|single|half|near|over|under|end|day|week|full|real|so|as|by|to|of|the|and|per|start|shut|roll|back|follow|clean|time|side|left|right|cross|in-flight|out-of)-)+\p{L}+$|^\p{L}+-(?:of|to|in|up|off|out|down|on|free|only|based|wide|level|time|side|related|looping|loop|backed|facing|run|old|ready|specific)(?:-\p{L}+)*$/iu;

/** Whether a token can only be a name: of an object, an image, a version, a status. */
export function looksLikeName(text: string): boolean {
  if (VERSION.test(text) || PASCAL.test(text)) return true;
  return IDENTIFIER.test(text) && !HYPHENATED.test(text);
}
