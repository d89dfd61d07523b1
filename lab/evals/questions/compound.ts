import { broken, healthy, says } from '../expect.ts';
import type { Question } from '../question.ts';
import { ofSkill } from '../question.ts';
import { ask, under } from '../rows.ts';
import { number } from '../truth.ts';

/** Two questions in one message: both are to be answered. */
export const compound: Question[] = [
  ...ofSkill('inventory', [
    ask(
      'two-pods-nodes',
      [
        'how many pods and how many nodes are in prod?',
        'number of nodes and of pods, prod',
        'count nodes, and pods too',
      ],
      ({ prod }) => says(number(prod.pods().length), number(prod.nodes().length)),
    ),
    ask(
      'two-places',
      [
        'how many pods in shop, and how many in payments?',
        'pod count: shop? payments?',
        'pods of shop and of payments, each',
      ],
      ({ prod }) =>
        says(number(prod.pods({ ns: 'shop' }).length), number(prod.pods({ ns: 'payments' }).length)),
    ),
    ask(
      'two-count-and-which',
      [
        'how many deployments are in payments and what are they called?',
        'payments deployments: count and names',
        'number and names of the deployments in payments',
      ],
      ({ prod }) =>
        says(
          number(prod.all('Deployment', { ns: 'payments' }).length),
          ...prod.names('Deployment', { ns: 'payments' }),
        ),
    ),
    ask(
      'two-single-replica',
      [
        'how many deployments has shop and which of them have one replica?',
        'shop: number of deployments, and those with a single replica',
        'count shop deployments and name the ones with 1 replica',
      ],
      ({ prod }) => says(number(prod.all('Deployment', { ns: 'shop' }).length), 'recommendations'),
    ),
    ask(
      'two-clusters-two-kinds',
      [
        'how many nodes has prod and how many pods has staging?',
        'prod node count and staging pod count',
        'nodes in prod + pods in staging, two numbers please',
      ],
      ({ prod, staging }) => says(number(prod.nodes().length), number(staging.pods().length)),
    ),
  ]),
  ...ofSkill('describe', [
    ask(
      'two-limit-request',
      [
        'memory limit and cpu request of search?',
        'what cpu does search request and what memory may it use',
        'search: cpu request, memory limit',
      ],
      () => says(/250 ?m|0\.25/, /512 ?mi/),
    ),
    ask(
      'two-images',
      [
        'images of cart and search?',
        'which image does cart run, and which one search',
        'cart and search image tags',
      ],
      () => says(/1\.19\.2/, /0\.42\.3/),
    ),
    ask(
      'two-replicas-limit',
      [
        'how many replicas has cart and what is its memory limit?',
        'cart: replicas? memory limit?',
        'replica count of cart plus its memory limit',
      ],
      () => says(/(?<![\d.])2(?!\.?\d)|two/, /192 ?mi/),
    ),
    ask(
      'two-node-ready',
      [
        'which node is {pod:reporting} on and is that node ready?',
        'node of {pod:reporting}, and is it healthy',
        '{pod:reporting}: on what node, node ok?',
      ],
      ({ prod }) => says(prod.podsOf('reporting')[0]?.spec.nodeName ?? 'none', /ready|healthy|fine|ok\b|yes/),
    ),
    ask(
      'two-owner-age',
      [
        'who owns {pod:cart} and how old is it?',
        'owner and age of {pod:cart}',
        '{pod:cart}: its owner, its age',
      ],
      () => says(/(?<![a-z-])cart(?!-)/, /\d+ ?(d|days?|h|hours?)\b|\d{4}-\d\d-\d\d/),
    ),
  ]),
  ...ofSkill('diagnose', [
    ask(
      'two-ok-image',
      [
        'is checkout ok and which image does it run?',
        'checkout healthy? and its image?',
        'health and image of checkout',
      ],
      () => ({ ...healthy('checkout', /2\.14\.1/) }),
    ),
    ask(
      'two-either',
      ['is redis or postgres down?', 'is one of redis and postgres broken?', 'redis and postgres both ok?'],
      () => ({ ...healthy('redis', 'postgres') }),
    ),
    ...under('oom', [
      ask(
        'two-why-since',
        [
          'why is {it} crashing and since when?',
          '{it}: cause of the crashes, and when did it start',
          'since when does {it} crash, and why',
        ],
        () => broken([/memory|oom/, /minutes?|\d\d:\d\d|\d+ ?m\b|ago|since/]),
      ),
      ask(
        'two-which-broken',
        [
          'is {it} broken or {well}?',
          'which of {it} and {well} is in trouble?',
          '{it} or {well}, who is ill',
        ],
        (truth) => ({
          facts: [truth.fill('{it}')],
          forbid: [new RegExp(`${truth.fill('{well}')} (is|keeps) (broken|crashing|failing|not ready)`)],
        }),
      ),
    ]),
    ...under('job-failing', [
      ask(
        'two-failed-error',
        [
          'did sales-report fail, and with which error?',
          'sales-report: failed? error message?',
          'last sales-report: outcome and error',
        ],
        () => broken(['sales-report', /net_amount|exit(ed)? (with )?(code )?1/]),
      ),
    ]),
    ...under('bad-image', [
      ask(
        'two-cause-serving',
        [
          'why does {it} not roll out and are old pods still serving?',
          '{it}: what is wrong and how many pods are ready',
          'cause of the stuck {it} and ready pods left?',
        ],
        ({ prod, fill }) =>
          broken([/image/, number(prod.one('Deployment', fill('{it}')).status.readyReplicas ?? 0)]),
      ),
    ]),
  ]),
  ...ofSkill('cluster-health', [
    ask(
      'two-clusters-ok',
      ['is prod ok? and staging?', 'prod fine, staging fine?', 'are prod and also staging healthy'],
      (truth) => ({
        facts: [
          [truth.prod.name, 'prod'],
          [truth.staging.name, 'staging'],
        ],
        forbid: [/crashloop|oomkilled/],
        severity: 'none',
      }),
    ),
  ]),
  ...ofSkill('explain', [
    ask(
      'two-what-and-have',
      [
        'what is a pdb and how many do we have?',
        'explain pod disruption budgets and count ours',
        'pdb: meaning, and number in prod',
      ],
      ({ prod }) => ({
        outcome: ['answered', 'talked'],
        facts: [/drain|evict|voluntary|disrupt/, number(prod.all('PodDisruptionBudget').length)],
      }),
    ),
  ]),
];
