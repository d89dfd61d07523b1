/* eslint-disable max-lines -- data: questions, one after the other */
import { count, exactly, NONE, says } from '../expect.ts';
import { ofSkill } from '../question.ts';
import type { PodThing } from '../objects.ts';
import type { ClusterTruth } from '../truth.ts';
import { containersOf, imagesOf, number } from '../truth.ts';

const nodeOf = (cluster: ClusterTruth, workload: string) => cluster.podsOf(workload)[0]?.spec.nodeName;
const uses = (pod: PodThing, secret: string) =>
  (pod.spec.volumes ?? []).some((volume) => volume.secret?.secretName === secret);

/** Questions that nobody plans for. */
export const inventoryOdd = ofSkill('inventory', [
  {
    id: 'odd-same-node',
    phrasings: [
      'which pods run on the same node as {pod:postgres}?',
      'pods on the node of {pod:postgres}',
      'who shares a node with {pod:postgres}',
    ],
    expect: (truth) => {
      const node = nodeOf(truth.prod, 'postgres');
      const neighbours = truth.prod.names('Pod', {
        is: (pod) => pod.spec.nodeName === node && !pod.metadata.name.startsWith('postgres'),
      });
      const elsewhere = truth.prod.names('Pod', { is: (pod) => pod.spec.nodeName !== node });
      return { facts: neighbours, forbid: elsewhere };
    },
  },
  {
    id: 'odd-name-starts',
    phrasings: [
      'which deployments have a name that starts with pay?',
      'deployments starting with "pay"',
      'list deployments pay*',
    ],
    expect: (truth) =>
      exactly(truth.prod.names('Deployment', { name: 'pay*' }), truth.prod.names('Deployment')),
  },
  {
    id: 'odd-name-contains',
    phrasings: [
      'how many deployments have api in their name?',
      'count of deployments with "api" in the name in prod',
      'number of prod deployments whose name contains api',
    ],
    expect: (truth) =>
      count(truth.prod.all('Deployment', { is: (one) => one.metadata.name.includes('api') }).length),
  },
  {
    id: 'odd-name-ends',
    phrasings: [
      'deployments whose name ends in worker',
      'which deployments end with -worker',
      'list the *-worker deployments',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Deployment', { is: (one) => one.metadata.name.endsWith('worker') }),
        truth.prod.names('Deployment'),
      ),
  },
  {
    id: 'odd-init-containers',
    phrasings: [
      'which deployments in shop have an init container?',
      'shop deployments with init containers',
      'deployments in shop that use initContainers',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Deployment', {
          ns: 'shop',
          is: (one) => (one.spec.template.spec.initContainers ?? []).length > 0,
        }),
        truth.prod.names('Deployment', { ns: 'shop' }),
      ),
  },
  {
    id: 'odd-all-two-replicas',
    phrasings: [
      'do all deployments in shop have at least 2 replicas?',
      'is there a deployment in shop with fewer than 2 replicas?',
      'shop deployments with less than two replicas',
    ],
    expect: (truth) => {
      const few = truth.prod.names('Deployment', { ns: 'shop', is: (one) => (one.spec.replicas ?? 1) < 2 });
      return says(...few);
    },
  },
  {
    id: 'odd-bare-pods',
    scenario: 'node-selector',
    phrasings: [
      'which pods in profiles have no owner?',
      'bare pods (no controller) in profiles',
      'profiles pods that no deployment owns',
    ],
    expect: () => says('user-profile-import'),
  },
  {
    id: 'odd-port-5432',
    phrasings: [
      'which services expose port 5432?',
      'services on port 5432 in prod',
      'who listens on 5432 (services)',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Service', {
          is: (one) => (one.spec.ports ?? []).some((port) => port.port === 5432),
        }),
        truth.prod.names('Service'),
      ),
  },
  {
    id: 'odd-ready-share',
    scenario: 'zoo',
    phrasings: [
      'are all pods in zoo ready?',
      'how many pods in zoo are ready out of how many?',
      'zoo: pods ready vs total',
    ],
    expect: (truth) => says([number(truth.prod.pods({ ns: 'zoo' }).length), /\ball\b|yes|\d+\/\d+/]),
  },
  {
    id: 'odd-control-plane',
    phrasings: [
      'which nodes are control plane nodes?',
      'control-plane nodes in prod',
      'list the master nodes',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Node', {
          is: (node) => 'node-role.kubernetes.io/control-plane' in (node.metadata.labels ?? {}),
        }),
        truth.prod.names('Node'),
      ),
  },
  {
    id: 'odd-workers',
    phrasings: [
      'how many worker nodes do we have?',
      'count nodes that are not control plane',
      'number of worker nodes in prod',
    ],
    expect: (truth) =>
      count(
        truth.prod.nodes({
          is: (node) => !('node-role.kubernetes.io/control-plane' in (node.metadata.labels ?? {})),
        }).length,
      ),
  },
  {
    id: 'odd-pods-of-app-on-node',
    phrasings: [
      'how many shop pods run on {node:1}?',
      'pods of namespace shop on node {node:1}, count',
      'count the pods in shop that run on {node:1}',
    ],
    expect: (truth) => {
      const node = truth.prod.nodes()[1]?.metadata.name;
      return count(truth.prod.pods({ ns: 'shop', is: (pod) => pod.spec.nodeName === node }).length);
    },
  },
  {
    id: 'odd-namespaces-with-quota',
    phrasings: [
      'which namespaces have a resource quota?',
      'namespaces with a quota',
      'list resource quotas by namespace',
    ],
    expect: (truth) => {
      const quotas = truth.prod.all('ResourceQuota').map((one) => one.metadata.namespace ?? '');
      return quotas.length === 0 ? { facts: [NONE] } : says(...quotas);
    },
  },
  {
    id: 'odd-failed-jobs',
    scenario: 'job-database',
    phrasings: ['which jobs have failed?', 'list failed jobs in prod', 'jobs that failed'],
    expect: (truth) => ({
      facts: ['java-api-checker'],
      forbid: truth.prod.names('Job', { is: (one) => (one.status.succeeded ?? 0) > 0 }),
    }),
  },
  {
    id: 'odd-failed-jobs-none',
    phrasings: ['did any job fail?', 'failed jobs in prod?', 'which jobs in prod failed'],
    expect: () => ({ facts: [NONE], severity: 'none' }),
  },
  {
    id: 'odd-secret-mounters',
    scenario: 'secret-mount',
    phrasings: [
      'which pods mount the secret frontend-api-keys?',
      'pods that use secret frontend-api-keys',
      'list pods with a volume from secret frontend-api-keys',
    ],
    expect: (truth) =>
      says([...truth.prod.names('Pod', { is: (pod) => uses(pod, 'frontend-api-keys') }), 'frontend-shop']),
  },
  {
    id: 'odd-besteffort',
    scenario: 'zoo',
    phrasings: [
      'which zoo pods have neither requests nor limits?',
      'best effort pods in zoo',
      'zoo pods with QoS class BestEffort',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.podsOf('zebra').map((pod) => pod.metadata.name),
        truth.prod.names('Pod', { ns: 'zoo' }),
      ),
  },
  {
    id: 'odd-or-filter',
    scenario: 'zoo',
    phrasings: [
      'how many deployments in zoo have the label diet=meat or diet=plants?',
      'count zoo deployments where diet is meat or plants',
      'number of deployments in zoo with diet in (meat, plants)',
    ],
    expect: (truth) =>
      count(
        truth.prod.all('Deployment', {
          ns: 'zoo',
          is: (one) => ['meat', 'plants'].includes(one.metadata.labels?.diet ?? ''),
        }).length,
      ),
  },
  {
    id: 'odd-same-image',
    scenario: 'zoo',
    phrasings: [
      'which deployments use the same image as lion?',
      'deployments that share the image of lion',
      'what else runs nginx:1.27.0 in zoo?',
    ],
    expect: (truth) => ({
      facts: ['tiger'],
      forbid: truth.prod.names('Deployment', {
        ns: 'zoo',
        is: (one) => !imagesOf(one).includes('nginx:1.27.0'),
      }),
    }),
  },
  {
    id: 'odd-restart-threshold',
    scenario: 'two-sick-apps',
    phrasings: [
      'pods in prod with more than 3 restarts',
      'which pods restarted more than three times?',
      'list pods where restarts > 3 in prod',
    ],
    expect: (truth) => {
      const restarts = (pod: PodThing) =>
        (pod.status.containerStatuses ?? []).reduce((sum, one) => sum + one.restartCount, 0);
      return exactly(
        truth.prod.names('Pod', { is: (pod) => restarts(pod) > 3 }),
        truth.prod.names('Pod', { ns: 'clinic' }),
      );
    },
  },
  {
    id: 'odd-pods-two-labels',
    phrasings: [
      'how many deployments belong to team basket?',
      'deployments with label harbour.example/team=basket, count',
      'count deployments owned by team basket in prod',
    ],
    expect: (truth) =>
      count(
        truth.prod.all('Deployment', {
          is: (one) => Object.values(one.metadata.labels ?? {}).includes('basket'),
        }).length,
      ),
  },
  {
    id: 'odd-by-team',
    phrasings: [
      'how many deployments per team?',
      'deployments by team label',
      'count prod deployments grouped by label team',
    ],
    expect: (truth) => {
      const teams = truth.prod
        .all('Deployment')
        .flatMap((one) => one.metadata.labels?.['harbour.example/team'] ?? []);
      return teams.length === 0 ? { outcome: ['answered', 'unknown', 'asked'] } : says(...new Set(teams));
    },
  },
  {
    id: 'odd-container-named',
    scenario: 'two-voices',
    phrasings: [
      'which pods have a container called sidecar in meadow?',
      'meadow pods with a container named sidecar',
      'pods in meadow that contain a sidecar container',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Pod', {
          ns: 'meadow',
          is: (pod) => containersOf(pod).some((container) => container.name === 'sidecar'),
        }),
        truth.prod.names('Pod', { ns: 'meadow' }),
      ),
  },
  {
    id: 'odd-services-without-selector',
    phrasings: [
      'which services have no selector?',
      'services without a selector in prod',
      'selectorless services',
    ],
    expect: (truth) => ({
      facts: truth.prod.names('Service', { is: (one) => Object.keys(one.spec.selector ?? {}).length === 0 }),
      forbid: truth.prod.names('Service', {
        ns: 'shop',
        is: (one) => Object.keys(one.spec.selector ?? {}).length > 0,
      }),
    }),
  },
  {
    id: 'odd-all-clusters',
    phrasings: [
      'how many deployments do we have across all clusters?',
      'total deployments in prod and staging together',
      'number of deployments on all clusters',
    ],
    expect: (truth) => {
      const [prod, staging] = [truth.prod.all('Deployment').length, truth.staging.all('Deployment').length];
      return says([number(prod + staging), new RegExp(`\\b${prod}\\b.*\\b${staging}\\b`)]);
    },
  },
]);
