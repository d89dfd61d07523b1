import type { ClusterInfo } from '#connectors/kubernetes';
import type { ClusterSnapshot, WatchedKind } from '#diagnosis/evidence';
import type { IncomingAlert } from './alert.ts';

/** What is known of the clusters when an alert comes in. */
export interface Surroundings {
  clusters: readonly ClusterInfo[];
  snapshot: (cluster: string) => ClusterSnapshot | undefined;
}

/** The labels that name what an alert is about, the most telling first, and the kinds that they name. */
const LABELS: readonly [label: string, kinds: readonly WatchedKind[]][] = [
  ['pod', ['Pod']],
  ['deployment', ['Deployment']],
  ['statefulset', ['StatefulSet']],
  ['daemonset', ['DaemonSet']],
  ['job_name', ['Job']],
  ['cronjob', ['CronJob']],
  ['persistentvolumeclaim', ['PersistentVolumeClaim']],
  ['horizontalpodautoscaler', ['HorizontalPodAutoscaler']],
  ['node', ['Node']],
  ...['service', 'service_name', 'app', 'workload', 'job'].map((label): [string, WatchedKind[]] => [
    label,
    ['Deployment', 'StatefulSet', 'DaemonSet', 'Service'],
  ]),
];
const IN_TITLES: readonly WatchedKind[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'Service', 'Node'];
const KIND_WORDS: Partial<Record<WatchedKind, string>> = {
  PersistentVolumeClaim: 'persistent volume claim',
  HorizontalPodAutoscaler: 'hpa',
};
const ENDS = ['', '-svc', '-service', '-api'];

const SLOW = /latenc|slow|duration|response ?time|p9\d|apdex/i;
const FAILING = /error|5xx|fail|availab|slo\b|burn|success/i;
/** What is called by others, so that it can be slow to answer or fail to. */
const CALLED = new Set<WatchedKind>(['Deployment', 'StatefulSet', 'DaemonSet', 'Service', 'Pod']);
const ALERT_NAME = /^[A-Za-z0-9_.:-]{1,100}$/;

interface Subject {
  cluster: string;
  kind: WatchedKind;
  namespace: string;
  name: string;
}

/** The clusters that may be meant, the default one first. */
function clustersMeant({ labels }: IncomingAlert, { clusters }: Surroundings): string[] {
  const said = labels['cluster']?.toLowerCase();
  const isSaid = ({ name, environment, aliases }: ClusterInfo): boolean =>
    [name, environment, ...aliases].some((one) => one.toLowerCase() === said);
  const meant = clusters.filter(isSaid);
  return [...(meant.length > 0 ? meant : clusters)]
    .sort((a, b) => Number(b.isDefault) - Number(a.isDefault))
    .map(({ name }) => name);
}

interface Wanted {
  names: readonly string[];
  kinds: readonly WatchedKind[];
  namespace?: string;
}

function findIn(snapshot: ClusterSnapshot | undefined, { names, kinds, namespace }: Wanted): Subject[] {
  if (snapshot === undefined) return [];
  return names.flatMap((name) =>
    kinds.flatMap((kind) =>
      snapshot.objects[kind]
        .filter(({ metadata }) => metadata.name === name)
        .map(({ metadata }) => ({
          cluster: snapshot.cluster,
          kind,
          name,
          namespace: metadata.namespace ?? '',
        }))
        .filter((one) => namespace === undefined || one.namespace === '' || one.namespace === namespace),
    ),
  );
}

/** Words of a title or of a service's own name that may be an object's: "Checkout API" is checkout-api, checkout or api. */
function namesIn(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?/g) ?? [];
  const pairs = words.slice(1).map((word, at) => `${words[at] ?? ''}-${word}`);
  return [...pairs, ...words].flatMap((word) => ENDS.map((end) => `${word}${end}`));
}

function candidates({ labels, name, summary = '' }: IncomingAlert): Wanted[] {
  const namespace = labels['namespace'] ?? labels['exported_namespace'];
  const labelled = LABELS.flatMap(([label, kinds]) => {
    const value = labels[label] ?? labels[`exported_${label}`];
    return value === undefined ? [] : [{ names: [value], kinds, namespace }];
  });
  const told = [labels['service'] ?? '', name, summary].filter((text) => text !== '');
  const whole = namespace === undefined ? [] : [{ names: [namespace], kinds: ['Namespace'] as const }];
  return [
    ...labelled,
    ...told.map((text) => ({ names: namesIn(text), kinds: IN_TITLES, namespace })),
    ...whole,
  ];
}

/** What exists and an alert is about; undefined when nothing of it is known. */
function subjectOf(alert: IncomingAlert, surroundings: Surroundings): Subject | undefined {
  const meant = clustersMeant(alert, surroundings);
  for (const wanted of candidates(alert))
    for (const cluster of meant) {
      const [found] = findIn(surroundings.snapshot(cluster), wanted);
      if (found !== undefined) return found;
    }
  return undefined;
}

function inWords({ kind, name, namespace, cluster }: Subject): string {
  const where = namespace === '' ? '' : ` in namespace ${namespace}`;
  return `${KIND_WORDS[kind] ?? kind.toLowerCase()} ${name}${where} on ${cluster}`;
}

/**
 * What somebody would ask who got this alert. Nothing of the alert's own text is in it but names that exist and a rule's
 * name: whoever words an alert cannot put a question into Jamie's mouth.
 */
export function questionOn(alert: IncomingAlert, surroundings: Surroundings): string {
  const subject = subjectOf(alert, surroundings);
  if (subject === undefined)
    return ALERT_NAME.test(alert.name)
      ? `What does the alert ${alert.name} mean?`
      : 'Which alerts are firing?';
  if (SLOW.test(alert.name) && CALLED.has(subject.kind)) return `Why is ${inWords(subject)} slow?`;
  if (FAILING.test(alert.name) && CALLED.has(subject.kind)) return `Why is ${inWords(subject)} failing?`;
  return `What is wrong with ${inWords(subject)}?`;
}
