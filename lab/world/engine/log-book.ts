export interface LogLine {
  at: number;
  text: string;
}

/** Logs written by hand; containers without any speak as their application does. */
export interface LogBook {
  set(key: string, lines: LogLine[]): void;
  get(key: string): LogLine[] | undefined;
}

export interface LogReference {
  namespace: string;
  pod: string;
  container: string;
  previous?: boolean;
}

export function logKey(reference: LogReference): string {
  const { namespace, pod, container, previous } = reference;
  return `${namespace}/${pod}/${container}${previous ? '/previous' : ''}`;
}

export function createLogBook(): LogBook {
  const books = new Map<string, LogLine[]>();
  return {
    set: (key, lines) => void books.set(key, lines),
    get: (key) => books.get(key),
  };
}
