import type { Resource } from '../kube/resources.ts';
import type { KubeObject } from '../kube/types.ts';
import { clusterColumns } from './cluster.ts';
import { AGE, NAME } from './column.ts';
import type { Column } from './column.ts';
import { customColumns } from './custom.ts';
import { networkColumns } from './network.ts';
import { podColumns } from './pod.ts';
import { workloadColumns } from './workloads.ts';

const COLUMNS: Record<string, Column[]> = {
  pods: podColumns,
  ...workloadColumns,
  ...networkColumns,
  ...clusterColumns,
};

function columnsOf(resource: Resource): Column[] {
  if (resource.custom) return customColumns(resource);
  return COLUMNS[resource.key] ?? [NAME, AGE];
}

/** The column definitions of a resource's table. */
export function tableHead(resource: Resource): object[] {
  return columnsOf(resource).map(({ name, priority = 0 }) => ({
    name,
    type: 'string',
    format: name === 'Name' ? 'name' : '',
    description: '',
    priority,
  }));
}

export function tableRow(resource: Resource, object: KubeObject, now: number): unknown[] {
  return columnsOf(resource).map((column) => column.cell(object, now));
}
