import { NONE, says } from '../expect.ts';
import type { Matcher } from '../matcher.ts';
import type { Expectation, Question } from '../question.ts';
import { ofSkill } from '../question.ts';
import { ask, under } from '../rows.ts';
import { number } from '../truth.ts';

const yes = (...forbid: Matcher[]): Expectation => ({
  opening: [/\byes\b|\ball\b|every|each|both|\bno\b|none|0\b/],
  forbid,
  severity: 'none',
});
const none = (...forbid: Matcher[]): Expectation => ({ opening: [NONE], forbid, severity: 'none' });
const not = (...facts: Matcher[]): Expectation => ({ facts, forbid: [/^yes\b/] });

/** All, any, none, only: true or false, and by whom. */
export const claims: Question[] = [
  ...ofSkill('inventory', [
    ask(
      'claim-running',
      [
        'are all kube-system pods running?',
        'is every pod in kube-system Running?',
        'kube-system: do all pods run',
      ],
      () => yes(/not running: [a-z]/),
    ),
    ask(
      'claim-restarts',
      [
        'did any pod in payments restart?',
        'is there a restarted pod in payments',
        'payments: any restarts at all?',
      ],
      () => none('payments-worker'),
    ),
    ask(
      'claim-version',
      [
        'do all nodes run the same kubelet version?',
        'is the kubelet version the same on every node',
        'same kubelet everywhere in prod?',
      ],
      ({ prod }) => ({
        facts: [[prod.version(), prod.version().slice(1)]],
        forbid: [/different versions|versions differ/],
      }),
    ),
    ask(
      'claim-zones',
      [
        'are all nodes in the same zone?',
        'do all prod nodes sit in one zone',
        'is every node in eu-west-1a?',
      ],
      () => not(/eu-west-1b|eu-west-1c/),
    ),
    ask(
      'claim-big-claims',
      ['any pvc larger than 100Gi?', 'is there a claim bigger than 100Gi in prod', 'pvcs above 100Gi?'],
      () => none('data-postgres-0'),
    ),
    ask(
      'claim-sts-two',
      [
        'do all statefulsets have two replicas?',
        'does every sts run 2 replicas',
        'all stateful sets at replicas 2?',
      ],
      ({ prod }) => ({
        opening: [[/\byes\b|\ball\b|every|each|both/, number(prod.all('StatefulSet').length)]],
        severity: 'none',
      }),
    ),
    ask(
      'claim-more-than-three',
      [
        'does any deployment have more than 3 replicas?',
        'is there a deployment with over three replicas',
        'any deploy with replicas > 3',
      ],
      () => none('checkout', 'storefront'),
    ),
    ask(
      'claim-clusterip',
      [
        'are all services in shop of type ClusterIP?',
        'is every shop service a ClusterIP',
        'shop services: all ClusterIP?',
      ],
      () => yes(/loadbalancer|nodeport/),
    ),
    ask(
      'claim-cpu-limit',
      [
        'does any deployment in shop have a cpu limit?',
        'shop: is there a deployment with cpu limits',
        'any cpu limit set in shop?',
      ],
      () => none('checkout', 'cart'),
    ),
    ask(
      'claim-pdb',
      [
        'do all payments deployments have a pod disruption budget?',
        'is every deployment in payments covered by a pdb',
        'payments: everything has a pdb?',
      ],
      () => not('payments-worker'),
    ),
    ask(
      'claim-no-deployments',
      [
        'are all deployments in data ready?',
        'is every deployment of namespace data up',
        'data: all deployments ready?',
      ],
      () => ({
        outcome: ['answered', 'unknown'],
        facts: [NONE],
        severity: 'none',
      }),
    ),
    ask(
      'claim-only-storefront',
      [
        'is storefront the only deployment with 3 replicas in shop?',
        'does only storefront have 3 replicas in shop',
        'shop: 3 replicas, just storefront?',
      ],
      () => not('checkout'),
    ),
    ask(
      'claim-nothing-pending',
      [
        'nothing pending in staging, right?',
        'is it true that no pod is pending on staging?',
        'no pending pods in staging?',
      ],
      () => ({
        opening: [/\byes\b|right|correct|true|\bno\b|none|nothing|0\b/],
        forbid: [/[1-9]\d* (pods? )?(is|are) pending/],
        severity: 'none',
      }),
    ),
    ...under('zoo', [
      ask(
        'claim-zoo-limits',
        [
          'does every deployment in zoo have a memory limit?',
          'are memory limits set on all zoo deployments',
          'zoo: all deployments with memory limit?',
        ],
        () => not('zebra'),
      ),
      ask(
        'claim-zoo-meat',
        [
          'do all meat eaters (diet=meat) in zoo have more than one replica?',
          'has every deployment with diet=meat in zoo at least 2 replicas',
          'diet=meat in zoo: all with 2+ replicas?',
        ],
        () => not('wolf'),
      ),
      ask(
        'claim-zoo-suspended',
        [
          'are all cronjobs in zoo suspended?',
          'is every zoo cron job suspended',
          'zoo cronjobs: all suspended?',
        ],
        () => not('day-feed'),
      ),
    ]),
    ...under('oom', [
      ask(
        'claim-ns-available',
        [
          'are all deployments in {ns} available?',
          'is every deployment in {ns} fully ready',
          '{ns}: all deployments up?',
        ],
        ({ fill }) => not(fill('{it}')),
      ),
    ]),
    ...under('node-down', [
      ask(
        'claim-no-node-down',
        ['no node is down, right?', 'is it true that all nodes are up?', 'every node Ready, correct?'],
        ({ fill }) => ({
          facts: [fill('{it}')],
          forbid: [/^(yes|right|correct)\b/],
        }),
      ),
    ]),
    ...under('pvc-pending', [
      ask(
        'claim-bound',
        ['are all volume claims bound?', 'is each pvc bound?', 'pvcs all Bound?'],
        ({ fill }) => not(fill('{it}')),
      ),
    ]),
  ]),
  ...ofSkill('relations', [
    ask(
      'claim-services-used',
      [
        'is there any ingress for service cart?',
        'does an ingress lead to cart',
        'cart reachable by an ingress?',
      ],
      () => ({
        facts: [NONE],
        forbid: [/^yes\b/],
      }),
    ),
    ask(
      'claim-hpa-cart',
      ['does cart have an autoscaler?', 'is cart autoscaled', 'any hpa on cart?'],
      () => ({ facts: [/\bno\b|none|not|n't/], forbid: [/^yes\b/] }),
    ),
    ask(
      'claim-both-stores',
      [
        'do redis and postgres use the same service account?',
        'same serviceaccount for redis and postgres?',
        'is datastore the service account of both redis and postgres',
      ],
      () => says('datastore'),
    ),
  ]),
];
