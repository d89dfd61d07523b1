import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld } from '#lab/world';
import type { BrokenScenario, World } from '#lab/world';
import { openJamie } from './open-jamie.ts';
import type { Jamie } from './open-jamie.ts';

const MOST_STEPS = 14;
/** Said where a system did not answer in time. */
const IN_PART = '“again” looks once more';

let world: World;
let jamie: Jamie;
let struck: BrokenScenario;

/** A company with one fault in force, and Jamie with its metrics. */
function during(fault: string, tests: () => void): void {
  describe(`a walk with ${fault} in force`, () => {
    beforeAll(async () => {
      world = await startWorld({ seed: 7 });
      struck = await world.break(fault);
      jamie = await openJamie(world.kubeconfig(), { JAMIE_PROMETHEUS_URL: world.systems.prometheus });
    }, 90_000);
    afterAll(async () => {
      await jamie.close();
      await world.close();
    });
    tests();
  });
}

const titleOf = (text: string): string => /\*\*Step \d+, `[^`]+`: ([^*]+)\*\*/.exec(text)?.[1] ?? '';

/** Says "next" until the walk is at its end; gives all that was told, by the titles of the steps. */
async function walk(start: string): Promise<{ titles: string[]; told: string; last: string; id: string }> {
  let answer = await jamie.ask(start);
  const id = answer.conversationId;
  const texts = [answer.text];
  while (!answer.text.includes('end of the walk') && texts.length < MOST_STEPS) {
    answer = await jamie.ask('next', id);
    for (let tries = 0; tries < 3 && answer.text.includes(IN_PART); tries += 1)
      answer = await jamie.ask('again', id);
    texts.push(answer.text);
  }
  return { titles: texts.map(titleOf), told: texts.join('\n'), last: answer.text, id };
}

during('bad-image', () => {
  it('leads from the image to the release that brought it, and writes that down', async () => {
    const [, name = ''] = struck.objects[0]?.split('/') ?? [];
    await expect
      .poll(async () => (await jamie.ask('what is broken?')).severity, { timeout: 60_000 })
      .toBeDefined();
    const { titles, told, last, id } = await walk(`troubleshoot ${name}`);
    expect(titles.slice(0, 2)).toEqual(['status and events', 'last changes']);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.at(-1)).toBe('the likeliest cause');
    expect(told).toContain('Points to:** the image');
    expect(last).toMatch(/image|pull/);
    expect((await jamie.ask('that was it', id)).text).toMatch(/the walk is done/);
    const record = (await jamie.ask('show the record', id)).text;
    expect(record).toMatch(/## Cause\s+.*image/);
    expect(record).toContain('Confirmed by whoever walked');
  }, 90_000);
});

during('deploy-latency-downstream', () => {
  it('leads from a healthy status over slow requests to the one that they wait for', async () => {
    const { causes = [], victims = [] } = struck.truth ?? {};
    const [guilty = ''] = causes;
    const victim = victims.find((name) => name !== guilty) ?? guilty;
    const { titles, told } = await walk(`walk me through why ${victim} is slow`);
    const path = [
      'status and events',
      'requests: errors and latency',
      'what it depends on',
      'the one that its requests are lost at',
    ];
    expect(titles.slice(0, path.length)).toEqual(path);
    expect(told).toMatch(new RegExp(`Points to:\\*\\* ${guilty}, which it depends on`));
    expect(titles.at(-1)).toBe('the likeliest cause');
  }, 90_000);
});
