import { isRecord } from '../kube/json.ts';

/** What may be asked of the applications of a list; a field that is none of these is not given. */
const FIELDS = new Set([
  'metadata.name',
  'metadata.namespace',
  'metadata.labels',
  'metadata.creationTimestamp',
  'spec',
  'status.sync.status',
  'status.health',
  'status.summary',
  'status.resources',
  'status.operationState.startedAt',
  'status.operationState.finishedAt',
  'status.operationState.phase',
]);

function placed(path: readonly string[], value: unknown): Record<string, unknown> {
  const [first = '', ...rest] = path;
  return { [first]: rest.length === 0 ? value : placed(rest, value) };
}

function joined(one: Record<string, unknown>, other: Record<string, unknown>): Record<string, unknown> {
  const both = Object.entries(other).map(([key, value]) => {
    const known = one[key];
    return [key, isRecord(known) && isRecord(value) ? joined(known, value) : value];
  });
  return { ...one, ...(Object.fromEntries(both) as Record<string, unknown>) };
}

/** The fields of an application that are asked for, as `items.metadata.name,items.spec`; all of them otherwise. */
export function chosenOf(app: object, asked: string | null): object {
  if (!asked) return app;
  const wanted = asked.split(',').map((field) => field.replace(/^items\./, ''));
  return wanted
    .filter((field) => FIELDS.has(field))
    .map((field) => field.split('.'))
    .map((path) => {
      const value = path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), app);
      return value === undefined ? {} : placed(path, value);
    })
    .reduce<Record<string, unknown>>(joined, {});
}
