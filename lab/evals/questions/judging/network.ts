import { says } from '../../expect.ts';
import type { Expectation } from '../../question.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';

const open: Expectation = {
  facts: [/\byes\b|\bcan\b|allow|nothing (blocks|stops|stands)|not block|reach|no (network )?polic/],
  forbid: [
    /^no\b(?! (network ?)?polic)/,
    /\b(cannot|can't) (reach|connect|talk)|(?<!not )(is|are) (blocked|denied)/,
  ],
  severity: 'none',
};

/** Not let through, and by whom. */
const shut = (...facts: NonNullable<Expectation['facts']>): Expectation => ({
  facts,
  forbid: [/^yes\b/, /nothing (blocks|stops)/],
});

const company: Row[] = [
  ask(
    'c-storefront-catalogue',
    [
      'may storefront talk to catalogue?',
      'storefront -> catalogue allowed?',
      'can a storefront pod open a connection to svc catalogue',
    ],
    () => open,
  ),
  ask(
    'c-reporting-payments',
    [
      'can reporting call payments-api?',
      'reporting -> payments-api, is that permitted',
      'is payments-api reachable from reporting',
    ],
    () => open,
  ),
  ask(
    'c-coredns-payments',
    [
      'can postgres reach payments-api?',
      'would a connection from postgres to payments-api get through',
      'does policy allow postgres -> payments-api',
    ],
    () => shut(/\bno\b|not|n't|blocked|denied/, ['default-deny', 'payments-api']),
  ),
  ask(
    'c-worker-inner',
    [
      'can payments-worker connect to payments-api?',
      'payments-worker -> payments-api ok?',
      'within payments: does worker reach api',
    ],
    () => open,
  ),
  ask(
    'c-cart-redis',
    [
      'is redis reachable from cart?',
      'cart -> redis: any policy against it',
      'can cart connect to redis on 6379',
    ],
    () => open,
  ),
  ask(
    'c-fqdn',
    [
      'full dns name of service notifications?',
      'notifications svc fqdn',
      'how do other namespaces address the notifications service',
    ],
    () => says(/notifications\.platform(\.svc)?/),
  ),
  ask(
    'c-forward',
    [
      'forward port of postgres to my machine, how?',
      'kubectl port-forward line for postgres',
      'i need postgres on localhost:5432',
    ],
    () => ({
      outcome: ['answered', 'talked'],
      facts: [/kubectl .*port-forward/, /(-n|--namespace)[ =]data/, /5432/],
    }),
  ),
  ask(
    'c-endpoints',
    [
      'endpoint addresses of svc reporting',
      'k get ep reporting -n platform',
      'service reporting -> which ip',
    ],
    ({ prod }) => {
      const [pod] = prod.podsOf('reporting');
      return says([pod?.metadata.name ?? '', pod?.status.podIP ?? '']);
    },
  ),
  ask(
    'c-erp',
    ['where does legacy-erp traffic go?', 'endpoint of service legacy-erp', 'legacy-erp: target address'],
    () => says(/10\.20\.0\.15/),
  ),
  ask(
    'c-target',
    [
      'which targetPort does service search use, and what container port is that',
      'svc search: port and target',
      'service search forwards to which port',
    ],
    () => says([/9200/, /\bhttp\b/]),
  ),
  ask(
    'c-host-path',
    [
      'a request for shop.harbour.example/search ends up where?',
      'shop.harbour.example/search -> service?',
      'who answers shop.harbour.example/search',
    ],
    () => says(/(?<![a-z/-])search(?![a-z-])/),
  ),
];

const village: Row[] = under('village', [
  ask(
    'c-kiosk-ledger',
    ['can kiosk reach ledger?', 'is kiosk allowed to talk to ledger on 7000', 'kiosk -> ledger permitted?'],
    () => open,
  ),
  ask(
    'c-radio-ledger',
    ['can radio reach ledger?', 'radio -> ledger possible?', 'is anything between radio and ledger'],
    () => shut(['ledger-guard', 'radio-silence']),
  ),
  ask(
    'c-radio-out',
    [
      'may radio open connections to redis?',
      'can radio connect to redis in data',
      'radio -> redis, allowed or not',
    ],
    () => shut('radio-silence'),
  ),
  ask(
    'c-cart-ledger',
    [
      'can cart from shop reach ledger in marina?',
      'shop/cart -> marina/ledger ok?',
      'does ledger accept traffic from cart',
    ],
    () => shut('ledger-guard'),
  ),
  ask(
    'c-kiosk-radio',
    ['can kiosk call radio?', 'kiosk -> radio ok?', 'is radio reachable from kiosk'],
    () => open,
  ),
]);

const ill: Row[] = [
  ...under('service-isolated', [
    ask(
      'c-isolated',
      [
        'checkout to {it}: is that connection allowed',
        'can checkout still reach {it}?',
        'does a netpol drop checkout -> {it}',
      ],
      () => shut(/-isolate/),
    ),
  ]),
  ...under('network-policy-blocks', [
    ask(
      'c-redis-blocked',
      [
        'is cart allowed to connect to redis at the moment?',
        'cart -> redis blocked?',
        'may recommendations reach redis',
      ],
      () => shut('redis-lockdown'),
    ),
    ask(
      'c-postgres-open',
      ['and orders to postgres, still allowed?', 'can orders reach postgres', 'orders -> postgres ok?'],
      () => open,
    ),
  ]),
  ...under('wrong-selector', [
    ask(
      'c-no-endpoints',
      [
        'storefront -> {it}, does a request arrive?',
        'are there endpoints for svc {it}',
        'can storefront reach {it} through its service',
      ],
      () => ({
        outcome: 'answered',
        facts: [/\bno\b|none|0\b|without|not|nothing|n't/],
        forbid: [/^yes\b/],
      }),
    ),
  ]),
  ...under('dns-egress-blocked', [
    ask(
      'c-egress',
      [
        'can payments-api still reach postgres?',
        'payments-api -> postgres allowed by the egress policy?',
        'does restrict-egress let payments-api talk to postgres',
      ],
      () => ({
        facts: [/restrict-egress|\byes\b|allow|can\b|permit|dns/],
        forbid: [/^no\b(?![^]*\bdns\b)/],
      }),
    ),
  ]),
];

export const connectivityRows: Row[] = [...company, ...village, ...ill];
