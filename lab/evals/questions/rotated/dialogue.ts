/* eslint-disable max-lines -- data: questions, one after the other */
import { broken, count, exactly, healthy, NONE, says } from '../../expect.ts';
import type { Row } from '../../rows.ts';
import { after, ask, under } from '../../rows.ts';

/** The company in good health: what was said before decides what is meant. */
const calm: Row[] = [
  after(
    ['which image does search run?'],
    ask('talk-image-staging', ['and in staging?', 'same on staging?', 'what about the staging one'], () =>
      says(/0\.42\.3/),
    ),
  ),
  after(
    ['is checkout healthy?'],
    ask(
      'talk-replicas',
      ['how many replicas?', 'number of its replicas', 'and how many pods does it have?'],
      ({ number, prod }) => says(number(prod.podsOf('checkout').length)),
    ),
  ),
  after(
    ['is checkout healthy?'],
    ask(
      'talk-node',
      ['on which nodes is it running?', 'which nodes does it use', 'where are its pods'],
      ({ prod }) => says(...prod.podsOf('checkout').map((pod) => pod.spec.nodeName ?? '')),
    ),
  ),
  after(
    ['is cart ok?'],
    ask('talk-logs', ['show me its logs', 'logs?', 'and what does it log'], () =>
      says(/cart\/items|healthz/),
    ),
  ),
  after(
    ['is cart ok?', 'and orders?'],
    ask('talk-second-focus', ['which image does it run?', 'its image', 'image of that one'], () => ({
      facts: [/orders:4\.1\.0|4\.1\.0/],
      forbid: [/1\.19\.2/],
    })),
  ),
  after(
    ['how many deployments are in payments?'],
    ask('talk-which', ['which ones?', 'name them', 'what are they called'], ({ prod }) =>
      exactly(prod.names('Deployment', { ns: 'payments' }), prod.names('Deployment')),
    ),
  ),
  after(
    ['how many deployments are in payments?'],
    ask('talk-other-place', ['and in platform?', 'what about platform', 'platform?'], ({ prod }) =>
      count(prod.all('Deployment', { ns: 'platform' }).length),
    ),
  ),
  after(
    ['how many deployments are in payments?', 'and in platform?'],
    ask(
      'talk-third-place',
      ['and kube-system?', 'kube-system as well', 'what about kube-system'],
      ({ prod }) => count(prod.all('Deployment', { ns: 'kube-system' }).length),
    ),
  ),
  after(
    ['how many pods are in shop?'],
    ask('talk-other-kind', ['and services?', 'how many services there?', 'what about services'], ({ prod }) =>
      count(prod.all('Service', { ns: 'shop' }).length),
    ),
  ),
  after(
    ['how many pods are in shop?'],
    ask('talk-other-cluster', ['and on staging?', 'same for staging', 'staging?'], ({ staging }) =>
      count(staging.pods({ ns: 'shop' }).length),
    ),
  ),
  after(
    ['list the deployments in payments sorted by name'],
    ask(
      'talk-first',
      ['how many replicas has the first one?', 'the first one: replicas?', 'replicas of the first'],
      () => ({ facts: ['payments-api', /(?<![\d.])3(?!\.?\d)|three/] }),
    ),
  ),
  after(
    ['list the deployments in payments sorted by name'],
    ask(
      'talk-last',
      ['and the second one, which image?', 'image of the second one', 'the last one: what image does it run'],
      () => says(/payments-worker:7\.3\.0|payments-worker[^.]*7\.3\.0/),
    ),
  ),
  after(
    ['list the services in data'],
    ask(
      'talk-refine',
      ['only the headless ones', 'just those without a cluster ip', 'which of them are headless?'],
      () => ({ facts: ['postgres-headless', 'redis-headless'] }),
    ),
  ),
  after(
    ['which deployments in shop have 2 replicas?'],
    ask(
      'talk-refine-team',
      [
        'and of those, which belong to team products?',
        'only those of team products',
        'which of them are owned by team products',
      ],
      ({ prod }) =>
        // What it was narrowed from may be said again, so the number says that the others are out.
        count(
          3,
          ...prod.names('Deployment', {
            ns: 'shop',
            label: ['harbour.example/team', 'products'],
            is: (one) => one.spec.replicas === 2,
          }),
        ),
    ),
  ),
  after(
    ['who owns {pod:cart}?'],
    ask('talk-owner-then', ['is it healthy?', 'is that one ok', 'and is it fine?'], () => healthy()),
  ),
  after(
    ['what is the memory limit of cart?'],
    ask('talk-same-attribute', ['and search?', 'same for search', 'what about search?'], () =>
      says(/512 ?mi/),
    ),
  ),
  after(
    ['when was storefront deployed last?'],
    ask('talk-when-then', ['and cart?', 'what about cart', 'same question for cart'], () =>
      says(/\b5 ?d(ays?)?\b|five days|\d{4}-\d\d-\d\d|nov/),
    ),
  ),
  after(
    ['is payments-api healthy?'],
    ask('talk-restart', ['restart it anyway', 'ok then restart it', 'pls bounce it'], () => ({
      outcome: 'declined',
      facts: [/rollout restart .*payments-api/],
    })),
  ),
  after(
    ['is payments-api healthy?'],
    ask(
      'talk-command',
      [
        'what is the command to restart it?',
        'give me the kubectl command to restart it',
        'how would i restart it with kubectl',
      ],
      () => ({
        outcome: ['answered', 'talked', 'declined'],
        facts: [/rollout restart .*payments-api/],
      }),
    ),
  ),
  after(
    ['is auth ok?'],
    ask('talk-choose', ['auth-api', 'the api', 'i mean auth-api'], () => healthy('auth-api')),
  ),
  after(
    ['hello', 'what can you do?'],
    ask('talk-after-hello', ['is redis ok then?', 'good. is redis fine?', 'alright: redis healthy?'], () =>
      healthy('redis'),
    ),
  ),
  after(
    ['why is checkout broken?'],
    ask('talk-why-healthy', ['are you sure?', 'really?', 'sure? look again'], () => ({
      outcome: ['answered', 'talked', 'asked', 'unknown'],
      forbid: [/crash(ing|loop)|oomkilled|is broken because/],
      severity: 'none',
    })),
  ),
];

