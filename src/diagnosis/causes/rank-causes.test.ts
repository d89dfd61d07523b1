import { describe, expect, it } from 'vitest';
import type { Signal } from './evidence.ts';
import { rankCauses } from './rank-causes.ts';
import { ALARM, calls, incident, signal } from './testing.ts';

const MINUTE = 60_000;

/** A node that answers 100 requests an interval, usually in 100 ms. */
const node = (name: string, latency = 0.1, availability = 100): Signal[] => [
  signal([name, 'latency'], 0.1, latency),
  signal([name, 'availability'], 100, availability),
  signal([name, 'requests'], 100),
];

const shop = calls('web>cart>db', 'web>search');
const failing = { node: 'web', role: 'availability', at: ALARM } as const;

const slowDatabase = incident({
  dependencies: shop,
  signals: [...node('web', 0.3), ...node('cart', 0.3), ...node('db', 0.3), ...node('search')],
});

const said = (statements: readonly { says: string }[] | undefined): string =>
  (statements ?? []).map(({ says }) => says).join('\n');

describe('where a loss begins', () => {
  it('follows slow answers down to the one that none of its dependencies explains', () => {
    const { causes, symptom } = rankCauses(slowDatabase);
    expect(symptom.real).toBe(true);
    expect(causes[0]).toMatchObject({ node: 'db', path: ['web', 'cart', 'db'] });
    expect(causes[0]?.confidence).toBeGreaterThan(0.8);
    expect(said(causes[0]?.chain)).toContain('The latency of db: 300 ms at worst, 100 ms usually.');
  });

  it('follows failures likewise, and says what was ruled out', () => {
    const signals = [...node('web', 0.1, 80), ...node('cart', 0.1, 80), ...node('db'), ...node('search')];
    const verdict = rankCauses(incident({ symptom: failing, dependencies: shop, signals }));
    expect(verdict.causes[0]?.node).toBe('cart');
    expect(verdict.ruledOut.map(({ subject }) => subject)).toEqual(['db', 'search']);
  });

  it('names the alarming node itself when all it depends on is as usual', () => {
    const signals = [...node('web', 0.3), ...node('cart'), ...node('db'), ...node('search')];
    expect(rankCauses(incident({ dependencies: shop, signals })).causes[0]?.node).toBe('web');
  });

  it('weighs by requests: what is slow but hardly asked explains little', () => {
    const rare = [signal(['search', 'latency'], 0.1, 0.9), signal(['search', 'requests'], 2)];
    const signals = [...node('web', 0.3), ...node('cart', 0.3), ...node('db'), ...rare];
    expect(rankCauses(incident({ dependencies: shop, signals })).causes[0]?.node).toBe('cart');
  });

  it('looks behind a node in between that seems healthy, and says so', () => {
    const signals = [...node('web', 0.3), ...node('cart'), ...node('db', 0.3), ...node('search')];
    const [first] = rankCauses(incident({ dependencies: shop, signals })).causes;
    expect(first?.node).toBe('db');
    expect(said(first?.against)).toContain('cart, which lies in between, looks as usual.');
  });

  it('blames a caller for what it newly calls', () => {
    const fresh = [
      signal(['ads', 'availability'], 100, 0),
      { ...signal(['ads', 'requests'], 0, 20), normal: signal(['ads', 'requests'], 0).normal },
    ];
    const signals = [...node('web', 0.1, 80), ...node('cart', 0.1, 80), ...fresh];
    const dependencies = [...shop, ...calls('cart>ads')];
    const [first] = rankCauses(incident({ symptom: failing, dependencies, signals })).causes;
    expect(first?.node).toBe('cart');
    expect(said(first?.chain)).toContain('cart began to call ads, which it does not usually do.');
  });

  it('blames a dependency that fell silent while its siblings are asked as ever', () => {
    const silent = [signal(['cart', 'availability'], 100, null), signal(['cart', 'requests'], 100, null)];
    const signals = [...node('web', 0.1, 50), ...silent, ...node('search'), ...node('mail')];
    const dependencies = [...shop, ...calls('web>mail')];
    expect(rankCauses(incident({ symptom: failing, dependencies, signals })).causes[0]?.node).toBe('cart');
  });

  it('sees failures where answers became very slow', () => {
    const signals = [...node('web', 0.1, 80), ...node('cart', 0.1, 80), ...node('db', 5)];
    const nodes = rankCauses(incident({ symptom: failing, dependencies: shop, signals })).causes;
    expect(nodes[0]?.node).toBe('db');
  });

  it('goes round a circle once', () => {
    const dependencies = [...shop, ...calls('db>web', 'cart>cart')];
    expect(rankCauses({ ...slowDatabase, dependencies }).causes[0]?.node).toBe('db');
  });
});

