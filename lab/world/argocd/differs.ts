import { isRecord } from '../kube/json.ts';

/** Whether a live object lacks something that is wanted of it; what others have added does not count. */
function differs(wanted: unknown, live: unknown): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(live) || live.length !== wanted.length) return true;
    return wanted.some((item, index) => differs(item, live[index]));
  }
  if (!isRecord(wanted)) return wanted !== live;
  if (!isRecord(live)) return Object.keys(wanted).length > 0;
  return Object.entries(wanted).some(([key, value]) => differs(value, live[key]));
}

const ITS_OWN = new Set(['status', 'kind', 'apiVersion', 'metadata']);

/** Whether an object is not what Git says: its body or its labels. */
export function isOutOfSync(
  wanted: { metadata: { labels?: unknown }; [field: string]: unknown },
  live: { metadata: { labels?: unknown }; [field: string]: unknown },
): boolean {
  const body = (object: object) =>
    Object.fromEntries(Object.entries(object).filter(([key]) => !ITS_OWN.has(key)));
  return (
    differs(body(wanted), body(live)) || differs(wanted.metadata.labels ?? {}, live.metadata.labels ?? {})
  );
}
