import { describe, expect, it } from 'vitest';
import { readAs } from './testing/say.ts';

describe('a greeting before the question', () => {
  it.each([
    [
      'good morning Jamie, sorry to bother you: how many nodes has staging?',
      'inventory @harbour-staging {count Node} (kind=Node)',
    ],
    ['hi, quick question: list pods in web', 'inventory ns=web {list Pod; namespace is "web"} (kind=Pod)'],
    ['hello', 'greet (talk=greeting)'],
    ['thanks, how are you?', 'greet (talk=how-are-you)'],
  ])('%s', (message, reading) => {
    expect(readAs(message)).toBe(reading);
  });
});

describe('questions about Jamie and where one is', () => {
  it.each([
    'is this data live?',
    'how fresh are these numbers?',
    'which context is active?',
    'where am I',
    'current cluster?',
    'are you allowed to delete things',
  ])('%s', (message) => {
    expect(readAs(message)).toMatch(/^help\b/);
  });
});
