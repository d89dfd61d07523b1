/* eslint-disable max-lines -- data: questions and settings, one after the other */
import { count } from '../expect.ts';
import type { Kinds } from '../objects.ts';
import type { Truth } from '../truth.ts';
import { containersOf, isReady, number } from '../truth.ts';
import { ofSkill } from '../question.ts';

const ofProd = (kind: keyof Kinds) => (truth: Truth) => count(truth.prod.all(kind).length);

/** How many: kinds, states and places. */
export const inventoryCount = ofSkill('inventory', [
  {
    id: 'count-pods',
    phrasings: [
      'how many pods are there in prod?',
      'number of pods in prod',
      'prod pod count',
      'kubectl get pods -A in prod, how many lines',
    ],
    expect: ofProd('Pod'),
  },
  {
    id: 'count-pods-default',
    phrasings: ['how many pods do we have', 'count pods', 'count all the pods plz', 'total number of pods?'],
    expect: ofProd('Pod'),
  },
  {
    id: 'count-pods-staging',
    phrasings: ['how many pods are in staging', 'count the pods on staging', 'staging: number of pods'],
    expect: (truth) => count(truth.staging.pods().length),
  },
  {
    id: 'count-nodes',
    phrasings: [
      'how many nodes are there?',
      'number of nodes in prod',
      'how many machines does prod run on',
      'count nodes',
    ],
    expect: ofProd('Node'),
  },
  {
    id: 'count-nodes-both',
    phrasings: [
      'how many nodes are there in prod and in staging?',
      'node count for both clusters',
      'compare the number of nodes of prod and staging',
    ],
    expect: (truth) => ({
      facts: [
        number(truth.prod.nodes().length),
        number(truth.staging.nodes().length),
        truth.prod.name,
        truth.staging.name,
      ],
    }),
  },
  {
    id: 'count-namespaces',
    phrasings: ['how many namespaces are there', 'count the namespaces in prod', 'number of ns in prod'],
    expect: ofProd('Namespace'),
  },
  {
    id: 'count-deployments',
    phrasings: [
      'how many deployments are there in prod',
      'deployment count prod',
      'how many deploys do we run in production?',
    ],
    expect: ofProd('Deployment'),
  },
  {
    id: 'count-statefulsets',
    phrasings: ['how many statefulsets exist', 'count sts in prod', 'how many stateful sets does prod have?'],
    expect: ofProd('StatefulSet'),
  },
  {
    id: 'count-daemonsets',
    phrasings: ['how many daemonsets are there?', 'number of daemon sets in prod', 'count ds'],
    expect: ofProd('DaemonSet'),
  },
  {
    id: 'count-services',
    phrasings: [
      'how many services are defined in prod',
      'svc count prod',
      'count kubernetes services in prod',
    ],
    expect: ofProd('Service'),
  },
  {
    id: 'count-configmaps',
    phrasings: ['how many configmaps are there', 'number of config maps in prod', 'count cm in prod'],
    expect: ofProd('ConfigMap'),
  },
  {
    id: 'count-pvcs',
    phrasings: ['how many persistent volume claims are there', 'pvc count', 'how many pvcs in prod?'],
    expect: ofProd('PersistentVolumeClaim'),
  },
  {
    id: 'count-cronjobs',
    phrasings: ['how many cronjobs do we have?', 'count cron jobs in prod', 'number of cj'],
    expect: ofProd('CronJob'),
  },
  {
    id: 'count-jobs',
    phrasings: ['how many jobs are there in prod', 'count the jobs in prod', 'number of Job objects in prod'],
    expect: ofProd('Job'),
  },
  {
    id: 'count-ingresses',
    phrasings: ['how many ingresses are there', 'count ingress objects in prod', 'number of ing in prod'],
    expect: ofProd('Ingress'),
  },
  {
    id: 'count-hpas',
    phrasings: [
      'how many HPAs are there in prod',
      'count horizontal pod autoscalers',
      'how many autoscalers exist',
    ],
    expect: ofProd('HorizontalPodAutoscaler'),
  },
  {
    id: 'count-pdbs',
    phrasings: ['how many pod disruption budgets are there in prod?', 'count pdb', 'number of PDBs in prod'],
    expect: ofProd('PodDisruptionBudget'),
  },
  {
    id: 'count-netpols',
    phrasings: [
      'how many network policies are there in prod',
      'count netpol',
      'number of networkpolicies in prod?',
    ],
    expect: ofProd('NetworkPolicy'),
  },
  {
    id: 'count-replicasets',
    phrasings: ['how many replicasets are there in prod', 'count rs in prod', 'number of replica sets, prod'],
    expect: ofProd('ReplicaSet'),
  },
  {
    id: 'count-secrets',
    phrasings: [
      'how many secrets are in prod?',
      'count secrets in prod',
      'number of secrets on the prod cluster',
    ],
    expect: ofProd('Secret'),
  },
  {
    id: 'count-serviceaccounts',
    phrasings: [
      'how many service accounts are there in prod',
      'count sa in prod',
      'number of serviceaccounts in prod',
    ],
    expect: ofProd('ServiceAccount'),
  },
  {
    id: 'count-storageclasses',
    phrasings: [
      'how many storage classes do we have',
      'count the storageclasses in prod',
      'number of sc in prod?',
    ],
    expect: ofProd('StorageClass'),
  },
  {
    id: 'count-pvs',
    phrasings: ['how many persistent volumes are there', 'pv count prod', 'number of PVs in prod'],
    expect: ofProd('PersistentVolume'),
  },
  {
    id: 'count-running',
    phrasings: [
      'how many pods are running in prod?',
      'number of running pods in prod',
      'how many prod pods are in phase Running',
    ],
    expect: (truth) => count(truth.prod.pods({ is: (pod) => pod.status.phase === 'Running' }).length),
  },
  {
    id: 'count-succeeded',
    phrasings: [
      'how many pods have completed in prod',
      'count the succeeded pods in prod',
      'number of Completed pods in prod?',
    ],
    expect: (truth) => count(truth.prod.pods({ is: (pod) => pod.status.phase === 'Succeeded' }).length),
  },
  {
    id: 'count-pending-none',
    phrasings: [
      'how many pods are pending',
      'number of pending pods in prod',
      'any pods pending in prod? how many?',
    ],
    expect: (truth) => count(truth.prod.pods({ is: (pod) => pod.status.phase === 'Pending' }).length),
  },
  {
    id: 'count-not-running-not-ready',
    scenario: 'two-sick-apps',
    phrasings: [
      'how many running pods are not ready in prod?',
      'count of pods that run but are not ready',
      'number of prod pods Running but not Ready',
    ],
    expect: (truth) =>
      count(truth.prod.pods({ is: (pod) => pod.status.phase === 'Running' && !isReady(pod) }).length),
  },
  {
    id: 'count-containers',
    phrasings: [
      'how many containers run in prod?',
      'count containers in prod, not pods',
      'total number of containers across all prod pods',
    ],
    expect: (truth) => {
      const all = truth.prod.pods();
      const running = all.filter((pod) => pod.status.phase === 'Running');
      const sum = (pods: typeof all) => pods.reduce((total, pod) => total + containersOf(pod).length, 0);
      return { opening: [[number(sum(all)), number(sum(running))]] };
    },
  },
  {
    id: 'count-kube-system',
    phrasings: ['how many pods are in kube-system?', 'pods in kube-system, count', 'count po -n kube-system'],
    expect: (truth) => count(truth.prod.pods({ ns: 'kube-system' }).length),
  },
  {
    id: 'count-not-kube-system',
    phrasings: [
      'how many pods are there outside kube-system in prod?',
      'count of pods in prod not in kube-system',
      'number of prod pods excluding kube-system',
    ],
    expect: (truth) =>
      count(truth.prod.pods({ is: (pod) => pod.metadata.namespace !== 'kube-system' }).length),
  },
  {
    id: 'count-multi-container',
    phrasings: [
      'how many pods have more than one container',
      'count prod pods with 2 or more containers',
      'number of multi-container pods in prod',
    ],
    expect: (truth) => count(truth.prod.pods({ is: (pod) => containersOf(pod).length > 1 }).length),
  },
  {
    id: 'count-images',
    phrasings: [
      'how many different images run in prod?',
      'number of distinct container images in prod',
      'count unique images in prod',
    ],
    expect: (truth) => {
      const images = (init: boolean) =>
        new Set(
          truth.prod
            .pods()
            .flatMap((pod) => [...containersOf(pod), ...(init ? (pod.spec.initContainers ?? []) : [])])
            .map((container) => container.image),
        ).size;
      return { opening: [[number(images(false)), number(images(true))]] };
    },
  },
  {
    id: 'count-single-replica',
    phrasings: [
      'how many deployments have only one replica in prod',
      'number of prod deployments with a single replica',
      'count deployments in prod where replicas = 1',
    ],
    expect: (truth) =>
      count(truth.prod.all('Deployment', { is: (one) => (one.spec.replicas ?? 1) === 1 }).length),
  },
  {
    id: 'count-all-healthy-zero',
    phrasings: [
      'how many pods are crash looping?',
      'number of pods in CrashLoopBackOff in prod',
      'count crashlooping pods',
    ],
    expect: () => count(0),
  },
]);
