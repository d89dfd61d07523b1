/* eslint-disable max-lines -- data: questions, one after the other */
import { exactly, NONE, says } from '../../expect.ts';
import type { Expectation } from '../../question.ts';
import type { Truth } from '../../truth.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';

const nodeOf = ({ prod, fill }: Truth, pod: string) =>
  prod.all('Pod', { name: fill(pod) })[0]?.spec.nodeName ?? 'none';
const hidden = (...facts: Parameters<typeof says>): Expectation => ({
  facts,
  forbid: [/lab-only/, /bGFiLW9ubHk/i],
});

export const describeRows: Row[] = [
  ask(
    'env-payments-url',
    [
      'what is PAYMENTS_URL set to in checkout?',
      'value of PAYMENTS_URL, checkout',
      'checkout env PAYMENTS_URL?',
    ],
    () => says(/payments-api\.payments/),
  ),
  ask(
    'cm-search',
    ['what is in configmap search-config?', 'k get cm search-config -o yaml', 'search-config contents'],
    () => says(/products-v4/),
  ),
  ask(
    'secret-keys',
    [
      'which keys does secret checkout-secrets have?',
      'keys in checkout-secrets',
      'describe secret checkout-secrets',
    ],
    () => hidden(/session_key/),
  ),
  ask(
    'limit-recommendations',
    ['memory limit of recommendations?', 'how much ram may recommendations use', 'recommendations mem limit'],
    () => says(/512 ?mi/),
  ),
  ask(
    'request-search',
    ['how much cpu does search request?', 'cpu request of search', 'search deployment: cpu requests'],
    () => says(/250 ?m|0\.25/),
  ),
  ask(
    'cpu-limit-orders',
    ['what is the cpu limit of orders?', 'cpu limit orders', 'does orders have a cpu limit'],
    () => ({
      facts: [/\bno\b|none|not set|unlimited|without|isn't|not have|limits memory 256mi(?!,? cpu)/],
    }),
  ),
  ask(
    'lb-address',
    [
      'external ip of ingress-nginx-controller?',
      'which load balancer ip does the ingress controller have',
      'svc ingress-nginx-controller EXTERNAL-IP',
    ],
    () => says(/203\.0\.113\.20/),
  ),
  ask(
    'ingress-tls',
    [
      'which tls secret does ingress storefront use',
      'tls secret of the storefront ingress',
      'storefront ingress: certificate secret name?',
    ],
    () => says('storefront-tls'),
  ),
  ask(
    'ingress-paths',
    [
      'where does /search on shop.harbour.example go?',
      'which service serves path /search of ingress storefront',
      'storefront ingress: backend for /search',
    ],
    () => says(/(?<![/a-z-])search(?![a-z-])/),
  ),
  ask(
    'backup-schedule',
    ['when does postgres-backup run?', 'schedule of postgres-backup', 'how often is postgres backed up'],
    () => says([/0 2 \* ?\* ?\*|0 2 /, /02:00|2:00|2 ?am|at two/, /daily|every day|nightly|once a day/]),
  ),
  ask(
    'backup-image',
    [
      'image of cronjob postgres-backup',
      'which image does the postgres-backup cron job use',
      'postgres-backup image?',
    ],
    () => says(/pg-backup:2\.3\.0/),
  ),
  ask(
    'coredns-image',
    ['which coredns version is running?', 'coredns image', 'version of coredns in prod'],
    () => says(/1\.11\.3/),
  ),
  ask(
    'postgres-version',
    [
      'which postgres version do we run',
      'postgres image tag?',
      'what version is the postgres statefulset on',
    ],
    () => says(/16\.4/),
  ),
  ask(
    'node-zone',
    [
      'which zone is harbour-prod-worker-1 in?',
      'zone of node harbour-prod-worker-1',
      'harbour-prod-worker-1 availability zone',
    ],
    () => says(/eu-west-1b/),
  ),
  ask(
    'node-type',
    [
      'instance type of harbour-prod-worker-2?',
      'what machine type is harbour-prod-worker-2',
      'harbour-prod-worker-2: m6i what?',
    ],
    () => says(/m6i\.xlarge/),
  ),
  ask(
    'node-runtime',
    [
      'container runtime of harbour-prod-worker-3',
      'which containerd version runs on harbour-prod-worker-3?',
      'harbour-prod-worker-3 runtime version',
    ],
    () => says(/containerd/, /1\.7\.22/),
  ),
  ask(
    'node-taints',
    [
      'which taints has harbour-prod-control-plane-1?',
      'taints on harbour-prod-control-plane-1',
      'why do no app pods land on harbour-prod-control-plane-1',
    ],
    () => says(/control-plane|taint/, /noschedule|taint/),
  ),
  ask(
    'pdb-payments',
    [
      'min available of pdb payments-api?',
      'how many payments-api pods must stay up during a drain',
      'pdb payments-api minAvailable',
    ],
    () => says(/(?<![\d.])2(?!\.?\d)|two/),
  ),
  ask(
    'hpa-payments',
    [
      'min and max of hpa payments-api',
      'payments-api autoscaler range?',
      'between how many replicas does payments-api scale',
    ],
    () => says(/(?<![\d.])3(?!\.?\d)|three/, /(?<![\d.])6(?!\.?\d)|six/),
  ),
  ask(
    'quota-payments',
    [
      'what does payments-quota allow?',
      'describe quota payments-quota',
      'how many pods may payments have by quota',
    ],
    () => says(/(?<!\d)20(?!\d)/),
  ),
  ask(
    'port-payments',
    [
      'container port of payments-api',
      'which port does payments-api listen on',
      'payments-api: containerPort?',
    ],
    () => says(/8443/),
  ),
  ask(
    'probe-cart',
    ['readiness path of cart?', 'what url does the readiness probe of cart call', 'cart readinessProbe'],
    () => says(/\/readyz/),
  ),
  ask(
    'sa-payments',
    [
      'which service account does payments-api use?',
      'payments-api runs under which serviceaccount',
      'sa of deployment payments-api',
    ],
    () => says('payments-api', /service ?account/),
  ),
  ask(
    'team-search',
    ['who owns search? which team', 'team of deployment search', 'which team is responsible for search'],
    () => says('products'),
  ),
  ask('age-shop', ['how old is namespace shop?', 'age of the shop namespace', 'since when exists shop'], () =>
    says([/(59|60|61) ?d/, /2 months|two months|8 weeks|(8|9) ?w/, /2026-09-\d\d/, /sep(tember)?/]),
  ),
  ask(
    'pod-node',
    ['on which node is {pod:reporting}?', 'node of {pod:reporting}', 'where was {pod:reporting} scheduled'],
    (truth) => says(nodeOf(truth, '{pod:reporting}')),
  ),
  ask(
    'gateway-address',
    ['address of gateway partners', 'what ip has the partners gateway?', 'describe gateway partners'],
    () => says(/203\.0\.113\.21|partners/),
  ),
  ...under('zoo', [
    ask('zoo-sloth', ['describe sloth', 'k describe deploy sloth -n zoo', 'what is sloth?'], () =>
      says('sloth', /0\.1\.0|(?<![\d.])0(?!\.?\d)|zero|no replicas/),
    ),
    ask(
      'zoo-day-feed',
      ['next run of day-feed?', 'when does cronjob day-feed run', 'day-feed schedule'],
      () => says([/15 9/, /09:15|9:15/, /monday|weekly/]),
    ),
  ]),
];

export const relationRows: Row[] = [
  ask(
    'rel-cm-users',
    ['who uses configmap cart-config?', 'what mounts cart-config', 'if i delete cart-config, who is hit?'],
    () => ({ facts: [/(?<![a-z-])cart(?!-)/], forbid: ['checkout', 'search'] }),
  ),
  ask(
    'rel-secret-users',
    ['what reads secret orders-secrets?', 'workloads using orders-secrets', 'who needs orders-secrets'],
    () => ({ facts: [/(?<![a-z-])orders(?!-)/], forbid: ['catalogue', 'checkout'] }),
  ),
  ask(
    'rel-sa-users',
    [
      'which workloads run as service account datastore?',
      'who uses sa datastore',
      'serviceaccount datastore used by?',
    ],
    () => ({ facts: [/postgres/, /redis/], forbid: ['checkout'] }),
  ),
  ask(
    'rel-ingress-of',
    [
      'which ingress leads to search?',
      'through which ingress is search reachable',
      'ingress for service search',
    ],
    () => says('storefront'),
  ),
  ask(
    'rel-host-service',
    [
      'what is behind accounts.harbour.example?',
      'which service answers on accounts.harbour.example',
      'accounts.harbour.example goes where',
    ],
    () => says('auth-api'),
  ),
  ask(
    'rel-jobs-of',
    [
      'which jobs did sales-report create?',
      'jobs of cronjob sales-report',
      'sales-report runs: list the jobs',
    ],
    ({ prod }) => says(...prod.names('Job', { name: 'sales-report-*' })),
  ),
  ask(
    'rel-owner-ds',
    ['who owns {pod:log-agent}?', 'what controls {pod:log-agent}', '{pod:log-agent} belongs to what'],
    () => says('log-agent', /daemon ?set/),
  ),
  ask(
    'rel-dns-pods',
    ['which pods are behind service kube-dns', 'endpoints of kube-dns', 'kube-dns svc -> pods?'],
    ({ prod }) => says(...prod.podsOf('coredns').map((pod) => pod.metadata.name)),
  ),
  ask(
    'rel-claim',
    ['which pvc does postgres-0 use?', 'volume claim of pod postgres-0', 'postgres-0 -> pvc?'],
    () => says('data-postgres-0'),
  ),
  ask(
    'rel-claim-user',
    ['who mounts data-redis-1?', 'which pod uses the claim data-redis-1', 'pvc data-redis-1 used by'],
    () => ({ facts: [['redis-1', /stateful ?set redis/]], forbid: ['redis-0'] }),
  ),
  ask(
    'rel-netpol-payments',
    [
      'which network policies select payments-api?',
      'netpols for payments-api',
      'network policies that apply to deployment payments-api',
    ],
    () => says('default-deny', 'payments-api'),
  ),
  ask(
    'rel-netpol-cart',
    ['network policies for cart?', 'is there any netpol on cart', 'which networkpolicy applies to cart'],
    () => ({ opening: [NONE], forbid: ['default-deny'], severity: 'none' }),
  ),
  ask(
    'rel-hpa',
    ['which hpa scales checkout?', 'autoscaler of checkout', 'is checkout autoscaled, by what'],
    () => says('checkout', /hpa|autoscal/),
  ),
  ask(
    'rel-pods',
    ['pods of notifications', 'which pods belong to notifications?', 'list notifications pods'],
    ({ prod }) =>
      exactly(
        prod.podsOf('notifications').map((pod) => pod.metadata.name),
        prod.names('Pod', { ns: 'platform' }),
      ),
  ),
  ask(
    'rel-rs',
    ['current replicaset of search?', 'which replica set is active for search', 'replicasets of search'],
    ({ prod }) =>
      says(
        prod.names('ReplicaSet', { name: 'search-*', is: (one) => (one.spec.replicas ?? 0) > 0 })[0] ??
          'none',
      ),
  ),
];

export const connectivityRows: Row[] = [
  ask(
    'net-allowed',
    [
      'can checkout reach payments-api?',
      'is traffic from checkout to payments-api allowed',
      'does a netpol stop checkout -> payments-api',
    ],
    () => ({
      facts: [/\byes\b|\bcan\b|allow|nothing (blocks|stops)|not block|reach/],
      forbid: [/\b(cannot|can't) reach|is (blocked|denied)/],
      severity: 'none',
    }),
  ),
  ask(
    'net-denied',
    [
      'can cart reach payments-worker?',
      'is cart allowed to talk to payments-worker',
      'traffic cart -> payments-worker possible?',
    ],
    () => ({
      outcome: ['answered', 'unknown', 'asked'],
      facts: ['default-deny'],
      forbid: [/^yes\b/],
    }),
  ),
  ask(
    'net-dns-name',
    ['dns name of redis?', 'what hostname do apps use for the redis service', 'internal fqdn of svc redis'],
    () => says(/redis\.data(\.svc)?/),
  ),
  ask(
    'net-forward',
    [
      'how can I port-forward to reporting?',
      'port forward command for reporting',
      'want to open reporting on localhost, command?',
    ],
    () => ({
      outcome: ['answered', 'talked'],
      facts: [/kubectl .*port-forward/, /(-n|--namespace)[ =]platform/, /reporting/],
    }),
  ),
  ask(
    'net-endpoints',
    [
      'endpoints of service catalogue?',
      'k get endpoints catalogue -n shop',
      'which addresses are behind svc catalogue',
    ],
    ({ prod }) => {
      const [pod] = prod.podsOf('catalogue');
      return says([pod?.metadata.name ?? '', pod?.status.podIP ?? '']);
    },
  ),
  ask('net-port', ['on which port does service redis listen?', 'redis service port', 'svc redis port?'], () =>
    says(/6379/),
  ),
  ...under('service-isolated', [
    ask(
      'net-isolated',
      ['can storefront reach {it}?', 'is storefront able to connect to {it}', 'storefront -> {it}: blocked?'],
      () => ({
        facts: [/-isolate/],
        forbid: [/^yes, [^.]*can reach|nothing (blocks|stops)/],
      }),
    ),
  ]),
  ...under('wrong-selector', [
    ask(
      'net-no-endpoints',
      [
        'does service {it} have endpoints?',
        'endpoints behind svc {it}?',
        'any ready address for service {it}',
      ],
      () => ({
        facts: [/\bno\b|none|0\b|without|not/],
        forbid: [/^yes\b/],
      }),
    ),
  ]),
  ...under('network-policy-blocks', [
    ask(
      'net-store-blocked',
      [
        'can auth-api talk to postgres?',
        'is auth-api allowed to connect to postgres',
        'does a policy block auth-api from postgres?',
      ],
      () => ({
        facts: ['postgres-clients'],
        forbid: [/^yes, auth-api can|nothing (blocks|stops)/],
      }),
    ),
  ]),
  ...under('dns-egress-blocked', [
    ask(
      'net-no-dns',
      [
        'can {ns} pods reach the dns service?',
        'is egress to coredns allowed from payments-api',
        'may payments-api do dns lookups?',
      ],
      () => ({
        facts: ['restrict-egress'],
        forbid: [/nothing (blocks|stops)/],
      }),
    ),
  ]),
];

const YES = /\byes\b|\bcan\b|allowed|\bmay\b/;
const NO = /\bno\b|cannot|can't|may not|not allowed|denied|isn't allowed|nothing|none/;
const granted: Expectation = { facts: [YES], forbid: [/cannot|may not|not allowed|denied|can't/] };
const refused: Expectation = { facts: [NO], forbid: [/^yes\b/] };

export const accessRows: Row[] = [
  ask(
    'may-coredns',
    [
      'can service account coredns list pods?',
      'kubectl auth can-i list pods --as system:serviceaccount:kube-system:coredns',
      'is sa coredns in kube-system allowed to list pods',
    ],
    () => granted,
  ),
  ask(
    'may-cart',
    [
      'can the service account cart in shop delete pods?',
      'may sa cart delete pods in shop',
      'kubectl auth can-i delete pods -n shop --as system:serviceaccount:shop:cart',
    ],
    () => refused,
  ),
  ask(
    'may-reader',
    [
      'can jamie-reader list pods in shop?',
      'is serviceaccount jamie-reader in shop allowed to list pods in shop',
      'kubectl auth can-i list pods -n shop --as system:serviceaccount:shop:jamie-reader',
    ],
    () => granted,
  ),
  ask(
    'may-reader-secrets',
    [
      'may service account jamie-reader in shop read secrets?',
      'can sa jamie-reader of shop get secrets in shop',
      'kubectl auth can-i get secrets -n shop --as system:serviceaccount:shop:jamie-reader',
    ],
    () => refused,
  ),
  ask(
    'may-ingress-secrets',
    [
      'can ingress-nginx in platform read secrets?',
      'is the service account ingress-nginx of platform allowed to get secrets',
      'kubectl auth can-i get secrets -n shop --as system:serviceaccount:platform:ingress-nginx',
    ],
    () => granted,
  ),
  ask(
    'may-i-staging',
    [
      'am I allowed to create deployments in staging?',
      'can i create deployments in staging',
      'auth can-i create deployments, staging',
    ],
    () => granted,
  ),
  ask(
    'may-who-admin',
    [
      'who is cluster-admin?',
      'which subjects are bound to cluster-admin',
      'who has the clusterrole cluster-admin',
    ],
    () => says(/system:masters/),
  ),
  ask(
    'may-log-agent',
    [
      'what may service account log-agent do?',
      'rights of sa log-agent in platform',
      'permissions of serviceaccount log-agent',
    ],
    () => ({
      facts: [/pods/, /\b(get|list|read|watch)\b/],
      forbid: [/\b(delete|create|patch)\b.{0,20}\bpods\b/],
    }),
  ),
  ask(
    'may-role',
    [
      'what does clusterrole log-agent allow?',
      'rules of cluster role log-agent',
      'describe clusterrole log-agent',
    ],
    () => says(/pods/, /namespaces/),
  ),
  ask(
    'may-nodes',
    [
      'can sa reporting in platform list nodes?',
      'may the service account reporting of platform list nodes',
      'kubectl auth can-i list nodes --as system:serviceaccount:platform:reporting',
    ],
    () => refused,
  ),
];

export const rolloutRows: Row[] = [
  ask(
    'roll-checkout',
    ['rollout status checkout', 'is the checkout rollout through?', 'did checkout finish rolling out'],
    () => ({
      facts: [/complete|finished|done|rolled out|up to date|success|3 of 3|3\/3/],
      forbid: [/not (yet )?(complete|finished)|stuck|in progress/],
      severity: 'none',
    }),
  ),
  ask(
    'roll-history',
    ['rollout history of checkout', 'revisions of checkout?', 'which versions of checkout were rolled out'],
    () => says(/2\.14\.1/, /2\.13\.4/),
  ),
  ask(
    'roll-previous',
    [
      'which version of search would a rollback go to?',
      'previous revision image of search',
      'what did search run before the current version',
    ],
    () => says(/0\.41\.0/),
  ),
  ask(
    'roll-revision',
    [
      'current revision of payments-api',
      'payments-api is on which revision?',
      'revision number of deployment payments-api',
    ],
    () => says(/(?<![\d.])2(?!\.?\d)|two/),
  ),
  ask(
    'roll-strategy',
    ['max surge of storefront?', 'how does storefront roll out, strategy', 'rollout strategy storefront'],
    () => says([/25 ?%/, /rolling ?update/]),
  ),
  ...under('bad-rollout', [
    ask(
      'roll-stuck',
      ['rollout status {it}', 'is the new version of {it} out?', 'did the {it} deploy go through'],
      () => ({
        facts: [
          /stuck|not (yet )?(complete|finished|done|ready|out)|progress|waiting|of 3|crash|\bno\b|unavailable/,
        ],
        forbid: [/rollout (is |has )?(complete|finished|succeeded|successful)/, /successfully rolled out/],
      }),
    ),
    ask(
      'roll-still-serving',
      [
        'are customers affected by the stuck {it} rollout?',
        'does the old version of {it} still serve?',
        '{it}: how many pods are ready while the rollout hangs',
      ],
      (truth) => ({
        outcome: ['answered', 'unknown'],
        facts: [truth.number(truth.prod.one('Deployment', truth.fill('{it}')).status.readyReplicas ?? 0)],
        forbid: [/(?<![\d])0 (of \d )?(pods |replicas )?(are )?ready|completely down/],
      }),
    ),
  ]),
  ...under('bad-image', [
    ask(
      'roll-image',
      [
        'which tag is {it} trying to roll out?',
        '{it} rollout: new image?',
        'what image should the new {it} pods run',
      ],
      () => says(/hotfix/),
    ),
  ]),
];
