/** What Jamie signs in with. */
export interface Credentials {
  /** Undefined asks as nobody. */
  current: () => Promise<string | undefined>;
  /** Told that GitHub refused a token; true when there can be another. */
  refused: (token: string | undefined) => boolean;
}

/** A token that somebody made: there is no other. */
export function fixedToken(token: string | undefined): Credentials {
  return { current: () => Promise.resolve(token), refused: () => false };
}
