/* eslint-disable max-lines -- data: questions, one after the other */
import { count, exactly, NONE, says } from '../../expect.ts';
import type { Matcher } from '../../matcher.ts';
import type { Thing, WorkloadThing } from '../../objects.ts';
import type { Expectation } from '../../question.ts';
import { amount, bytes, cores } from '../../quantity.ts';
import type { ClusterTruth, Truth } from '../../truth.ts';
import { containersOf, imagesOf, isReady, number } from '../../truth.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';

const replicasOf = ({ spec }: WorkloadThing) => spec.replicas ?? 1;
const teamOf = (one: Thing) => one.metadata.labels?.['harbour.example/team'];
const memoryLimitSum = (one: WorkloadThing) =>
  containersOf(one).reduce((sum, { resources }) => sum + amount(resources?.limits?.memory), 0);
const memoryLimitOf = (one: WorkloadThing) =>
  Math.max(...containersOf(one).map(({ resources }) => amount(resources?.limits?.memory)));
const deployments = (cluster: ClusterTruth, ns: string, is: (one: WorkloadThing) => boolean) =>
  exactly(cluster.names('Deployment', { ns, is }), cluster.names('Deployment', { ns }));
const tally = <T>(things: T[], keyOf: (one: T) => string): Map<string, number> =>
  new Map([...Map.groupBy(things, keyOf)].map(([key, some]) => [key, some.length]));
const groups = (sizes: Map<string, number>): Expectation =>
  says(...[...sizes].flatMap(([key, size]): Matcher[] => [key, number(size)]));
const most = (sizes: Map<string, number>): string[] => {
  const top = Math.max(...sizes.values());
  return [...sizes].filter(([, size]) => size === top).map(([key]) => key);
};
const placeOf = (one: Thing) => one.metadata.namespace ?? '';
const podsPerNode = (cluster: ClusterTruth) => tally(cluster.pods(), (pod) => pod.spec.nodeName ?? 'none');
const no = (...forbid: Matcher[]): Expectation => ({ opening: [NONE], forbid, severity: 'none' });

