/* eslint-disable max-lines -- data: questions and settings, one after the other */
import { count, exactly, healthy, NONE, says } from '../expect.ts';
import type { Matcher } from '../matcher.ts';
import type { WorkloadThing } from '../objects.ts';
import { ofSkill } from '../question.ts';
import { amount, bytes } from '../quantity.ts';
import type { ClusterTruth, Truth } from '../truth.ts';
import { containersOf, imagesOf } from '../truth.ts';

const deploymentsIn = (ns: string) => (truth: Truth) =>
  exactly(truth.prod.names('Deployment', { ns }), truth.prod.names('Deployment'));
const podsIn = (ns: string) => (truth: Truth) => count(truth.prod.pods({ ns }).length);
const tagOf = (cluster: ClusterTruth, name: string): string =>
  imagesOf(cluster.one('Deployment', name))[0]?.split(':').at(-1) ?? 'none';
const nodesOf = (cluster: ClusterTruth, name: string): string[] =>
  cluster.podsOf(name).flatMap((pod) => pod.spec.nodeName ?? []);

/** The company as it is: where things are and how many. */
export const companyInventory = ofSkill('inventory', [
  {
    id: 'company-pods-shop',
    phrasings: [
      'how many pods are in the shop namespace?',
      'pods in shop, how many',
      'count po -n shop',
      'shop pod count',
    ],
    expect: podsIn('shop'),
  },
  {
    id: 'company-pods-payments',
    phrasings: ['how many pods run in payments', 'number of pods in namespace payments', 'payments: pods?'],
    expect: podsIn('payments'),
  },
  {
    id: 'company-pods-two',
    phrasings: [
      'how many pods are in shop and payments together?',
      'pods in shop plus payments',
      'total pods in the namespaces shop and payments',
    ],
    expect: (truth) => {
      const [shop, payments] = [
        truth.prod.pods({ ns: 'shop' }).length,
        truth.prod.pods({ ns: 'payments' }).length,
      ];
      return says([truth.number(shop + payments)]);
    },
  },
  {
    id: 'company-deployments-shop',
    phrasings: [
      'list deployments in shop',
      'which deployments are in namespace shop?',
      'k get deploy -n shop',
    ],
    expect: deploymentsIn('shop'),
  },
  {
    id: 'company-deployments-platform',
    phrasings: [
      'which deployments does platform have?',
      'deployments in platform',
      'list the deployments of the platform namespace',
    ],
    expect: deploymentsIn('platform'),
  },
  {
    id: 'company-deployments-payments-count',
    phrasings: [
      'how many deployments are in payments?',
      'payments deployment count',
      'number of deployments in the payments namespace',
    ],
    expect: (truth) => count(truth.prod.all('Deployment', { ns: 'payments' }).length),
  },
  {
    id: 'company-services-shop',
    phrasings: ['list services in shop', 'which k8s services exist in shop', 'kubectl get svc -n shop'],
    expect: (truth) => says(...truth.prod.names('Service', { ns: 'shop' })),
  },
  {
    id: 'company-sts-data',
    phrasings: ['which statefulsets are in data?', 'list sts -n data', 'stateful sets in the data namespace'],
    expect: (truth) =>
      exactly(truth.prod.names('StatefulSet', { ns: 'data' }), truth.prod.names('StatefulSet')),
  },
  {
    id: 'company-checkout-pods',
    phrasings: ['how many pods does checkout have?', 'checkout pod count', 'number of checkout pods'],
    expect: (truth) => count(truth.prod.podsOf('checkout').length),
  },
  {
    id: 'company-checkout-pods-staging',
    phrasings: [
      'how many checkout pods run in staging?',
      'checkout pods in staging, count',
      'staging checkout pod count',
    ],
    expect: (truth) => count(truth.staging.podsOf('checkout').length),
  },
  {
    id: 'company-replicas-storefront',
    phrasings: [
      'how many replicas does storefront have?',
      'storefront replicas',
      'replica count for storefront',
    ],
    expect: (truth) => says(truth.number(truth.prod.one('Deployment', 'storefront').spec.replicas ?? 1)),
  },
  {
    id: 'company-most-pods-deployment',
    phrasings: [
      'which deployment in platform has the fewest replicas?',
      'smallest deployment in platform by replicas',
      'platform deployment with the lowest replica count',
    ],
    expect: (truth) => {
      const all = truth.prod.all('Deployment', { ns: 'platform' });
      const least = Math.min(...all.map((one) => one.spec.replicas ?? 1));
      return says(all.filter((one) => (one.spec.replicas ?? 1) === least).map((one) => one.metadata.name));
    },
  },
  {
    id: 'company-hpa-shop',
    phrasings: ['which deployments in shop have an autoscaler?', 'HPAs in shop', 'list hpa -n shop'],
    expect: (truth) =>
      says(
        ...truth.prod
          .all('HorizontalPodAutoscaler', { ns: 'shop' })
          .map((one) => one.spec.scaleTargetRef.name),
      ),
  },
  {
    id: 'company-no-hpa',
    phrasings: [
      'which deployments in payments have no HPA?',
      'payments deployments without an autoscaler',
      'deployments in payments that are not autoscaled',
    ],
    expect: (truth) => {
      const scaled = new Set(
        truth.prod
          .all('HorizontalPodAutoscaler', { ns: 'payments' })
          .map((one) => one.spec.scaleTargetRef.name),
      );
      const all = truth.prod.names('Deployment', { ns: 'payments' });
      return exactly(
        all.filter((name) => !scaled.has(name)),
        all,
      );
    },
  },
  {
    id: 'company-memory-limit-over',
    phrasings: [
      'which deployments in shop have a memory limit above 300Mi?',
      'shop deployments with memory limit > 300Mi',
      'deployments in shop whose memory limit is more than 300Mi',
    ],
    expect: (truth) => {
      const all = truth.prod.all('Deployment', { ns: 'shop' });
      const limits = (one: (typeof all)[number]) =>
        containersOf(one).map((container) => amount(container.resources?.limits?.memory));
      const above = 300 * 2 ** 20;
      const over = all.filter((one) => limits(one).some((limit) => limit > above));
      const under = all.filter((one) => limits(one).reduce((sum, limit) => sum + limit, 0) <= above);
      const named = (some: typeof all) => some.map((one) => one.metadata.name);
      return { facts: named(over), forbid: named(under) };
    },
  },
  {
    id: 'company-sum-requests-shop',
    phrasings: [
      'how much memory is requested in shop in total?',
      'sum of memory requests in shop',
      'total memory requests of the shop namespace',
    ],
    expect: (truth) => {
      const live = truth.prod.pods({ ns: 'shop', is: (pod) => pod.status.phase === 'Running' });
      const sum = (init: boolean) =>
        live
          .flatMap((pod) => [...containersOf(pod), ...(init ? (pod.spec.initContainers ?? []) : [])])
          .reduce((total, container) => total + amount(container.resources?.requests?.memory), 0);
      return says([bytes(sum(false)), bytes(sum(true))]);
    },
  },
  {
    id: 'company-two-containers',
    phrasings: [
      'which deployments in shop have a sidecar?',
      'shop pods with more than one container',
      'pods in shop that have 2 containers',
    ],
    expect: () => says(/orders/),
  },
  {
    id: 'company-image-tag',
    phrasings: [
      'which deployments run version 7.3.0?',
      'deployments with image tag 7.3.0',
      'find images tagged 7.3.0 in prod',
    ],
    expect: (truth) => {
      const tagged = (one: WorkloadThing) => imagesOf(one).some((image) => image.endsWith(':7.3.0'));
      return {
        facts: truth.prod.names('Deployment', { is: tagged }).map((name) => new RegExp(name)),
        forbid: truth.prod.names('Deployment', { is: (one) => !tagged(one) }),
      };
    },
  },
  {
    id: 'company-pods-not-in',
    phrasings: [
      'which pods in data are not running?',
      'data namespace: pods not Running',
      'any pod in data that is not running?',
    ],
    expect: (truth) => {
      const idle = truth.prod.names('Pod', { ns: 'data', is: (pod) => pod.status.phase !== 'Running' });
      const running = truth.prod.names('Pod', { ns: 'data', is: (pod) => pod.status.phase === 'Running' });
      return {
        facts: idle.length === 0 ? [NONE] : [[...idle, /complete|succeeded|finished/]],
        forbid: running,
      };
    },
  },
  {
    id: 'company-node-of-checkout',
    phrasings: [
      'on which nodes do the checkout pods run?',
      'checkout pods by node',
      'nodes that run checkout',
    ],
    expect: (truth) => exactly(nodesOf(truth.prod, 'checkout'), truth.prod.names('Node')),
  },
  {
    id: 'company-only-in-prod',
    phrasings: [
      'which deployments exist in prod but not in staging?',
      'deployments in prod missing from staging',
      'what runs in prod that staging does not have (deployments)',
    ],
    expect: (truth) => {
      const staging = new Set(truth.staging.names('Deployment'));
      const all = truth.prod.names('Deployment');
      return exactly(
        all.filter((name) => !staging.has(name)),
        all,
      );
    },
  },
]);

