/* eslint-disable max-lines -- data: questions, one after the other */
import { says } from '../../expect.ts';
import type { Expectation } from '../../question.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';
import { number } from '../../truth.ts';
import { bound, nodeOf } from './facts.ts';

const hidden = (...facts: Parameters<typeof says>): Expectation => ({
  facts,
  forbid: [/lab-only/, /bgfilw9ubhk/],
});
const three = bound(3);

const company: Row[] = [
  ask(
    'd-storefront-image',
    ['storefront which version is live', 'what tag of storefront is deployed', 'image of deploy/storefront?'],
    () => says(/5\.3\.1/),
  ),
  ask(
    'd-storefront-url',
    [
      'CATALOGUE_URL of storefront?',
      'what does storefront use as CATALOGUE_URL',
      'storefront env: catalogue url value',
    ],
    () => says(/catalogue\.shop/),
  ),
  ask(
    'd-loglevel',
    [
      'log level of storefront?',
      'which LOG_LEVEL is configured for storefront',
      'storefront LOG_LEVEL setting',
    ],
    () => says(/(?<![a-z])info(?![a-z])/),
  ),
  ask(
    'd-model',
    [
      'which model does recommendations load (MODEL)?',
      'MODEL setting in recommendations-config',
      'value of key MODEL, configmap recommendations-config',
    ],
    () => says(/als-2025-09/),
  ),
  ask(
    'd-sweep',
    [
      'SWEEP_INTERVAL of auth-worker',
      'how often does auth-worker sweep? (config)',
      'auth-worker-config: sweep interval',
    ],
    () => says(/60 ?s|60 seconds|every minute|one minute/),
  ),
  ask(
    'd-smtp',
    [
      'smtp host of notifications',
      'where does notifications send its mail to, SMTP_HOST?',
      'notifications: which mail server',
    ],
    () => says(/mail\.harbour\.example/),
  ),
  ask(
    'd-requests-storefront',
    [
      'cpu and memory requests of storefront',
      'what resources does storefront ask for',
      'storefront resources: requests + limits',
    ],
    () => says(/200 ?m|0\.2/, /384 ?mi/),
  ),
  ask(
    'd-limit-orders-proxy',
    [
      'memory limit of the proxy container in orders',
      'orders sidecar: mem limit?',
      'how much memory may the envoy in orders use',
    ],
    () => says(/96 ?mi/),
  ),
  ask(
    'd-proxy-image',
    ['which envoy version runs beside orders?', 'image of the proxy in orders', 'orders: envoy tag?'],
    () => says(/1\.31\.2/),
  ),
  ask(
    'd-migrate-image',
    [
      'which image does the init container of catalogue use',
      'catalogue migrate image',
      'db-migrate version in catalogue?',
    ],
    () => says(/db-migrate:1\.6\.0|1\.6\.0/),
  ),
  ask(
    'd-liveness-auth',
    [
      'liveness probe of auth-api?',
      'auth-api: which path does its livenessProbe hit',
      'how is auth-api health checked (liveness)',
    ],
    () => says(/\/healthz/),
  ),
  ask(
    'd-postgres-probe',
    [
      'how is postgres probed for readiness?',
      'readiness probe of postgres-0',
      'postgres readinessProbe type',
    ],
    () => says(/tcp|5432/),
  ),
  ask('d-redis-version', ['redis version?', 'what redis do we run', 'image tag redis statefulset'], () =>
    says(/7\.4\.1/),
  ),
  ask(
    'd-fluent',
    ['what runs in log-agent?', 'log-agent image + version', 'which fluent-bit do we have'],
    () => says(/fluent-bit:3\.1\.9|3\.1\.9/),
  ),
  ask(
    'd-labels-checkout',
    [
      'labels of deployment checkout',
      'which labels does checkout carry?',
      'k get deploy checkout --show-labels',
    ],
    () => says(/basket/, /app/),
  ),
  ask(
    'd-quota-shop',
    [
      'shop-quota: hard limits?',
      'what may the shop namespace use at most (quota)',
      'describe resourcequota shop-quota',
    ],
    () => says(/(?<!\d)60(?!\d)/, /24 ?gi/),
  ),
  ask(
    'd-quota-used',
    ['how much of the shop quota is used?', 'shop-quota used values', 'usage of resource quota shop-quota'],
    ({ prod }) => {
      const used = prod.all('Pod', { ns: 'shop', is: ({ status }) => status.phase === 'Running' }).length;
      return says([new RegExp(`(?<!\\d)${used}(?!\\d)`), /5376 ?mi|5\.25 ?gi|2790 ?m|2\.79/]);
    },
  ),
  ask(
    'd-node-ip',
    [
      'internal ip of harbour-prod-worker-1',
      'address of node harbour-prod-worker-1?',
      'harbour-prod-worker-1 ip',
    ],
    () => says(/10\.20\.10\.11/),
  ),
  ask(
    'd-node-os',
    [
      'which os image do the workers run?',
      'os of harbour-prod-worker-2',
      'harbour-prod-worker-2: linux distro?',
    ],
    () => says(/debian/),
  ),
  ask(
    'd-node-kernel',
    [
      'kernel version of harbour-prod-worker-1',
      'uname of harbour-prod-worker-1?',
      'which kernel on harbour-prod-worker-1',
    ],
    () => says(/6\.1\.0-25/),
  ),
  ask(
    'd-node-memory',
    [
      'how much ram has harbour-prod-worker-3?',
      'memory capacity harbour-prod-worker-3',
      'harbour-prod-worker-3 mem size',
    ],
    () =>
      says([
        /(?<![\d.])15\.\d+ ?gi?/,
        /(?<![\d.])16(\.\d+)? ?gi?/,
        /16515072 ?ki|15990784 ?ki|161\d\d ?mi|156\d\d ?mi/,
      ]),
  ),
  ask(
    'd-node-cpu',
    [
      'cpu cores of harbour-prod-worker-3',
      'how many cpus has node harbour-prod-worker-3',
      'harbour-prod-worker-3 cores?',
    ],
    () => says([number(4), /3\.92|3920 ?m/]),
  ),
  ask(
    'd-node-maxpods',
    [
      'how many pods can harbour-prod-worker-1 hold?',
      'max pods of harbour-prod-worker-1',
      'pod capacity harbour-prod-worker-1',
    ],
    () => says(/(?<!\d)110(?!\d)/),
  ),
  ask(
    'd-kubelet',
    [
      'kubelet version of the prod nodes',
      'which kubelet runs on harbour-prod-worker-1',
      'kubelet version harbour-prod-worker-1?',
    ],
    () => says(/1\.32\.4/),
  ),
  ask(
    'd-pdb-storefront',
    [
      'pdb storefront: what does it demand?',
      'minAvailable of the storefront pdb',
      'how many storefront pods have to stay during maintenance',
    ],
    () => says(number(1)),
  ),
  ask(
    'd-hpa-target',
    [
      'cpu target of hpa storefront?',
      'at which utilisation does storefront scale up',
      'hpa storefront target %',
    ],
    () => says(/(?<!\d)70 ?%|(?<!\d)70(?!\d)/),
  ),
  ask(
    'd-hpa-storefront',
    [
      'limits of the storefront autoscaler',
      'how far can storefront scale (min,max)',
      'storefront hpa: minReplicas and maxReplicas',
    ],
    () => says(three, bound(10)),
  ),
  ask(
    'd-pv-policy',
    [
      'reclaim policy of storage class fast-ssd',
      'what happens to fast-ssd volumes after deletion of the pvc',
      'fast-ssd reclaimPolicy?',
    ],
    () => says(/retain/),
  ),
  ask(
    'd-sc-provisioner',
    [
      'which provisioner backs fast-ssd?',
      'provisioner of storageclass standard',
      'csi driver of our storage classes?',
    ],
    () => says(/csi\.harbour\.example/),
  ),
  ask(
    'd-claim-size',
    ['size of data-redis-0', 'how big is pvc data-redis-0?', 'data-redis-0 storage request'],
    () => says(/(?<!\d)5 ?gi/),
  ),
  ask(
    'd-claim-class',
    [
      'storage class of data-postgres-1',
      'data-postgres-1 - which class',
      'which sc was used for pvc data-postgres-1?',
    ],
    () => says('fast-ssd'),
  ),
  ask(
    'd-svc-type',
    [
      'type of service ingress-nginx-controller',
      'is svc ingress-nginx-controller a load balancer?',
      'what kind of service is ingress-nginx-controller',
    ],
    () => says(/load ?balancer/),
  ),
  ask(
    'd-svc-ip',
    [
      'cluster ip of payments-api',
      'clusterIP svc payments-api?',
      'which virtual ip has service payments-api',
    ],
    ({ prod }) => says(prod.all('Service', { name: 'payments-api' })[0]?.spec.clusterIP ?? ''),
  ),
  ask(
    'd-mail',
    ['where does service mail in platform point?', 'externalName of svc mail', 'service mail -> which host'],
    () => says(/mail\.harbour\.example/),
  ),
  ask(
    'd-sales-schedule',
    ['when is the next sales-report due?', 'cron expression of sales-report', 'how often runs sales-report'],
    () => says([/(?<!\d)5 \* /, /every hour|hourly|each hour/, /:05/]),
  ),
  ask(
    'd-sales-last',
    ['when did sales-report run last?', 'last schedule time of sales-report', 'sales-report last run'],
    ({ prod }) => {
      const last = prod.names('Job', { name: 'sales-report-*' }).at(-1) ?? '';
      const at = prod.all('Job', { name: last })[0]?.metadata.creationTimestamp ?? '';
      return says([at.slice(11, 16), /\d+ ?(min|m\b|minutes)/, /just now|about an hour|an hour ago/]);
    },
  ),
  ask(
    'd-job-orders',
    [
      'did orders-schema-4-1-0 complete?',
      'status of job orders-schema-4-1-0',
      'orders-schema-4-1-0 succeeded or not',
    ],
    () => ({
      facts: [/complet|succe|finished|done/],
      forbid: [/(has|did|job) fail(ed)?\b(?! 0)/],
      severity: 'none',
    }),
  ),
  ask(
    'd-secret-registry',
    [
      'what type is secret registry-credentials in shop',
      'registry-credentials (shop): secret type?',
      'describe secret registry-credentials -n shop',
    ],
    () => hidden(/dockerconfigjson/),
  ),
  ask(
    'd-secret-auth',
    [
      'keys of auth-api-secrets',
      'what is inside auth-api-secrets (key names)',
      'which keys does the auth-api secret contain',
    ],
    () => hidden(/signing_key/, /database_url/),
  ),
  ask(
    'd-owner-team-orders',
    ['whom do i call about orders, which team?', 'team behind orders', 'orders is owned by which team'],
    () => says('basket'),
  ),
  ask(
    'd-pod-ip',
    ['ip of pod {pod:search}', '{pod:search} pod ip?', 'which address has {pod:search}'],
    ({ prod }) => says(prod.podsOf('search')[0]?.status.podIP ?? ''),
  ),
  ask(
    'd-pod-node',
    [
      '{pod:storefront} runs where',
      'node that hosts {pod:storefront}?',
      'which machine is {pod:storefront} on',
    ],
    ({ prod }) => {
      const [pod] = prod.podsOf('storefront');
      return says(pod === undefined ? '' : nodeOf(pod));
    },
  ),
  ask(
    'd-pod-qos',
    ['qos class of {pod:cart}', '{pod:cart}: which QoS', 'is {pod:cart} guaranteed or burstable?'],
    () => ({ facts: [/burstable/], forbid: [/(is|class:?) guaranteed/] }),
  ),
  ask(
    'd-pod-age',
    [
      'since when does {pod:reporting} run',
      'age of {pod:reporting}',
      'how long has {pod:reporting} been up?',
    ],
    () => says([/\b(40|41|42) ?d(ays?)?\b/, /2026-10-\d\d|oct(ober)?/, /5 ?w|6 ?w|(five|six) weeks/]),
  ),
  ask(
    'd-cert',
    [
      'when does the storefront certificate expire?',
      'validity of certificate storefront',
      'cert storefront: notAfter',
    ],
    () => says([/8[0-3] ?d(ays?)?/, /2027-02-\d\d|feb(ruary)?/]),
  ),
  ask(
    'd-route',
    [
      'which hostnames does httproute partner-search serve',
      'partner-search: host + path',
      'describe httproute partner-search',
    ],
    () => says(/partners\.harbour\.example/),
  ),
  ask(
    'd-ingress-class',
    [
      'ingress class of accounts?',
      'which controller/class handles ingress accounts',
      'accounts ingress: ingressClassName',
    ],
    () => says('nginx'),
  ),
  ask(
    'd-no-tls',
    [
      'does ingress accounts use tls?',
      'tls on the accounts ingress?',
      'is accounts.harbour.example served with https per its ingress',
    ],
    () => ({
      facts: [/\bno\b|not|n't|none|without/],
      forbid: [/^yes\b/, 'storefront-tls'],
    }),
  ),
  ask(
    'd-grace',
    [
      'termination grace period of postgres',
      'how long gets postgres to shut down',
      'postgres terminationGracePeriodSeconds',
    ],
    () => says(/(?<!\d)60(?!\d)|one minute|a minute/),
  ),
  ask(
    'd-describe-checkout',
    ['describe deployment checkout', 'tell me about checkout', 'checkout overview please'],
    () => says('checkout', [/2\.14\.1/, three]),
  ),
  ask(
    'd-describe-staging',
    ['describe cart on staging', 'staging cart: details', 'k describe deploy cart -n shop (staging)'],
    () => says('cart', [/1\.19\.2/, number(1)]),
  ),
];

const village: Row[] = under('village', [
  ask(
    'd-mode',
    ['MODE of catalog-scanner?', 'env MODE in catalog-scanner', 'which MODE does catalog-scanner run in'],
    () => says(/fast/),
  ),
  ask(
    'd-runbook',
    [
      'runbook of catalog-scanner?',
      'is there a runbook annotation on catalog-scanner',
      'catalog-scanner annotations',
    ],
    () => says(/runbooks\.example\.com\/scanner/),
  ),
  ask(
    'd-annotation-owner',
    [
      'who owns catalog-scanner per annotation?',
      'example.com/owner on catalog-scanner',
      'annotation owner of catalog-scanner',
    ],
    () => says(/mrs page/),
  ),
  ask(
    'd-hours',
    [
      'what is in configmap opening-hours?',
      'opening-hours: value for SUNDAY',
      'k get cm opening-hours -n library -o yaml',
    ],
    () => says(/closed/),
  ),
  ask(
    'd-grace-loan',
    [
      'grace period of loan-desk',
      'loan-desk terminationGracePeriodSeconds?',
      'how many seconds has loan-desk to stop',
    ],
    () => says(/(?<!\d)75(?!\d)/),
  ),
  ask(
    'd-scanner-cpu',
    ['cpu limit catalog-scanner', 'what is the cpu limit of catalog-scanner?', 'max cpu for catalog-scanner'],
    () => says(/250 ?m|0\.25/),
  ),
  ask(
    'd-node-port',
    ['node port of service loan-desk?', 'which nodePort did loan-desk get', 'svc loan-desk: nodePort'],
    () => says(/(?<!\d)3[0-2]\d{3}(?!\d)/),
  ),
]);

const ill: Row[] = [
  ...under('unschedulable-resources', [
    ask(
      'd-ill-request',
      ['what does the new {it} pod request?', 'resource requests of {it} now', '{it}: cpu + memory request'],
      () => says([/(?<![\d.])5(?!\.?\d)( cores?| cpus?)?/, /17 ?gi/]),
    ),
  ]),
  ...under('pvc-pending', [
    ask(
      'd-ill-claim',
      ['describe pvc {it}', '{it}: phase, size, class', 'what is claim {it} asking for'],
      () => says(/nvme-ultra/, /20 ?gi|pending/),
    ),
  ]),
  ...under('node-down', [
    ask('d-ill-node', ['describe node {it}', 'conditions of {it}', '{it} status + taints'], ({ fill }) =>
      says(fill('{it}'), /not ?ready|unknown|unreachable/),
    ),
  ]),
];

export const describeRows: Row[] = [...company, ...village, ...ill];
