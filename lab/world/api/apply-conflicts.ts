import { failure } from '../kube/errors.ts';
import { isRecord, sameJson } from '../kube/json.ts';
import { mergeKeyOf } from './strategic-merge.ts';

type Json = Record<string, unknown>;

/** What one field manager has applied. */
export interface AppliedBy {
  manager: string;
  configuration: Json;
}

const NOBODYS = new Set(['apiVersion', 'kind']);
const NOBODYS_METADATA = new Set(['name', 'namespace']);

/** The fields that a configuration sets, by path in the API server's notation. */
function leavesOf(value: unknown, path: string): Map<string, unknown> {
  if (isRecord(value)) {
    const entries = Object.entries(value).filter(([name]) => !isNobodys(path, name));
    return new Map(entries.flatMap(([name, item]) => [...leavesOf(item, `${path}.${name}`)]));
  }
  const field = path.slice(path.lastIndexOf('.') + 1);
  const key = Array.isArray(value) ? mergeKeyOf(field, value) : undefined;
  if (!Array.isArray(value) || key === undefined) return new Map([[path, value]]);
  const items = value.filter(isRecord);
  return new Map(
    items.flatMap((item) => [
      ...leavesOf(without(item, key), `${path}[${key}=${JSON.stringify(item[key])}]`),
    ]),
  );
}

function isNobodys(path: string, name: string): boolean {
  return (path === '' && NOBODYS.has(name)) || (path === '.metadata' && NOBODYS_METADATA.has(name));
}

function without(item: Json, key: string): Json {
  return Object.fromEntries(Object.entries(item).filter(([name]) => name !== key));
}

/** Refuses to set to another value what another manager has applied. */
export function refuseConflicts(configuration: Json, others: AppliedBy[]): void {
  const wanted = leavesOf(configuration, '');
  const causes = others.flatMap(({ manager, configuration: theirs }) =>
    [...leavesOf(theirs, '')]
      .filter(([path, value]) => wanted.has(path) && !sameJson(wanted.get(path), value))
      .map(([field]) => ({ reason: 'FieldManagerConflict', message: `conflict with "${manager}"`, field })),
  );
  const [first] = causes;
  if (!first) return;
  const count = `${causes.length} conflict${causes.length === 1 ? '' : 's'}`;
  const said =
    causes.length === 1
      ? `${first.message}: ${first.field}`
      : `conflicts with ${causes.map(({ message, field }) => `${message.slice('conflict with '.length)}: ${field}`).join('\n- ')}`;
  throw failure('Conflict', `Apply failed with ${count}: ${said}`, { causes });
}
