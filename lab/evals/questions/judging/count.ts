/* eslint-disable max-lines -- data: questions, one after the other */
import { count } from '../../expect.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';
import { containersOf, imagesOf, isReady, number } from '../../truth.ts';
import { live, nodeOf, ownerOf, placeOf, replicasOf, teamOf } from './facts.ts';

const company: Row[] = [
  ask(
    'n-pods-ingress',
    [
      'how many ingress controller pods do we have?',
      'number of ingress-nginx-controller pods',
      'ingress nginx: pod count',
    ],
    ({ prod }) => count(prod.podsOf('ingress-nginx-controller').length),
  ),
  ask(
    'n-containers-shop',
    [
      'how many containers run in shop altogether?',
      'shop: total containers, not pods',
      'count all the containers of the shop pods (finished ones excluded)',
    ],
    ({ prod }) => ({
      opening: [
        [live(prod, 'shop'), prod.pods({ ns: 'shop' })].map((pods) =>
          number(pods.flatMap(containersOf).length),
        ),
      ],
    }),
  ),
  ask(
    'n-env-both',
    [
      'how many statefulsets do prod and staging have together?',
      'total of statefulsets over both clusters',
      'sts count in all clusters',
    ],
    ({ prod, staging }) => ({
      facts: [
        [
          number(prod.all('StatefulSet').length + staging.all('StatefulSet').length),
          number(prod.all('StatefulSet').length),
        ],
      ],
    }),
  ),
  ask(
    'n-single-replica',
    [
      'how many deployments in platform are single replica?',
      'platform: nr of deployments w/ just 1 replica',
      'count platform deployments that have exactly one replica',
    ],
    ({ prod }) =>
      count(prod.all('Deployment', { ns: 'platform', is: (one) => replicasOf(one) === 1 }).length),
  ),
  ask(
    'n-secret-tls',
    [
      'how many tls secrets are in shop',
      'secrets of type kubernetes.io/tls in shop: count',
      'number of TLS type secrets, ns shop',
    ],
    ({ prod }) =>
      count(
        prod.all('Secret', { ns: 'shop', is: (one) => 'type' in one && one.type === 'kubernetes.io/tls' })
          .length,
      ),
  ),
  ask(
    'n-roles-bindings',
    [
      'number of rolebindings in prod',
      'how many role bindings exist',
      'count rolebinding objects over all namespaces',
    ],
    ({ prod }) => count(prod.all('RoleBinding').length),
  ),
  ask(
    'n-sa-default',
    [
      'how many service accounts are called default?',
      'count serviceaccounts with the name default',
      'number of sa named default in prod',
    ],
    ({ prod }) => count(prod.all('ServiceAccount', { name: 'default' }).length),
  ),
  ask(
    'n-netpol-payments',
    [
      'netpols in payments, how many',
      'how many network policies protect the payments namespace',
      'count networkpolicy -n payments',
    ],
    ({ prod }) => count(prod.all('NetworkPolicy', { ns: 'payments' }).length),
  ),
  ask(
    'n-pvc-small',
    ['how many pvcs are smaller than 10Gi?', 'count volume claims below 10Gi', 'pvcs < 10Gi: number'],
    ({ prod }) =>
      count(
        prod.all('PersistentVolumeClaim', {
          is: (one) => one.spec.resources?.requests?.['storage'] === '5Gi',
        }).length,
      ),
  ),
  ask(
    'n-workers-pods',
    [
      'how many pods are on the worker nodes in total?',
      'count the pods that do not run on the control plane',
      'pods on workers only, how many',
    ],
    ({ prod }) => ({
      opening: [
        [prod.pods(), live(prod)].map((pods) =>
          number(pods.filter((pod) => !nodeOf(pod).includes('control-plane')).length),
        ),
      ],
    }),
  ),
  ask(
    'n-cp-pods',
    [
      'how many pods run on the control plane node',
      'pod count control-plane',
      'harbour-prod-control-plane-1: nr of pods',
    ],
    ({ prod }) => count(prod.pods({ is: (pod) => nodeOf(pod).includes('control-plane') }).length),
  ),
  ask(
    'n-distinct-staging',
    [
      'how many different images does staging use in shop?',
      'staging shop: distinct images count',
      'nr of unique images among the shop pods on staging',
    ],
    ({ staging }) => ({
      opening: [
        [live(staging, 'shop'), staging.pods({ ns: 'shop' })].map((pods) =>
          number(new Set(pods.flatMap(imagesOf)).size),
        ),
      ],
    }),
  ),
  ask(
    'n-probe-less',
    [
      'how many deployments in platform come without a readiness probe?',
      'count platform deployments lacking readinessProbe',
      'platform: number of deployments that have no readiness check',
    ],
    ({ prod }) =>
      count(
        prod.all('Deployment', {
          ns: 'platform',
          is: (one) => containersOf(one).every(({ readinessProbe }) => readinessProbe === undefined),
        }).length,
      ),
  ),
  ask(
    'n-team-products-pods',
    [
      'how many pods does team products run in prod?',
      'pods belonging to the products team: count',
      'number of pods with team label products',
    ],
    ({ prod }) => count(prod.pods({ is: (one) => teamOf(one) === 'products' }).length),
  ),
  ask(
    'n-not-daemon',
    [
      'how many pods in kube-system are not from a daemonset?',
      'kube-system pods minus daemonset pods = ?',
      'count pods in kube-system that no DaemonSet owns',
    ],
    ({ prod }) => count(prod.pods({ ns: 'kube-system', is: (pod) => ownerOf(pod) !== 'DaemonSet' }).length),
  ),
  ask(
    'n-services-app',
    [
      'how many services exist outside of kube-system and default?',
      'service count without kube-system and default',
      'number of services, ignoring kube-system and default',
    ],
    ({ prod }) =>
      count(prod.all('Service').filter((one) => !['kube-system', 'default'].includes(placeOf(one))).length),
  ),
  ask(
    'n-pdbs',
    [
      'how many pdbs in shop',
      'pod disruption budgets of shop: how many are there',
      'nr of PDB objects ns shop',
    ],
    ({ prod }) => count(prod.all('PodDisruptionBudget', { ns: 'shop' }).length),
  ),
  ask(
    'n-clusterroles',
    [
      'how many clusterroles start with system:?',
      'count cluster roles whose name begins with system:',
      'number of system:* clusterroles',
    ],
    ({ prod }) => count(prod.all('ClusterRole', { name: 'system:*' }).length),
  ),
  ask(
    'n-crds',
    ['how many crds are installed?', 'number of custom resource definitions', 'crd count prod'],
    ({ prod }) => count(prod.all('CustomResourceDefinition').length),
  ),
  ask(
    'n-old-pods',
    [
      'how many pods are older than 50 days?',
      'count pods with age > 50d',
      'number of pods that have been around for more than fifty days',
    ],
    ({ prod }) =>
      count(
        prod.pods({
          is: ({ metadata }) => Date.now() - Date.parse(metadata.creationTimestamp) > 50 * 86_400_000,
        }).length,
      ),
  ),
  ask(
    'n-succeeded-data',
    [
      'how many finished backup pods lie in data?',
      'data: count of Completed pods',
      'completed pods -n data, how many?',
    ],
    ({ prod }) => count(prod.pods({ ns: 'data', is: ({ status }) => status.phase === 'Succeeded' }).length),
  ),
];

