import { count, exactly, says } from '../expect.ts';
import type { Kinds } from '../objects.ts';
import { amount, bytes } from '../quantity.ts';
import { ofSkill } from '../question.ts';
import type { Truth } from '../truth.ts';
import { imagesOf } from '../truth.ts';

const everyName = (kind: keyof Kinds) => (truth: Truth) => says(...truth.prod.names(kind));

/** Lists of everything of a kind, and of what each of them has. */
export const inventoryList = ofSkill('inventory', [
  {
    id: 'list-nodes',
    phrasings: ['list the nodes', 'show me all nodes in prod', 'kubectl get nodes', 'what nodes do we have?'],
    expect: everyName('Node'),
  },
  {
    id: 'list-namespaces',
    phrasings: [
      'list namespaces',
      'which namespaces exist in prod?',
      'k get ns',
      'what namespaces are there',
    ],
    expect: everyName('Namespace'),
  },
  {
    id: 'list-deployments',
    phrasings: [
      'list all deployments in prod',
      'which deployments exist?',
      'get deployments -A',
      'show deployments in production',
    ],
    expect: everyName('Deployment'),
  },
  {
    id: 'list-statefulsets',
    phrasings: ['list statefulsets', 'which stateful sets are there in prod', 'show me the sts'],
    expect: everyName('StatefulSet'),
  },
  {
    id: 'list-daemonsets',
    phrasings: ['list daemonsets in prod', 'kubectl get ds -A', 'what daemon sets are running in prod?'],
    expect: everyName('DaemonSet'),
  },
  {
    id: 'list-cronjobs',
    phrasings: [
      'list the cronjobs',
      'which cron jobs exist in prod and when do they run?',
      'show cronjobs with their schedules',
    ],
    expect: everyName('CronJob'),
  },
  {
    id: 'list-cronjob-schedules',
    phrasings: [
      'what are the schedules of the cronjobs in prod?',
      'cronjob schedules',
      'list cron jobs with schedule',
    ],
    expect: (truth) =>
      says(...truth.prod.all('CronJob').map((one) => one.spec.schedule.replaceAll('*', ' ').trim())),
  },
  {
    id: 'list-ingresses',
    phrasings: ['list ingresses', 'which ingresses are there in prod', 'get ing -A'],
    expect: everyName('Ingress'),
  },
  {
    id: 'list-hosts',
    phrasings: [
      'which hostnames do our ingresses serve?',
      'list the ingress hosts in prod',
      'what hosts are exposed through ingress',
    ],
    expect: (truth) =>
      says(
        ...truth.prod
          .all('Ingress')
          .flatMap((one) => (one.spec.rules ?? []).flatMap((rule) => rule.host ?? [])),
      ),
  },
  {
    id: 'list-pvcs',
    phrasings: ['list all pvcs in prod', 'show the persistent volume claims', 'which PVCs exist in prod?'],
    expect: everyName('PersistentVolumeClaim'),
  },
  {
    id: 'list-pvc-sizes',
    phrasings: ['list the PVCs in prod and their sizes', 'how big is each pvc in prod', 'pvc sizes prod'],
    expect: (truth) =>
      says(
        ...truth.prod
          .all('PersistentVolumeClaim')
          .flatMap((one) => [one.metadata.name, bytes(amount(one.spec.resources?.requests?.storage))]),
      ),
  },
  {
    id: 'list-hpas',
    phrasings: ['list the HPAs in prod', 'which autoscalers exist', 'kubectl get hpa -A'],
    expect: everyName('HorizontalPodAutoscaler'),
  },
  {
    id: 'list-pdbs',
    phrasings: ['list pdbs', 'which pod disruption budgets exist in prod', 'show poddisruptionbudgets'],
    expect: everyName('PodDisruptionBudget'),
  },
  {
    id: 'list-netpols',
    phrasings: ['list network policies', 'which networkpolicies are there in prod?', 'get netpol -A'],
    expect: everyName('NetworkPolicy'),
  },
  {
    id: 'list-storageclasses',
    phrasings: ['list storage classes', 'which storageclasses can I use in prod', 'kubectl get sc'],
    expect: everyName('StorageClass'),
  },
  {
    id: 'list-kube-system',
    phrasings: ['list the pods in kube-system', 'what is running in kube-system?', 'k get po -n kube-system'],
    expect: (truth) => says(...truth.prod.names('Pod', { ns: 'kube-system' })),
  },
  {
    id: 'list-kube-system-deployments',
    phrasings: [
      'which deployments are in kube-system',
      'kubectl -n kube-system get deploy',
      'deployments in kube-system',
    ],
    expect: (truth) =>
      exactly(truth.prod.names('Deployment', { ns: 'kube-system' }), truth.prod.names('Deployment')),
  },
  {
    id: 'list-images',
    phrasings: [
      'which images are running in kube-system',
      'list container images used in kube-system',
      'images in kube-system?',
    ],
    expect: (truth) => says(...new Set(truth.prod.pods({ ns: 'kube-system' }).flatMap(imagesOf))),
  },
  {
    id: 'list-pods-on-node',
    phrasings: ['which pods run on node {node:0}?', 'list pods on {node:0}', 'what is running on {node:0}'],
    expect: (truth) => {
      const node = truth.prod.nodes()[0]?.metadata.name;
      const here = truth.prod.names('Pod', { is: (pod) => pod.spec.nodeName === node });
      return exactly(here, truth.prod.names('Pod'));
    },
  },
  {
    id: 'count-pods-on-node',
    phrasings: ['how many pods are on node {node:0}', 'pod count on {node:0}', '{node:0} - how many pods?'],
    expect: (truth) => {
      const node = truth.prod.nodes()[0]?.metadata.name;
      return count(truth.prod.pods({ is: (pod) => pod.spec.nodeName === node }).length);
    },
  },
  {
    id: 'list-crds-none',
    phrasings: [
      'list the custom resource definitions',
      'which CRDs are installed in prod?',
      'kubectl get crd',
    ],
    expect: () => ({ outcome: ['answered', 'unknown'], forbid: [/error|exception|undefined/] }),
  },
]);
