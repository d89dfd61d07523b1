import { describe, expect, it } from 'vitest';
import type { SystemName } from '../../systems.ts';
import { said } from '../testing/say.ts';
import { understand } from '../understand.ts';

const connected: ReadonlySet<SystemName> = new Set(['prometheus', 'loki', 'tempo', 'github', 'argocd']);
const read = (message: string) => understand({ ...said(message), connected });

describe('a question to a system about a time that was not read', () => {
  it.each(['errors of cart in January 2025', 'slow traces of cart in 2019', 'error rate of cart in august'])(
    '%s: is not answered of another time',
    (message) => {
      const reading = understand({ ...said(message), connected });
      if (reading.type === 'skill') expect(reading.slots.time).toBeDefined();
      else expect(reading).toMatchObject({ type: 'out-of-reach', system: 'history' });
    },
  );
});

describe('a question to a system about something that nothing goes by', () => {
  it.each([
    'what changed in the last deployment of warehouse?',
    'who deployed warehouse',
    'which commit of warehouse runs',
    'is warehouse in sync',
    'error budget of warehouse',
    'alerts about warehouse',
  ])('%s: is not answered of everything', (message) => {
    expect(read(message)).toMatchObject({ type: 'no-such-name', said: 'warehouse' });
  });

  it.each(['warehouse traces', 'traces of shipping in the last hour'])(
    '%s: may have spans, though no cluster knows it',
    (message) => {
      const service = message.includes('shipping') ? 'shipping' : 'warehouse';
      expect(read(message)).toMatchObject({ skill: 'traces', slots: { traces: { service } } });
    },
  );

  it.each([
    ['what changed in the last deployment', 'deployments'],
    ['show me the slowest traces', 'traces'],
    ['is staging in sync', 'sync'],
    ['which alerts are firing', 'alerts'],
    ['open PRs of cart', 'deployments'],
    ['what is in 2.14.1', 'deployments'],
  ])('%s: names none', (message, skill) => {
    expect(read(message)).toMatchObject({ type: 'skill', skill });
  });
});
