import type { Node, Pod, Toleration } from '../evidence/index.ts';
import { own } from './own.ts';

type Taint = Node['spec']['taints'][number];
type NodeTerm = NonNullable<
  NonNullable<
    NonNullable<
      NonNullable<Pod['spec']['affinity']>['nodeAffinity']
    >['requiredDuringSchedulingIgnoredDuringExecution']
  >
>['nodeSelectorTerms'][number];
type Requirement = NodeTerm['matchExpressions'][number];

/** Whether a toleration covers a taint. */
function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect && effect !== taint.effect) return false;
  if (!key) return operator === 'Exists';
  return key === taint.key && (operator === 'Exists' || (value ?? '') === (taint.value ?? ''));
}

/** The taints of a node that keep this pod off it. */
export function untoleratedTaints(pod: Pod, node: Node): Taint[] {
  return node.spec.taints.filter(
    (taint) =>
      taint.effect !== 'PreferNoSchedule' && !pod.spec.tolerations.some((one) => tolerates(one, taint)),
  );
}

/** A taint the way kubectl takes it: dedicated=gpu:NoSchedule. */
export function taintInWords({ key, value, effect }: Taint): string {
  return `${key}${value ? `=${value}` : ''}:${effect}`;
}

function meets({ key, operator, values }: Requirement, labels: Record<string, string>): boolean {
  const value = own(labels, key);
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  if (operator === 'NotIn') return value === undefined || !values.includes(value);
  if (value === undefined) return false;
  if (operator === 'Gt') return Number(value) > Number(values[0]);
  if (operator === 'Lt') return Number(value) < Number(values[0]);
  return values.includes(value);
}

const requiredTerms = (pod: Pod) =>
  pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];

/** Whether the node has what the pod's node selector and required node affinity ask for. */
export function matchesNodeRules(pod: Pod, node: Node): boolean {
  const { labels, name } = node.metadata;
  const selected = Object.entries(pod.spec.nodeSelector).every(([key, value]) => labels[key] === value);
  const terms = requiredTerms(pod);
  const meetsTerm = (term: NodeTerm) =>
    term.matchExpressions.every((one) => meets(one, labels)) &&
    term.matchFields.every((one) => meets(one, { 'metadata.name': name }));
  return selected && (terms.length === 0 || terms.some(meetsTerm));
}

function requirementInWords({ key, operator, values }: Requirement): string {
  if (operator === 'Exists') return `the label ${key}`;
  if (operator === 'DoesNotExist') return `no label ${key}`;
  if (operator === 'In' && values.length === 1) return `${key}=${values[0] ?? ''}`;
  return `${key} ${operator === 'NotIn' ? 'not in' : operator.toLowerCase()} (${values.join(', ')})`;
}

/** What the pod asks of a node, in words, with the label keys it turns on. */
export function nodeRules(pod: Pod): { words: string; keys: string[] } {
  const selector = Object.entries(pod.spec.nodeSelector);
  const terms = requiredTerms(pod).map(({ matchExpressions, matchFields }) => [
    ...matchExpressions,
    ...matchFields,
  ]);
  const affinity = terms.map((term) => term.map(requirementInWords).join(' and ')).join(', or ');
  const wanted = selector.map(([key, value]) => `${key}=${value}`).join(', ');
  const words = [
    ...(wanted ? [`the node selector ${wanted}`] : []),
    ...(affinity ? [`the node affinity ${affinity}`] : []),
  ];
  const keys = [...selector.map(([key]) => key), ...terms.flat().map(({ key }) => key)];
  return { words: words.join(' and '), keys: [...new Set(keys)] };
}
