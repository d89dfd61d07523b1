import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startWorld } from '#lab/world';
import type { World } from '#lab/world';
import { openJamie } from './open-jamie.ts';
import type { Jamie } from './open-jamie.ts';

let world: World;
let jamie: Jamie;
beforeAll(async () => {
  world = await startWorld({ seed: 7 });
  jamie = await openJamie(world.kubeconfig(), {
    JAMIE_PROMETHEUS_URL: world.systems.prometheus,
    JAMIE_ALERTMANAGER_URL: world.systems.alertmanager,
  });
}, 60_000);
afterAll(async () => {
  await jamie.close();
  await world.close();
});

describe('a company where all is well', () => {
  it.each([
    ['what is firing?', 'alerts', /No alert fires.*does not mean that all is well/s],
    [
      'which alerts fired in the last 2 hours?',
      'alerts',
      /No alert fired \(the last 2 hours\).*does not mean/s,
    ],
    ['any silences?', 'alerts', /1 silence is in force.*NodeFilesystemFilesFillingUp/s],
    ['which targets are down?', 'alerts', /All \d+ targets are scraped/],
    ['what does ServiceHighErrorRate mean?', 'alerts', /does not fire now.*fires when this holds/s],
    ['what does NoSuchAlertRule mean?', 'alerts', /no alerting rule called/],
    [
      'what is the p99 latency of checkout?',
      'metrics',
      /99th percentile latency of `checkout` is [\d.]+ m?s/,
    ],
    ['which service has the highest request rate?', 'metrics', /has the highest request rate: [\d.]+\/s/],
    ['error rate of cart over the last 3 hours', 'metrics', /error rate of `cart` is .*last 3 hours/],
    ['sum by (namespace) (rate(http_requests_total[5m]))', 'metrics', /3 series/],
    ['sum(nosuch_metric_total)', 'metrics', /does not mean that all is well/],
    [
      'why is checkout slow?',
      'diagnose',
      /latency of checkout: .*(?:within what is usual|no cause is named)/,
    ],
  ])('%s', async (message, skill, says) => {
    const { text, skill: answered } = await jamie.ask(message);
    expect(answered).toBe(skill);
    expect(text).toMatch(says);
    expect(text).not.toMatch(/Most likely cause/);
  });
});

describe('a datastore that was scaled to nothing', () => {
  beforeAll(async () => {
    await world.break('datastore-down');
    await vi.waitFor(async () => expect((await jamie.ask('what is broken?')).severity).toBe('critical'), {
      timeout: 30_000,
    });
  });
  afterAll(() => world.heal());

  it("is named as the cause of what its callers' callers suffer", async () => {
    // What was measured before the breakage is kept for ten seconds.
    await vi.waitFor(
      async () => {
        const { text, evidence } = await jamie.ask('users get errors from search, why?');
        expect(text).toMatch(/(Most likely|Possible) cause: `postgres`/);
        expect(text).toMatch(/scaled down to 0 replicas/);
        expect(evidence.some(({ source }) => source.system === 'prometheus')).toBe(true);
      },
      { timeout: 90_000, interval: 2_000 },
    );
  }, 120_000);
});
