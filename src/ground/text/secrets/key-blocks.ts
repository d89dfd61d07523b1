import type { Span } from './span.ts';

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
/** Headers and lines of base64, with real or written line ends and what quotes a block; a short line only just before the end. */
const BODY =
  /(?:(?:\\[nrt]|[\s>|"'])*(?:(?:Proc-Type|DEK-Info|Version|Comment|Hash): [^\n\\]{1,80}|=?[A-Za-z0-9+/]{20,}={0,2}|=?[A-Za-z0-9+/]+={0,2}(?=(?:\\[nrt]|[\s>|"'])*-----END)))*/y;
/** base64 of "-----BEGIN". */
const ENCODED = /(?<![A-Za-z0-9+/])LS0tLS1CRUdJTi[A-Za-z0-9+/]{40,}={0,2}/g;
/** A line of a key that was torn from its block, as when a log is read line by line. */
const TORN_LINE = /^[A-Za-z0-9+/]{64}$/gm;

/** The bodies of private keys in PEM and PGP armour, whole or torn, and base64 of such a key. */
export function findKeyBlocks(text: string): Span[] {
  return [...armoured(text), ...encoded(text), ...torn(text)];
}

function armoured(text: string): Span[] {
  return [...text.matchAll(BEGIN)].map((match) => {
    const start = match.index + match[0].length;
    BODY.lastIndex = start;
    return { start, end: start + (BODY.exec(text)?.[0].length ?? 0) };
  });
}

function encoded(text: string): Span[] {
  return [...text.matchAll(ENCODED)]
    .filter(([value]) => atob(value.slice(0, 64)).includes('PRIVATE KEY'))
    .map(wholeMatch);
}

function torn(text: string): Span[] {
  return [...text.matchAll(TORN_LINE)]
    .filter(([line]) => /[a-z]/.test(line) && /[A-Z]/.test(line) && /\d/.test(line))
    .map(wholeMatch);
}

function wholeMatch(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}
