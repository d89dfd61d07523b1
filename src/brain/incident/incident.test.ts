import { describe, expect, it } from 'vitest';
import { indexCluster } from '#diagnosis';
import { snapshotOf } from '../../diagnosis/testing.ts';
import type { SkillContext } from '../skills/skill.ts';
import { explainIncident, readSymptom } from './explain-incident.ts';
import { findSufferers } from './sufferers.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const STEP = 120;
const POINTS = 120;
/** The trouble began so many intervals ago. */
const SINCE = 12;

interface Load {
  latency: readonly [usual: number, now: number];
  errors: readonly [usual: number, now: number];
}

const ripple = (place: number): number => 1 + (((place * 7) % 5) - 2) / 60;

function points([usual, now]: readonly [number, number]): [number, number][] {
  return Array.from({ length: POINTS }, (_, place) => [
    NOW / 1000 - (POINTS - 1 - place) * STEP,
    (place < POINTS - SINCE ? usual : now) * ripple(place),
  ]);
}

/** A Prometheus that measures these services, or answers nothing but this failure. */
function prometheus(services: Record<string, Load>, failure?: { code: string; message: string }) {
  const asked: string[] = [];
  const measureSignal = (wish: { signal: string; by?: string; service?: string }) => {
    asked.push(
      `${wish.signal} by ${wish.by ?? '-'}${wish.service === undefined ? '' : ` of ${wish.service}`}`,
    );
    if (failure !== undefined) return Promise.resolve({ ok: false, error: failure });
    const told: Record<string, (load: Load) => readonly [number, number]> = {
      latency: ({ latency }) => latency,
      'error-rate': ({ errors }) => errors,
      'request-rate': () => [20, 20],
    };
    const of = told[wish.signal];
    const names = Object.keys(services).filter((name) => (wish.service ?? name) === name);
    const series = (of === undefined || wish.by !== 'service' ? [] : names).map((name) => {
      const own = points(of?.(services[name] as Load) ?? [0, 0]);
      return { name, labels: { service: name }, points: own, min: 0, max: 0, last: own.at(-1)?.[1] ?? null };
    });
    const end = new Date(NOW).toISOString();
    return Promise.resolve({
      ok: true,
      value: { series, unit: 'seconds', stepSeconds: STEP, query: `query of ${wish.signal}`, end },
    });
  };
  const queryMetrics = () =>
    Promise.resolve({ ok: true, value: { readings: [{ labels: { caller: 'shop', callee: 'cart' } }] } });
  return { asked, connector: { measureSignal, queryMetrics } };
}

/** A cluster whose settings name nobody. */
const listAny = () => Promise.resolve({ ok: true, value: { items: [], objects: [] } });

const index = indexCluster(snapshotOf({}));

function contextWith(connector: object): SkillContext {
  const partly: Partial<SkillContext> = {
    now: NOW,
    timeZone: 'UTC',
    message: 'why?',
    clusters: [],
    calls: { listAny } as unknown as SkillContext['calls'],
    systems: { prometheus: connector } as SkillContext['systems'],
    snapshot: () => snapshotOf({}),
    slots: { clusters: ['prod'], clusterNamed: false, namespaces: [], objects: [] },
  };
  return partly as SkillContext;
}

const WELL: Load = { latency: [0.2, 0.2], errors: [0.001, 0.001] };
const SLOW: Load = { latency: [0.05, 0.6], errors: [0.001, 0.001] };
const question = { cluster: 'prod', node: 'shop', named: [] };

describe('why a service hurts', () => {
  it('is not explained when it is as usual, and nobody else is asked', async () => {
    const { asked, connector } = prometheus({ shop: WELL, cart: SLOW });
    const found = await explainIncident(contextWith(connector), index, question);
    expect(found).toMatchObject({ verdict: { symptom: { real: false }, causes: [] } });
    expect(asked.every((one) => one.endsWith(' of shop'))).toBe(true);
  });

  it('is followed to whom it calls, each statement with the query it stands on', async () => {
    const { connector } = prometheus({ shop: { ...WELL, latency: [0.2, 0.75] }, cart: SLOW });
    const found = await explainIncident(contextWith(connector), index, { ...question, role: 'latency' });
    if (!('verdict' in found)) throw new Error('nothing was measured');
    expect(found.verdict.causes[0]?.node).toBe('cart');
    const told = found.verdict.causes[0]?.chain.flatMap(({ evidence }) => evidence) ?? [];
    expect(told.length).toBeGreaterThan(1);
    expect(told.map((id) => found.sources.get(id)?.source.query)).not.toContain(undefined);
  });

  it('is told to be unknown when nobody could be asked, which is not "as usual"', async () => {
    const down = prometheus({}, { code: 'unreachable', message: 'connection refused' });
    const found = await explainIncident(contextWith(down.connector), index, question);
    expect(found).toEqual({ missing: ['Prometheus: connection refused'] });
    expect(await readSymptom(contextWith(down.connector), question)).toBeUndefined();
  });

  it('is not called an incident when it is only a little worse', async () => {
    const { connector } = prometheus({ shop: { ...WELL, latency: [0.2, 0.255] } });
    const symptom = await readSymptom(contextWith(connector), { ...question, role: 'latency' });
    expect(symptom).toMatchObject({ real: false, slight: true });
  });
});

describe('who hurts', () => {
  it('is told with the query that was asked, the worst first', async () => {
    const { connector } = prometheus({ shop: WELL, cart: SLOW, orders: { ...WELL, latency: [0.1, 2] } });
    const found = await findSufferers(contextWith(connector), 'prod', 'latency');
    expect(found?.nodes).toEqual(['orders', 'cart']);
    expect(found?.source.source.query).toBe('query of latency');
  });

  it('is unknown when nothing is measured', async () => {
    const { connector } = prometheus({});
    expect(await findSufferers(contextWith(connector), 'prod', 'latency')).toBeUndefined();
  });
});