const village: Row[] = under('village', [
  ask(
    'n-library-pods',
    ['library has how many pods?', 'pods in ns library, count pls', 'nr pods library'],
    ({ prod }) => count(prod.pods({ ns: 'library' }).length),
  ),
  ask(
    'n-wing-north',
    [
      'how many library deployments have wing=north?',
      'count deployments labelled wing north in library',
      'library: number of deploys in the north wing (label)',
    ],
    ({ prod }) => count(prod.all('Deployment', { ns: 'library', label: ['wing', 'north'] }).length),
  ),
  ask(
    'n-guild-roles',
    ['how many roles are defined in guild', 'count of Role objects in guild', 'guild roles, number'],
    ({ prod }) => count(prod.all('Role', { ns: 'guild' }).length),
  ),
  ask(
    'n-without-wing',
    [
      'how many deployments in library are not in the south wing (label wing)?',
      'library deployments where wing is anything but south - count',
      'number of library deployments with wing != south',
    ],
    ({ prod }) =>
      count(
        prod.all('Deployment', { ns: 'library', is: (one) => one.metadata.labels?.['wing'] !== 'south' })
          .length,
      ),
  ),
  ask(
    'n-scanner-spread',
    [
      'how many catalog-scanner pods are on harbour-prod-worker-1?',
      'catalog-scanner replicas on node harbour-prod-worker-1, count',
      'nr of catalog-scanner pods running at harbour-prod-worker-1',
    ],
    ({ prod }) =>
      count(prod.podsOf('catalog-scanner').filter((pod) => nodeOf(pod) === 'harbour-prod-worker-1').length),
  ),
]);

const ill: Row[] = [
  ...under('missing-config-map', [
    ask(
      'n-waiting-pods',
      [
        'how many pods of {it} are not ready?',
        'count the unready {it} pods',
        '{it}: nr of pods that are not up',
      ],
      ({ prod, fill }) => count(prod.podsOf(fill('{it}')).filter((pod) => !isReady(pod)).length),
    ),
  ]),
  ...under('job-failing', [
    ask(
      'n-failed-pods',
      [
        'how many pods in platform have failed?',
        'count pods in phase Failed, platform',
        'failed pods platform: number',
      ],
      ({ prod }) =>
        count(prod.pods({ ns: 'platform', is: ({ status }) => status.phase === 'Failed' }).length),
    ),
  ]),
  ...under('node-down', [
    ask(
      'n-unready-nodes',
      ['how many nodes are down?', 'count of nodes that are not Ready', 'nr of NotReady machines'],
      () => count(1),
    ),
  ]),
];

export const countRows: Row[] = [...company, ...village, ...ill];
