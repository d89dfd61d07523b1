import type { Resource } from '../kube/resources.ts';
import { humanDuration } from '../kube/time.ts';
import type { KubeObject } from '../kube/types.ts';

/** One column of kubectl's table. Priority 1 shows with -o wide only. */
export interface Column {
  name: string;
  cell: (object: KubeObject, now: number) => unknown;
  type?: string;
  priority?: number;
}

export const NAME: Column = { name: 'Name', cell: (object) => object.metadata.name };
export const AGE: Column = {
  name: 'Age',
  cell: (object, now) => humanDuration(now - Date.parse(object.metadata.creationTimestamp)),
};

function columnsOf(_resource: Resource): Column[] {
  return [NAME, AGE];
}

export function tableHead(resource: Resource): object[] {
  return columnsOf(resource).map((column) => ({
    name: column.name,
    type: column.type ?? 'string',
    format: column.name === 'Name' ? 'name' : '',
    description: '',
    priority: column.priority ?? 0,
  }));
}

export function tableRow(resource: Resource, object: KubeObject, now: number): unknown[] {
  return columnsOf(resource).map((column) => column.cell(object, now));
}
