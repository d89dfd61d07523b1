import { capitalise, formatAge, formatBytes, formatCores } from '#ground/text';
import { code, inline, type Markdown } from '../../answer/markdown.ts';
import type { Field } from '../../inventory/query.ts';
import type { Cell } from '../../inventory/result.ts';

const NUMBERS: [RegExp, (value: number) => string][] = [
  [/^cpu/, formatCores],
  [/^(?:memory|storageRequest)/, formatBytes],
  [/^(?:age|lastRestart|expiresIn)$/, (ms) => (ms < 0 ? `${formatAge(-ms)} ago` : formatAge(ms))],
];

/** A number in the unit of its property. */
export function amount(field: Field | undefined, value: number): string {
  const format = NUMBERS.find(([pattern]) => pattern.test(field ?? ''))?.[1];
  return format === undefined ? String(Number(value.toFixed(2))) : format(value);
}

/** A cell of a table. */
export function cellOf(field: Field, value: Cell): Markdown {
  if (value === undefined || value === '') return inline`–`;
  if (typeof value === 'number') return inline`${amount(field, value)}`;
  if (typeof value === 'boolean') return value ? inline`yes` : inline`no`;
  if (typeof value === 'string') return code(value);
  return value.length === 0
    ? inline`–`
    : inline`${code(value.slice(0, 4).join(', '))}${value.length > 4 ? ` and ${value.length - 4} more` : ''}`;
}

const HEADS: Partial<Record<string, string>> = {
  name: 'Name',
  namespace: 'Namespace',
  cpuRequest: 'CPU requested',
  memoryRequest: 'Memory requested',
  cpuLimit: 'CPU limit',
  memoryLimit: 'Memory limit',
  cpuUsage: 'CPU used',
  memoryUsage: 'Memory used',
  readyReplicas: 'Ready replicas',
  ownerKind: 'Owner kind',
  imageTag: 'Tag',
  ip: 'IP',
  os: 'OS',
  qos: 'QoS class',
  cpuCapacity: 'CPU capacity',
  tls: 'TLS secret',
  hpa: 'HPA',
  pdb: 'Disruption budget',
  memoryCapacity: 'Memory capacity',
  root: 'Root',
  target: 'For',
  uses: 'Uses',
  nodeState: 'Node is',
  initContainer: 'Init containers',
  expiresIn: 'Expires in',
  storageRequest: 'Size',
  lastRestart: 'Last restart',
  networkPolicy: 'Network policy',
  'label:topology.kubernetes.io/zone': 'Zone',
  'label:topology.kubernetes.io/region': 'Region',
  'label:node.kubernetes.io/instance-type': 'Instance type',
};

/** A property as a column's head, or in a sentence: "Memory used". */
export function headOf(field: Field): string {
  const known = HEADS[field];
  if (known !== undefined) return known;
  const words = field
    .replace(/^label:/, 'label ')
    .replace(/^annotation:/, 'annotation ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return capitalise(words);
}
