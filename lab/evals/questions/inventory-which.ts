/* eslint-disable max-lines -- data: questions and settings, one after the other */
import { exactly, NONE, says } from '../expect.ts';
import { ofSkill } from '../question.ts';
import { containersOf, imagesOf, isReady, restartsOf } from '../truth.ts';
import type { PodThing, WorkloadThing } from '../objects.ts';

const HOUR = 3_600_000;
const age = (thing: { metadata: { creationTimestamp: string } }) =>
  Date.now() - Date.parse(thing.metadata.creationTimestamp);
const limitless = (thing: PodThing | WorkloadThing, resource: string) =>
  containersOf(thing).some((container) => container.resources?.limits?.[resource] === undefined);
const requestless = (thing: PodThing | WorkloadThing, resource: string) =>
  containersOf(thing).some((container) => container.resources?.requests?.[resource] === undefined);

/** Which of them: one filter or several at once. */
export const inventoryWhich = ofSkill('inventory', [
  {
    id: 'which-restarted',
    scenario: 'two-sick-apps',
    phrasings: [
      'which pods have restarted in namespace clinic?',
      'pods with restarts in clinic',
      'show clinic pods where restarts > 0',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Pod', { ns: 'clinic', is: (pod) => restartsOf(pod) > 0 }),
        truth.prod.names('Pod', { ns: 'clinic' }),
      ),
  },
  {
    id: 'which-not-ready',
    scenario: 'two-sick-apps',
    phrasings: [
      'which pods are not ready in clinic',
      'list unready pods in the clinic namespace',
      'clinic: pods not ready?',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Pod', { ns: 'clinic', is: (pod) => !isReady(pod) }),
        truth.prod.names('Pod', { ns: 'clinic' }),
      ),
  },
  {
    id: 'which-deployments-not-ready',
    scenario: 'two-sick-apps',
    phrasings: [
      'which deployments are not fully ready in prod?',
      'list deployments with missing replicas',
      'deployments where ready < desired',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Deployment', {
          is: (one) => (one.status.readyReplicas ?? 0) < (one.spec.replicas ?? 1),
        }),
        truth.prod.names('Deployment'),
      ),
  },
  {
    id: 'which-deployments-not-ready-none',
    phrasings: [
      'which deployments are not ready in staging',
      'list unready deployments in staging',
      'any deployment in staging with missing replicas?',
    ],
    expect: (truth) => ({ opening: [[NONE, /\ball\b/]], forbid: truth.staging.names('Deployment') }),
  },
  {
    id: 'which-single-replica',
    phrasings: [
      'which deployments have only one replica in prod',
      'deployments with a single replica in prod',
      'list prod deployments with replicas=1',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Deployment', { is: (one) => (one.spec.replicas ?? 1) === 1 }),
        truth.prod.names('Deployment'),
      ),
  },
  {
    id: 'which-three-or-more',
    phrasings: [
      'which deployments in prod have at least 3 replicas',
      'deployments with 3 or more replicas, prod',
      'list prod deployments where replicas >= 3',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Deployment', { is: (one) => (one.spec.replicas ?? 1) >= 3 }),
        truth.prod.names('Deployment'),
      ),
  },
  {
    id: 'which-exactly-two',
    phrasings: [
      'which prod deployments run exactly two replicas?',
      'deployments with 2 replicas in prod',
      'list deployments in prod where replicas = 2',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Deployment', { is: (one) => (one.spec.replicas ?? 1) === 2 }),
        truth.prod.names('Deployment'),
      ),
  },
  {
    id: 'which-no-memory-limit',
    scenario: 'zoo',
    phrasings: [
      'which deployments in namespace zoo have no memory limit?',
      'zoo deployments without memory limits',
      'list deploys in zoo missing a memory limit',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Deployment', { ns: 'zoo', is: (one) => limitless(one, 'memory') }),
        truth.prod.names('Deployment', { ns: 'zoo' }),
      ),
  },
  {
    id: 'which-pods-no-cpu-request',
    scenario: 'zoo',
    phrasings: [
      'which pods in zoo have no cpu request',
      'zoo pods without a CPU request',
      'pods in zoo missing cpu requests',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Pod', { ns: 'zoo', is: (pod) => requestless(pod, 'cpu') }),
        truth.prod.names('Pod', { ns: 'zoo' }),
      ),
  },
  {
    id: 'which-latest-tag',
    scenario: 'zoo',
    phrasings: [
      'which deployments use the latest tag?',
      'who still runs :latest images in zoo',
      'find deployments with image tag latest',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Deployment', {
          is: (one) => imagesOf(one).some((image) => image.endsWith(':latest')),
        }),
        truth.prod.names('Deployment'),
      ),
  },
  {
    id: 'which-loadbalancer',
    scenario: 'zoo',
    phrasings: [
      'which services are of type LoadBalancer in prod?',
      'list loadbalancer services',
      'services with type=LoadBalancer, prod',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Service', { is: (one) => one.spec.type === 'LoadBalancer' }),
        truth.prod.names('Service'),
      ),
  },
  {
    id: 'which-nodeport',
    scenario: 'zoo',
    phrasings: [
      'which services use a NodePort',
      'nodeport services in prod?',
      'list services of type NodePort',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Service', { is: (one) => one.spec.type === 'NodePort' }),
        truth.prod.names('Service'),
      ),
  },
  {
    id: 'which-headless',
    scenario: 'zoo',
    phrasings: [
      'which services in zoo are headless?',
      'headless services in the zoo namespace',
      'list zoo services with clusterIP None',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Service', { ns: 'zoo', is: (one) => one.spec.clusterIP === 'None' }),
        truth.prod.names('Service', { ns: 'zoo' }),
      ),
  },
  {
    id: 'which-label',
    scenario: 'zoo',
    phrasings: [
      'which deployments in prod have the label diet=meat?',
      'deployments labelled diet=meat',
      'get deploy -l diet=meat',
    ],
    expect: (truth) =>
      exactly(truth.prod.names('Deployment', { label: ['diet', 'meat'] }), truth.prod.names('Deployment')),
  },
  {
    id: 'which-label-not',
    scenario: 'zoo',
    phrasings: [
      'which deployments in zoo do not have diet=meat?',
      'zoo deployments without the label diet=meat',
      'deployments in zoo where diet is not meat',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Deployment', { ns: 'zoo', is: (one) => one.metadata.labels?.diet !== 'meat' }),
        truth.prod.names('Deployment', { ns: 'zoo' }),
      ),
  },
  {
    id: 'which-label-two-filters',
    scenario: 'zoo',
    phrasings: [
      'which zoo deployments with diet=meat have more than one replica?',
      'deployments labelled diet=meat with at least 2 replicas',
      'diet=meat deployments, replicas > 1',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Deployment', {
          label: ['diet', 'meat'],
          is: (one) => (one.spec.replicas ?? 1) > 1,
        }),
        truth.prod.names('Deployment', { ns: 'zoo' }),
      ),
  },
  {
    id: 'which-suspended-cronjob',
    scenario: 'zoo',
    phrasings: [
      'which cronjobs are suspended in prod?',
      'list suspended cron jobs',
      'any cronjob suspended?',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('CronJob', { is: (one) => one.spec.suspend === true }),
        truth.prod.names('CronJob'),
      ),
  },
  {
    id: 'which-tainted',
    phrasings: ['which nodes have taints?', 'list tainted nodes in prod', 'nodes with a taint, prod'],
    expect: (truth) =>
      exactly(
        truth.prod.names('Node', { is: (node) => (node.spec.taints ?? []).length > 0 }),
        truth.prod.names('Node'),
      ),
  },
  {
    id: 'which-cordoned-none',
    phrasings: [
      'which nodes are cordoned?',
      'any nodes with scheduling disabled in prod?',
      'list unschedulable nodes',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Node', { is: (node) => node.spec.unschedulable === true }),
        truth.prod.names('Node'),
      ),
  },
  {
    id: 'which-young-zoo',
    scenario: 'zoo',
    phrasings: [
      'which pods in zoo are younger than an hour?',
      'zoo pods created in the last hour',
      'new pods in zoo (last 60 minutes)',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Pod', { ns: 'zoo', is: (pod) => age(pod) < HOUR }),
        truth.prod.names('Pod', { ns: 'zoo' }),
      ),
  },
  {
    id: 'which-namespaces-old',
    phrasings: [
      'which namespaces are older than 2 days',
      'namespaces created more than 2 days ago in prod',
      'list prod namespaces with age > 2d',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Namespace', { is: (one) => age(one) > 48 * HOUR }),
        truth.prod.names('Namespace'),
      ),
  },
  {
    id: 'which-empty-namespaces',
    phrasings: [
      'which namespaces have no pods?',
      'list empty namespaces (no pods) in prod',
      'namespaces without any pod',
    ],
    expect: (truth) => {
      const used = new Set(truth.prod.pods().map((pod) => pod.metadata.namespace));
      return exactly(
        truth.prod.names('Namespace', { is: (one) => !used.has(one.metadata.name) }),
        truth.prod.names('Namespace'),
      );
    },
  },
  {
    id: 'which-no-liveness',
    scenario: 'zoo',
    phrasings: [
      'which deployments in zoo have no liveness probe?',
      'zoo deployments without liveness probes',
      'list deployments in zoo missing a livenessProbe',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Deployment', {
          ns: 'zoo',
          is: (one) => containersOf(one).some((container) => container.livenessProbe === undefined),
        }),
        truth.prod.names('Deployment', { ns: 'zoo' }),
      ),
  },
  {
    id: 'which-image-nginx',
    scenario: 'zoo',
    phrasings: [
      'which pods in zoo run nginx?',
      'zoo pods using an nginx image',
      'pods in zoo with image nginx',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Pod', {
          ns: 'zoo',
          is: (pod) => imagesOf(pod).some((image) => image.includes('nginx')),
        }),
        truth.prod.names('Pod', { ns: 'zoo' }),
      ),
  },
  {
    id: 'which-pvc-storageclass',
    scenario: 'zoo',
    phrasings: [
      'which PVCs in zoo are bigger than 5Gi',
      'zoo persistent volume claims over 5Gi',
      'pvc in zoo larger than 5 GiB?',
    ],
    expect: () => ({ facts: ['elephant-feed'], forbid: ['mouse-feed'] }),
  },
  {
    id: 'which-annotation',
    scenario: 'zoo',
    phrasings: [
      'Find all PVCs that were created from backup ID b7f3a521-8c4d-4e6a-9f2b-1a3d5e7f9c2e and cite their sizes',
      'which pvcs have the annotation backup-id=b7f3a521-8c4d-4e6a-9f2b-1a3d5e7f9c2e? sizes too',
      'pvcs with backup id b7f3a521-8c4d-4e6a-9f2b-1a3d5e7f9c2e and how big they are',
    ],
    expect: () => ({ facts: ['elephant-feed', /20 ?gi/], forbid: ['mouse-feed'] }),
  },
  {
    id: 'which-replicas-zero',
    scenario: 'zoo',
    phrasings: [
      'which deployments are scaled to zero?',
      'deployments with 0 replicas in prod',
      'what is scaled down to 0 in prod',
    ],
    expect: (truth) =>
      exactly(
        truth.prod.names('Deployment', { is: (one) => one.spec.replicas === 0 }),
        truth.prod.names('Deployment'),
      ),
  },
  {
    id: 'which-not-running-none',
    phrasings: [
      'which pods in kube-system are not running?',
      'kube-system pods that are not Running',
      'any kube-system pod not in phase running',
    ],
    expect: () => ({ opening: [[NONE, /\ball\b/]], severity: 'none' }),
  },
  {
    id: 'is-there-redis',
    scenario: 'zoo',
    phrasings: [
      'is there a deployment called lion?',
      'do we have a lion deployment in prod',
      'does deploy lion exist',
    ],
    expect: () => says('lion', /\byes|there is|exists|zoo|found|ready|1 deployment/),
  },
]);
