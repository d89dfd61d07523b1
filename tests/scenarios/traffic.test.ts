import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld } from '#lab/world';
import type { World } from '#lab/world';
import { openJamie } from './open-jamie.ts';
import type { Jamie } from './open-jamie.ts';

let world: World;
let jamie: Jamie;
let struck: string;

/** A world with one fault in force, and Jamie looking at it. */
function during(fault: string, tests: () => void): void {
  describe(`with ${fault}`, () => {
    beforeAll(async () => {
      world = await startWorld({ seed: 7, clock: 'manual' });
      const { objects } = await world.break(fault);
      struck = objects[0]?.split('/')[1] ?? '';
      jamie = await openJamie(world.kubeconfig());
    }, 60_000);
    afterAll(async () => {
      await jamie.close();
      await world.close();
    });
    tests();
  });
}

const said = async (question: string): Promise<string> => (await jamie.ask(question)).text;

during('network-policy-blocks', () => {
  it.each([
    'connections to redis time out',
    'nobody can reach redis',
    'why do connections to redis time out?',
    'does a network policy block traffic to redis?',
    'can cart reach redis?',
  ])('names the policy that keeps others from redis: %s', async (question) => {
    expect(await said(question)).toMatch(/\*\*.*`redis-lockdown`/);
  });

  it('tells of everything that waits for redis as one story, with the policy as its cause', async () => {
    const text = await said("how's my cluster?");
    expect(text).toContain('has 1 problem');
    expect(text).toMatch(/1\. network policy `[\w-]+` in `data`.*cannot do their work/);
    expect(text).toMatch(/\*\*Next:\*\* Add a rule for the callers. `kubectl -n data get networkpolicy/);
  });

  it('brings the policy up when the datastore itself is asked about', async () => {
    const text = await said('what is wrong with redis');
    expect(text).toContain('redis-lockdown');
    expect(text).not.toContain('terminated with success');
  });

  it('does not follow a path to something that it does not know', async () => {
    const { text, outcome } = await jamie.ask('can cart reach foobar?');
    expect(text).toContain('nothing called `foobar`');
    expect(outcome).toBe('unknown');
  });

  it('says that nothing keeps a pod inside where no policy does', async () => {
    expect(await said('can cart reach the internet?')).toContain('no network policy restricts');
  });
});

during('dns-egress-blocked', () => {
  it.each([
    'dns lookups fail in payments',
    'pods in payments cannot resolve names',
    'why can payments-api not resolve dns',
    'can payments-api reach the internet?',
    'payments-api cannot resolve hostnames',
  ])('names the egress policy: %s', async (question) => {
    const text = await said(question);
    expect(text).toContain('restrict-egress');
    expect(text).not.toMatch(/^\*\*(?:Cluster DNS|No service)/);
  });
});

during('init-failing', () => {
  it('shows the log of the init container that fails, and says so', async () => {
    const text = await said('logs of catalogue');
    expect(text).toContain('Its init container `migrate` fails with exit code 1');
    expect(text).toContain('migration 0042_add_order_index failed');
    expect(await said('previous logs of catalogue')).toContain('migration 0042_add_order_index failed');
  });

  it('shows as many lines as were asked for, of the container that was asked for', async () => {
    const text = await said('show me 3 lines of the logs of cart');
    expect(/```text\n([^`]*)```/.exec(text)?.[1]?.trim().split('\n')).toHaveLength(3);
    expect(await said('logs of container foo in cart')).toContain('has no container `foo`');
  });

  it('does not take ordinary lines for complaints', async () => {
    expect(await said('is redis complaining?')).toContain('looks healthy');
  });
});

during('datastore-down', () => {
  it('tells of everything that waits for the datastore as one story', async () => {
    const text = await said('what is wrong in shop?');
    expect(text).toContain('has 1 problem');
    expect(text).toContain(`StatefulSet ${struck} is scaled to 0 replicas`);
    expect(text).toContain(`get statefulset ${struck} `);
    expect(text).not.toContain('See what the container says');
  });

  it('finds the workload that is scaled to nothing behind the name', async () => {
    const text = await said(`connections to ${struck} time out`);
    expect(text).toContain(`StatefulSet \`${struck}\` in \`data\``);
    expect(text).toContain('scaled to 0');
  });
});
