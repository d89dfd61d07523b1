import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld } from '#lab/world';
import type { World } from '#lab/world';
import { openJamie } from './open-jamie.ts';
import type { Jamie } from './open-jamie.ts';

let world: World;
let jamie: Jamie;
beforeAll(async () => {
  world = await startWorld({ seed: 7, clock: 'manual' });
  await world.break('expired-certificate');
  jamie = await openJamie(world.kubeconfig());
}, 60_000);
afterAll(async () => {
  await jamie.close();
  await world.close();
});

describe('what hangs together', () => {
  it.each([
    ['who owns the pod of catalogue?', /Pod `catalogue-.*ReplicaSet `catalogue-.*deployment `catalogue`/],
    ["what owns cart's pod", /Pod `cart-.*deployment `cart`/],
    ['which namespace is catalogue in?', /namespace `shop`/],
    ['what namespace does payments-api live in', /namespace `payments`/],
    ['is config map cart-config used by anything', /^Yes: .*deployment `cart`/],
    ['does anything use config map cart-config', /^Yes: .*deployment `cart`/],
    ['is secret storefront-tls used?', /^Yes: .*ingress `storefront`/],
    ['who uses secret postgres-credentials', /StatefulSet `postgres`/],
    ['does checkout use a secret?', /^Yes: .*checkout-secrets/],
    ['is kube-root-ca.crt in shop used by anyone?', /^No: nothing that I can see uses/],
    ['network policy on postgres?', /postgres-clients/],
    ['is there a networkpolicy for cart', /^No: no network policy/],
    ['which certificates expire soon?', /storefront-tls.*expired/],
    ['why are the nodes so slow?', /I see no latencies/],
  ] as const)('%s', async (question, expected) => {
    const { text, outcome } = await jamie.ask(question);
    expect(text.replaceAll('\n', ' ')).toMatch(expected);
    expect(outcome).toBe('answered');
  });

  it('does not answer a complaint about the nodes with a list of them', async () => {
    expect((await jamie.ask('nodes are slow')).text).not.toContain('| `harbour-prod-worker-1`');
    expect((await jamie.ask('how loaded are the nodes?')).text).toMatch(/uses the most/);
  });
});
