import { beforeAll, describe, expect, it } from 'vitest';
import { fakeKubernetes, openBench, openStage, read, ref, type FakeAnswers } from '../testing.ts';
import type { Reading } from '../understand/reading.ts';
import { TERM_PHRASES } from '../understand/lexicon/terms.ts';
import { scene } from './scene.ts';

let ask: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  ask = await openStage();
});

const shop = (answers: FakeAnswers = {}) =>
  fakeKubernetes({ 'harbour-prod': scene, staging: undefined }, answers);
const textOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).text;
const change = (verb: string, parameters: Record<string, string> = {}) => ({ change: { verb, parameters } });

describe('access', () => {
  const pods = { verb: 'delete', resource: 'pods' };

  it('asks the API server about itself', async () => {
    const yes = await textOf(
      read('access', { access: pods, namespaces: ['web'] }),
      shop({ canI: ({ namespace }) => namespace === 'web' }),
    );
    expect(yes).toContain('Yes, with the credentials that I run under one may `delete` `pods` in `web`');
    const no = await textOf(read('access', { access: pods }), shop());
    expect(no).toContain('No, with the credentials that I run under one may not');
  });

  it('finds who may', async () => {
    const slots = { access: { verb: 'get', resource: 'pods' }, namespaces: ['web'] };
    expect(await textOf(read('access', slots), shop(), 'who can get pods in web?')).toContain(
      'service account `ci-bot` in `web`, through RoleBinding `ci-reads`',
    );
    const nobody = { access: { subject: 'who', verb: 'delete', resource: 'nodes' } };
    expect(await textOf(read('access', nobody), shop())).toContain(
      'Nobody that I can see may `delete` `nodes`',
    );
  });

  it('tells what a service account may and may not do', async () => {
    const slots = { access: { subject: 'ci-bot', verb: 'list', resource: 'pods' }, namespaces: ['web'] };
    const text = await textOf(read('access', slots), shop());
    expect(text).toContain('No, service account `ci-bot` in `web` may not `list` `pods` in `web`');
    expect(text).toContain('get pods in web, through RoleBinding');
  });
});

describe('connectivity', () => {
  it('finds the network policy in the way', async () => {
    const text = await textOf(
      read('connectivity', { objects: [ref('Deployment', 'checkout'), ref('Service', 'cart')] }),
      shop(),
    );
    expect(text).toContain(
      '**No: deployment `checkout` in `web` cannot reach service `cart` in `web`. Network policy `cart-guard` keeps it out.**',
    );
    expect(text).toContain('lets in only pods with app=frontend');
  });

  it('says that nothing answers behind a service whose pods are not ready', async () => {
    const text = await textOf(
      read('connectivity', { objects: [ref('Deployment', 'cart'), ref('Service', 'checkout')] }),
      shop(),
    );
    expect(text).toContain('No: nothing answers behind service `checkout` in `web`.');
    expect(text).toContain('0 of 1 endpoint ready');
  });

  it('gives the port-forward command with the real pod and port', async () => {
    const text = await textOf(
      read('connectivity', { objects: [ref('Deployment', 'cart')], aspect: 'port-forward' }),
      shop(),
    );
    expect(text).toContain('kubectl -n web port-forward pod/cart-1-a 8080:8080');
  });

  it('tells whether cluster DNS is up', async () => {
    const text = await textOf(read('connectivity', { aspect: 'dns' }), shop());
    expect(text).toContain('**Cluster DNS on `harbour-prod` is up**: 1 of 1 DNS pod ready');
  });

  it('asks from what to what', async () => {
    expect(await ask(read('connectivity'), shop())).toMatchObject({ outcome: 'asked' });
  });
});

describe('command and change-request', () => {
  const cart = { objects: [ref('Deployment', 'cart')] };

  it.each([
    ['restart', {}, 'kubectl -n web rollout restart deployment/cart'],
    ['scale', { replicas: '5' }, 'kubectl -n web scale deployment/cart --replicas=5'],
    ['rollback', {}, 'kubectl -n web rollout undo deployment/cart'],
    [
      'set-image',
      { image: 'cart:2', container: 'app' },
      'kubectl -n web set image deployment/cart app=cart:2',
    ],
    ['logs', {}, 'kubectl -n web logs deployment/cart'],
    ['describe', {}, 'kubectl -n web describe deployment/cart'],
  ])('fills in the command to %s', async (verb, parameters, expected) => {
    expect(await textOf(read('command', { ...cart, ...change(verb, parameters) }), shop())).toContain(
      `${expected}\n`,
    );
  });

  it('names the context of a cluster that is not the default', async () => {
    const kubernetes = fakeKubernetes({ first: undefined, 'harbour-prod': scene });
    expect(await textOf(read('command', { ...cart, ...change('get') }), kubernetes)).toContain(
      'kubectl --context harbour-prod -n web get deployment/cart',
    );
  });

  it('quotes what a shell would take apart', async () => {
    const objects = [ref('ClusterRole', 'a; rm -rf $HOME', '')];
    expect(await textOf(read('command', { objects, ...change('get') }), shop())).toContain(
      "'clusterrole/a; rm -rf $HOME'",
    );
  });

  it('declines to change anything, with the effect and the way back', async () => {
    const answer = await ask(
      read('change-request', { ...cart, ...change('scale', { replicas: '5' }) }),
      shop(),
    );
    expect(answer.outcome).toBe('declined');
    expect(answer.text).toContain('I cannot change things yet, so I have changed nothing.');
    expect(answer.text).toContain('It would go from 2 to 5 replicas.');
    expect(answer.text).toContain('**To walk it back:** `kubectl -n web scale deployment/cart --replicas=2`');
  });

  it('warns of a delete', async () => {
    expect(await textOf(read('change-request', { ...cart, ...change('delete') }), shop())).toContain(
      'remove deployment `cart` in `web`, with its 2 pods, for good',
    );
    const pod = { objects: [ref('Pod', 'cart-1-a')] };
    expect(await textOf(read('change-request', { ...pod, ...change('delete') }), shop())).toContain(
      'would make another one in its place',
    );
  });
});

