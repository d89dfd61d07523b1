import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { startWorld } from '#lab/world';
import type { World } from '#lab/world';
import { openJamie } from './open-jamie.ts';
import type { Jamie } from './open-jamie.ts';

interface Kubeconfig {
  contexts: { context: { namespace: string } }[];
  users: { user: { token: string } }[];
}

/** The kubeconfig of the account that may read one namespace of the first cluster. */
function confinedTo(world: World, namespace: string): string {
  const [cluster] = world.clusters;
  const token = cluster?.readerTokens.find((reader) => reader.namespace === namespace)?.token ?? '';
  const { contexts, users, ...rest } = parse(world.kubeconfig()) as Kubeconfig;
  return stringify({
    ...rest,
    contexts: contexts.slice(0, 1).map((one) => ({ ...one, context: { ...one.context, namespace } })),
    users: users.map((one) => ({ ...one, user: { token } })),
  });
}

let world: World;
let jamie: Jamie;
beforeAll(async () => {
  world = await startWorld({ seed: 7, clock: 'manual' });
  jamie = await openJamie(confinedTo(world, 'shop'));
}, 60_000);
afterAll(async () => {
  await jamie.close();
  await world.close();
});

describe('an account that may see the namespace shop only', () => {
  it.each([
    'how many pods in payments?',
    'pods in the namespace data',
    'list deployments in payments',
    'how many payments pods',
    'pods -n payments',
    'top pods in payments',
    'what changed in payments',
    'events in data',
    'any warnings in data?',
    'what is wrong in payments',
    'is everything fine in platform?',
    'logs of ledger in payments',
    'why is ledger in payments crashing',
    'rollout of ledger in payments',
    'who can delete secrets in payments?',
    'is dns up',
    'how many nodes?',
  ])('is told that it cannot be known: %s', async (question) => {
    const { text, outcome } = await jamie.ask(question);
    expect(outcome).toBe('unknown');
    expect(text).toMatch(/I cannot tell/);
    expect(text).toMatch(/\bonly in `?shop|not see nodes|cannot see Roles/);
    expect(text).not.toMatch(/\*\*\d+ |looks? healthy|there (?:is|are) no/i);
  });

  it.each(['what is wrong with postgres', 'logs of postgres', 'describe postgres', 'restart postgres'])(
    'is not told that something does not exist: %s',
    async (question) => {
      const { text } = await jamie.ask(question);
      expect(text).toContain('I do not see everything');
      expect(text).toContain('only in `shop`');
      expect(text).not.toMatch(/there is nothing called/i);
    },
  );

  it('still gets an answer about what it sees', async () => {
    expect((await jamie.ask('how many deployments in shop?')).text).toMatch(/\*\*9 deployments in `shop`/);
    expect((await jamie.ask('is cart healthy?')).text).toContain('looks healthy');
    const { text } = await jamie.ask("how's my cluster?");
    expect(text).toContain('What I can see of `harbour-prod` looks healthy');
    expect(text).not.toMatch(/I checked .*nodes/);
  });
});