/** In the middle of an incident. */
const hot: Row[] = [
  ...under('oom', [
    after(
      ['is {it} ok?'],
      ask('talk-hot-why', ['why?', 'why not', 'what is the reason'], () => broken([/memory|oom/])),
    ),
    after(
      ['is {it} ok?'],
      ask('talk-hot-limit', ['what is its memory limit?', 'how much memory may it use?', 'its limit?'], () =>
        says(/\d+ ?mi/),
      ),
    ),
    after(
      ['what is broken in prod?', 'since when?'],
      ask(
        'talk-hot-other',
        ['is {well} also affected?', 'what about {well}, is that ok?', '{well} too?'],
        (truth) => healthy(truth.fill('{well}')),
      ),
    ),
    after(
      ['what is broken in prod?'],
      ask('talk-hot-staging', ['and in staging?', 'is staging fine at least?', 'staging?'], () => ({
        facts: [/healthy|fine|good|well|no (problems?|issues?|trouble)|nothing|ok\b/],
        forbid: [/oomkilled|crash(ing|loop)/],
        severity: 'none',
      })),
    ),
  ]),
  ...under('crash-panic', [
    after(
      ['what is wrong with {it}?'],
      ask(
        'talk-hot-logs',
        ['show the logs from before the crash', 'previous logs', 'logs of the last run please'],
        () => says(/nil pointer|cannot read properties|sigsegv/),
      ),
    ),
    after(
      ['what is wrong with {it}?'],
      ask('talk-hot-events', ['events?', 'its events', 'show the events too'], () => says(/back-?off/)),
    ),
  ]),
  ...under('bad-image', [
    after(
      ['what is wrong with {it}?'],
      ask('talk-hot-undo', ['roll it back', 'ok undo that rollout', 'please revert it'], () => ({
        outcome: 'declined',
        facts: [/rollout undo/],
      })),
    ),
    after(
      ['what is wrong with {it}?'],
      ask(
        'talk-hot-impact',
        ['how many of its pods are ready?', 'how many pods still serve', 'ready pods?'],
        ({ prod, fill, number }) =>
          says(number(prod.one('Deployment', fill('{it}')).status.readyReplicas ?? 0)),
      ),
    ),
  ]),
  ...under('unschedulable-node-selector', [
    after(
      ['any pending pods in prod?'],
      ask('talk-hot-pending', ['why?', 'why is it pending', 'for what reason'], () =>
        broken([/pool/, /gpu|selector/]),
      ),
    ),
    after(
      ['why is {it} pending?', 'does any node have that label?'],
      ask(
        'talk-hot-nodes',
        ['how many nodes are there at all?', 'node count?', 'total nodes'],
        ({ prod, number }) => ({ opening: [number(prod.nodes().length)] }),
      ),
    ),
  ]),
  ...under('node-down', [
    after(
      ['are all nodes ready?'],
      ask(
        'talk-hot-node-pods',
        ['which pods were on it?', 'list the pods of that node', 'what runs there?'],
        ({ prod, fill }) => says(prod.names('Pod', { is: (pod) => pod.spec.nodeName === fill('{it}') })),
      ),
    ),
  ]),
  ...under(
    ['oom', 'job-failing'],
    [
      after(
        ['what is broken in prod?'],
        ask(
          'talk-hot-pick',
          ['tell me more about {first}', 'why {first}?', '{first} first please, what happened'],
          () => broken([/memory|oom/], [/net_amount/]),
        ),
      ),
      after(
        ['what is broken in prod?', 'why {first}?'],
        ask('talk-hot-next', ['and {it}?', 'ok and why did {it} fail?', 'now {it}'], () =>
          broken([/net_amount|exit(ed)? (with )?(code )?1/]),
        ),
      ),
    ],
  ),
  ...under('quota-exceeded', [
    after(
      ['why does {it} not get its replicas?'],
      ask(
        'talk-hot-quota',
        ['show me that quota', 'what does the quota say?', 'describe the quota'],
        ({ fill }) => says(fill('{it:1}')),
      ),
    ),
  ]),
  ...under('healthy-payments', [
    after(
      ['logs of payment-clerk'],
      ask('talk-quiet-errors', ['any errors in there?', 'are there errors among them', 'errors?'], () => ({
        facts: [NONE],
        severity: 'none',
      })),
    ),
  ]),
];

export const dialogueRows: Row[] = [...calm, ...hot];
