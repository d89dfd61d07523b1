/** An answer with its entity tag, by which GitHub says for nothing that it still holds. */
export interface Cached {
  body: unknown;
  etag: string;
  /** The next page of a list. */
  next?: string;
}

const MOST = 200;
const LARGEST = 512 * 1024;

/** Keeps answers that GitHub is asked about again before they are used; the oldest go first. */
export function createCache() {
  const known = new Map<string, Cached>();
  return {
    get: (path: string): Cached | undefined => known.get(path),
    put(path: string, answer: Cached, size: number): Cached {
      known.delete(path);
      if (answer.etag === '' || size > LARGEST) return answer;
      known.set(path, answer);
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      return answer;
    },
  };
}
