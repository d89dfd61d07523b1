import { nearest } from '#ground/text';
import { readSyntax } from '../promql/syntax.ts';
import type { Selector } from '../promql/syntax.ts';
import type { Vocabulary } from './vocabulary.ts';

const MOST = 4;

async function whyEmpty(
  vocabulary: Vocabulary,
  { metric, equals }: Selector,
  signal?: AbortSignal,
): Promise<string[]> {
  if (metric === undefined) return [];
  const metrics = await vocabulary.metrics(signal);
  if (!metrics.includes(metric)) {
    const near = nearest(metric, metrics, 3);
    return [`There is no metric ${metric}${near.length > 0 ? `; the nearest are ${near.join(', ')}` : ''}.`];
  }
  const faults = await Promise.all(
    equals.map(async ({ label, value }) => {
      const values = await vocabulary.values(label, metric, signal);
      if (values.includes(value)) return [];
      if (values.length === 0) return [`${metric} has no label ${label}.`];
      const near = nearest(value, values, 3);
      const hint = near.length > 0 ? near : values.slice(0, 5);
      return [`${metric} has no ${label} ${JSON.stringify(value)}; there are ${hint.join(', ')}.`];
    }),
  );
  return faults.flat();
}

/** Why an answer may be empty: no data is not the same as nothing wrong. */
export async function explainEmpty(
  vocabulary: Vocabulary,
  query: string,
  signal?: AbortSignal,
): Promise<string> {
  const selectors = readSyntax(query).selectors.slice(0, MOST);
  const reasons = (await Promise.all(selectors.map((one) => whyEmpty(vocabulary, one, signal)))).flat();
  const told = [...new Set(reasons)].join(' ');
  return `No data. ${told === '' ? 'The metrics exist; nothing matches now, or a comparison filtered everything out.' : told}`;
}