const counts: Row[] = [
  ask(
    'count-data-pods',
    ['how many pods live in data?', 'pods -n data | wc -l', 'nr of pods, namespace data'],
    ({ prod }) => count(prod.pods({ ns: 'data' }).length),
  ),
  ask(
    'count-platform-running',
    [
      'how many running pods in platform',
      'platform ns: number of pods in phase Running',
      'count the pods of platform that are Running',
    ],
    ({ prod }) => count(prod.pods({ ns: 'platform', is: (pod) => pod.status.phase === 'Running' }).length),
  ),
  ask(
    'count-completed',
    [
      'how many completed pods are lying around in platform?',
      'count succeeded pods in platform',
      'platform: pods in phase Succeeded, how many',
    ],
    ({ prod }) => count(prod.pods({ ns: 'platform', is: (pod) => pod.status.phase === 'Succeeded' }).length),
  ),
  ask(
    'count-staging-deployments',
    [
      'how many deployments has staging?',
      'staging deployments count',
      'number of deploy on the staging cluster',
    ],
    ({ staging }) => count(staging.all('Deployment').length),
  ),
  ask(
    'count-staging-payments-pods',
    [
      'pods in payments on staging, how many?',
      'how many pods does the payments namespace of staging have',
      'staging payments pod count',
    ],
    ({ staging }) => count(staging.pods({ ns: 'payments' }).length),
  ),
  ask(
    'count-rs-shop',
    ['how many replicasets are in shop?', 'count rs -n shop', 'number of replica sets in the shop namespace'],
    ({ prod }) => count(prod.all('ReplicaSet', { ns: 'shop' }).length),
  ),
  ask(
    'count-old-rs',
    [
      'how many replicasets in payments have zero replicas?',
      'count rs in payments with 0 replicas',
      'payments: number of replicasets scaled to 0',
    ],
    ({ prod }) =>
      count(prod.all('ReplicaSet', { ns: 'payments', is: (one) => one.spec.replicas === 0 }).length),
  ),
  ask(
    'count-jobs-platform',
    [
      'how many jobs are in platform',
      'jobs in namespace platform: count',
      'number of job objects in platform?',
    ],
    ({ prod }) => count(prod.all('Job', { ns: 'platform' }).length),
  ),
  ask(
    'count-workers',
    ['how many worker nodes does prod have?', 'number of workers in prod', 'prod worker count'],
    ({ prod }) => count(prod.nodes().filter((node) => !node.metadata.name.includes('control-plane')).length),
  ),
  ask(
    'count-daemon-pods',
    [
      'how many pods are owned by daemonsets?',
      'count pods that belong to a daemonset',
      'pods created by daemon sets, how many?',
    ],
    ({ prod }) =>
      count(prod.pods({ is: (pod) => pod.metadata.ownerReferences?.[0]?.kind === 'DaemonSet' }).length),
  ),
  ask(
    'count-cm-shop',
    ['how many config maps are in shop', 'number of cm in ns shop', 'shop configmaps count?'],
    ({ prod }) => count(prod.all('ConfigMap', { ns: 'shop' }).length),
  ),
  ask(
    'count-secrets-payments',
    ['number of secrets in payments?', 'how many secrets does payments hold', 'count secrets -n payments'],
    ({ prod }) => count(prod.all('Secret', { ns: 'payments' }).length),
  ),
  ask(
    'count-sa-shop',
    ['how many service accounts are there in shop', 'sa count in shop', 'count the serviceaccounts of shop'],
    ({ prod }) => count(prod.all('ServiceAccount', { ns: 'shop' }).length),
  ),
  ask(
    'count-team-basket',
    [
      'how many deployments does team basket own?',
      'number of deployments labelled with team basket',
      'count deployments of the basket team',
    ],
    ({ prod }) => count(prod.all('Deployment', { is: (one) => teamOf(one) === 'basket' }).length),
  ),
  ask(
    'count-hpa-shop',
    [
      'how many hpas are in shop',
      'number of autoscalers in shop?',
      'count horizontalpodautoscaler in the shop namespace',
    ],
    ({ prod }) => count(prod.all('HorizontalPodAutoscaler', { ns: 'shop' }).length),
  ),
  ask(
    'count-on-worker',
    [
      'how many pods run on harbour-prod-worker-2?',
      'pod count of node harbour-prod-worker-2',
      'harbour-prod-worker-2: how many pods',
    ],
    ({ prod }) => count(prod.pods({ is: (pod) => pod.spec.nodeName === 'harbour-prod-worker-2' }).length),
  ),
  ask(
    'count-pdb-staging',
    [
      'how many pdbs are in staging',
      'does staging have pod disruption budgets? how many',
      'number of poddisruptionbudgets on staging',
    ],
    ({ staging }) => count(staging.all('PodDisruptionBudget').length),
  ),
  ask(
    'count-payments-images',
    [
      'how many different images run in payments?',
      'number of distinct images in payments',
      'count unique container images in namespace payments',
    ],
    ({ prod }) => count(new Set(prod.pods({ ns: 'payments' }).flatMap(imagesOf)).size),
  ),
  ask(
    'count-services-data',
    ['services in data: how many?', 'how many services does data have', 'svc count -n data'],
    ({ prod }) => count(prod.all('Service', { ns: 'data' }).length),
  ),
  ask(
    'count-not-shop',
    [
      'how many deployments are not in shop?',
      'deployments outside of shop, count',
      'number of deployments in namespaces other than shop',
    ],
    ({ prod }) => count(prod.all('Deployment').filter((one) => placeOf(one) !== 'shop').length),
  ),
];