describe('explain', () => {
  it.each(Object.keys(TERM_PHRASES))('knows %s', async (term) => {
    expect((await ask(read('explain', { term }), shop())).outcome).toBe('talked');
  });

  it('explains exit codes, and does not make up what it does not know', async () => {
    expect(await textOf(read('explain', { term: 'exit code 137' }), shop())).toContain('SIGKILL');
    const { outcome, text } = await ask(read('explain', { term: 'FluxCapacitorBackOff' }), shop());
    expect(outcome).toBe('unknown');
    expect(text).toContain('I have no explanation of `FluxCapacitorBackOff`');
  });
});

describe('talk', () => {
  it('greets by name and never says the same twice running', async () => {
    const bench = await openBench({
      kubernetes: shop(),
      understand: () => read('greet', { talk: 'greeting' }),
    });
    const first = await bench.ask('hi');
    expect(first.text).toContain('Sam');
    let last = first.text;
    for (let at = 0; at < 6; at += 1) {
      const { text } = await bench.ask('hi', at % 2 === 0 ? undefined : first.conversationId);
      expect(text).not.toBe(last);
      last = text;
    }
  });

  it('lists the clusters that it sees and those that it does not', async () => {
    const text = await textOf(read('help'), shop(), 'which clusters do you see?');
    expect(text).toContain('**`harbour-prod`** (the default), prod');
    expect(text).toContain('**`staging`**: out of reach (connection refused)');
  });

  it('moves the conversation', async () => {
    const { text } = await ask(read('switch', { namespaces: ['web'] }), shop());
    expect(text).toContain('from now on I mean `harbour-prod`, namespace `web`');
  });

  it('keeps quiet when something is critical, whatever the mood', async () => {
    for (const mood of ['frustrated', 'pleased', 'urgent'] as const) {
      const { text } = await ask(read('cluster-health', {}, mood), shop());
      expect(text.trimEnd().endsWith('live._')).toBe(true);
    }
  });
});

describe('what no skill answers', () => {
  it('asks once, with choices', async () => {
    const choices = [
      { label: 'auth-api', message: 'logs of auth-api' },
      { label: 'auth-worker', message: 'logs of auth-worker' },
    ];
    const reading: Reading = { type: 'ambiguous', question: 'Which auth?', choices, mood: 'neutral' };
    const bench = await openBench({ kubernetes: shop(), understand: () => reading });
    const events = await bench.send('logs of auth');
    expect(events.find(({ type }) => type === 'question-asked')).toMatchObject({
      question: 'Which auth?',
      choices,
    });
    expect(events.at(-1)).toMatchObject({ outcome: 'asked', suggestions: choices });
    expect(await bench.brain.gaps(5)).toEqual([]);
  });

  it('offers the nearest names, and records the gap', async () => {
    const reading: Reading = {
      type: 'no-such-name',
      said: 'chekout',
      kind: 'Pod',
      where: { clusters: ['harbour-prod'], namespaces: ['web'] },
      suggestions: [ref('Pod', 'checkout-2-a')],
      rewrites: ['logs of checkout-2-a in web'],
      mood: 'neutral',
    };
    const bench = await openBench({ kubernetes: shop(), understand: () => reading });
    const answer = await bench.ask('logs of chekout in web');
    expect(answer.text).toContain(
      '**There is no pod `chekout` in `web`.** Did you mean pod `checkout-2-a` in `web`?',
    );
    expect(answer.suggestions).toEqual([{ label: 'checkout-2-a', message: 'logs of checkout-2-a in web' }]);
    expect(await bench.brain.gaps(5)).toEqual([
      expect.objectContaining({ outcome: 'no-such-name', message: 'logs of chekout in web' }),
    ]);
  });

  it('says which system is not connected, and what it can do instead', async () => {
    const objects = [ref('Deployment', 'checkout')];
    const reading: Reading = {
      type: 'out-of-reach',
      system: 'Datadog',
      what: 'traces',
      objects,
      mood: 'neutral',
    };
    const answer = await ask(reading, shop());
    expect(answer).toMatchObject({ outcome: 'unknown', facts: [] });
    expect(answer.text).toContain('I do not ask Datadog yet');
    expect(answer.suggestions[0]?.message).toBe('why is deployment checkout in namespace web not healthy?');
  });

  it('does not guess', async () => {
    const reading: Reading = {
      type: 'not-understood',
      nearest: [{ skill: 'help', example: 'what can you do?' }],
      mood: 'neutral',
    };
    const answer = await ask(reading, shop());
    expect(answer).toMatchObject({ outcome: 'unknown', facts: [] });
    expect(answer.text).toContain('so I will not guess');
  });

  it('says which words it did not understand, and nothing of the rest', async () => {
    const reading: Reading = {
      type: 'not-understood',
      nearest: [{ skill: 'diagnose', example: 'how is checkout?' }],
      unread: ['gdpr', 'certified'],
      mood: 'neutral',
    };
    const answer = await ask(reading, shop());
    expect(answer).toMatchObject({ outcome: 'unknown', facts: [] });
    expect(answer.text).toContain('I do not know what `gdpr certified` means here');
    expect(answer.suggestions[0]?.message).toBe('how is checkout?');
  });
});
