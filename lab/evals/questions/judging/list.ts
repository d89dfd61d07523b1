import { exactly, says } from '../../expect.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';
import { imagesOf } from '../../truth.ts';
import { live, nodeOf, teamOf } from './facts.ts';

const company: Row[] = [
  ask(
    'ls-shop',
    ['what deployments are in shop', 'shop - list deploys', 'gimme all deployments from the shop ns'],
    ({ prod }) => exactly(prod.names('Deployment', { ns: 'shop' }), prod.names('Deployment')),
  ),
  ask(
    'ls-kube-system-pods',
    [
      'pods in kube-system, list them',
      'kubectl -n kube-system get pods',
      'which pods belong to the kube-system namespace?',
    ],
    ({ prod }) => says(...prod.names('Pod', { ns: 'kube-system' }).slice(0, 5)),
  ),
  ask(
    'ls-nodes',
    ['list the nodes of production', 'k get no', 'what machines are in the prod cluster, names please'],
    ({ prod }) => says(...prod.names('Node')),
  ),
  ask(
    'ls-staging-nodes',
    ['names of the staging nodes', 'nodes of staging?', 'k get no (staging cluster)'],
    ({ staging, prod }) => exactly(staging.names('Node'), prod.names('Node')),
  ),
  ask(
    'ls-ingress-tls',
    ['ingresses with their hosts, please', 'list ingress objects + hostnames', 'k get ing -A'],
    () => says('storefront', 'accounts', /shop\.harbour\.example/, /accounts\.harbour\.example/),
  ),
  ask(
    'ls-hpa',
    ['show all autoscalers', 'k get hpa -A', 'list horizontal pod autoscalers w/ min and max'],
    ({ prod }) => says(...prod.names('HorizontalPodAutoscaler')),
  ),
  ask(
    'ls-pdb-platform',
    ['pdbs of platform?', 'list poddisruptionbudgets in the platform namespace', 'k get pdb -n platform'],
    ({ prod }) =>
      exactly(prod.names('PodDisruptionBudget', { ns: 'platform' }), prod.names('PodDisruptionBudget')),
  ),
  ask('ls-pv', ['list persistent volumes', 'k get pv', 'which PVs exist in prod?'], ({ prod }) =>
    says(...prod.names('PersistentVolume')),
  ),
  ask('ls-sc', ['storage classes available?', 'k get sc', 'which storageclasses can i use'], ({ prod }) =>
    says(...prod.names('StorageClass')),
  ),
  ask(
    'ls-secret-shop',
    ['secret names in shop', 'k get secret -n shop', 'list the secrets of shop (names only)'],
    ({ prod }) => ({ ...says(...prod.names('Secret', { ns: 'shop' })), forbid: [/lab-only/] }),
  ),
  ask(
    'ls-sa-platform',
    [
      'service accounts of the platform namespace',
      'k get sa -n platform',
      'which serviceaccounts does platform have',
    ],
    ({ prod }) => says(...prod.names('ServiceAccount', { ns: 'platform' })),
  ),
  ask(
    'ls-cm-data-like',
    [
      'configmaps in shop that end with -config',
      'which config maps called *-config are in shop?',
      'shop cm matching *-config',
    ],
    ({ prod }) =>
      exactly(
        prod.names('ConfigMap', { ns: 'shop', is: (one) => one.metadata.name.endsWith('-config') }),
        prod.names('ConfigMap', { is: (one) => one.metadata.name.endsWith('-config') }),
      ),
  ),
  ask(
    'ls-images-data',
    ['image list of namespace data', 'which images does data run', 'all container images used in data'],
    () => says(/postgres:16\.4/, /redis:7\.4\.1-alpine/),
  ),
  ask(
    'ls-rs-cart',
    [
      'replica sets of cart',
      'k get rs -n shop | grep cart',
      'which replicasets does cart have, old ones too',
    ],
    ({ prod }) => says(...prod.names('ReplicaSet', { name: 'cart-*' })),
  ),
  ask('ls-jobs-shop', ['jobs in shop', 'any job objects in shop? names', 'k get job -n shop'], ({ prod }) =>
    exactly(prod.names('Job', { ns: 'shop' }), prod.names('Job')),
  ),
  ask(
    'ls-netpol',
    ['list every network policy', 'k get netpol -A', 'which networkpolicies do we have, with namespace'],
    ({ prod }) => says(...prod.names('NetworkPolicy'), 'payments', 'data'),
  ),
  ask(
    'ls-pods-data-nodes',
    ['pods of data and the nodes they run on', 'k get po -n data -o wide', 'data pods: name + node'],
    ({ prod }) => says(...live(prod, 'data').flatMap((pod) => [pod.metadata.name, nodeOf(pod)])),
  ),
  ask(
    'ls-rolebindings',
    ['which rolebindings exist in shop?', 'k get rolebinding -n shop', 'list role bindings of the shop ns'],
    () => says('jamie-reader'),
  ),
  ask('ls-crds', ['what CRDs do we have', 'k get crd', 'custom resource definitions in prod, list'], () =>
    says(/certificates?(\.cert-manager\.io)?/, /httproutes?/, /gateways?/),
  ),
  ask(
    'ls-priority',
    ['which priority classes are there?', 'k get priorityclass', 'list priorityclasses'],
    () => says('system-cluster-critical', 'system-node-critical'),
  ),
  ask(
    'ls-teams',
    [
      'which teams run deployments here?',
      'list all values of the team label',
      'what team labels exist on the deployments',
    ],
    ({ prod }) => says(...new Set(prod.all('Deployment').flatMap((one) => teamOf(one) ?? []))),
  ),
  ask(
    'ls-namespaces-staging',
    ['staging namespaces', 'list ns on the staging cluster', 'what namespaces does staging have'],
    ({ staging }) => says(...staging.names('Namespace')),
  ),
];

const village: Row[] = under('village', [
  ask(
    'ls-library',
    ['what is deployed in library?', 'library deployments', 'k get deploy -n library'],
    ({ prod }) =>
      exactly(prod.names('Deployment', { ns: 'library' }), prod.names('Deployment', { ns: 'shop' })),
  ),
  ask(
    'ls-library-services',
    [
      'services of library with type',
      'k get svc -n library',
      'list the svc in library and say which is nodeport',
    ],
    ({ prod }) => says(...prod.names('Service', { ns: 'library' }), /nodeport/),
  ),
  ask(
    'ls-library-images',
    ['images running in library', 'which container images are used by library?', 'library: list images'],
    ({ prod }) =>
      says(
        ...new Set(
          prod
            .pods({ ns: 'library' })
            .flatMap(imagesOf)
            .map((image) => new RegExp(`${(image.split('/').at(-1) ?? '').replaceAll('.', '\\.')}`)),
        ),
      ),
  ),
  ask('ls-guild-sa', ['service accounts in guild?', 'list sa of guild', 'k get sa -n guild'], () =>
    says('apprentice', 'master'),
  ),
  ask(
    'ls-library-crons',
    ['cronjobs in library and their schedule', 'k get cj -n library', 'what is scheduled in library, when'],
    () => says('night-dust', 'weekly-audit', [/0 3 \* ?\* ?\*|0 3 /, /0?3:00|3 ?am/]),
  ),
  ask(
    'ls-claims-library',
    [
      'pvcs in library with status',
      'list claims of library and whether they are bound',
      'k get pvc -n library',
    ],
    () => says('cards-card-index-0', 'scans', /bound/, /pending|not bound|unbound|waiting/),
  ),
]);

export const listRows: Row[] = [...company, ...village];