describe('when nothing is wrong', () => {
  const quiet = [...node('web'), ...node('cart'), ...node('db'), ...node('search')];
  const change = { id: 'd1', node: 'cart', at: ALARM - 2 * MINUTE, says: 'cart 1.2 was deployed' };

  it('names no cause', () => {
    const verdict = rankCauses(incident({ dependencies: shop, signals: quiet }));
    expect(verdict.causes).toEqual([]);
    expect(verdict.symptom.real).toBe(false);
    expect(verdict.symptom.reading.says).toContain('within what is usual');
  });

  it('names no cause for a change alone, nor for trouble elsewhere', () => {
    const signals = [...node('web'), ...node('cart'), ...node('db', 0.3)];
    const verdict = rankCauses(incident({ dependencies: calls('web>cart'), signals, changes: [change] }));
    expect(verdict.causes).toEqual([]);
  });

  it('names no cause when nothing at all is known', () => {
    expect(rankCauses(incident({})).causes).toEqual([]);
  });
});

describe('changes', () => {
  const deployed = (
    name: string,
    minutes: number,
  ): { id: string; node: string; at: number; says: string } => ({
    id: `${name}${minutes}`,
    node: name,
    at: ALARM + minutes * MINUTE,
    says: `${name} was deployed`,
  });

  it('make the node where the loss begins likelier, without being called the cause', () => {
    const [without] = rankCauses(slowDatabase).causes;
    const [first] = rankCauses({ ...slowDatabase, changes: [deployed('db', -3)] }).causes;
    expect(first?.confidence).toBeGreaterThan(without?.confidence ?? 1);
    expect(said(first?.chain)).toContain('close in time, which alone proves nothing');
  });

  it('are ruled out when they came later, long before, or where nothing begins', () => {
    const changes = [deployed('db', 30), deployed('db', -600), deployed('search', -3)];
    const { causes, ruledOut } = rankCauses({ ...slowDatabase, changes });
    expect(causes[0]?.node).toBe('db');
    const why = said(ruledOut.filter(({ subject }) => /\d/.test(subject)).map((out) => out.why));
    expect(why).toContain('db was deployed, but 30m after the trouble had begun.');
    expect(why).toContain('which is long');
    expect(why).toContain(
      'search was deployed, close in time, but none of the additional waiting begins there.',
    );
  });
});

describe('findings', () => {
  const killed = { id: 'f1', node: 'host', says: 'host ran out of memory', weight: 0.9 };

  it('explain a node that nobody measures', () => {
    const signals = [...node('web', 0.1, 80), ...node('cart', 0.1, 80)];
    const dependencies = [...shop, ...calls('cart>host')];
    const evidence = incident({ symptom: failing, dependencies, signals, findings: [killed] });
    expect(rankCauses(evidence).causes[0]).toMatchObject({ node: 'host', path: ['web', 'cart', 'host'] });
  });

  it('carry an alarm of which nothing is measured', () => {
    const verdict = rankCauses(incident({ dependencies: calls('web>host'), findings: [killed] }));
    expect(verdict.causes[0]?.node).toBe('host');
    expect(verdict.causes[0]?.confidence).toBeLessThan(0.8);
    expect(verdict.timeline).toHaveLength(1);
  });
});

describe('what is unusual at the same time', () => {
  it('is listed apart when the loss cannot be followed there', () => {
    const signals = [...node('web', 0.3), ...node('cart', 0.3), ...node('db'), ...node('search', 0.1, 60)];
    const dependencies = calls('web>cart>db', 'db>mail>search');
    const verdict = rankCauses(incident({ dependencies, signals }));
    expect(verdict.causes[0]?.node).toBe('cart');
    expect(verdict.alsoUnusual.map((one) => one.node)).toEqual(['search']);
    expect(verdict.ruledOut.map(({ subject }) => subject)).toEqual(['db']);
  });
});
