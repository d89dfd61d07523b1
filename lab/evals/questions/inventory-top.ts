/* eslint-disable max-lines -- data: questions and settings, one after the other */
import { says } from '../expect.ts';
import type { Matcher } from '../matcher.ts';
import { ofSkill } from '../question.ts';
import { amount, bytes, cores } from '../quantity.ts';
import type { ClusterTruth } from '../truth.ts';
import { containersOf, imagesOf, number, restartsOf } from '../truth.ts';
import type { Thing } from '../objects.ts';

/** The names that share the highest (or lowest) score: any of them is a right answer. */
function best<T>(items: T[], score: (item: T) => number, name: (item: T) => string): string[] {
  const top = Math.max(...items.map(score));
  return items.filter((item) => score(item) === top).map(name);
}

const nameOf = (thing: Thing) => thing.metadata.name;
const born = (thing: Thing) => Date.parse(thing.metadata.creationTimestamp);

function tally(keys: (string | undefined)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const perNamespace = (cluster: ClusterTruth) => tally(cluster.pods().map((pod) => pod.metadata.namespace));
const perNode = (cluster: ClusterTruth) => tally(cluster.pods().map((pod) => pod.spec.nodeName));
const rows = (counts: Map<string, number>): Matcher[] =>
  [...counts].map(
    ([name, value]) =>
      new RegExp(
        `${name.replaceAll('.', '\\.')}(?![a-z0-9-])[^0-9a-z]{1,6}(\\w+ ){0,3}\\(?${value}(?![0-9])|(?<![0-9])${value}( pods?)?( \\w+){0,2} [^0-9a-z]{0,3}${name.replaceAll('.', '\\.')}(?![a-z0-9-])`,
      ),
  );
const totalOfZoo = (cluster: ClusterTruth, part: 'requests' | 'limits', resource: string) =>
  cluster
    .pods({ ns: 'zoo', is: (pod) => !['Succeeded', 'Failed'].includes(pod.status.phase) })
    .flatMap((pod) => containersOf(pod))
    .reduce((sum, container) => sum + amount(container.resources?.[part]?.[resource]), 0);

/** The most, the least, the oldest; per this and per that; sums and comparisons. */
export const inventoryTop = ofSkill('inventory', [
  {
    id: 'top-namespace-pods',
    phrasings: [
      'which namespace has the most pods in prod?',
      'namespace with most pods',
      'where do most of the prod pods live (namespace)?',
    ],
    expect: (truth) => {
      const counts = perNamespace(truth.prod);
      return {
        opening: [
          best(
            [...counts],
            ([, value]) => value,
            ([name]) => name,
          ),
        ],
        facts: [number(Math.max(...counts.values()))],
      };
    },
  },
  {
    id: 'top-node-pods',
    phrasings: [
      'which node has the most pods?',
      'node with most pods in prod',
      'busiest prod node by number of pods',
    ],
    expect: (truth) => {
      const counts = perNode(truth.prod);
      return {
        facts: [
          best(
            [...counts],
            ([, value]) => value,
            ([name]) => name,
          ),
          number(Math.max(...counts.values())),
        ],
      };
    },
  },
  {
    id: 'bottom-node-pods',
    phrasings: [
      'which node has the fewest pods',
      'prod node with the least pods',
      'node with the smallest number of pods?',
    ],
    expect: (truth) => {
      const counts = perNode(truth.prod);
      return {
        facts: [
          best(
            [...counts],
            ([, value]) => -value,
            ([name]) => name,
          ),
          number(Math.min(...counts.values())),
        ],
      };
    },
  },
  {
    id: 'group-pods-namespace',
    phrasings: [
      'how many pods per namespace in prod?',
      'pods by namespace',
      'count prod pods grouped by namespace',
    ],
    expect: (truth) => says(...rows(perNamespace(truth.prod))),
  },
  {
    id: 'group-pods-node',
    phrasings: ['how many pods per node?', 'pod count by node in prod', 'pods grouped by node'],
    expect: (truth) => says(...rows(perNode(truth.prod))),
  },
  {
    id: 'group-deployments-namespace',
    phrasings: [
      'deployments per namespace in prod',
      'how many deployments in each namespace',
      'count deployments by namespace',
    ],
    expect: (truth) =>
      says(...rows(tally(truth.prod.all('Deployment').map((one) => one.metadata.namespace)))),
  },
  {
    id: 'group-services-type',
    scenario: 'zoo',
    phrasings: [
      'how many services of each type are there in prod',
      'services by type',
      'count prod services grouped by type',
    ],
    expect: (truth) =>
      says(
        ...[...tally(truth.prod.all('Service').map((one) => one.spec.type ?? 'ClusterIP'))].flatMap(
          ([type, n]) => [type, number(n)],
        ),
      ),
  },
  {
    id: 'group-pods-phase',
    scenario: 'two-sick-apps',
    phrasings: [
      'how many pods are in each phase in prod?',
      'prod pods by phase',
      'count of pods grouped by status phase',
    ],
    expect: (truth) => {
      const pods = truth.prod.pods();
      const running = pods.filter((pod) => pod.status.phase === 'Running');
      const calm = running.filter((pod) => restartsOf(pod) < 3);
      return says(
        ['Succeeded', 'Completed'],
        number(pods.filter((pod) => pod.status.phase === 'Succeeded').length),
        'Running',
        [number(running.length), number(calm.length)],
      );
    },
  },
  {
    id: 'group-pods-label',
    scenario: 'zoo',
    phrasings: [
      'how many zoo deployments per diet label?',
      'zoo deployments by label diet',
      'count deployments in zoo grouped by diet',
    ],
    expect: (truth) => {
      const diets = truth.prod.all('Deployment', { ns: 'zoo' }).map((one) => one.metadata.labels?.diet);
      return says(...[...tally(diets)].flatMap(([diet, n]) => [diet, number(n)]));
    },
  },
  {
    id: 'top-restarts',
    scenario: 'two-sick-apps',
    phrasings: [
      'which pod has restarted the most in prod?',
      'pod with most restarts',
      'who restarts most often in prod',
    ],
    expect: (truth) => ({
      opening: [best(truth.prod.pods(), restartsOf, nameOf)],
      facts: [number(Math.max(...truth.prod.pods().map(restartsOf)))],
    }),
  },
  {
    id: 'top-restarts-clinic',
    scenario: 'two-sick-apps',
    phrasings: [
      'top 2 pods by restarts in clinic',
      'the two clinic pods with the most restarts',
      'clinic pods sorted by restarts, first 2',
    ],
    expect: (truth) => {
      const pods = truth.prod.pods({ ns: 'clinic' }).sort((a, b) => restartsOf(b) - restartsOf(a));
      return says(...pods.slice(0, 1).flatMap((pod) => [nameOf(pod), number(restartsOf(pod))]));
    },
  },
  {
    id: 'oldest-zoo-deployment',
    scenario: 'zoo',
    phrasings: [
      'what is the oldest deployment in zoo?',
      'oldest zoo deployment',
      'which deployment in zoo was created first',
    ],
    expect: (truth) => ({
      opening: [best(truth.prod.all('Deployment', { ns: 'zoo' }), (one) => -born(one), nameOf)],
    }),
  },
  {
    id: 'newest-zoo-deployment',
    scenario: 'zoo',
    phrasings: [
      'what is the newest deployment in zoo?',
      'youngest deployment in zoo',
      'which zoo deployment was created last?',
    ],
    expect: (truth) => ({ opening: [best(truth.prod.all('Deployment', { ns: 'zoo' }), born, nameOf)] }),
  },
  {
    id: 'oldest-namespace',
    scenario: 'zoo',
    phrasings: [
      'newest namespace in prod?',
      'which namespace was created most recently',
      'the youngest namespace in prod',
    ],
    expect: (truth) => ({ opening: [best(truth.prod.all('Namespace'), born, nameOf)] }),
  },
  {
    id: 'top-replicas',
    scenario: 'zoo',
    phrasings: [
      'which deployment has the most replicas in prod',
      'deployment with most replicas',
      'biggest deployment in prod by replica count',
    ],
    expect: (truth) => ({
      opening: [best(truth.prod.all('Deployment'), (one) => one.spec.replicas ?? 1, nameOf)],
    }),
  },
  {
    id: 'top-memory-limit',
    scenario: 'zoo',
    phrasings: [
      'which deployment in zoo has the biggest memory limit?',
      'zoo deployment with the highest memory limit',
      'top memory limit in zoo',
    ],
    expect: () => says('bear', /2 ?gi/),
  },
  {
    id: 'top-cpu-request',
    scenario: 'zoo',
    phrasings: [
      'which deployment in zoo requests the most cpu?',
      'highest cpu request in zoo',
      'zoo deployment with the largest CPU requests',
    ],
    expect: () => says('bear'),
  },
  {
    id: 'biggest-pvc',
    scenario: 'zoo',
    phrasings: [
      'what is the biggest pvc in prod?',
      'largest persistent volume claim',
      'which PVC is the largest in prod',
    ],
    expect: (truth) => ({
      opening: [
        best(
          truth.prod.all('PersistentVolumeClaim'),
          (one) => amount(one.spec.resources?.requests?.storage),
          nameOf,
        ),
      ],
    }),
  },
  {
    id: 'top-node-memory',
    phrasings: [
      'which node has the most memory capacity?',
      'biggest prod node by memory',
      'node with the largest allocatable memory',
    ],
    expect: (truth) => ({
      facts: [best(truth.prod.nodes(), (node) => amount(node.status.allocatable.memory), nameOf)],
    }),
  },
  {
    id: 'sum-memory-requests',
    scenario: 'zoo',
    phrasings: [
      'what is the sum of memory requests in zoo?',
      'total memory requested in namespace zoo',
      'how much memory do the zoo pods request altogether',
    ],
    expect: (truth) => says(bytes(totalOfZoo(truth.prod, 'requests', 'memory'))),
  },
  {
    id: 'sum-cpu-requests',
    scenario: 'zoo',
    phrasings: [
      'total cpu requests in zoo',
      'how much cpu do pods in zoo request in total',
      'sum of CPU requests, namespace zoo',
    ],
    expect: (truth) => says(cores(totalOfZoo(truth.prod, 'requests', 'cpu'))),
  },
  {
    id: 'sum-memory-limits',
    scenario: 'zoo',
    phrasings: [
      'total memory limits in zoo',
      'sum of the memory limits of zoo pods',
      'how much memory may the pods in zoo use at most, all limits together',
    ],
    expect: (truth) => says(bytes(totalOfZoo(truth.prod, 'limits', 'memory'))),
  },
  {
    id: 'sum-pvc',
    scenario: 'zoo',
    phrasings: [
      'how much storage do the PVCs in zoo request in total?',
      'total pvc storage in zoo',
      'sum of pvc sizes in namespace zoo',
    ],
    expect: () => says(/(?<!\d)21 ?gi/),
  },
  {
    id: 'compare-pods',
    phrasings: [
      'which cluster has more pods, prod or staging?',
      'compare the pod counts of prod and staging',
      'pods in prod vs staging',
    ],
    expect: (truth) => says(number(truth.prod.pods().length), number(truth.staging.pods().length)),
  },
  {
    id: 'compare-deployments',
    phrasings: [
      'compare the number of deployments in prod and staging',
      'deployments: prod vs staging count',
      'does prod have more deployments than staging?',
    ],
    expect: (truth) =>
      says(number(truth.prod.all('Deployment').length), number(truth.staging.all('Deployment').length)),
  },
  {
    id: 'compare-replicas',
    scenario: 'zoo',
    phrasings: [
      'which has more replicas, lion or bear?',
      'compare replicas of lion and bear',
      'lion vs bear replica count',
    ],
    expect: (truth) =>
      says(
        'lion',
        'bear',
        number(truth.prod.one('Deployment', 'lion').spec.replicas ?? 1),
        number(truth.prod.one('Deployment', 'bear').spec.replicas ?? 1),
      ),
  },
  {
    id: 'compare-versions-clusters',
    phrasings: [
      'do prod and staging run the same kubernetes version?',
      'k8s version prod vs staging',
      'compare kubernetes versions of the clusters',
    ],
    expect: (truth) =>
      says(
        [truth.prod.version(), truth.prod.version().slice(1)],
        [truth.staging.version(), truth.staging.version().slice(1)],
      ),
  },
  {
    id: 'average-pods-per-node',
    phrasings: [
      'how many pods does a prod node run on average?',
      'average pods per node in prod',
      'mean number of pods per node',
    ],
    expect: (truth) => {
      const mean =
        truth.prod.pods({ is: (pod) => pod.spec.nodeName !== undefined }).length / truth.prod.nodes().length;
      return says(
        [0, 1, 2].map(
          (places) => new RegExp(`(?<![\\d.])${mean.toFixed(places).replace('.', '\\.')}(?!\\d)`),
        ),
      );
    },
  },
  {
    id: 'image-shared',
    scenario: 'zoo',
    phrasings: [
      'which image is used by the most deployments in zoo?',
      'most common image in zoo',
      'most used container image in namespace zoo',
    ],
    expect: (truth) => {
      const counts = tally(truth.prod.all('Deployment', { ns: 'zoo' }).flatMap(imagesOf));
      return {
        facts: [
          best(
            [...counts],
            ([, value]) => value,
            ([image]) => image,
          ),
        ],
      };
    },
  },
]);