/** One object of the company. */
export const companyDescribe = ofSkill('describe', [
  {
    id: 'company-image-checkout',
    phrasings: [
      'which image does checkout run?',
      'what version of checkout is in prod?',
      'checkout image tag',
      'image of checkout pls',
    ],
    expect: (truth) => says(tagOf(truth.prod, 'checkout')),
  },
  {
    id: 'company-image-cart-staging',
    phrasings: ['which version of cart runs in staging?', 'cart image in staging', 'staging: image of cart'],
    expect: (truth) => says(tagOf(truth.staging, 'cart')),
  },
  {
    id: 'company-image-compare',
    phrasings: [
      'does checkout run the same version in prod and staging?',
      'checkout image prod vs staging',
      'compare the checkout versions of prod and staging',
    ],
    expect: (truth) => says(tagOf(truth.prod, 'checkout'), tagOf(truth.staging, 'checkout')),
  },
  {
    id: 'company-limits-payments-api',
    phrasings: [
      'memory limit of payments-api?',
      'what is the memory limit of payments-api',
      'payments-api limits',
    ],
    expect: (truth) => {
      const [main] = containersOf(truth.prod.one('Deployment', 'payments-api'));
      return says(bytes(amount(main?.resources?.limits?.memory)));
    },
  },
  {
    id: 'company-hpa-bounds',
    phrasings: [
      'min and max replicas of the checkout autoscaler?',
      'checkout hpa bounds',
      'how far can checkout scale out?',
    ],
    expect: (truth) => {
      const [scaler] = truth.prod.all('HorizontalPodAutoscaler', {
        ns: 'shop',
        is: (one) => one.spec.scaleTargetRef.name === 'checkout',
      });
      return says(truth.number(scaler?.spec.maxReplicas ?? -1));
    },
  },
  {
    id: 'company-env-checkout',
    phrasings: ['environment variables of checkout', 'what env vars does checkout have?', 'checkout env'],
    expect: () => ({
      facts: ['session_key', ['payments_url', 'checkout-config']],
      forbid: [/lab-only-not-a-real-key/],
    }),
  },
  {
    id: 'company-port-storefront',
    phrasings: [
      'which port does storefront listen on?',
      'storefront container port',
      'port of the storefront pods',
    ],
    expect: () => says(/(?<!\d)3000(?!\d)/),
  },
  {
    id: 'company-team',
    phrasings: ['which labels does checkout have?', 'labels on deployment checkout', 'checkout labels'],
    expect: (truth) => says(...Object.values(truth.prod.one('Deployment', 'checkout').metadata.labels ?? {})),
  },
]);

