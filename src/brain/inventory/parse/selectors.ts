import type { Field, Filter } from '../query.ts';
import type { Draft } from './draft.ts';

const FIELDS: Readonly<Record<string, Field>> = {
  'spec.nodeName': 'node',
  'status.phase': 'phase',
  'metadata.name': 'name',
  'metadata.namespace': 'namespace',
  type: 'type',
  reason: 'reason',
};
const TERM = /^([\w./-]{1,253})(!=|==?)([\w.-]{0,253})$/;

/** `app=web,tier!=db`, `spec.nodeName=worker-1`, `team`, `!team`. */
export function filtersOfSelector(selector: string | undefined): Filter[] {
  return (selector ?? '').split(',').flatMap((term) => filterOfTerm(term.trim()));
}

function filterOfTerm(term: string): Filter[] {
  const [, key = '', sign = '', value = ''] = TERM.exec(term) ?? [];
  const op = sign === '!=' ? 'is-not' : 'is';
  const field = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
  if (field !== undefined) return [{ field, op, value }];
  if (key !== '') return [{ field: `label:${key}`, op, value }];
  const isAbsent = term.startsWith('!');
  const name = term.slice(isAbsent ? 1 : 0);
  return /^[\w./-]+$/.test(name) ? [{ field: `label:${name}`, op: isAbsent ? 'missing' : 'present' }] : [];
}

const SORTS: readonly [RegExp, Field][] = [
  [/restartCount/, 'restarts'],
  [/creationTimestamp|startTime/, 'age'],
  [/\.name\b/, 'name'],
  [/nodeName/, 'node'],
  [/storage/, 'storageRequest'],
  [/^cpu$/, 'cpuUsage'],
  [/^memory$/, 'memoryUsage'],
];

/** `--sort-by=.metadata.creationTimestamp`: oldest first, as kubectl does. */
export function readSortBy(draft: Draft, path: string | undefined): void {
  const field = path === undefined ? undefined : SORTS.find(([pattern]) => pattern.test(path))?.[1];
  if (field === undefined) return;
  draft.measure = field;
  draft.order = field === 'name' || field === 'node' ? 'ascending' : 'descending';
}
