import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld } from '#lab/world';
import type { World } from '#lab/world';
import { openJamie } from './open-jamie.ts';
import type { Jamie } from './open-jamie.ts';

let world: World;
let jamie: Jamie;
beforeAll(async () => {
  world = await startWorld({ seed: 7 });
  jamie = await openJamie(world.kubeconfig(), {
    JAMIE_LOKI_URL: world.systems.loki,
    JAMIE_TEMPO_URL: world.systems.tempo,
  });
}, 60_000);
afterAll(async () => {
  await jamie.close();
  await world.close();
});

describe('logs that no pod keeps', () => {
  it.each([
    ['show me errors from auth service', /lines that look like errors of `auth-api` in `platform`/],
    ['errors in payments in the last hour', /lines that look like errors of namespace `payments`/],
    ["search logs for 'deadlock'", /lines with `deadlock` of all services/],
    ['which services log deadlock', /logged most: \d+ of \d+ lines with `deadlock`/],
    ['log volume by service', /\| Service \| Lines \| A minute/],
    ['error patterns of checkout', /\d+ patterns in \d+ lines that look like errors of `checkout`/],
    ['what changed in the logs of checkout', /against \d\d/],
    ['which services log xyzzyplugh', /counts no lines.*does not mean that all is well/s],
    ['{app="checkout" |= "x"', /not valid LogQL.*Did you mean/s],
    ['rate({app="checkout"}[5m])', /\d+ series/],
  ])('%s', async (message, says) => {
    const { text, skill } = await jamie.ask(message);
    expect(skill).toBe('logs');
    expect(text).toMatch(says);
    expect(text).not.toMatch(/do not ask/);
  });

  it('goes on from an answer: around a line, and the hour before', async () => {
    const first = await jamie.ask('show me errors from checkout');
    expect(first.evidence.some(({ source }) => source.system === 'loki')).toBe(true);
    const around = await jamie.ask('around that line', first.conversationId);
    expect(around.text).toMatch(/lines of `checkout-.*` around \d\d:\d\d:\d\d/);
    const before = await jamie.ask('and the hour before', first.conversationId);
    expect(before.text).toMatch(/the hour before the last hour/);
  });
});

describe('traces', () => {
  it.each([
    ['any slow traces?', /the slowest took .*\| Trace \|/s],
    ['traces with errors in payments', /with errors.*Spans failed in/s],
    ['explain the slowest trace of checkout', /Bottleneck: .*What it waited for/s],
    ['what does checkout call', /`checkout` calls .*`cart`/],
    ['service map', /call paths between \d+ services/],
    ['compare traces of checkout', /of work in all.*Own time before/s],
    ['{ resource.service.name = "checkout" && duration > 1ms }', /traces? for that query/],
    ['{ duration > 2x }', /not valid TraceQL/],
    ['trace 00000000000000000000000000000000', /could not find that trace/],
  ])('%s', async (message, says) => {
    const { text, skill } = await jamie.ask(message);
    expect(skill).toBe('traces');
    expect(text).toMatch(says);
  });

  it('cites each trace that it shows, so that it can be opened', async () => {
    const first = await jamie.ask('slow traces of checkout');
    const ids = first.evidence.filter(({ source }) => /^trace [0-9a-f]{32}$/.test(source.query));
    expect(ids.length).toBeGreaterThan(1);
    const second = await jamie.ask('explain the second one', first.conversationId);
    expect(second.text).toContain(ids[1]?.source.query.replace('trace ', ''));
  });
});

describe('a Loki that is not there', () => {
  it('is said, and the pods are asked instead', async () => {
    const alone = await openJamie(world.kubeconfig(), { JAMIE_LOKI_URL: 'http://127.0.0.1:9' });
    const { text } = await alone.ask('errors in checkout in the last hour');
    expect(text).toMatch(/Loki did not answer.*the pods themselves still keep/s);
    await alone.close();
  });
});
