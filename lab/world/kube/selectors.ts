import type { KubeObject, LabelSelector, StringMap } from './types.ts';

interface Requirement {
  key: string;
  operator: string;
  values?: string[];
}

function meets(labels: StringMap, requirement: Requirement): boolean {
  const value = labels[requirement.key];
  const values = requirement.values ?? [];
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return value !== undefined && Number(value) > Number(values[0]);
    case 'Lt':
      return value !== undefined && Number(value) < Number(values[0]);
    default:
      return false;
  }
}

export function meetsAll(labels: StringMap | undefined, requirements: Requirement[]): boolean {
  return requirements.every((requirement) => meets(labels ?? {}, requirement));
}

/** Whether labels satisfy a metav1.LabelSelector; an empty selector selects everything, none selects nothing. */
export function selects(selector: LabelSelector | undefined, labels: StringMap | undefined): boolean {
  if (!selector) return false;
  return hasLabels(labels, selector.matchLabels ?? {}) && meetsAll(labels, selector.matchExpressions ?? []);
}

export function hasLabels(labels: StringMap | undefined, wanted: StringMap): boolean {
  for (const key in wanted) if (labels?.[key] !== wanted[key]) return false;
  return true;
}

const SET = /^\s*([^\s!=,()]+)\s+(in|notin)\s*\(([^)]*)\)\s*$/;

function parseRequirement(text: string): Requirement | undefined {
  const set = SET.exec(text);
  if (set?.[1] && set[3] !== undefined) {
    const values = set[3].split(',').map((value) => value.trim());
    return { key: set[1], operator: set[2] === 'in' ? 'In' : 'NotIn', values };
  }
  const pair = /^\s*([^\s!=<>]+)\s*(==|=|!=|>|<)\s*([^\s=]*)\s*$/.exec(text);
  if (pair?.[1] && pair[2] && pair[3] !== undefined) {
    const operators: Record<string, string> = { '!=': 'NotIn', '>': 'Gt', '<': 'Lt' };
    return { key: pair[1], operator: operators[pair[2]] ?? 'In', values: [pair[3]] };
  }
  const bare = /^\s*(!?)\s*([^\s!=,()<>]+)\s*$/.exec(text);
  return bare?.[2] ? { key: bare[2], operator: bare[1] ? 'DoesNotExist' : 'Exists' } : undefined;
}

/** Takes a labelSelector query parameter apart; undefined when it cannot be read. */
export function parseLabelSelector(text: string): Requirement[] | undefined {
  const parts = text.split(/,(?![^(]*\))/).filter((part) => part.trim() !== '');
  const requirements = parts.map(parseRequirement);
  return requirements.every((requirement) => requirement !== undefined) ? requirements : undefined;
}

interface FieldRequirement {
  path: string;
  equal: boolean;
  value: string;
}

export function parseFieldSelector(text: string): FieldRequirement[] | undefined {
  const parts = text.split(',').filter((part) => part.trim() !== '');
  const parsed = parts.map((part) => /^\s*([^=!\s]+)\s*(==|=|!=)\s*(.*?)\s*$/.exec(part));
  if (parsed.some((match) => match === null)) return undefined;
  return parsed.map((match) => ({
    path: match?.[1] ?? '',
    equal: match?.[2] !== '!=',
    value: match?.[3] ?? '',
  }));
}

/** The value at a dotted path, as field selectors compare it. */
function fieldOf(object: KubeObject, path: string): string {
  const renamed = path === 'involvedObject.name' || !path.startsWith('source') ? path : 'source.component';
  let value: unknown = object;
  for (const step of renamed.split('.')) {
    value =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

export function fieldsMatch(object: KubeObject, requirements: FieldRequirement[]): boolean {
  return requirements.every(({ path, equal, value }) => (fieldOf(object, path) === value) === equal);
}
