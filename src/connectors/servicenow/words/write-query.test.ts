import { expect, test } from 'vitest';
import { writeQuery } from './write-query.ts';

const window = { start: Date.UTC(2026, 10, 13, 14), end: Date.UTC(2026, 10, 20, 14) };

test('words become an encoded query, in the time of the database', () => {
  expect(writeQuery({ table: 'incident', service: 'checkout', state: 'open', window })).toBe(
    'opened_at>=2026-11-13 14:00:00^opened_at<=2026-11-20 14:00:00^cmdb_ci.nameLIKEcheckout^ORshort_descriptionLIKEcheckout^stateNOT IN6,7,8^ORDERBYDESCopened_at',
  );
  expect(writeQuery({ table: 'change_request', state: 'all', window })).toBe(
    'start_date>=2026-11-13 14:00:00^start_date<=2026-11-20 14:00:00^ORDERBYDESCstart_date',
  );
});

test('what is said never becomes a condition of its own', () => {
  const query = writeQuery({ table: 'problem', text: 'x^NQactive=true^ORa=b', state: 'all', window });
  expect(query.split('^')).toEqual([
    'opened_at>=2026-11-13 14:00:00',
    'opened_at<=2026-11-20 14:00:00',
    'short_descriptionLIKEx NQactive=true ORa=b',
    'ORdescriptionLIKEx NQactive=true ORa=b',
    'ORDERBYDESCopened_at',
  ]);
});
