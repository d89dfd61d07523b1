/* eslint-disable max-lines -- data: questions, one after the other */
import { count, exactly, says } from '../expect.ts';
import type { WorkloadThing } from '../objects.ts';
import { ofSkill } from '../question.ts';
import type { ClusterTruth, Truth } from '../truth.ts';
import { containersOf, imagesOf, number } from '../truth.ts';

const deployments = (cluster: ClusterTruth, ns: string, is: (one: WorkloadThing) => boolean) =>
  exactly(cluster.names('Deployment', { ns, is }), cluster.names('Deployment', { ns }));
const replicasOf = ({ spec }: WorkloadThing) => spec.replicas ?? 1;
const teamOf = (one: WorkloadThing) => one.metadata.labels?.['harbour.example/team'];
const dietOf = (one: WorkloadThing) => one.metadata.labels?.diet;
const unanswered = (word: string) => ({ outcome: 'unknown' as const, facts: [word] });
const onlyThere = ({ prod, staging }: Truth) => {
  const there = new Set(staging.names('Deployment'));
  return prod.names('Deployment').filter((name) => !there.has(name));
};

/** Questions made of parts that are all known, put together as nobody foresaw; and with one part that nobody can know. */
export const inventoryComposed = ofSkill('inventory', [
  {
    id: 'composed-range',
    scenario: 'zoo',
    phrasings: [
      'which zoo deployments have between 2 and 3 replicas?',
      'deployments in zoo with 2 to 3 replicas',
      'deployments in zoo with replicas from 2 to 3',
    ],
    expect: ({ prod }) => deployments(prod, 'zoo', (one) => replicasOf(one) >= 2 && replicasOf(one) <= 3),
  },
  {
    id: 'composed-label-not',
    scenario: 'zoo',
    phrasings: [
      'deployments in zoo whose diet is not meat',
      'which deployments in zoo do not have diet=meat',
      'zoo deployments where diet != meat',
      'list deployments in zoo with a diet other than meat',
    ],
    expect: ({ prod }) => deployments(prod, 'zoo', (one) => dietOf(one) !== 'meat'),
  },
  {
    id: 'composed-team',
    phrasings: [
      'which deployments belong to team products?',
      'deployments of the products team',
      'list deployments where team is products',
      'deployments labelled team=products',
    ],
    expect: ({ prod }) =>
      exactly(
        prod.names('Deployment', { is: (one) => teamOf(one) === 'products' }),
        prod.names('Deployment'),
      ),
  },
  {
    id: 'composed-no-team',
    phrasings: [
      'which deployments in shop have no team label?',
      'shop deployments without a team',
      'deployments in shop missing the label team',
    ],
    expect: ({ prod }) => deployments(prod, 'shop', (one) => teamOf(one) === undefined),
  },
  {
    id: 'composed-suffix',
    phrasings: ['deployments that end in -api', 'which deployments end with api', 'list *-api deployments'],
    expect: ({ prod }) =>
      exactly(
        prod.names('Deployment', { is: (one) => one.metadata.name.endsWith('api') }),
        prod.names('Deployment'),
      ),
  },
  {
    id: 'composed-same-image',
    scenario: 'zoo',
    phrasings: [
      'which deployments in zoo use the same image as tiger?',
      'deployments in zoo sharing an image with tiger',
      'zoo deployments on the same image as tiger',
    ],
    expect: ({ prod }) => {
      const [image] = imagesOf(prod.one('Deployment', 'tiger'));
      const same = prod.names('Deployment', {
        ns: 'zoo',
        is: (one) => one.metadata.name !== 'tiger' && imagesOf(one)[0] === image,
      });
      const others = prod.names('Deployment', { ns: 'zoo' }).filter((name) => name !== 'tiger');
      return exactly(same, others);
    },
  },
  {
    id: 'composed-all-replicas',
    phrasings: [
      'does every deployment in platform have more than one replica?',
      'do all platform deployments run at least two replicas?',
      'are there at least 2 replicas of every deployment in platform?',
    ],
    expect: ({ prod }) =>
      says(...prod.names('Deployment', { ns: 'platform', is: (one) => replicasOf(one) < 2 })),
  },
  {
    id: 'composed-all-limits',
    scenario: 'zoo',
    phrasings: [
      'do all pods in zoo have limits?',
      'does each pod in zoo have limits set?',
      'have all the pods in zoo limits?',
    ],
    expect: ({ prod }) => says(...prod.podsOf('zebra').map((pod) => pod.metadata.name)),
  },
  {
    id: 'composed-all-nodes-ready',
    phrasings: ['is each node ready?', 'is every node in prod ready?', 'are the prod nodes all ready?'],
    expect: ({ prod }) => says([/\byes\b/, /\ball\b/], number(prod.nodes().length)),
  },
  {
    id: 'composed-only-prod',
    scenario: 'zoo',
    phrasings: [
      'which deployments are in prod but not in staging?',
      'deployments on prod that are not on staging',
      'what deployments exist in prod but not on staging',
    ],
    expect: (truth) => exactly(onlyThere(truth), truth.staging.names('Deployment', { ns: 'payments' })),
  },
  {
    id: 'composed-more-nodes',
    phrasings: [
      'which cluster has more nodes?',
      'does prod have more nodes than staging?',
      'which environment has the most nodes',
    ],
    expect: ({ prod, staging }) => says(number(prod.nodes().length), number(staging.nodes().length)),
  },
  {
    id: 'composed-no-selector',
    phrasings: [
      'which of the services have no selector?',
      'services without selectors',
      'list the services that do not have a selector',
    ],
    expect: ({ prod }) => {
      const bare = prod.names('Service', { is: (one) => Object.keys(one.spec.selector ?? {}).length === 0 });
      return exactly(bare, ['storefront', 'checkout', 'metrics-server', 'kube-dns']);
    },
  },
  {
    id: 'composed-service-accounts',
    phrasings: [
      'how many service accounts does payments have?',
      'number of service accounts in payments',
      'count serviceaccounts in payments',
    ],
    expect: ({ prod }) => count(prod.all('ServiceAccount', { ns: 'payments' }).length),
  },
  {
    id: 'composed-several-containers',
    phrasings: [
      'which pods in shop have more than one container?',
      'pods in shop with two or more containers',
      'shop pods with at least 2 containers',
    ],
    expect: ({ prod }) =>
      exactly(
        prod.names('Pod', { ns: 'shop', is: (pod) => containersOf(pod).length > 1 }),
        prod.names('Pod', { ns: 'shop' }),
      ),
  },
  {
    id: 'composed-older-than-object',
    phrasings: [
      'which deployments are older than checkout?',
      'deployments created before checkout',
      'list the deployments that are older than the deployment checkout',
    ],
    expect: ({ prod }) => {
      const born = Date.parse(prod.one('Deployment', 'checkout').metadata.creationTimestamp);
      const older = prod.names('Deployment', {
        is: (one) => Date.parse(one.metadata.creationTimestamp) < born - 60_000,
      });
      return says(...older);
    },
  },
  {
    id: 'composed-jobs-of-cron',
    phrasings: [
      'which pods in data were created by a cronjob?',
      'pods in data that belong to a cron job',
      'data pods managed by a cronjob',
    ],
    expect: ({ prod }) => ({
      facts: prod.names('Pod', { ns: 'data', name: 'postgres-backup*' }),
      forbid: ['redis-0', 'postgres-0'],
    }),
  },
  {
    id: 'composed-kinds-together',
    scenario: 'zoo',
    phrasings: [
      'how many deployments and services are in zoo?',
      'count the services and deployments in zoo',
      'number of deployments and services in zoo',
    ],
    expect: ({ prod }) =>
      says(
        number(prod.all('Deployment', { ns: 'zoo' }).length),
        number(prod.all('Service', { ns: 'zoo' }).length),
      ),
  },
  {
    id: 'composed-except-names',
    scenario: 'zoo',
    phrasings: [
      'deployments in zoo except lion and tiger',
      'all deployments in zoo other than lion and tiger',
      'list zoo deployments excluding lion and tiger',
    ],
    expect: ({ prod }) =>
      count(
        4,
        ...prod.names('Deployment', { ns: 'zoo' }).filter((name) => name !== 'lion' && name !== 'tiger'),
      ),
  },
  {
    id: 'composed-neither-place',
    phrasings: [
      'deployments neither in shop nor in platform',
      'deployments not in shop or platform',
      'which deployments are outside shop and platform',
    ],
    expect: ({ prod }) =>
      exactly(
        prod.names('Deployment', {
          is: ({ metadata }) => metadata.namespace !== 'shop' && metadata.namespace !== 'platform',
        }),
        prod.names('Deployment'),
      ),
  },
  {
    id: 'composed-which-ones',
    dialogue: ['how many deployments in platform have one replica?'],
    phrasings: ['which ones?', 'which are they', 'list them'],
    expect: ({ prod }) => deployments(prod, 'platform', (one) => replicasOf(one) === 1),
  },
  {
    id: 'composed-strange-adjective',
    phrasings: [
      'how many haunted pods are in shop?',
      'list the haunted pods in shop',
      'are there any haunted pods in shop?',
    ],
    expect: () => unanswered('haunted'),
  },
  {
    id: 'composed-strange-clause',
    phrasings: [
      'which deployments in shop are maintained by grandmother?',
      'deployments in shop that grandmother maintains',
      'how many deployments in shop were blessed by grandmother',
    ],
    expect: () => ({ outcome: 'unknown', facts: [] }),
  },
  {
    id: 'composed-secret-types',
    phrasings: ['list the secrets of type Opaque in shop', 'opaque secrets in shop', 'secrets by type'],
    expect: () => ({ outcome: 'unknown', facts: [] }),
  },
]);
