import { describe, expect, it } from 'vitest';
import { MORE_TERMS } from '../skills/explaining/more-terms.ts';
import { lookUpTerm } from '../skills/explaining/glossary.ts';
import { readAs, readDialogue } from './testing/say.ts';

/** Each shape of question with things to put into it: what counts is the shape, not the thing. */
const each = (shapes: string[], things: string[]): string[] =>
  shapes.flatMap((shape) => things.map((thing) => shape.replace('{}', () => thing)));

const TERMS = ['taint', 'pdb', 'liveness probe', 'CrashLoopBackOff', 'headless service', 'CRD'];
const DEFINING = [
  'what is a {}',
  "what's a {}?",
  'explain {}',
  '{}?',
  'meaning of {}',
  'what does {} mean',
  'how does a {} work',
];

describe('questions after a meaning', () => {
  it.each(each(DEFINING, TERMS))('%s', (message) => {
    expect(readAs(message)).toMatch(/^explain \(term=/);
  });

  it.each(
    each(
      ['{}', 'difference between {}?', 'what is the difference of {}'],
      ['a pod vs a node', 'requests and limits vs quota'],
    ),
  )('%s: both', (message) => {
    expect(readAs(message)).toContain('terms=[');
  });

  it.each([
    'deployment vs statefulset',
    'when should I use a daemonset over a deployment',
    'job or cronjob, which one should I use?',
    'how does an hpa differ from a vpa',
    'cordon versus drain',
  ])('%s: both', (message) => {
    expect(readAs(message)).toContain('terms=[');
  });

  it.each([
    'what are the pods',
    'which nodes have taints',
    'pods',
    'evicted pods?',
    'headless services',
    'is cart pending',
    'what is the image of cart',
  ])('%s asks after what is there', (message) => {
    expect(readAs(message)).not.toMatch(/^explain/);
  });

  it('finds every term by its own name', () => {
    for (const { name } of MORE_TERMS) expect(lookUpTerm(name)?.name).toBe(name);
  });
});

const SYMPTOMS = [
  '{} is flapping',
  '{} 0 ready though deployed an hour ago',
  'new {} pods keep dying',
  '{} down again',
  'seeing 503 from {}',
  'rollout of {} stuck',
  '{} CrashLoopBackOff',
  'nothing can reach {}',
  'users get timeouts, {} is not responding',
];

describe('symptoms told as statements', () => {
  it.each(each(SYMPTOMS, ['checkout', 'payments-worker', 'redis']))('%s', (message) => {
    expect(readAs(message)).toMatch(/^diagnose \[/);
  });

  it.each(['drain of worker-1 hangs', 'worker-2 NotReady', 'cart-5d7f is stuck'])(
    '%s is no request',
    (message) => {
      expect(readAs(message)).not.toMatch(/^change-request/);
    },
  );

  it('is of a place when only a place is named', () => {
    expect(readAs('we have an outage in money')).toMatch(/^cluster-health ns=money/);
  });

  it.each(['restart checkout', 'drain worker-1', 'scale redis to 3'])('%s stays a request', (message) => {
    expect(readAs(message)).toMatch(/^change-request/);
  });
});

const FIELDS = [
  'termination grace period',
  'image pull policy',
  'update strategy',
  'restart policy',
  'revision history limit',
  'priority class',
];

describe('any part of an object', () => {
  it.each(each(['{} of checkout', 'what {} does checkout use', "checkout's {}"], FIELDS))('%s', (message) => {
    expect(readAs(message)).toMatch(/^describe .*checkout.*aspect=/);
  });

  it.each(['how much memory does worker-1 have', 'cpu capacity of worker-2'])('%s is its size', (message) => {
    expect(readAs(message)).toContain('aspect=capacity');
  });

  it.each(['memory of checkout', 'events of checkout', 'logs of checkout'])('%s is no part', (message) => {
    expect(readAs(message)).not.toMatch(/^describe/);
  });
});

describe('commands', () => {
  it.each(
    each(
      ['how do I {}', 'kubectl command to {}', 'how to {}'],
      [
        'mark a node unschedulable',
        'copy a file out of a pod',
        'get a shell in a pod',
        'decode a secret',
        'switch context',
        'undo a rollout',
      ],
    ),
  )('%s', (message) => {
    expect(readAs(message)).toMatch(/^command/);
  });

  it.each([
    'how do I fix checkout',
    'why is checkout down',
    'kubectl get pods -n shop',
    'kubectl rollout restart deployment/checkout',
  ])('%s asks for no command', (message) => {
    expect(readAs(message)).not.toMatch(/^command/);
  });
});

describe('rights', () => {
  it.each([
    'can deployer delete pods in shop',
    'may the service account deployer read secrets',
    'what can deployer do',
    'is deployer allowed to list nodes',
    'who can delete secrets',
    'which accounts may list nodes',
    'why can deployer not list pods',
  ])('%s', (message) => {
    expect(readAs(message)).toMatch(/^access/);
  });
});

describe('what cannot be known', () => {
  it.each(
    each(
      ['what is wrong with {}', 'logs of {}', 'is {} healthy', 'describe {}'],
      ['../../etc/passwd', '.*(a+)+$', '$(reboot)'],
    ),
  )('%s names nothing', (message) => {
    expect(readAs(message)).toMatch(/^no-such-name/);
  });

  it.each([
    'when will checkout crash next',
    'will redis survive christmas',
    'how was checkout doing a month ago',
    'was redis healthy yesterday',
    'how many pods did we have last year',
    'when is the next outage',
  ])('%s', (message) => {
    expect(readAs(message)).toMatch(/^out-of-reach (?:forecasts|history)/);
  });
});

describe('conversations', () => {
  it('lists what was counted', () => {
    const [, which] = readDialogue(['how many pods are not ready', 'which ones?']);
    expect(which).toMatch(/^inventory.*\{list Pod; ready is false/);
  });

  it.each(['what changed?', 'any recent events?', 'usage?'])('%s is about what was spoken of', (message) => {
    const [, last] = readDialogue(['what is wrong with checkout', message]);
    expect(last).toContain('[Deployment/shop/checkout]');
  });

  it.each(['forget the namespace', 'back to all namespaces'])('%s lifts the focus', (message) => {
    expect(readDialogue(['work in namespace web', message])[1]).toBe('switch');
  });

  it.each(['who am i', 'is this live?', 'can you read logs?', 'how do i talk to you', "what's my username"])(
    '%s is about Jamie',
    (message) => {
      expect(readAs(message)).toMatch(/^help/);
    },
  );
});