const lists: Row[] = [
  ask(
    'list-jobs-data',
    ['list the jobs in data', 'which jobs exist in the data namespace?', 'k get jobs -n data'],
    ({ prod }) => says(...prod.names('Job', { ns: 'data' })),
  ),
  ask(
    'list-sts-staging',
    ['statefulsets on staging?', 'which stateful sets does staging have', 'list sts in staging'],
    ({ staging }) => says(...staging.names('StatefulSet')),
  ),
  ask(
    'list-services-payments',
    ['which services are there in payments', 'k get svc -n payments', 'list services of namespace payments'],
    ({ prod }) =>
      exactly(prod.names('Service', { ns: 'payments' }), [
        'storefront',
        'checkout',
        'redis',
        'postgres',
        'kube-dns',
      ]),
  ),
  ask(
    'list-cm-platform',
    ['config maps in platform please', 'k get cm -n platform', 'which configmaps are in platform?'],
    ({ prod }) => exactly(prod.names('ConfigMap', { ns: 'platform' }), prod.names('ConfigMap')),
  ),
  ask(
    'list-pvc-sizes',
    [
      'what are the pvcs in data and how big are they',
      'pvc sizes in data',
      'list claims in data with their size',
    ],
    ({ prod }) => says(...prod.names('PersistentVolumeClaim', { ns: 'data' }), /50 ?gi/, /(?<!\d)5 ?gi/),
  ),
  ask(
    'list-ds-kube-system',
    ['daemonsets in kube-system?', 'k get ds -n kube-system', 'which daemon sets run in kube-system'],
    ({ prod }) => exactly(prod.names('DaemonSet', { ns: 'kube-system' }), prod.names('DaemonSet')),
  ),
  ask(
    'list-secrets-names',
    ['names of the secrets in platform', 'which secrets exist in platform?', 'k get secrets -n platform'],
    ({ prod }) => says(...prod.names('Secret', { ns: 'platform' })),
  ),
  ask(
    'list-certificates',
    ['which certificates are there?', 'list cert-manager certificates', 'k get certificates -A'],
    () => says(/\bstorefront(-tls)?\b/),
  ),
  ask('list-gateways', ['are there any gateways?', 'list gateways', 'k get gateways -A'], () =>
    says('partners'),
  ),
  ask(
    'list-routes',
    ['which httproutes do we have', 'list http routes in shop', 'k get httproute -n shop'],
    () => says('partner-search'),
  ),
  ask('list-quota', ['what quotas are defined?', 'list resource quotas', 'k get quota -A'], ({ prod }) =>
    says(...prod.names('ResourceQuota')),
  ),
  ask(
    'list-images-payments',
    [
      'which images run in payments',
      'container images in payments?',
      'list images used in namespace payments',
    ],
    () => says(/payments-api:7\.3\.0/, /payments-worker:7\.3\.0/),
  ),
  ask(
    'list-worker-deployments',
    [
      'list deployments with worker in the name',
      'deployments named something with worker',
      'which deployments are called *worker*?',
    ],
    ({ prod }) =>
      exactly(
        prod.names('Deployment', { is: (one) => one.metadata.name.includes('worker') }),
        prod.names('Deployment'),
      ),
  ),
  ask(
    'list-hosts',
    [
      'for which hostnames do we have an ingress?',
      'list ingress hosts',
      'what hosts are configured in ingress',
    ],
    () => says(/shop\.harbour\.example/, /accounts\.harbour\.example/),
  ),
];

