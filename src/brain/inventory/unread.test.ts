import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MORE_TUNED } from '../understand/testing/more-tuned-phrases.ts';
import { said } from '../understand/testing/say.ts';
import { TUNED } from '../understand/testing/tuned-phrases.ts';
import { understand } from '../understand/understand.ts';

/** The words of a question that are not understood; undefined when it is no question about objects. */
function unreadOf(message: string): string[] | undefined {
  const reading = understand(said(message));
  if (reading.type !== 'skill' || reading.skill !== 'inventory') return undefined;
  return reading.slots.query?.unread ?? [];
}

const KINDS = ['pods', 'deployments', 'services', 'nodes', 'config maps', 'statefulsets'];
const VERBS = ['list the', 'how many', 'which', 'show me all', 'count the', 'are there any'];
const PLACES = ['', ' in shop', ' in namespace web', ' on prod'];
const STRANGE = [
  'purple',
  'blorpy',
  'expensive',
  'important',
  'green',
  'spotty',
  'fragile',
  'beautiful',
  'haunted',
];
const CLAUSES = [
  'that smell funny',
  'which talk to the moon',
  'written in cobol',
  'maintained by grandmother',
  'with feelings',
  'that were blessed',
  'near the door',
];

describe('a word that nothing was made of', () => {
  it('never goes unnoticed before the kind', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STRANGE),
        fc.tuple(fc.constantFrom(...VERBS), fc.constantFrom(...KINDS), fc.constantFrom(...PLACES)),
        (strange, [verb, kind, place]) => {
          const unread = unreadOf(`${verb} ${strange} ${kind}${place}`);
          expect(unread ?? [strange]).toContain(strange);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('never goes unnoticed behind the kind', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.constantFrom(...VERBS), fc.constantFrom(...KINDS), fc.constantFrom(...PLACES)),
        fc.constantFrom(...CLAUSES),
        ([verb, kind, place], clause) => {
          expect(unreadOf(`${verb} ${kind}${place} ${clause}`)).not.toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    'pods older than the moon',
    'services with more than one colour',
    'jobs in web that took more than 5 minutes',
    'pods that are only blue',
    'does staging have as many nodes as prod',
    'hpas that are at their minimum',
    'do all namespaces have a quota',
    'deployments with names shorter than 5 characters',
    'pods whose cpu limit is higher than their mood',
    'list everything pods use',
    'pods in default and services in web',
  ])('is owned up to: %s', (message) => {
    expect(unreadOf(message)).not.toEqual([]);
  });
});

describe('words that change nothing', () => {
  const phrases = [...TUNED, ...MORE_TUNED].map(([message]) => message);
  const known = phrases.filter((message) => unreadOf(message) !== undefined);

  it('raise no false alarm in questions that are understood', () => {
    const alarms = known.filter((message) => unreadOf(message)?.length !== 0);
    expect(known.length).toBeGreaterThan(200);
    expect(alarms.length / known.length).toBeLessThan(0.01);
  });

  it.each([
    'please tell me how many pods are actually in shop right now',
    'hey jamie, can you quickly show me the list of all existing services in web, thanks',
    'i was wondering how many deployments we currently have in total',
    'could you give me an overview of the nodes that exist at the moment',
  ])('raise none in passing: %s', (message) => {
    expect(unreadOf(message)).toEqual([]);
  });
});
