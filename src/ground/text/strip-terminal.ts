/** CSI, OSC and the other string sequences, then two-character escapes. A string never runs over the end of its line. */
const SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]/g;

/** Control characters except tab and newline; bidi overrides and isolates; invisible tag characters, zero-width space and BOM. */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * Text as it reads, without anything that moves a cursor, colours, hides or reorders it. A carriage return becomes a
 * new line, so that nothing can be overwritten; marks that right-to-left text needs stay.
 */
export function stripTerminal(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(SEQUENCES, '')
    .replace(INVISIBLE, '');
}
