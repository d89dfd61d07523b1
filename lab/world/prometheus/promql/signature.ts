import type { BinaryExpression, Matching } from './expression.ts';
import { keyOf, NAME, only, without } from './labels.ts';
import type { Labels } from './labels.ts';

const EVERYTHING: Matching = { cardinality: 'one-to-one', on: false, labels: [], include: [] };

export function matchingOf({ matching }: Pick<BinaryExpression, 'matching'>): Matching {
  return matching ?? EVERYTHING;
}

/** What of a series' labels is compared with the other side. */
export function signatureLabels({ on, labels }: Matching, of: Labels): Labels {
  return on ? only(of, labels) : without(of, [NAME, ...labels]);
}

const known = new WeakMap<Matching, WeakMap<Labels, string>>();

/** The same text for series that match each other. */
export function signatureOf(matching: Matching, of: Labels): string {
  let signatures = known.get(matching);
  if (!signatures) known.set(matching, (signatures = new WeakMap()));
  let signature = signatures.get(of);
  if (signature === undefined) {
    signature = keyOf(signatureLabels(matching, of));
    signatures.set(of, signature);
  }
  return signature;
}
