/** A message without spaces too many, and without the marks at its end. */
export const bare = (message: string): string =>
  message
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[?!.\s]+$/, '');

/** The named groups of the first pattern that a text is an instance of. */
export const groupsOf = (patterns: readonly RegExp[], said: string) =>
  patterns.map((pattern) => pattern.exec(said)?.groups).find((groups) => groups !== undefined) as
    Partial<Record<string, string>> | undefined;
