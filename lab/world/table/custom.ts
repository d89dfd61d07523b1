import { isRecord } from '../kube/json.ts';
import type { Resource } from '../kube/resources.ts';
import type { KubeObject } from '../kube/types.ts';
import { AGE, NAME } from './column.ts';
import type { Column } from './column.ts';

const STEP = /\.([A-Za-z0-9_-]+)|\[\?\(@\.(\w+)=="([^"]*)"\)\]|\[(\d+)\]/g;

function stepInto(value: unknown, step: RegExpExecArray): unknown {
  const [, field, key, wanted, index] = step;
  if (field !== undefined) return isRecord(value) ? value[field] : undefined;
  if (!Array.isArray(value)) return undefined;
  if (index !== undefined) return value[Number(index)] as unknown;
  return value.find((item) => isRecord(item) && item[key ?? ''] === wanted) as unknown;
}

/** The value at the kind of JSONPath printer columns use. */
function valueAt(object: KubeObject, path: string): unknown {
  let value: unknown = object;
  for (const step of path.matchAll(STEP)) value = stepInto(value, step);
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** The columns a custom resource definition asks for. */
export function customColumns(resource: Resource): Column[] {
  const own = (resource.columns ?? []).map(({ name, jsonPath, priority }) => ({
    name,
    priority,
    cell: (object: KubeObject) => valueAt(object, jsonPath),
  }));
  return [NAME, ...own, AGE];
}