const which: Row[] = [
  ask(
    'which-three-shop',
    [
      'which shop deployments run three replicas?',
      'deployments in shop w/ replicas = 3',
      'who has 3 replicas in shop',
    ],
    ({ prod }) => deployments(prod, 'shop', (one) => replicasOf(one) === 3),
  ),
  ask(
    'which-more-than-two',
    [
      'deployments with more than two replicas in payments',
      'payments: which deployment has > 2 replicas',
      'in payments, who runs more than 2 replicas?',
    ],
    ({ prod }) => deployments(prod, 'payments', (one) => replicasOf(one) > 2),
  ),
  ask(
    'which-less-than-two',
    [
      'which platform deployments have fewer than 2 replicas',
      'platform deployments with less than two replicas',
      'in platform: deployments where replicas < 2',
    ],
    ({ prod }) => deployments(prod, 'platform', (one) => replicasOf(one) < 2),
  ),
  ask(
    'which-init',
    [
      'which deployments in shop have init containers?',
      'shop deployments with an initContainer',
      'deployments in shop that use init containers',
    ],
    ({ prod }) =>
      deployments(prod, 'shop', (one) => (one.spec.template.spec.initContainers ?? []).length > 0),
  ),
  ask(
    'which-memory-over',
    [
      'shop deployments with a memory limit above 300Mi',
      'which deployments in shop have a memory limit over 300Mi?',
      'memory limit > 300Mi in shop, which deployments',
    ],
    ({ prod }) => {
      // The limit of a deployment with two containers may be taken for that of the largest or of both together.
      const over = (limitOf: typeof memoryLimitOf) =>
        prod.names('Deployment', { ns: 'shop', is: (one) => limitOf(one) > 300 * 2 ** 20 });
      const either = new Set(over(memoryLimitSum));
      const others = prod.names('Deployment', { ns: 'shop' }).filter((name) => !either.has(name));
      return { facts: over(memoryLimitOf), forbid: others };
    },
  ),
  ask(
    'which-memory-under',
    [
      'which deployments in platform have a memory limit below 200Mi',
      'platform deployments with memory limit under 200Mi',
      'platform: memory limit < 200Mi?',
    ],
    ({ prod }) => deployments(prod, 'platform', (one) => memoryLimitOf(one) < 200 * 2 ** 20),
  ),
  ask(
    'which-no-service',
    [
      'which deployment in payments has no service?',
      'payments deployments without a service',
      'what in payments is not exposed by any service',
    ],
    () => ({
      outcome: ['answered', 'unknown'],
      facts: ['payments-worker'],
      forbid: [/payments-api (has no|without a) service/],
    }),
  ),
  ask(
    'which-no-pdb',
    [
      'which deployments in platform have no pod disruption budget?',
      'platform deployments without pdb',
      'who has no PDB in platform',
    ],
    ({ prod }) => {
      const guarded = new Set(prod.names('PodDisruptionBudget', { ns: 'platform' }));
      return deployments(prod, 'platform', (one) => !guarded.has(one.metadata.name));
    },
  ),
  ask(
    'which-hpa',
    ['which deployments are autoscaled?', 'deployments with an hpa', 'who has an autoscaler'],
    ({ prod }) => ({
      facts: prod.names('HorizontalPodAutoscaler'),
      forbid: ['cart', 'orders', 'search', 'notifications'],
    }),
  ),
  ask(
    'which-external-name',
    ['which services are of type ExternalName?', 'externalname services', 'list svc with type ExternalName'],
    ({ prod }) =>
      exactly(prod.names('Service', { is: (one) => one.spec.type === 'ExternalName' }), [
        'checkout',
        'kube-dns',
        'ingress-nginx-controller',
      ]),
  ),
  ask(
    'which-headless',
    [
      'headless services in data',
      'which services in data have no cluster ip',
      'data: services with clusterIP None?',
    ],
    ({ prod }) => says(...prod.names('Service', { ns: 'data', is: (one) => one.spec.clusterIP === 'None' })),
  ),
  ask(
    'which-team-insight',
    [
      'what does team insight run?',
      'deployments of team insight',
      'which deployments have the team label insight',
    ],
    ({ prod }) =>
      exactly(prod.names('Deployment', { is: (one) => teamOf(one) === 'insight' }), prod.names('Deployment')),
  ),
  ask(
    'which-not-insight',
    [
      'platform deployments not owned by team insight',
      'deployments in platform whose team is not insight',
      'platform: deployments where team != insight',
    ],
    ({ prod }) => deployments(prod, 'platform', (one) => teamOf(one) !== 'insight'),
  ),
  ask(
    'which-on-worker',
    [
      'which shop pods are on harbour-prod-worker-1?',
      'pods of shop running on node harbour-prod-worker-1',
      'harbour-prod-worker-1: list its pods from shop',
    ],
    ({ prod }) =>
      exactly(
        prod.names('Pod', { ns: 'shop', is: (pod) => pod.spec.nodeName === 'harbour-prod-worker-1' }),
        prod.names('Pod', { ns: 'shop' }),
      ),
  ),
  ask(
    'which-no-readiness',
    [
      'which deployments in payments have no readiness probe?',
      'payments deployments missing readinessProbe',
      'no readiness probe in payments: who?',
    ],
    ({ prod }) =>
      deployments(prod, 'payments', (one) =>
        containersOf(one).some(({ readinessProbe }) => readinessProbe === undefined),
      ),
  ),
  ask(
    'which-foreign-image',
    [
      'which deployments in platform use an image from quay.io?',
      'platform deployments running quay.io images',
      'deployments in platform with image from quay.io',
    ],
    ({ prod }) =>
      deployments(prod, 'platform', (one) => imagesOf(one).some((image) => image.startsWith('quay.io'))),
  ),
  ask(
    'which-restarted',
    [
      'which pods in data restarted at least once?',
      'pods with restarts in data',
      'data: who has restart count > 0',
    ],
    () => ({
      facts: ['redis-0'],
      forbid: ['redis-1', 'postgres-0', 'postgres-1'],
    }),
  ),
  ask(
    'which-hourly',
    ['which cronjob runs every hour?', 'cron jobs scheduled hourly', 'what cronjob has schedule 5 * * * *'],
    () => ({
      facts: ['sales-report'],
      forbid: [/postgres-backup[^.]{0,20}(every hour|hourly)/],
    }),
  ),
  ask(
    'which-quota-namespaces',
    ['in which namespaces is a resource quota in force?', 'namespaces with quota', 'where do quotas apply'],
    () => ({
      facts: ['shop', 'payments'],
      forbid: [/(?<![a-z-])(data|kube-public)(?![a-z-])/],
    }),
  ),
  ask(
    'which-sidecar',
    [
      'which deployments have a container named proxy?',
      'deployments with a proxy container',
      'who runs a sidecar called proxy',
    ],
    ({ prod }) =>
      exactly(
        prod.names('Deployment', { is: (one) => containersOf(one).some(({ name }) => name === 'proxy') }),
        prod.names('Deployment', { ns: 'shop' }),
      ),
  ),
  ask(
    'which-two-filters',
    [
      'shop deployments of team basket with 2 replicas',
      'which team basket deployments in shop have exactly two replicas',
      'team=basket and replicas=2 in shop',
    ],
    ({ prod }) => deployments(prod, 'shop', (one) => teamOf(one) === 'basket' && replicasOf(one) === 2),
  ),
];

