import { compileRegexp } from '../logql/parse-log.ts';
import type { Matcher } from '../logql/expression.ts';
import type { Labels } from './storage.ts';

/** Whether a value satisfies a matcher. */
export function valueTest({ op, value }: Pick<Matcher, 'op' | 'value'>): (value: string) => boolean {
  if (op === '=') return (given) => given === value;
  if (op === '!=') return (given) => given !== value;
  const regexp = compileRegexp(value, true);
  return op === '=~' ? (given) => regexp.test(given) : (given) => !regexp.test(given);
}

/** Whether labels satisfy all matchers; a label that is not there counts as empty. */
export function labelsTest(matchers: readonly Matcher[]): (labels: Labels) => boolean {
  const tests = matchers.map((matcher) => ({ label: matcher.label, test: valueTest(matcher) }));
  return (labels) => tests.every(({ label, test }) => test(labels[label] ?? ''));
}

/** Labels as text, which also tells them from others. */
export function keyOf(labels: Labels): string {
  const pairs = Object.keys(labels)
    .sort()
    .map((name) => `${name}=${JSON.stringify(labels[name])}`);
  return `{${pairs.join(', ')}}`;
}
