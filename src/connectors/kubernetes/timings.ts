/** How long the connector waits for what, in milliseconds. Tests shorten them. */
export interface Timings {
  /** Until the response's head has come. */
  headMs: number;
  /** Until a whole response has come, retries included. */
  answerMs: number;
  /** Between two checks that the API server still answers. */
  probeMs: number;
  /** After which such a check has failed. */
  probeDeadlineMs: number;
  /** A watch that brings nothing for so long, not even a bookmark, is opened anew. */
  silentMs: number;
  /** How long the API server is asked to keep a watch open. */
  watchMs: number;
  backoffMs: number;
  backoffMaxMs: number;
  /** Between two lists of a kind that may be listed but not watched. */
  pollMs: number;
  /** Until a kind that is forbidden or not served is tried again. */
  recheckMs: number;
  /** Until the TLS certificates are compared with the secrets although none seems to have changed. */
  certificatesMs: number;
  /** Between a secret's change and the reading of its certificate. */
  certificatesDelayMs: number;
}

export const DEFAULT_TIMINGS: Timings = {
  headMs: 10_000,
  answerMs: 30_000,
  probeMs: 5_000,
  probeDeadlineMs: 5_000,
  silentMs: 150_000,
  watchMs: 300_000,
  backoffMs: 500,
  backoffMaxMs: 30_000,
  pollMs: 15_000,
  recheckMs: 300_000,
  certificatesMs: 600_000,
  certificatesDelayMs: 150,
};
