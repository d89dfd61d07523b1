/* eslint-disable max-lines -- data: questions, one after the other */
import { says } from '../../expect.ts';
import { amount, bytes, cores } from '../../quantity.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';
import { containersOf, number } from '../../truth.ts';
import { bound, live, most, nodeOf, placeOf, replicasOf, tally, total } from './facts.ts';

const company: Row[] = [
  ask(
    't-replicas',
    [
      'which deployments have the most replicas?',
      'highest replica count in prod, who',
      'biggest deployments by replicas',
    ],
    ({ prod }) => {
      const all = prod.all('Deployment');
      const top = Math.max(...all.map(replicasOf));
      return {
        facts: [
          all.filter((one) => replicasOf(one) === top).map(({ metadata }) => metadata.name),
          number(top),
        ],
      };
    },
  ),
  ask(
    't-cpu-request',
    [
      'which shop deployment asks for the most cpu?',
      'largest cpu request in shop',
      'top cpu requester, shop deployments',
    ],
    () => says('search', /250 ?m|0\.25/),
  ),
  ask(
    't-memory-limit-payments',
    [
      'highest memory limit in payments?',
      'which payments deployment may use the most memory',
      'payments: biggest memory limit, who',
    ],
    () => says('payments-api', /256 ?mi/),
  ),
  ask(
    't-least-pods-node',
    ['which node has the fewest pods?', 'least loaded node by pod count', 'node with min number of pods'],
    ({ prod }) => {
      const counted = (pods: ReturnType<typeof live>) => {
        const sizes = tally(pods, nodeOf);
        const least = Math.min(...sizes.values());
        return [...sizes].filter(([, size]) => size === least).map(([name]) => name);
      };
      return says([...counted(prod.pods()), ...counted(live(prod))]);
    },
  ),
  ask(
    't-oldest-pod',
    [
      'what are the oldest pods in shop?',
      'which shop pod has been running the longest',
      'oldest pod in shop',
    ],
    ({ prod }) => says(...prod.podsOf('recommendations').map((pod) => pod.metadata.name)),
  ),
  ask(
    't-newest-shop-pod',
    [
      'newest running pod in shop?',
      'the most recently created shop deployment pod',
      'youngest pod of shop that still runs',
    ],
    ({ prod }) => {
      const pods = prod
        .podsOf('storefront')
        .toSorted((a, b) => b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp));
      return says(pods[0]?.metadata.name ?? '');
    },
  ),
  ask('t-largest-pv', ['top 2 volumes by size', 'two largest pvcs', 'which 2 claims are the biggest'], () =>
    says('data-postgres-0', 'data-postgres-1', /50 ?gi/),
  ),
  ask(
    't-most-secrets',
    ['namespace with the most secrets?', 'where are the most secrets stored', 'which ns holds most secrets'],
    ({ prod }) => says(most(tally(prod.all('Secret'), placeOf))),
  ),
  ask(
    't-most-services',
    [
      'which namespace has the most services',
      'most k8s services: which ns',
      'top namespace by service count',
    ],
    ({ prod }) => {
      const sizes = tally(prod.all('Service'), placeOf);
      return says(most(sizes), number(Math.max(...sizes.values())));
    },
  ),
  ask(
    't-least-replica-payments',
    [
      'payments deployment with the fewest replicas',
      'who has the least replicas in payments?',
      'smallest payments deployment (replicas)',
    ],
    () => says('payments-worker'),
  ),
  ask(
    't-three-memory',
    [
      'top 3 shop deployments by memory limit',
      'the three shop deployments with the largest memory limits',
      'shop: memory limits, biggest three',
    ],
    () => says('search', 'recommendations', 'storefront'),
  ),
  ask(
    't-last-release',
    [
      'which payments deployment was updated last?',
      'latest rollout in payments',
      'most recently released deployment of the payments ns',
    ],
    () => says('payments-worker'),
  ),
  ask(
    't-first-deployment',
    [
      'oldest deployment in the cluster?',
      'which deployments have existed longest',
      'longest living deployments in prod',
    ],
    () => says(['coredns', 'metrics-server']),
  ),
  ask(
    't-sum-memory-shop',
    [
      'how much memory do all shop pods request in total?',
      'sum of memory requests, shop',
      'total requested memory ns shop',
    ],
    ({ prod }) => says(bytes(total(live(prod, 'shop'), 'requests', 'memory'))),
  ),
  ask(
    't-sum-cpu-cluster',
    [
      'sum of the cpu requests in platform',
      'how many cores are requested by platform altogether',
      'total cpu requests platform pods',
    ],
    ({ prod }) => says(cores(total(live(prod, 'platform'), 'requests', 'cpu'))),
  ),
  ask(
    't-sum-storage',
    [
      'how much storage do all pvcs request together?',
      'total pvc capacity in prod',
      'sum of volume claim sizes',
    ],
    ({ prod }) =>
      says(
        bytes(
          prod
            .all('PersistentVolumeClaim')
            .reduce((sum, one) => sum + amount(one.spec.resources?.requests?.['storage']), 0),
        ),
      ),
  ),
  ask(
    't-sum-node-cpu',
    [
      'how many cpus do the prod nodes have in total?',
      'cluster capacity: total cpu cores',
      'total number of cores over all prod nodes',
    ],
    ({ prod }) => {
      const sum = (which: 'capacity' | 'allocatable') =>
        prod.nodes().reduce((all, { status }) => all + amount(status[which]['cpu']), 0);
      return says([number(sum('capacity')), cores(sum('capacity')), cores(sum('allocatable'))].flat());
    },
  ),
  ask(
    't-avg-replicas',
    [
      'average replicas per deployment in payments?',
      'mean replica count of payments deployments',
      'payments: avg number of replicas',
    ],
    ({ prod }) => {
      const all = prod.all('Deployment', { ns: 'payments' }).map(replicasOf);
      return says(new RegExp(String(all.reduce((a, b) => a + b, 0) / all.length).replace('.', '\\.')));
    },
  ),
  ask(
    't-quota-left',
    [
      'how many more pods fit into the payments quota?',
      'payments quota: pods used and allowed',
      'room left in payments-quota (pods)',
    ],
    ({ prod }) => {
      const used = prod.pods({ ns: 'payments' }).length;
      return says([number(20 - used), number(used)], [number(20 - used), number(20)]);
    },
  ),
];