const tops: Row[] = [
  ask(
    'top-memory-platform',
    [
      'which deployment in platform asks for the most memory?',
      'highest memory request in platform',
      'platform deployment with biggest memory request',
    ],
    () => says(/\breporting\b/),
  ),
  ask(
    'top-replicas-payments',
    [
      'payments deployment with the most replicas?',
      'who has the most replicas in payments',
      'biggest deployment by replicas, payments',
    ],
    () => says('payments-api'),
  ),
  ask(
    'top-node',
    ['which node carries the most pods?', 'most crowded node in prod', 'node with highest number of pods'],
    ({ prod }) => {
      const sizes = podsPerNode(prod);
      return says(most(sizes), number(Math.max(...sizes.values())));
    },
  ),
  ask(
    'top-namespace-deployments',
    [
      'which namespace has the most deployments',
      'namespace with most deployments?',
      'where are most of the deployments',
    ],
    () => says('shop'),
  ),
  ask('top-claims', ['biggest volume claims in prod?', 'largest pvc', 'which pvc is the biggest one'], () =>
    says([/data-postgres-\d/], /50 ?gi/),
  ),
  ask(
    'top-three-namespaces',
    [
      'top 3 namespaces by pod count',
      'three namespaces with the most pods',
      'rank namespaces by pods, first three',
    ],
    ({ prod }) => {
      const sizes = [...tally(prod.pods(), placeOf)].sort(([, a], [, b]) => b - a).slice(0, 3);
      return says(...sizes.map(([name]) => name));
    },
  ),
  ask(
    'sum-cpu-payments',
    [
      'total cpu requests in payments',
      'how much cpu do the payments pods request altogether',
      'sum of cpu requests for namespace payments',
    ],
    ({ prod }) =>
      says(
        cores(
          prod
            .pods({ ns: 'payments' })
            .flatMap(containersOf)
            .reduce((sum, one) => sum + amount(one.resources?.requests?.cpu), 0),
        ),
      ),
  ),
  ask(
    'sum-memory-payments',
    [
      'sum of memory limits in payments?',
      'total memory limit of the payments pods',
      'how much memory may payments use at most by its limits',
    ],
    ({ prod }) =>
      says(
        bytes(
          prod
            .pods({ ns: 'payments' })
            .flatMap(containersOf)
            .reduce((sum, one) => sum + amount(one.resources?.limits?.memory), 0),
        ),
      ),
  ),
  ask(
    'group-node-staging',
    ['pods per node on staging', 'staging: how many pods on each node', 'group the staging pods by node'],
    ({ staging }) => groups(podsPerNode(staging)),
  ),
  ask(
    'group-jobs',
    ['jobs per namespace', 'how many jobs in each namespace?', 'count jobs by ns'],
    ({ prod }) => groups(tally(prod.all('Job'), placeOf)),
  ),
  ask(
    'group-team-shop',
    [
      'deployments in shop by team',
      'how many deployments has each team in shop',
      'shop: group deployments by team label',
    ],
    ({ prod }) =>
      groups(
        tally(
          prod.all('Deployment', { ns: 'shop', is: (one) => teamOf(one) !== undefined }),
          (one) => teamOf(one) ?? '',
        ),
      ),
  ),
  ask(
    'group-services',
    ['how many services per namespace', 'services grouped by namespace', 'svc count for each ns'],
    ({ prod }) => groups(tally(prod.all('Service'), placeOf)),
  ),
];

