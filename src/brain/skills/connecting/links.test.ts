import { beforeAll, describe, expect, it } from 'vitest';
import { indexCluster } from '../../cluster/facts.ts';
import { servicesPointedAt } from '../../cluster/hosts.ts';
import { fakeKubernetes, openStage, read, ref, type FakeAnswers } from '../../testing.ts';
import type { SkillContext } from '../skill.ts';
import { scene } from '../scene.ts';
import { linksAsked } from './dependents-asked.ts';

let ask: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  ask = await openStage();
});

const workload = (name: string, container: Record<string, unknown>) => ({
  kind: 'Deployment',
  metadata: { name, namespace: 'web' },
  spec: { template: { spec: { containers: [{ name: 'app', ...container }] } } },
});
const shop = (answers: FakeAnswers = {}) => fakeKubernetes({ 'harbour-prod': scene }, answers);
const env = (name: string, value: string) => ({ env: [{ name, value }] });

describe('what is set up to use what', () => {
  const checkout = workload('checkout', env('CART_URL', 'http://cart.web.svc:80/api'));
  const asked = read('relations', { objects: [ref('Deployment', 'cart')] });

  it('names those whose settings point at it, with what says so and what stays unseen', async () => {
    const { text } = await ask(asked, shop({ objects: { a: checkout } }), 'what talks to cart?');
    expect(text).toContain('1 workload is set up to use deployment `cart` in `web`: `checkout`');
    expect(text).toMatch(/its variable CART\\?_URL names it/);
    expect(text).toContain('I do not see live traffic');
  });

  it('tells what would feel an outage, and how it stands', async () => {
    const { text } = await ask(asked, shop({ objects: { a: checkout } }), 'what breaks if cart goes down?');
    expect(text).toContain('If deployment `cart` in `web` were down, 1 workload set up to use it');
    expect(text).toContain('2 of 2 replicas ready');
  });

  it('claims no more than that it found nothing', async () => {
    const { text } = await ask(asked, shop(), 'who uses cart?');
    expect(text).toContain('I find nothing whose settings name deployment `cart` in `web`');
    expect(text).toContain('there may be others');
  });

  it('tells what it uses itself', async () => {
    const own = read('relations', { objects: [ref('Deployment', 'checkout')] });
    const { text } = await ask(own, shop({ objects: { a: checkout } }), 'what does checkout depend on?');
    expect(text).toContain('is set up to use 1 service');
    expect(text).toContain('service `cart` in `web`');
  });
});

describe('addresses in settings', () => {
  const index = indexCluster(scene);
  const named = (name: string, value: string) =>
    servicesPointedAt(index, 'web', { name, value }).map((one) => one.name);

  it.each([
    ['CART_HOST', 'cart'],
    ['X', 'cart:8080'],
    ['X', 'redis://:@cart.web:6379/0'],
    ['X', 'cart.web.svc.cluster.local'],
    ['X', 'cart-0.cart.web.svc.cluster.local'],
    ['app.yaml', 'store:\n  url: "http://cart/api"\n'],
  ])('are found: %s=%s', (name, value) => expect(named(name, value)).toEqual(['cart']));

  it.each([
    ['TEAM', 'cart'],
    ['X', 'cart.example.com'],
    ['X', 'the cart is full'],
    ['X', 'cart.other.svc:80'],
    ['X', 'mycart:80'],
  ])('are not mistaken: %s=%s', (name, value) => expect(named(name, value)).toEqual([]));
});

describe('the question', () => {
  const asked = (message: string) => linksAsked({ message } as SkillContext);

  it.each([
    ['what talks to redis', 'dependents'],
    ['who else is using the database', 'dependents'],
    ['which apps depend on postgres?', 'dependents'],
    ['is redis used by anything? who are the clients of redis', 'dependents'],
    ['blast radius of redis being down', 'outage'],
    ['what happens if postgres dies', 'outage'],
    ['if redis goes down, what would break?', 'outage'],
    ['what does cart depend on', 'dependencies'],
    ['dependencies of checkout', 'dependencies'],
    ['can cart reach redis', undefined],
    ['why is cart down', undefined],
    ['does cart have a service', undefined],
    ['how much memory does cart use', undefined],
    ['what is wrong with redis', undefined],
  ])('%s: %s', (message, wanted) => expect(asked(message)).toBe(wanted));
});
