import { describe, expect, it } from 'vitest';
import type { SystemName } from '../../systems.ts';
import { said } from '../testing/say.ts';
import { understand } from '../understand.ts';
import { actIn } from './acts-asked.ts';
import { promqlIn } from './metrics/promql-asked.ts';
import { thresholdIn } from './metrics/threshold.ts';

const connected: ReadonlySet<SystemName> = new Set(['prometheus', 'loki', 'tempo', 'pagerduty']);
const read = (message: string) => understand({ ...said(message), connected });
const metrics = (message: string) => {
  const reading = read(message);
  return reading.type === 'skill' && reading.skill === 'metrics' ? reading.slots.metrics : undefined;
};

describe('numbers asked for in words', () => {
  it.each([
    ['how many percent of cart requests fail right now?', { signal: 'error-rate' }],
    ['how slow is the slowest 1% of cart requests?', { signal: 'latency', percentile: 99 }],
    ['what load does cart take at the moment, in req/s', { signal: 'request-rate' }],
    ['which queue is longest?', { signal: 'queue-depth', order: 'highest' }],
    ['node with the least disk space left', { signal: 'disk', order: 'highest', by: 'node' }],
    ['top 3 services by latency', { signal: 'latency', by: 'service', top: 3 }],
    ['peak cpu of cart in the last 6 hours', { signal: 'cpu', stat: 'max' }],
    ['success rate of cart', { signal: 'error-rate', complement: 'succeeded' }],
    ['requests per minute of cart', { signal: 'request-rate', perMinute: true }],
    ['compare the request rate of cart with yesterday', { signal: 'request-rate', compared: true }],
    ['error rate of cart by region', { signal: 'error-rate', unread: ['by region'] }],
    [
      'which services have a p95 between 200ms and 500ms',
      { signal: 'latency', unread: ['between 200ms and 500ms'] },
    ],
    ['which services have a p95 above 200ms and below 500ms', { signal: 'latency', unread: ['below 500ms'] }],
    ['list redis metrics', { names: 'redis' }],
  ])('%s', (message, slots) => {
    expect(metrics(message)).toMatchObject(slots);
  });

  it.each(['p95 latency of shipping', 'error rate of shipping?', 'how many rps does shipping get'])(
    '%s: of what nothing goes by, nothing is told',
    (message) => {
      expect(read(message)).toMatchObject({ type: 'no-such-name', said: 'shipping' });
    },
  );

  it.each(['cart latency next week', 'request rate of cart tomorrow'])(
    '%s: is not told of now',
    (message) => {
      expect(read(message)).toMatchObject({ type: 'out-of-reach', system: 'forecasts' });
    },
  );
});

describe('an expression within a sentence', () => {
  it.each([
    ['run this promql: sum(rate(a_total[5m]))', 'sum(rate(a_total[5m]))', ''],
    ['promql sum(rate(a_total{job="x"}[5m])) now', 'sum(rate(a_total{job="x"}[5m]))', ''],
    ['evaluate: count(up{job="x"} == 1)', 'count(up{job="x"} == 1)', ''],
    ['topk(3, a_total) over the last hour', 'topk(3, a_total)', 'over the last hour'],
    ['what does node_load1 show', 'node_load1', ''],
  ])('%s', (message, query, when) => {
    const found = promqlIn(message);
    expect(found).toMatchObject({ query });
    expect(found?.when.trim()).toBe(when);
  });

  it.each(['sum(rate({app="cart"}[5m]))', '{ duration > 1s }', 'logs of cart', 'restart cart'])(
    '%s: is none',
    (message) => {
      expect(promqlIn(message)).toBeUndefined();
    },
  );
});

describe('a bound', () => {
  it.each([
    ['above 80 %', { than: 'above', value: 0.8, unit: 'ratio' }],
    ['under 300ms', { than: 'below', value: 0.3, unit: 'seconds' }],
    ['more than 1Gi', { than: 'above', value: 1024 ** 3, unit: 'bytes' }],
    ['over 120 requests per minute', { than: 'above', value: 2, unit: 'per second' }],
    ['at least 500 messages', { than: 'above', value: 500, unit: 'count' }],
  ])('%s', (text, bound) => {
    expect(thresholdIn(text)).toMatchObject(bound);
  });
});

describe('deeds in other systems', () => {
  it.each([
    'silence QueueBacklog for 2 hours',
    'please acknowledge the alert',
    'create an incident for cart',
    'close incident #312',
    'assign OPS-4022 to me',
    'merge PR 12',
    'page the payments team',
  ])('%s: is a deed', (message) => {
    expect(actIn(message)).toBeDefined();
    expect(read(message)).toMatchObject({ skill: 'change-request' });
  });

  it.each([
    'open incidents?',
    'which alerts are silenced?',
    'who acknowledged the alert',
    'merged PRs of cart',
    'open PRs of cart',
    'how do I silence an alert',
    'page load time of cart',
  ])('%s: asks', (message) => {
    expect(actIn(message)).toBeUndefined();
  });
});
