import { exactly, says } from '../../expect.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';
import { NONE } from '../../expect.ts';

const company: Row[] = [
  ask(
    'r-cm-search',
    [
      'which workload uses search-config?',
      'search-config is consumed by',
      'if search-config changes, who is affected',
    ],
    () => ({ facts: [/(?<![a-z-])search(?!-)/], forbid: ['cart', 'checkout', 'catalogue'] }),
  ),
  ask(
    'r-secret-postgres',
    [
      'who uses postgres-credentials?',
      'secret postgres-credentials: consumers',
      'rotate postgres-credentials -> what has to restart',
    ],
    () => ({ facts: [/postgres(?!-c)/], forbid: ['checkout', 'cart'] }),
  ),
  ask(
    'r-tls-user',
    [
      'who references storefront-tls?',
      'what uses the secret storefront-tls',
      'storefront-tls belongs to which ingress',
    ],
    () => says(/storefront(?!-tls)/, /ingress/),
  ),
  ask(
    'r-svc-pods',
    ['pods behind service checkout?', 'which pods serve svc checkout', 'backends of service checkout'],
    ({ prod }) => says(...prod.podsOf('checkout').map(({ metadata }) => metadata.name)),
  ),
  ask(
    'r-pod-owner',
    ['which deployment created {pod:orders}?', '{pod:orders} is part of what', 'owner chain of {pod:orders}'],
    () => says('orders'),
  ),
  ask(
    'r-job-owner',
    [
      'who created the postgres-backup jobs?',
      'what owns the latest postgres-backup job',
      'postgres-backup jobs come from where',
    ],
    () => says('postgres-backup', /cron ?job/),
  ),
  ask(
    'r-job-pod',
    [
      'pod of job orders-schema-4-1-0?',
      'which pod did orders-schema-4-1-0 run in',
      'orders-schema-4-1-0 -> pod name',
    ],
    ({ prod }) => says(...prod.podsOf('orders-schema-4-1-0').map(({ metadata }) => metadata.name)),
  ),
  ask(
    'r-pvc-pv',
    [
      'which pv is bound to data-postgres-0?',
      'volume of claim data-postgres-0',
      'data-postgres-0 -> PV name',
    ],
    ({ prod }) => {
      const claim = prod.one('PersistentVolumeClaim', 'data-postgres-0');
      return says('volumeName' in claim.spec ? String(claim.spec.volumeName) : 'none');
    },
  ),
  ask(
    'r-pv-claim',
    ['which claims use storage class fast-ssd?', 'pvcs on fast-ssd', 'fast-ssd is used by which pvc'],
    ({ prod }) => says(...prod.names('PersistentVolumeClaim')),
  ),
  ask(
    'r-pdb-of',
    ['which pdb guards search?', 'is search covered by a disruption budget', 'pdb of deployment search'],
    () => ({
      facts: ['search', /pdb|budget/],
      forbid: [/\bno (pdb|pod ?disruption ?budget|disruption budget)|not (covered|guarded)/],
    }),
  ),
  ask(
    'r-no-pdb',
    ['does reporting have a pdb?', 'pdb for reporting?', 'which disruption budget protects reporting'],
    () => ({ facts: [NONE], forbid: [/^yes\b/], severity: 'none' }),
  ),
  ask('r-no-hpa', ['is search autoscaled?', 'hpa for search?', 'does an autoscaler manage search'], () => ({
    facts: [/\bno\b|none|not|n't/],
    forbid: [/^yes\b/],
    severity: 'none',
  })),
  ask(
    'r-svc-of',
    [
      'which service fronts notifications?',
      'service in front of deployment notifications',
      'notifications is exposed through which svc',
    ],
    () => ({ facts: ['notifications', /service|svc/], forbid: [/\bno (service|svc)|not exposed/] }),
  ),
  ask(
    'r-no-svc',
    ['is auth-worker behind any service?', 'service of auth-worker?', 'does a service select auth-worker'],
    () => ({ facts: [/\bno\b|none|not|n't/], forbid: [/^yes\b/], severity: 'none' }),
  ),
  ask(
    'r-same-node',
    [
      'which pods share the node with {pod:postgres}?',
      'neighbours of {pod:postgres} on its node',
      'what else runs on the machine of {pod:postgres}',
    ],
    ({ prod, fill }) => {
      const node = prod.all('Pod', { name: fill('{pod:postgres}') })[0]?.spec.nodeName;
      return says(
        ...prod.names('Pod', {
          ns: 'shop',
          is: (pod) => pod.spec.nodeName === node && pod.status.phase === 'Running',
        }),
      );
    },
  ),
  ask(
    'r-gateway-routes',
    [
      'which routes hang on gateway partners?',
      'httproutes attached to gateway partners',
      'gateway partners serves which routes',
    ],
    () => says('partner-search'),
  ),
  ask(
    'r-route-service',
    [
      'partner-search sends traffic to which service?',
      'backend of httproute partner-search',
      'what is behind partners.harbour.example/search',
    ],
    () => says(/(?<![a-z/-])search(?![a-z-])/),
  ),
  ask(
    'r-headless',
    [
      'which headless service belongs to statefulset redis?',
      'governing service of sts redis',
      'serviceName of statefulset redis',
    ],
    () => says('redis-headless'),
  ),
  ask(
    'r-restart-together',
    [
      'what breaks if payments-worker-config is deleted?',
      'who depends on payments-worker-config',
      'payments-worker-config: users?',
    ],
    () => ({ facts: ['payments-worker'], forbid: ['checkout', 'cart'] }),
  ),
];

const village: Row[] = under('village', [
  ask(
    'r-sa-apprentice',
    [
      'which deployments run as apprentice?',
      'who uses service account apprentice',
      'sa apprentice -> workloads',
    ],
    () => ({ facts: ['anvil'], forbid: ['kiosk', 'ledger'] }),
  ),
  ask(
    'r-claim-card',
    [
      'who mounts cards-card-index-0?',
      'pvc cards-card-index-0 is used by',
      'which pod has claim cards-card-index-0',
    ],
    () => says(['card-index-0', 'card-index']),
  ),
  ask(
    'r-unused-cm',
    [
      'does anything use configmap opening-hours?',
      'opening-hours: any consumers',
      'is cm opening-hours mounted somewhere',
    ],
    () => ({
      outcome: 'answered',
      facts: [/\bno\b|none|nothing|not|n't|nobody|unused/],
      forbid: [/^yes\b/],
    }),
  ),
  ask(
    'r-policy-ledger',
    [
      'which netpol selects ledger?',
      'network policies on marina/ledger',
      'is ledger covered by a network policy',
    ],
    ({ prod }) => exactly(['ledger-guard'], prod.names('NetworkPolicy', { ns: 'marina' })),
  ),
]);

const ill: Row[] = [
  ...under('missing-config-map', [
    ask(
      'r-ill-missing',
      ['who uses configmap {it:1}?', 'consumers of {it:1}', 'which workload needs {it:1}'],
      ({ fill }) => ({ outcome: ['answered', 'unknown', 'asked'], facts: [fill('{it}')] }),
    ),
  ]),
];

export const relationRows: Row[] = [...company, ...village, ...ill];
