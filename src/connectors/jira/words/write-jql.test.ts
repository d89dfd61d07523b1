import { describe, expect, test } from 'vitest';
import { writeJql } from './write-jql.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
const window = { start: NOW - 7 * 86_400_000, end: NOW };

describe('words become JQL', () => {
  test('bounded by minutes back from now, whatever the time zone', () => {
    expect(writeJql({ state: 'all', window }, NOW)).toBe('updated >= "-10080m" ORDER BY updated DESC');
    const earlier = { start: NOW - 7_200_000, end: NOW - 3_600_000 };
    expect(writeJql({ state: 'all', window: earlier }, NOW)).toBe(
      'updated >= "-120m" AND updated <= "-60m" ORDER BY updated DESC',
    );
  });

  test('a service is a label or a phrase, and what is open is not done', () => {
    expect(writeJql({ service: 'auth-api', state: 'open', window }, NOW)).toBe(
      '(labels = "auth-api" OR text ~ "\\"auth-api\\"") AND statusCategory != Done AND updated >= "-10080m" ORDER BY updated DESC',
    );
  });

  test('nothing that is said breaks out of its quotes', () => {
    const said = 'x" OR project = "SECRET';
    const jql = writeJql({ service: said, text: said, project: said, state: 'all', window }, NOW);
    const outside = jql.replace(/"(?:[^"\\]|\\.)*"/g, '""');
    expect(outside).toBe(
      'project = "" AND (labels = "" OR text ~ "") AND text ~ "" AND text ~ "" AND text ~ "" AND text ~ "" AND updated >= "" ORDER BY updated DESC',
    );
  });

  test('words lose what a text search takes for operators', () => {
    expect(writeJql({ text: 'time-out (OR 5xx*)', state: 'all', window }, NOW)).toContain(
      'text ~ "time" AND text ~ "out" AND text ~ "or" AND text ~ "5xx" AND updated',
    );
  });

  test('a condition of the asker loses its order and keeps the bound', () => {
    expect(writeJql({ jql: 'priority = High ORDER BY created', state: 'all', window }, NOW)).toBe(
      '(priority = High) AND updated >= "-10080m" ORDER BY updated DESC',
    );
  });
});
