/** One question to GitHub. */
export interface Question {
  path: string;
  params?: Record<string, string | undefined>;
  signal?: AbortSignal;
}
