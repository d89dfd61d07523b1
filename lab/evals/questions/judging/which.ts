/* eslint-disable max-lines -- data: questions, one after the other */
import { exactly, NONE, says } from '../../expect.ts';
import { released } from '../../history.ts';
import type { WorkloadThing } from '../../objects.ts';
import type { Expectation } from '../../question.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';
import type { ClusterTruth, Truth } from '../../truth.ts';
import { amount } from '../../quantity.ts';
import { containersOf, imagesOf, isReady, restartsOf } from '../../truth.ts';
import { no, nodeOf, ownerOf, placeOf, replicasOf, teamOf } from './facts.ts';

type Is = (one: WorkloadThing) => boolean;

/** The deployments of a namespace that are so, and none of its others. */
const inside = (cluster: ClusterTruth, ns: string, is: Is): Expectation =>
  exactly(cluster.names('Deployment', { ns, is }), cluster.names('Deployment', { ns }));

const everywhere = ({ prod }: Truth, is: Is): Expectation =>
  exactly(prod.names('Deployment', { is }), prod.names('Deployment'));

const has =
  (what: 'cpu' | 'memory'): Is =>
  (one) =>
    containersOf(one).every(({ resources }) => resources?.limits?.[what] !== undefined);

const company: Row[] = [
  ask(
    'w-scaled-zero',
    [
      'which deployments are scaled to zero?',
      'deployments with 0 replicas',
      'is there a deployment that runs no pods at all? which',
    ],
    (truth) => everywhere(truth, (one) => replicasOf(one) === 0),
  ),
  ask(
    'w-no-cpu-limit',
    [
      'does any shop deployment set a cpu limit?',
      'shop deployments with a cpu limit?',
      'who in shop has limits.cpu',
    ],
    () => no(/^yes\b/),
  ),
  ask(
    'w-no-memory-limit',
    [
      'which deployments have no memory limit?',
      'deployments without limits.memory, whole cluster',
      'list deploys lacking a memory limit',
    ],
    (truth) => everywhere(truth, (one) => !has('memory')(one)),
  ),
  ask(
    'w-same-tag',
    [
      'which deployments run tag 2.31.0?',
      'who is on version 2.31.0',
      'deployments whose image tag equals 2.31.0',
    ],
    (truth) => everywhere(truth, (one) => imagesOf(one).some((image) => image.endsWith(':2.31.0'))),
  ),
  ask(
    'w-k8s-registry',
    [
      'deployments pulling from registry.k8s.io',
      'which deployments use images of registry.k8s.io?',
      'who runs registry.k8s.io images (deployments)',
    ],
    (truth) => everywhere(truth, (one) => imagesOf(one).some((image) => image.startsWith('registry.k8s.io'))),
  ),
  ask(
    'w-no-team',
    [
      'deployments nobody owns (no team label)?',
      'which deployments carry no team label',
      'list deployments missing the harbour.example/team label',
    ],
    (truth) => everywhere(truth, (one) => teamOf(one) === undefined),
  ),
  ask(
    'w-two-teams',
    [
      'deployments of the teams basket and web',
      'which deployments belong to team basket or team web?',
      'team in (basket, web): list deployments',
    ],
    (truth) => everywhere(truth, (one) => ['basket', 'web'].includes(teamOf(one) ?? '')),
  ),
  ask(
    'w-no-readiness-all',
    [
      'which platform deployments have no readiness probe',
      'platform: who lacks a readinessProbe?',
      'deployments in platform not having a readiness check',
    ],
    ({ prod }) =>
      inside(prod, 'platform', (one) =>
        containersOf(one).every(({ readinessProbe }) => readinessProbe === undefined),
      ),
  ),
  ask(
    'w-worker-3',
    [
      'which payments pods run on harbour-prod-worker-2',
      'harbour-prod-worker-2: pods from payments',
      'payments pods located on node harbour-prod-worker-2',
    ],
    ({ prod }) =>
      exactly(
        prod.names('Pod', { ns: 'payments', is: (pod) => nodeOf(pod) === 'harbour-prod-worker-2' }),
        prod.names('Pod', { ns: 'payments' }),
      ),
  ),
  ask(
    'w-not-on-worker',
    [
      'shop pods that are not on harbour-prod-worker-1',
      'which pods of shop run somewhere else than harbour-prod-worker-1?',
      'list shop pods except those on harbour-prod-worker-1',
    ],
    ({ prod }) => {
      const isThere = (pod: Parameters<typeof nodeOf>[0]) => nodeOf(pod) === 'harbour-prod-worker-1';
      return {
        facts: prod.names('Pod', {
          ns: 'shop',
          is: (pod) => !isThere(pod) && pod.status.phase !== 'Succeeded',
        }),
        forbid: prod.names('Pod', { ns: 'shop', is: isThere }),
      };
    },
  ),
  ask(
    'w-zone-c',
    [
      'which nodes are in zone eu-west-1c?',
      'nodes of eu-west-1c',
      'who sits in availability zone eu-west-1c',
    ],
    ({ prod }) =>
      exactly(
        prod.names('Node', {
          is: (one) => one.metadata.labels?.['topology.kubernetes.io/zone'] === 'eu-west-1c',
        }),
        prod.names('Node'),
      ),
  ),
  ask(
    'w-large-nodes',
    ['which node is an m6i.large?', 'nodes of instance type m6i.large', 'm6i.large machines?'],
    ({ prod }) =>
      exactly(
        prod.names('Node', {
          is: (one) => one.metadata.labels?.['node.kubernetes.io/instance-type'] === 'm6i.large',
        }),
        prod.names('Node'),
      ),
  ),
  ask(
    'w-restarted',
    [
      'have any pods ever restarted? which',
      'pods with at least one restart, all namespaces',
      'who has restarts > 0 in prod',
    ],
    ({ prod }) => ({
      facts: prod.names('Pod', { is: (pod) => restartsOf(pod) > 0 }),
      forbid: ['redis-1', 'postgres-0', 'postgres-1'],
    }),
  ),
  ask(
    'w-port-9200',
    ['who listens on 9200?', 'which deployment has containerPort 9200', 'deployments exposing port 9200'],
    () => ({ facts: ['search'], forbid: ['checkout', 'cart', 'orders'] }),
  ),
  ask(
    'w-svc-443',
    ['services with port 443?', 'which services expose 443', 'list svc listening on port 443'],
    () => ({
      facts: ['ingress-nginx-controller', 'legacy-erp', 'metrics-server'],
      forbid: ['checkout', 'postgres'],
    }),
  ),
  ask(
    'w-env-db',
    [
      'which deployments read DATABASE_URL?',
      'who uses the env var DATABASE_URL',
      'deployments with environment variable DATABASE_URL',
    ],
    (truth) =>
      everywhere(truth, (one) =>
        containersOf(one).some(({ env = [] }) => env.some(({ name }) => name === 'DATABASE_URL')),
      ),
  ),
  ask(
    'w-no-env-db-shop',
    [
      'shop deployments that do not have DATABASE_URL in their env',
      'which deployments in shop have no DATABASE_URL variable?',
      'in shop: deployments without env DATABASE_URL',
    ],
    ({ prod }) =>
      inside(
        prod,
        'shop',
        (one) => !containersOf(one).some(({ env = [] }) => env.some(({ name }) => name === 'DATABASE_URL')),
      ),
  ),
  ask(
    'w-liveness-data',
    [
      'which statefulsets have a liveness probe?',
      'sts with livenessProbe',
      'do all our statefulsets have liveness probes, which ones',
    ],
    () => says('postgres', 'redis'),
  ),
  ask(
    'w-memory-exactly',
    [
      'deployments with memory limit of exactly 512Mi',
      'who has a 512Mi memory limit?',
      'limits.memory = 512Mi: which deployments',
    ],
    (truth) =>
      everywhere(truth, (one) =>
        containersOf(one).some(({ resources }) => resources?.limits?.['memory'] === '512Mi'),
      ),
  ),
  ask(
    'w-cpu-between',
    [
      'shop deployments requesting between 100m and 150m cpu',
      'in shop who asks for at least 100m and at most 150m of cpu?',
      'cpu request 100m..150m in shop, deployments',
    ],
    ({ prod }) => {
      const asks = (one: WorkloadThing) => amount(containersOf(one)[0]?.resources?.requests?.['cpu']);
      // With its sidecar a deployment may be a little over.
      return {
        facts: prod.names('Deployment', {
          ns: 'shop',
          is: (one) => asks(one) >= 0.1 && asks(one) <= 0.15 && containersOf(one).length === 1,
        }),
        forbid: prod.names('Deployment', { ns: 'shop', is: (one) => asks(one) < 0.1 || asks(one) > 0.15 }),
      };
    },
  ),
  ask(
    'w-young',
    [
      'which deployments got a new version in the last 7 days?',
      'deployments updated less than 7 days ago',
      'who was released within the past seven days',
    ],
    ({ prod }) => ({
      facts: released(prod, 0, 7),
      forbid: prod.names('Deployment', { ns: 'payments' }),
    }),
  ),
  ask(
    'w-never-updated',
    [
      'which shop deployments never had a second revision?',
      'deployments in shop that are still on revision 1',
      'shop: who was never updated since creation',
    ],
    ({ prod }) => {
      const sets = prod.all('ReplicaSet', { ns: 'shop' });
      const revisions = (name: string) =>
        sets.filter(({ metadata }) => metadata.ownerReferences?.[0]?.name === name).length;
      return inside(prod, 'shop', (one) => revisions(one.metadata.name) === 1);
    },
  ),
  ask(
    'w-hpa-shop',
    [
      'shop deployments without autoscaler',
      'who in shop has no hpa',
      'which deployments of shop are not autoscaled?',
    ],
    ({ prod }) => {
      const scaled = new Set(prod.names('HorizontalPodAutoscaler', { ns: 'shop' }));
      return inside(prod, 'shop', (one) => !scaled.has(one.metadata.name));
    },
  ),
  ask(
    'w-single-and-db',
    [
      'single replica deployments of team insight',
      'team insight deployments that have only 1 replica',
      'insight team: deployments with replicas=1',
    ],
    (truth) => everywhere(truth, (one) => teamOf(one) === 'insight' && replicasOf(one) === 1),
  ),
  ask(
    'w-ns-without-deploy',
    [
      'which namespaces contain no deployments?',
      'namespaces without any deployment',
      'ns that have 0 deployments',
    ],
    ({ prod }) => {
      const used = new Set(prod.all('Deployment').map(placeOf));
      return exactly(
        prod.names('Namespace').filter((name) => !used.has(name)),
        [...prod.names('Namespace')],
      );
    },
  ),
  ask(
    'w-pods-job',
    ['which pods come from jobs in shop?', 'shop pods created by a job', 'pods owned by Job in shop'],
    ({ prod }) =>
      exactly(
        prod.names('Pod', { ns: 'shop', is: (pod) => ownerOf(pod) === 'Job' }),
        prod.names('Pod', { ns: 'shop' }),
      ),
  ),
  ask(
    'w-sc-default',
    ['which storage class is the default?', 'default storageclass?', 'name of the default SC'],
    () => ({ facts: ['standard'], forbid: [/fast-ssd (is|=) (the )?default/] }),
  ),
  ask(
    'w-recreate',
    [
      'any deployment using the Recreate strategy?',
      'deployments with strategy Recreate',
      'who rolls out with Recreate instead of RollingUpdate',
    ],
    () => no(/^yes\b/),
  ),
  ask(
    'w-host-network',
    [
      'which daemonsets use the host network?',
      'daemonsets with hostNetwork: true',
      'who of the ds runs in host network mode',
    ],
    () => ({ facts: ['flannel', 'kube-proxy'], forbid: ['log-agent'] }),
  ),
  ask(
    'w-same-ns-name',
    [
      'is there a deployment that has the same name as its namespace?',
      'deployments called like their namespace?',
      'does any deployment share its name with the namespace it lives in',
    ],
    () => ({
      outcome: ['answered', 'unknown', 'asked'],
      facts: [/\bno\b|none|nothing|not|n't/],
      forbid: ['checkout'],
    }),
  ),
];

const village: Row[] = under('village', [
  ask(
    'w-two-containers',
    [
      'which library pods have two containers?',
      'library deployments with more than one container',
      'who in library runs a second container',
    ],
    () => ({ facts: [/loan-desk/], forbid: [/catalog-scanner/, /reading-room/] }),
  ),
  ask(
    'w-no-limits-library',
    [
      'library deployments without limits',
      'which deployments in library set no resource limits?',
      'no limits in library - who',
    ],
    ({ prod }) =>
      inside(prod, 'library', (one) =>
        containersOf(one).every(({ resources }) => Object.keys(resources?.limits ?? {}).length === 0),
      ),
  ),
  ask(
    'w-same-image',
    [
      'which library deployments share the image loans:1.9.0?',
      'who runs registry.example.com/library/loans:1.9.0',
      'deployments using loans:1.9.0',
    ],
    ({ prod }) =>
      inside(prod, 'library', (one) => imagesOf(one).some((image) => image.endsWith('loans:1.9.0'))),
  ),
  ask(
    'w-south-three',
    [
      'library deployments with wing=south and 3 replicas',
      'which south wing deployments in library run 3 replicas?',
      'wing south + replicas 3 in library',
    ],
    ({ prod }) =>
      inside(prod, 'library', (one) => one.metadata.labels?.['wing'] === 'south' && replicasOf(one) === 3),
  ),
  ask(
    'w-tier-missing',
    [
      'library deployments lacking a tier label',
      'which deployments in library have no label tier?',
      'who has no tier label in library',
    ],
    ({ prod }) => inside(prod, 'library', (one) => one.metadata.labels?.['tier'] === undefined),
  ),
  ask(
    'w-suspended',
    [
      'which cronjobs in library are suspended?',
      'suspended cj in library',
      'library: cron jobs switched off',
    ],
    () => ({ facts: ['weekly-audit'], forbid: [/night-dust (is|:) suspended/] }),
  ),
  ask(
    'w-nodeport',
    [
      'which namespace has a NodePort service?',
      'nodeport services in the cluster, where',
      'any service of type nodeport, and in which ns',
    ],
    () => says('loan-desk', 'library'),
  ),
  ask(
    'w-young-ns',
    [
      'namespaces created today',
      'which namespaces are younger than an hour?',
      'new namespaces in the last 60 min',
    ],
    ({ prod }) => ({
      facts: ['library', 'post-office', 'guild', 'marina'],
      forbid: prod.names('Namespace', {
        is: ({ metadata }) => Date.now() - Date.parse(metadata.creationTimestamp) > 86_400_000,
      }),
    }),
  ),
]);

const ill: Row[] = [
  ...under('crash-missing-variable', [
    ask(
      'w-ill-pods',
      [
        'which pods are in CrashLoopBackOff?',
        'name the crashing pods',
        'list pods whose container waits in CrashLoopBackOff',
      ],
      ({ prod, fill }) =>
        exactly(
          prod.podsOf(fill('{it}')).map((pod) => pod.metadata.name),
          prod.names('Pod', { ns: 'payments' }),
        ),
    ),
    ask(
      'w-ill-deploys',
      [
        'deployments that have no ready replica at all',
        'which deployments are at 0 ready (but want some)?',
        'who is completely down, deployments',
      ],
      (truth) => everywhere(truth, (one) => replicasOf(one) > 0 && (one.status.readyReplicas ?? 0) === 0),
    ),
    ask(
      'w-ready-rest',
      [
        'which shop deployments are fully ready?',
        'shop: deployments with all replicas ready',
        'list the healthy deployments of shop',
      ],
      ({ prod, fill }) => ({
        facts: prod.names('Deployment', {
          ns: 'shop',
          is: (one) => replicasOf(one) > 0 && one.status.readyReplicas === replicasOf(one),
        }),
        forbid: [new RegExp(`(?<![a-z-])${fill('{it}')} (is )?(fully )?(ready|healthy|fine)`)],
      }),
    ),
  ]),
  ...under('disk-pressure', [
    ask('w-evicted', ['which pods were evicted?', 'list evicted pods', 'evicted: who'], ({ prod }) =>
      says(...prod.names('Pod', { is: ({ status }) => status.phase === 'Failed' })),
    ),
    ask(
      'w-pressure',
      [
        'nodes with disk pressure?',
        'which node reports DiskPressure=True',
        'any nodes under disk pressure, names',
      ],
      ({ fill }) => ({ facts: [fill('{it}')], forbid: ['harbour-prod-worker-2', 'harbour-prod-worker-3'] }),
    ),
  ]),
  ...under('node-down', [
    ask(
      'w-unready-on-node',
      ['which pods sit on the dead node?', 'what runs on {it}', 'pods located on {it}, list'],
      ({ prod, fill }) =>
        says(
          ...prod.names('Pod', {
            ns: 'shop',
            is: (pod) => nodeOf(pod) === fill('{it}') && !isReady(pod) && pod.status.phase === 'Running',
          }),
        ),
    ),
    ask(
      'w-alive-nodes',
      ['which nodes are still ready?', 'list healthy nodes only', 'nodes in Ready state'],
      ({ prod, fill }) => ({
        facts: prod.names('Node').filter((name) => name !== fill('{it}')),
      }),
    ),
  ]),
  ...under('quota-exceeded', [
    ask(
      'w-short',
      [
        'which deployments have fewer pods than desired?',
        'deployments missing replicas',
        'where is ready < wanted',
      ],
      (truth) => everywhere(truth, (one) => (one.status.readyReplicas ?? 0) < replicasOf(one)),
    ),
  ]),
  ...under('expired-certificate', [
    ask(
      'w-cert',
      ['which certificates are not ready?', 'certs with Ready false', 'list expired certificates'],
      () => says(/storefront/, /expire|not ready|false/),
    ),
  ]),
  ...under('pvc-pending', [
    ask(
      'w-pending-pods',
      ['pending pods: which?', 'which pods wait to be scheduled', 'list pods in phase Pending with ns'],
      ({ prod }) =>
        exactly(
          prod.names('Pod', { is: ({ status }) => status.phase === 'Pending' }),
          prod.names('Pod', { ns: 'shop' }),
        ),
    ),
  ]),
];

const nobody: Row[] = [
  ask('w-none-failed', ['any failed pods in prod?', 'pods with phase Failed?', 'list failed pods'], () =>
    no('checkout', 'postgres-0'),
  ),
  ask(
    'w-none-ingress',
    ['is there any ingress in payments?', 'ingresses in payments?', 'does payments have an ingress'],
    () => no('storefront', 'accounts'),
  ),
  ask(
    'w-none-replicas',
    [
      'deployments with more than 5 replicas?',
      'who runs over five replicas',
      'is any deployment above 5 replicas',
    ],
    () => no('checkout', 'storefront'),
  ),
  ask('w-none-lr', ['limit ranges defined?', 'do we have a LimitRange anywhere', 'k get limits -A'], () =>
    no(),
  ),
  ask(
    'w-none-team',
    ['what does team logistics own?', 'deployments of team logistics', 'team logistics: list deployments'],
    () => ({
      outcome: ['answered', 'unknown', 'asked'],
      facts: [NONE],
      forbid: ['checkout', 'cart'],
      severity: 'none',
    }),
  ),
  ask(
    'w-none-image',
    ['does anything still run redis 6?', 'any image of redis 6.x around', 'pods using redis:6?'],
    () => ({ outcome: 'answered', facts: [/\bno\b|none|nothing|not|7\.4/], forbid: [/^yes\b/] }),
  ),
];

export const whichRows: Row[] = [...company, ...village, ...ill, ...nobody];
