import type { Question } from './questions.ts';

/** Whether the order of the elements is part of the answer: of other vectors it is not defined. */
export function isInExactOrder({ params }: Question): boolean {
  return /^(sort|sort_desc|topk|bottomk)\b(?!.*\bby\b)/.test(params['query'] ?? '');
}
