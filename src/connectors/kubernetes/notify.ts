const LEISURE_MS = 50;

/** Passes changes on by cluster, many at once as one. */
interface Notifier {
  changed: (cluster: string) => void;
  stop: () => void;
}

/** Tells of the first change after 50 ms, together with all that came in the meantime. */
export function notifyAtLeisure(tell: ((cluster: string) => void) | undefined): Notifier {
  const pending = new Map<string, NodeJS.Timeout>();
  return {
    changed: (cluster) => {
      if (tell === undefined || pending.has(cluster)) return;
      const speak = () => {
        pending.delete(cluster);
        tell(cluster);
      };
      pending.set(cluster, setTimeout(speak, LEISURE_MS));
    },
    stop: () => {
      for (const timer of pending.values()) clearTimeout(timer);
      pending.clear();
    },
  };
}