const ok = (...names: Matcher[]) => healthy(...names);

/** The company is well: whoever asks must hear so. */
export const companyHealthy = ofSkill('diagnose', [
  {
    id: 'ok-checkout',
    phrasings: ['is checkout healthy?', 'checkout ok?', 'why is checkout down?', 'whats wrong with checkout'],
    expect: () => ok('checkout'),
  },
  {
    id: 'ok-payments-api',
    phrasings: [
      'is payments-api up?',
      'payments-api broken?',
      'any issue with payments-api',
      'check payments-api',
    ],
    expect: () => ok('payments-api'),
  },
  {
    id: 'ok-orders',
    phrasings: [
      'how are orders doing?',
      'is orders ok',
      'why does orders keep crashing',
      'problem with deployment orders?',
    ],
    expect: () => ok('orders'),
  },
  {
    id: 'ok-search',
    phrasings: ['is search healthy?', 'search is down??', 'why is the search deployment failing'],
    expect: () => ok('search'),
  },
  {
    id: 'ok-postgres',
    phrasings: ['is postgres ok?', 'postgres healthy?', 'what is wrong with postgres', 'db up? (postgres)'],
    expect: () => ok('postgres'),
  },
  {
    id: 'ok-pod',
    phrasings: ['is {pod:cart} ok?', 'what is wrong with {pod:cart}', '{pod:cart} keeps restarting, why'],
    expect: () => ok(),
  },
  {
    id: 'ok-namespace',
    phrasings: [
      'is everything ok in shop?',
      'what is wrong in the shop namespace',
      'shop health',
      'any trouble in shop',
    ],
    expect: () => ok('shop'),
  },
  {
    id: 'ok-namespace-payments',
    phrasings: ['payments namespace ok?', 'what is broken in payments', 'problems in ns payments?'],
    expect: () => ok('payments'),
  },
  {
    id: 'ok-node',
    phrasings: ['is node {node:0} healthy?', 'what is wrong with {node:0}', '{node:0} ok?'],
    expect: () => ok(),
  },
  {
    id: 'ok-coredns',
    phrasings: ['is dns ok?', 'is coredns healthy', 'what is wrong with coredns?'],
    expect: () => ok(),
  },
  {
    id: 'ok-ingress',
    phrasings: ['is the storefront ingress ok?', 'are the ingresses healthy', 'any ingress problems?'],
    expect: () => ok(),
  },
  {
    id: 'ok-service',
    phrasings: [
      'is service checkout ok?',
      'does the checkout service have endpoints',
      'svc checkout healthy?',
    ],
    expect: () => ({ ...ok('checkout'), facts: ['checkout', /healthy|fine|ok|yes|ready|endpoint|well/] }),
  },
  {
    id: 'ok-pending-asked',
    phrasings: [
      'why is checkout pending?',
      'checkout pods stuck in pending',
      'why do the checkout pods not get scheduled?',
    ],
    expect: () => ({
      facts: [/\bno\b|not|n't|healthy|running|ready|none|nothing/],
      forbid: [/insufficient/, /untolerated/, /no node/],
      severity: 'none',
    }),
  },
]);

export const companyMore = [
  ...ofSkill('relations', [
    {
      id: 'company-services-of-checkout',
      phrasings: [
        'which service points to checkout?',
        'service of deployment checkout',
        'how is checkout exposed',
      ],
      expect: () => says('checkout', /service/),
    },
    {
      id: 'company-pods-of-cart',
      phrasings: ['pods of cart', 'which pods belong to cart?', 'list the cart pods'],
      expect: (truth: Truth) => says(...truth.prod.podsOf('cart').map((pod) => pod.metadata.name)),
    },
    {
      id: 'company-owner-cart',
      phrasings: ['who owns {pod:cart}', 'what deployment is {pod:cart} part of?', 'owner of pod {pod:cart}'],
      expect: () => says(/(?<![a-z-])cart(?!-)/),
    },
  ]),
  ...ofSkill('logs', [
    {
      id: 'company-logs-cart',
      phrasings: ['show me the logs of cart', 'cart logs', 'kubectl logs {pod:cart}', 'what is cart logging'],
      expect: () => says(/items|healthz|listening|starting/),
    },
    {
      id: 'company-logs-postgres',
      phrasings: ['logs of postgres', 'postgres logs please', 'show the postgres log'],
      expect: () => says(/checkpoint|database system is ready|listening/),
    },
  ]),
  ...ofSkill('dialogue', [
    {
      id: 'company-dialogue-image-staging',
      dialogue: ['which image does cart run?'],
      phrasings: ['and in staging?', 'what about staging', 'staging?'],
      expect: (truth: Truth) => says(tagOf(truth.staging, 'cart')),
    },
    {
      id: 'company-dialogue-replicas',
      dialogue: ['is storefront healthy?'],
      phrasings: ['how many replicas does it have?', 'its replicas?', 'how many pods is it'],
      expect: (truth: Truth) => says(truth.number(truth.prod.podsOf('storefront').length)),
    },
    {
      id: 'company-dialogue-auth',
      dialogue: ['is auth healthy?'],
      phrasings: ['auth-worker', 'the worker', 'auth-worker please', 'the second one'],
      expect: () => healthy('auth-worker'),
    },
  ]),
];