const compares: Row[] = [
  ask(
    'vs-teams',
    [
      'who has more deployments, team basket or team products?',
      'basket vs products: deployment count',
      'compare the number of deployments of team basket and team products',
    ],
    ({ prod }) =>
      says(
        ...['basket', 'products'].map((team) =>
          number(prod.all('Deployment', { label: ['harbour.example/team', team] }).length),
        ),
      ),
  ),
  ask(
    'vs-namespaces',
    [
      'more pods in platform or in shop?',
      'shop vs platform, pods',
      'compare pod counts of shop and platform',
    ],
    ({ prod }) => ({
      facts: ['shop', 'platform'].flatMap((ns) => [
        [
          number(prod.pods({ ns }).length),
          number(live(prod, ns).length),
          number(live(prod, ns).filter(({ status }) => status.phase === 'Running').length),
        ],
      ]),
    }),
  ),
  ask(
    'vs-memory',
    [
      'does storefront have a bigger memory limit than checkout?',
      'memory limits: storefront or checkout higher?',
      'storefront vs checkout memory limit',
    ],
    () => says(/384 ?mi/, /256 ?mi/),
  ),
  ask(
    'vs-image',
    [
      'do payments-api and payments-worker run the same tag?',
      'same version on payments-api and payments-worker?',
      'compare image tags of payments-api and payments-worker',
    ],
    () => ({ facts: [/7\.3\.0/], forbid: [/different (tag|version)s?\b|(tags|versions) differ/] }),
  ),
  ask(
    'vs-cluster-replicas',
    [
      'which deployments have other replica counts in staging than in prod?',
      'replica differences prod/staging',
      'deployments whose replicas differ between the two clusters',
    ],
    ({ prod, staging }) => {
      const there = new Map(staging.all('Deployment').map((one) => [one.metadata.name, replicasOf(one)]));
      return says(
        ...prod
          .all('Deployment')
          .filter((one) => there.get(one.metadata.name) !== replicasOf(one))
          .slice(0, 4)
          .map(({ metadata }) => metadata.name),
      );
    },
  ),
  ask(
    'vs-storage',
    [
      'is the postgres volume in staging as large as in prod?',
      'postgres pvc size prod vs staging',
      'compare postgres disk size across clusters',
    ],
    () => ({ facts: [/50 ?gi/, /10 ?gi/] }),
  ),
  ask(
    'vs-hpa',
    [
      'hpa of checkout: same limits in staging and prod?',
      'checkout hpa max prod vs staging',
      'compare checkout autoscaler range between clusters',
    ],
    () => says(bound(8), bound(3)),
  ),
  ask(
    'vs-nodes',
    [
      'how many nodes more does prod have than staging',
      'prod nodes minus staging nodes',
      'difference in node count between prod and staging',
    ],
    ({ prod, staging }) => ({
      facts: [
        [number(prod.nodes().length - staging.nodes().length), number(prod.nodes().length)],
        [number(prod.nodes().length - staging.nodes().length), number(staging.nodes().length)],
      ],
    }),
  ),
  ask(
    'vs-equal-secrets',
    [
      'are the same secrets in shop on staging as on prod?',
      'does shop have equal secrets in both clusters',
      'secret names shop: prod and staging identical?',
    ],
    () => ({
      outcome: 'answered',
      facts: [/same|identical|no difference|equal|\byes\b|both|match/],
      forbid: [/lab-only/, /only in (harbour-)?(prod|staging)/],
    }),
  ),
];

const village: Row[] = under('village', [
  ask(
    't-library-replicas',
    [
      'biggest deployment in library by replicas',
      'which library deployment has the most pods',
      'library: top replicas',
    ],
    () => says('catalog-scanner', number(4)),
  ),
  ask(
    't-library-limits',
    [
      'sum of memory limits of catalog-scanner (all replicas)',
      'how much memory may catalog-scanner use with all its pods together',
      'total memory limit over the catalog-scanner replicas',
    ],
    ({ prod }) => says(bytes(total(prod.podsOf('catalog-scanner'), 'limits', 'memory'))),
  ),
  ask(
    't-library-containers',
    [
      'how many containers has loan-desk per pod',
      'containers in a loan-desk pod?',
      'loan-desk: number + names of containers',
    ],
    ({ prod }) => says(number(prod.all('Deployment', { name: 'loan-desk' }).flatMap(containersOf).length)),
  ),
]);

export const topRows: Row[] = [...company, ...compares, ...village];
