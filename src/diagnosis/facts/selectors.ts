import type { LabelSelector } from '../evidence/index.ts';
import { own } from './own.ts';

type Labels = Record<string, string>;
type Expression = LabelSelector['matchExpressions'][number];

function matchesExpression({ key, operator, values }: Expression, labels: Labels): boolean {
  const value = own(labels, key);
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  if (operator === 'NotIn') return value === undefined || !values.includes(value);
  return operator === 'In' && value !== undefined && values.includes(value);
}

/** Whether labels carry all of a plain selector; an empty one selects everything. */
export function carriesLabels(selector: Labels, labels: Labels): boolean {
  for (const key in selector) if (labels[key] !== selector[key]) return false;
  return true;
}

/** Whether a label selector selects an object with these labels. */
export function matchesSelector(selector: LabelSelector, labels: Labels): boolean {
  if (!carriesLabels(selector.matchLabels, labels)) return false;
  return selector.matchExpressions.every((expression) => matchesExpression(expression, labels));
}

/** Whether a selector says nothing, and so selects everything. */
export function selectsEverything(selector: LabelSelector): boolean {
  return selector.matchExpressions.length === 0 && Object.keys(selector.matchLabels).length === 0;
}

function expressionInWords({ key, operator, values }: Expression): string {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  const set = `(${values.join(', ')})`;
  return `${key} ${operator === 'NotIn' ? 'notin' : 'in'} ${set}`;
}

/** A selector as kubectl takes it: `app=cart, tier in (web)`. */
export function selectorInWords(selector: LabelSelector): string {
  const equalities = Object.entries(selector.matchLabels).map(([key, value]) => `${key}=${value}`);
  return [...equalities, ...selector.matchExpressions.map(expressionInWords)].join(', ') || '(everything)';
}

/** A plain label map as a label selector. */
export function selectorOf(matchLabels: Labels): LabelSelector {
  return { matchLabels, matchExpressions: [] };
}
