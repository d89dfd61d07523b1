import { describe, expect, it } from 'vitest';
import { executeInventory } from '../../inventory/execute-inventory.ts';
import { NOW } from '../../understand/testing/builders.ts';
import { SNAPSHOTS } from '../../understand/testing/company.ts';
import { said } from '../../understand/testing/say.ts';
import { understand } from '../../understand/understand.ts';
import { answerFor } from './word.ts';

/** The first sentence of the answer to a question in words. */
function sentence(message: string): string {
  const reading = understand(said(message));
  const query = reading.type === 'skill' ? reading.slots.query : undefined;
  if (query === undefined) throw new Error(`no query in "${message}"`);
  const result = executeInventory(query, SNAPSHOTS, { now: NOW });
  const [first] = answerFor({ query, result, cite: () => [], command: 'kubectl get pods' });
  return first?.type === 'fact' ? first.text.markdown : '';
}

describe('what is not so of all', () => {
  it('is counted', () => {
    expect(sentence('do all services have endpoints')).toMatch(/there are \d+ without endpoints:/);
  });
});

describe('a bound that no group keeps', () => {
  it.each([
    ['which nodes have less than 0 pods', 'No node has fewer than 0 pods on'],
    ['namespaces with more than 10 pods', 'No namespace has more than 10 pods on'],
    ['how many namespaces have more than 10 pods', 'No namespace has more than 10 pods on'],
    ['images that more than 10 deployments use', 'No image has more than 10 deployments on'],
  ])('is said of the groups, and not that there is nothing: %s', (message, expected) => {
    expect(sentence(message)).toContain(expected);
  });

  it('is said of groups of none too', () => {
    expect(sentence('namespaces with no running pods')).toContain(
      'No namespace is one with no pods that are',
    );
    expect(sentence('which namespaces have no deployments')).toContain('1 namespace with no deployments on');
  });

  it('is counted where some do', () => {
    expect(sentence('nodes with fewer than 5 pods')).toContain('3 nodes with fewer than 5 pods on');
  });
});
