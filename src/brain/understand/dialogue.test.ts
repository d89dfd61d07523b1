import { describe, expect, it } from 'vitest';
import { readDialogue, said } from './testing/say.ts';
import { understand } from './understand.ts';

type Turn = readonly [message: string, ...pieces: string[]];

const DIALOGUES: readonly (readonly Turn[])[] = [
  [
    ['list pods in web', 'list Pod', 'namespace is "web"'],
    ['that are not ready', 'list Pod', 'namespace is "web"', 'ready is false'],
    ['and shop', 'list Pod', 'namespace is "shop"', 'ready is false'],
  ],
  [
    ['why is cart crashing?', 'diagnose', 'Deployment/web/cart'],
    ['image', 'describe', 'aspect=image', 'Deployment/web/cart'],
    ['checkout?', 'describe', 'aspect=image', 'Deployment/shop/checkout'],
  ],
  [
    ['is cart ok', 'diagnose', 'Deployment/web/cart'],
    ['when did it start', 'diagnose', 'Deployment/web/cart'],
    ['is it ok there', 'diagnose', 'Deployment/web/cart'],
    ['cart is not the problem, what is?', 'cluster-health'],
  ],
  [['what is wrong besides cart?', 'cluster-health']],
  [
    ['events of cart', 'events', 'Deployment/web/cart'],
    ['and search?', 'events', 'Deployment/shop/search'],
    ['of checkout', 'events', 'Deployment/shop/checkout'],
  ],
  [
    ['list deployments in shop', 'list Deployment'],
    ['with more than 2 replicas', 'list Deployment', 'replicas'],
    ['sort by age', 'list Deployment', 'age'],
  ],
  [
    ['describe cart', 'describe', 'Deployment/web/cart'],
    ['limits?', 'describe', 'aspect=', 'Deployment/web/cart'],
    ['which node', 'Deployment/web/cart'],
  ],
  [
    ['why is cart crashing?', 'diagnose', 'Deployment/web/cart'],
    ['show me its logs', 'logs', 'Deployment/web/cart'],
    ['previous ones', 'logs', 'Deployment/web/cart', '"previous":true'],
    ['and the memory?', 'usage', 'Deployment/web/cart', 'resource=memory'],
    ['what about checkout?', 'usage', 'Deployment/shop/checkout', 'resource=memory'],
    ['and in staging?', 'usage @harbour-staging', 'Deployment/shop/checkout'],
  ],
  [
    ['how many pods are not ready in web', 'count Pod', 'ready is false'],
    ['and in shop?', 'count Pod', 'ns=shop', 'namespace is "shop"', 'ready is false'],
    ['only the crashing ones', 'count Pod', 'status is "crashing"'],
    ['per namespace', 'by namespace'],
  ],
  [
    ['how many pods are not ready in web', 'count Pod', 'ready is false'],
    ['pods per namespace', '{list Pod; by namespace}'],
  ],
  [
    ['payments logs', 'ambiguous'],
    ['2', 'logs', 'payments-worker'],
  ],
  [
    ['payments logs', 'ambiguous'],
    ['the worker', 'logs', 'payments-worker'],
  ],
  [
    ['payments logs', 'ambiguous'],
    ['payments-api', 'logs', 'payments-api'],
  ],
  [
    ['payments logs', 'ambiguous'],
    ['how is checkout?', 'diagnose', 'Deployment/shop/checkout'],
  ],
  [
    ["what's wrong with chekout", 'no-such-name'],
    ['yes', 'diagnose', 'Deployment/shop/checkout'],
  ],
  [
    ['logs of checkout', 'logs', 'Deployment/shop/checkout'],
    ['same for cart', 'logs', 'Deployment/web/cart'],
    ['since 05:00', 'logs', 'Deployment/web/cart', 'time=05:00'],
    ['only errors', 'logs', '"errorsOnly":true', 'time=05:00'],
    ['why?', 'diagnose', 'Deployment/web/cart'],
  ],
  [
    ['describe cart', 'describe', 'Deployment/web/cart'],
    ['what image does it run?', 'describe', 'aspect=image'],
    ['who owns it', 'relations', 'aspect=owner', 'cart'],
    ['restart it', 'change-request', 'Deployment/web/cart', '"verb":"restart"'],
    ['scale it to 4', 'change-request', '"replicas":"4"'],
  ],
  [
    ['who eats the most memory', 'usage', 'memoryUsage'],
    ['and cpu?', 'usage', 'cpuUsage', 'resource=cpu'],
    ['in staging?', 'usage @harbour-staging', 'cpuUsage'],
  ],
  [
    ['what changed in web today', 'changes', 'ns=web', 'time=today'],
    ['and in shop?', 'changes', 'ns=shop', 'time=today'],
    ['since yesterday', 'changes', 'ns=shop', 'time=yesterday'],
  ],
  [
    ['how many pods are in web', 'count Pod'],
    ['what about deployments', 'count Deployment', 'ns=web'],
    ['in staging', '@harbour-staging', 'count Deployment'],
  ],
  [
    ['use staging', 'switch @harbour-staging'],
    ['how many pods', 'count Pod'],
  ],
  [
    ['is cart ok', 'diagnose', 'Deployment/web/cart'],
    ['and redis?', 'diagnose', 'StatefulSet/shop/redis'],
    ['thanks', 'greet', 'talk=thanks'],
  ],
];

