import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorld } from '../../index.ts';
import type { World } from '../../index.ts';
import { SIGNAL_SCENARIOS } from './index.ts';

const MINUTE = 60_000;
const PROD = 'harbour-prod';
/** Longer ago than any scenario begins. */
const BEFORE = 100 * MINUTE;
/** A symptom is at least so much worse than before. */
const WORSE = { times: 1.15, share: 0.01 };
/** What is well may be busier than before, and rates over few requests wander. */
const CALM = { times: 1.7, share: 0.04 };

let world: World;

async function value(query: string, time: number): Promise<number> {
  const asked = new URLSearchParams({ query, time: String(time / 1000) });
  const response = await fetch(`${world.systems.prometheus}/api/v1/query?${asked.toString()}`);
  const { data } = (await response.json()) as { data: { result: { value: [number, string] }[] } };
  return Number(data.result[0]?.value[1] ?? 0);
}

const of = (service: string, more = ''): string => `{cluster="${PROD}",service="${service}"${more}}[8m]`;
const rateOf = (metric: string, service: string, more?: string): string =>
  `sum(rate(${metric}${of(service, more)}))`;

/** Seconds that a service's answers take on average, and the share of its requests that fail. */
async function fares(service: string, time: number): Promise<{ seconds: number; failing: number }> {
  const [sum, count] = ['sum', 'count'].map((part) => `http_request_duration_seconds_${part}`);
  const all = 'http_requests_total';
  const [seconds, failing] = await Promise.all([
    value(`${rateOf(sum ?? '', service)} / ${rateOf(count ?? '', service)}`, time),
    value(`${rateOf(all, service, ',code=~"5.."')} / ${rateOf(all, service)}`, time),
  ]);
  return { seconds, failing };
}

/** What time it is in the company. */
async function now(): Promise<number> {
  const response = await fetch(`${world.systems.prometheus}/api/v1/query?query=time()`);
  const { data } = (await response.json()) as { data: { result: [number, string] } };
  return Number(data.result[1]) * 1000;
}

describe('what only telemetry shows', () => {
  beforeEach(async () => {
    world = await startWorld({ clock: 'manual', seed: 1 });
  });
  afterEach(() => world.close());

  it.each(SIGNAL_SCENARIOS.map(({ id }) => id))(
    '%s is felt by its victim, was not before and is not after',
    async (id) => {
      const { truth } = await world.break(id);
      const victim = truth?.victims[0];
      if (truth === undefined || victim === undefined) throw new Error(`${id} does not say what is true`);
      const [before, during] = [
        await fares(victim, (await now()) - BEFORE),
        await fares(victim, await now()),
      ];
      const isFelt = truth.causes.length > 0 && truth.isOver !== true;
      expect(before.failing).toBeLessThan(CALM.share);
      if (isFelt && truth.feels === 'slow')
        expect(during.seconds).toBeGreaterThan(WORSE.times * before.seconds);
      if (isFelt && truth.feels === 'errors')
        expect(during.failing).toBeGreaterThan(before.failing + WORSE.share);
      if (!isFelt) {
        expect(during.failing).toBeLessThan(CALM.share);
        expect(during.seconds).toBeLessThan(CALM.times * before.seconds);
      }
      await world.heal(id);
      await world.advance(20 * MINUTE);
      const after = await fares(victim, await now());
      expect(after.failing).toBeLessThan(CALM.share);
      expect(after.seconds).toBeLessThan(CALM.times * before.seconds);
    },
  );
});