const compares: Row[] = [
  ask(
    'compare-limits',
    [
      'which has the higher memory limit, cart or search?',
      'memory limit cart vs search',
      'compare the memory limits of cart and search',
    ],
    () => says('cart', 'search', /192 ?mi/, /512 ?mi/),
  ),
  ask(
    'compare-checkout',
    [
      'does checkout have more replicas in prod than in staging?',
      'checkout replicas prod vs staging',
      'compare replicas of checkout between prod and staging',
    ],
    ({ prod, staging }) =>
      says(number(prod.podsOf('checkout').length), number(staging.podsOf('checkout').length)),
  ),
  ask(
    'compare-image-cart',
    [
      'is cart on the same version in prod and staging?',
      'cart image prod vs staging - same?',
      'do prod and staging run the same cart image',
    ],
    () => ({
      facts: [/1\.19\.2|no differences?|\bsame\b|identical/],
      forbid: [/different (image|version)s?\b|versions? differ/],
    }),
  ),
  ask(
    'compare-pdb',
    [
      'compare number of pdbs prod vs staging',
      'pod disruption budgets: prod or staging has more?',
      'pdb count of both clusters',
    ],
    ({ prod, staging }) =>
      says(number(prod.all('PodDisruptionBudget').length), number(staging.all('PodDisruptionBudget').length)),
  ),
  ask(
    'compare-namespaces',
    [
      'do prod and staging have the same number of namespaces?',
      'namespaces prod vs staging count',
      'how many namespaces in each cluster',
    ],
    ({ prod, staging }) =>
      says(number(prod.all('Namespace').length), number(staging.all('Namespace').length)),
  ),
];

const claims: Row[] = [
  ask(
    'all-memory-limits',
    [
      'do all shop deployments have memory limits?',
      'has every deployment in shop a memory limit',
      'is there a shop deployment without memory limit?',
    ],
    () => ({
      opening: [/\byes\b|\ball\b|every|each|\bno\b|none|0\b/],
      forbid: ['cart', 'checkout', 'search', 'orders'],
      severity: 'none',
    }),
  ),
  ask(
    'all-two',
    [
      'does every deployment in shop run at least two replicas?',
      'are all shop deployments at 2+ replicas',
      'shop: all deployments redundant (>= 2 replicas)?',
    ],
    () => ({
      facts: ['recommendations', 'promo-landing'],
      forbid: [/^yes/, 'checkout', 'cart'],
    }),
  ),
  ask(
    'any-pending',
    ['any pending pods?', 'is there a pod in Pending in prod', 'are pods waiting to be scheduled?'],
    () => no('checkout', 'cart'),
  ),
  ask('any-failed-job', ['are there failed jobs?', 'any job failed in prod', 'did any jobs fail'], () =>
    no('sales-report', 'postgres-backup'),
  ),
  ask(
    'any-latest',
    [
      'does anything in prod run a :latest image?',
      'any deployment with tag latest?',
      'images with latest tag in prod?',
    ],
    () => no('cart', 'checkout'),
  ),
  ask(
    'any-nodeport',
    [
      'do we have nodeport services?',
      'any svc of type NodePort',
      'is there a NodePort service somewhere in prod',
    ],
    () => no('checkout', 'storefront'),
  ),
  ask(
    'any-cordoned',
    [
      'is any node cordoned',
      'are there nodes with scheduling disabled?',
      'some node unschedulable right now?',
    ],
    () => no('harbour-prod-worker-1'),
  ),
  ask('all-bound', ['are all pvcs bound?', 'is every volume claim bound', 'any unbound pvc?'], () => ({
    opening: [/\byes\b|\ball\b|every|\bno\b|none|0\b|4/],
    forbid: [
      /[1-9]\d* (pvcs?|claims?)[^.]{0,30}(pending|not bound|unbound)/,
      /data-[a-z]+-\d (is|are) (pending|not bound)/,
    ],
    severity: 'none',
  })),
  ask(
    'no-sts-shop',
    ['is there a statefulset in shop?', 'statefulsets in shop?', 'does shop contain any sts'],
    () => no('postgres', 'redis'),
  ),
  ask(
    'no-cronjob-payments',
    ['cronjobs in payments?', 'does payments have cron jobs', 'any cj -n payments'],
    () => no('sales-report', 'postgres-backup'),
  ),
  ask(
    'empty-default',
    ['is anything running in default?', 'pods in namespace default?', 'k get po -n default'],
    () => no('checkout', 'cart'),
  ),
];

