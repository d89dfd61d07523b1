import type { Field, Filter } from '../query.ts';

/** No object is in two places or has two values of one label: "meat or plants", "pending and failed" mean either. */
export function anyOf(filters: Filter[]): Filter[] {
  const merged: Filter[] = [];
  for (const filter of filters) {
    const twin = merged.findIndex(
      ({ field, op }) =>
        field === filter.field && op === filter.op && (op === 'is' || op === 'is-not') && isSingular(field),
    );
    const known = merged[twin];
    if (known === undefined) merged.push(filter);
    else merged[twin] = { ...known, value: [...new Set([known.value, filter.value].flat().map(String))] };
  }
  return merged;
}

const SINGULAR: ReadonlySet<Field> = new Set([
  'status',
  'phase',
  'namespace',
  'node',
  'type',
  'qos',
  'version',
  'imageTag',
  'name',
  'owner',
  'storageClass',
  'architecture',
]);
const isSingular = (field: Field) => SINGULAR.has(field) || field.startsWith('label:');

/** "restarted today" is about the time, not the count: the time filter takes its place. */
export function settled(filters: Filter[]): Filter[] {
  const hasLast = filters.some(({ field }) => field === 'lastRestart');
  const timed = hasLast ? filters.filter(({ field, value }) => field !== 'restarts' || value !== 0) : filters;
  return timed.filter((filter) => filter.op !== 'present' || filter.not === true || !isTold(filter, timed));
}

/** "with a memory limit of 1Gi": what has that value has one. */
const isTold = (filter: Filter, filters: readonly Filter[]) =>
  filters.some(
    ({ field, op, not }) =>
      field === filter.field && op !== 'present' && op !== 'missing' && op !== 'is-not' && !not,
  );