describe('conversations', () => {
  it.each(DIALOGUES.map((turns) => [turns.map(([message]) => message).join(' / '), turns] as const))(
    '%s',
    (_, turns) => {
      const lines = readDialogue(turns.map(([message]) => message));
      turns.forEach(([, ...pieces], at) => {
        for (const piece of pieces) expect(lines[at]).toContain(piece);
      });
    },
  );

  const pods = ['cart-6d4cf56db6-ax2m4', 'cart-6d4cf56db6-bx2m4'].map((name) => ({
    cluster: 'harbour-prod',
    kind: 'Pod',
    namespace: 'web',
    name,
  }));
  const listed = { objects: pods, lastSkill: 'inventory' as const };

  it('counts on the order of the last answer', () => {
    const reading = understand(said('logs of the second one', listed));
    expect(reading).toMatchObject({ type: 'skill', skill: 'logs', slots: { objects: [pods[1]] } });
  });

  it('asks which one when "it" could be any of a list', () => {
    const reading = understand(said('show me its logs', listed));
    expect(reading).toMatchObject({
      type: 'ambiguous',
      choices: [{ label: pods[0]?.name }, { label: pods[1]?.name }],
    });
  });

  it('takes "them" for all of a list', () => {
    const reading = understand(said('describe them', listed));
    expect(reading).toMatchObject({ type: 'skill', skill: 'describe', slots: { objects: pods } });
  });

  const gone = [{ cluster: 'harbour-prod', kind: 'Pod', namespace: 'web', name: 'cart-6d4cf56db6-zx2m4' }];

  it('finds the workload of a pod in the other cluster', () => {
    const focus = {
      objects: gone,
      lastSkill: 'logs' as const,
      lastSlots: {
        clusters: ['harbour-prod'],
        clusterNamed: false,
        namespaces: [],
        objects: gone,
      },
    };
    const reading = understand(said('and in staging?', focus));
    expect(reading).toMatchObject({
      type: 'skill',
      skill: 'logs',
      slots: { clusters: ['harbour-staging'], objects: [{ cluster: 'harbour-staging', name: 'cart' }] },
    });
  });

  it('says so when the last object is not in the other cluster', () => {
    const objects = [{ cluster: 'harbour-prod', kind: 'StatefulSet', namespace: 'shop', name: 'redis' }];
    const focus = {
      objects,
      lastSkill: 'diagnose' as const,
      lastSlots: { clusters: ['harbour-prod'], clusterNamed: false, namespaces: [], objects },
    };
    expect(understand(said('and in staging?', focus))).toMatchObject({
      type: 'no-such-name',
      said: 'redis',
      where: { clusters: ['harbour-staging'] },
    });
  });

  it('offers choices that are complete on their own', () => {
    const reading = understand(said('payments logs'));
    const choices = reading.type === 'ambiguous' ? reading.choices : [];
    expect(choices).toHaveLength(2);
    for (const { message, label } of choices) {
      expect(understand(said(message))).toMatchObject({
        type: 'skill',
        skill: 'logs',
        slots: { objects: [{ name: label }] },
      });
    }
  });
});