const notReady = ({ prod }: Truth): Expectation =>
  exactly(
    prod.names('Deployment', { is: (one) => (one.status.readyReplicas ?? 0) < replicasOf(one) }),
    prod.names('Deployment'),
  );

const inTrouble: Row[] = [
  ...under('oom', [
    ask(
      'ill-deployments',
      [
        'which deployments are not fully available?',
        'list deployments where ready replicas < desired',
        'deployments with missing replicas?',
      ],
      notReady,
    ),
    ask(
      'ill-restarts',
      [
        'which pods restarted more than twice?',
        'pods with more than 2 restarts',
        'restart count > 2, which pods',
      ],
      ({ prod, fill }) => says(...prod.podsOf(fill('{it}')).map((pod) => pod.metadata.name)),
    ),
  ]),
  ...under('unschedulable-taint', [
    ask(
      'ill-pending-count',
      ['how many pods are pending?', 'pending pods count', 'number of pods in Pending'],
      ({ prod }) => count(prod.pods({ is: (pod) => pod.status.phase === 'Pending' }).length),
    ),
    ask(
      'ill-tainted',
      [
        'which nodes carry the taint dedicated?',
        'nodes tainted dedicated=batch',
        'list nodes with taint key dedicated',
      ],
      ({ prod }) =>
        exactly(
          prod.names('Node', { is: (one) => (one.spec.taints ?? []).some(({ key }) => key === 'dedicated') }),
          prod.names('Node'),
        ),
    ),
  ]),
  ...under('node-down', [
    ask(
      'ill-nodes',
      ['which nodes are not ready?', 'NotReady nodes?', 'list nodes that are down'],
      ({ prod, fill }) => exactly([fill('{it}')], prod.names('Node')),
    ),
    ask(
      'ill-ready-nodes',
      ['how many nodes are ready?', 'number of Ready nodes', 'count of nodes in ready state'],
      ({ prod }) => count(prod.nodes().length - 1),
    ),
    ask(
      'ill-all-nodes',
      ['are all nodes ready?', 'is every node up', 'all prod nodes Ready?'],
      ({ fill }) => ({
        facts: [fill('{it}')],
        forbid: [/^yes/, /\ball (4 |four )?nodes are ready/],
      }),
    ),
  ]),
  ...under('job-failing', [
    ask(
      'ill-jobs',
      ['which jobs failed?', 'list failed jobs', 'jobs with failures in platform'],
      ({ prod }) =>
        says(...prod.names('Job', { is: (one) => (one.status.failed ?? 0) > 0 && !one.status.succeeded })),
    ),
  ]),
  ...under('pdb-blocks-drain', [
    ask(
      'ill-cordoned',
      ['which nodes are cordoned?', 'nodes with SchedulingDisabled', 'unschedulable nodes?'],
      ({ prod, fill }) => exactly([fill('{it:1}')], prod.names('Node')),
    ),
  ]),
  ...under('pvc-pending', [
    ask(
      'ill-claims',
      ['which pvcs are not bound?', 'pending claims?', 'list pvc in phase Pending'],
      ({ prod, fill }) => exactly([fill('{it}')], prod.names('PersistentVolumeClaim')),
    ),
    ask(
      'ill-claim-class',
      ['which storage class does pvc {it} ask for', '{it} storageclass?', 'storage class of claim {it}'],
      () => says('nvme-ultra'),
    ),
  ]),
  ...under('crash-missing-variable', [
    ask(
      'ill-unready-pods',
      [
        'how many pods are not ready in shop?',
        'count unready pods in shop',
        'shop: number of not ready pods',
      ],
      ({ prod }) =>
        count(
          prod.pods({ ns: 'shop', is: (pod) => !isReady(pod) && pod.status.phase !== 'Succeeded' }).length,
        ),
    ),
  ]),
];

export const inventoryRows: Row[] = [
  ...counts,
  ...lists,
  ...which,
  ...tops,
  ...compares,
  ...claims,
  ...inTrouble,
];
