import { describe, expect, it } from 'vitest';
import type { Signal } from './evidence.ts';
import { rankCauses } from './rank-causes.ts';
import { ALARM, calls, incident, signal } from './testing.ts';

interface Now {
  latency?: number;
  availability?: number;
  requests?: number;
}

/** A node that answers 100 requests an interval in 100 ms, but for what is different now. */
const node = (name: string, { latency = 0.1, availability = 100, requests = 100 }: Now = {}): Signal[] => [
  signal([name, 'latency'], 0.1, latency),
  signal([name, 'availability'], 100, availability),
  signal([name, 'requests'], 100, requests),
];

/** The same, but with the latency as usual in these intervals of the window (the alarm is in the third). */
const usualIn = (places: readonly number[], signals: readonly Signal[]): Signal[] =>
  signals.map((one) => ({
    ...one,
    window: one.window.map((sample, place) =>
      one.role === 'latency' && places.includes(place) ? { ...sample, value: 0.1 } : sample,
    ),
  }));

const slow = { node: 'web', role: 'latency', at: ALARM } as const;
const failing = { ...slow, role: 'availability' } as const;
const first = (parts: Parameters<typeof incident>[0]): string | undefined =>
  rankCauses(incident(parts)).causes[0]?.node;

describe('situations that mislead', () => {
  it('a store that is only busier: where its other users are well it is who asks it that changed', () => {
    const busier = signal(['db', 'saturation'], 40, 70);
    const dependencies = calls('web>db', 'shop>db');
    const web = node('web', { latency: 0.9 });
    expect(first({ symptom: slow, dependencies, signals: [...web, ...node('shop'), busier] })).toBe('web');
    const shop = node('shop', { latency: 0.9 });
    expect(first({ symptom: slow, dependencies, signals: [...web, ...shop, busier] })).toBe('db');
  });

  it('a retry storm: many calls to what fails are its failures, not the caller’s doing', () => {
    const signals = [
      ...node('web', { availability: 60 }),
      ...node('cart', { availability: 60 }),
      ...node('db', { availability: 40, requests: 300 }),
    ];
    expect(first({ symptom: failing, dependencies: calls('web>cart>db'), signals })).toBe('db');
  });

  it('a noisy neighbour: the machine below is full, and slow is what runs on it', () => {
    const signals = [
      ...node('web', { latency: 0.3 }),
      ...node('cart', { latency: 0.3 }),
      signal(['machine-7', 'saturation'], 40, 99),
      signal(['machine-8', 'saturation'], 40),
    ];
    const dependencies = calls('web>cart>machine-7', 'web>search>machine-8');
    expect(first({ symptom: slow, dependencies, signals })).toBe('machine-7');
  });

  it('more load than it can take: the overloaded node, with the load as its evidence', () => {
    const signals = [
      ...node('web', { latency: 0.3, requests: 400 }),
      ...node('cart', { latency: 0.3, requests: 400 }),
      ...node('db', { requests: 400 }),
    ];
    const { causes } = rankCauses(incident({ symptom: slow, dependencies: calls('web>cart>db'), signals }));
    expect(causes[0]?.node).toBe('cart');
    expect(causes[0]?.chain.map(({ says }) => says)).toContain(
      'cart is asked 400 times an interval instead of 100.',
    );
  });

  it('a surge from outside that runs everybody full: where it comes in', () => {
    const signals = [
      ...node('web', { latency: 0.9, requests: 400 }),
      signal(['web', 'saturation'], 0.3, 1.5),
      ...node('cart', { latency: 0.6, requests: 400 }),
      signal(['cart', 'saturation'], 0.3, 1),
    ];
    expect(first({ symptom: slow, dependencies: calls('web>cart'), signals })).toBe('web');
  });

  it('an outage outside: the failing leaf, though its own insides are not to be seen', () => {
    const signals = [
      ...node('web', { availability: 50 }),
      ...node('pay', { availability: 50 }),
      signal(['bank.example', 'availability'], 100, 50),
    ];
    expect(first({ symptom: failing, dependencies: calls('web>pay>bank.example'), signals })).toBe(
      'bank.example',
    );
  });

  it('two victims of one cause: the shared dependency, not the other victim', () => {
    const signals = ['web', 'cart', 'search', 'db'].flatMap((name) => node(name, { latency: 0.3 }));
    const dependencies = calls('web>cart>db', 'web>search>db');
    expect(first({ symptom: slow, dependencies, signals })).toBe('db');
  });

  it('a dependency that began to ail after its caller is a consequence', () => {
    const signals = [
      ...node('web', { latency: 0.3 }),
      ...node('cart', { latency: 0.3 }),
      ...usualIn([2, 3], node('db', { latency: 0.3 })),
    ];
    expect(first({ symptom: slow, dependencies: calls('web>cart>db'), signals })).toBe('cart');
  });

  it('one that is over: still explained, and said to be over', () => {
    const signals = usualIn([4], node('web', { latency: 0.3 }));
    const { symptom, causes } = rankCauses(incident({ symptom: slow, signals }));
    expect(symptom).toMatchObject({ real: true, recovered: true });
    expect(symptom.reading.says).toContain('as usual again since');
    expect(causes).toHaveLength(1);
  });

  it('an alarm without trouble: a busier service that answers as well as ever', () => {
    const signals = [...node('web', { requests: 300 }), ...node('cart', { requests: 300 })];
    const verdict = rankCauses(incident({ symptom: slow, dependencies: calls('web>cart'), signals }));
    expect(verdict.causes).toEqual([]);
  });

  it('a far larger storm elsewhere does not make a ripple an incident', () => {
    const ripple = [signal(['web', 'latency'], 0.0001, 0.000107), signal(['web', 'requests'], 100)];
    const signals = [...ripple, ...node('cart', { latency: 5 })];
    expect(first({ symptom: slow, dependencies: calls('web>cart'), signals })).toBeUndefined();
  });
});
