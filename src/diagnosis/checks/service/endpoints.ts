import type { ObjectRef, Pod, Service } from '../../evidence/index.ts';
import type { Severity } from '../../finding.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { isPodReady } from '../../facts/pod-status.ts';
import { kubectlList } from '../../facts/refs.ts';
import { selectorOf } from '../../facts/selectors.ts';
import { hasSelector, intendedFor, readyEndpoints, selectedPods } from '../../facts/service-backing.ts';
import { MINUTE, SECOND, ageMs } from '../../facts/time.ts';
import { labelsInWords, plural } from '../../facts/wording.ts';
import { workloadOf } from '../../facts/workload.ts';
import { fact } from '../draft.ts';
import type { Draft } from '../draft.ts';
import { explainMiss } from './selector-miss.ts';

const NEW_SERVICE = 60 * SECOND;
const STARTING = 5 * MINUTE;

const podsWith = ({ metadata, spec }: Service) =>
  kubectlList('pods', metadata.namespace, `-l ${labelsInWords(spec.selector).replaceAll(', ', ',')}`);

/**
 * Services that may stand empty: those operators make ahead of pods (a replica role), and the headless ones that monitoring
 * stacks put into kube-system for control planes which a provider keeps out of sight.
 */
function mayStandEmpty({ metadata, spec }: Service): boolean {
  return (
    metadata.ownerReferences.length > 0 || (metadata.namespace === 'kube-system' && spec.clusterIP === 'None')
  );
}

function missed(index: ClusterIndex, service: Service): Draft | undefined {
  const { namespace, name } = service.metadata;
  const ref = index.ref('Service', service);
  const owners = intendedFor(index, namespace, selectorOf(service.spec.selector));
  if (owners.length && owners.every(({ replicas }) => replicas === 0)) return undefined;
  const { words, near } = explainMiss(index, service);
  const severity: Severity = mayStandEmpty(service) ? 'info' : near ? 'critical' : 'warning';
  return {
    check: 'service-no-pods',
    severity: owners.length ? 'critical' : severity,
    object: ref,
    title: owners.length ? 'has no pods' : 'selector matches no pod',
    cause: owners.length
      ? `Service ${name} has no endpoints because its ${owners[0]?.ref.kind ?? 'workload'} ${owners[0]?.ref.name ?? ''} has no pods.`
      : `${words}.`,
    evidence: [
      fact(
        index,
        ref,
        `selector ${labelsInWords(service.spec.selector)}; no pod matches, no endpoint is ready`,
      ),
    ],
    next: `Compare the selector with the pods’ labels. ${kubectlList('pods', namespace, '--show-labels')}`,
    explainedBy: owners.map((owner) => owner.ref),
    starves: starvedOf(index, service),
    related: owners.map((owner) => owner.ref),
  };
}

const DNS_LABELS = ['kube-dns', 'coredns'];

/** All pods of the cluster when this Service is its DNS: without it no program finds another by name. */
function starvedOf(index: ClusterIndex, { metadata, spec }: Service): ObjectRef[] | undefined {
  const labels = [metadata.name, metadata.labels['k8s-app'], spec.selector['k8s-app']];
  const isDns = metadata.namespace === 'kube-system' && labels.some((one) => one && DNS_LABELS.includes(one));
  if (!isDns) return undefined;
  const served = index.list('Pod').filter((pod) => !pod.spec.hostNetwork && !isPodReady(pod));
  return served.map((pod) => index.ref('Pod', pod));
}

function unready(index: ClusterIndex, service: Service, pods: readonly Pod[]): Draft {
  const ref = index.ref('Service', service);
  const isOld = pods.some(
    (pod) => (ageMs(pod, index.now) ?? 0) > STARTING && !pod.metadata.deletionTimestamp,
  );
  const headless = service.spec.clusterIP === 'None';
  const starves = starvedOf(index, service);
  return {
    check: 'service-endpoints-not-ready',
    severity: headless ? 'warning' : 'critical',
    object: ref,
    title: 'no endpoint is ready',
    cause: `Service ${ref.name} selects ${plural(pods.length, 'pod')}, and none of them is ready.`,
    evidence: [
      fact(
        index,
        ref,
        `Service ${ref.name} has no ready endpoint: ${plural(pods.length, 'pod')} selected, 0 ready${starves ? '; names do not resolve in the cluster' : ''}`,
      ),
    ],
    next: `See why its pods are not ready. ${podsWith(service)}`,
    explainedBy: pods.map((pod) => index.ref('Pod', pod)),
    related: [
      ...new Map(
        pods.map((pod) => workloadOf(index, pod)).map((one) => [`${one.kind}/${one.name}`, one]),
      ).values(),
    ],
    onlyAsConsequence: !isOld,
    starves,
  };
}

/** A Service that nothing answers behind: its selector misses, or none of its pods is ready. */
export function checkEndpoints(index: ClusterIndex, service: Service): Draft[] {
  if (!hasSelector(service) || service.metadata.deletionTimestamp) return [];
  if (readyEndpoints(index, service) !== 0) return [];
  if ((ageMs(service, index.now) ?? NEW_SERVICE) < NEW_SERVICE) return [];
  const { namespace } = service.metadata;
  if (!index.sees('Pod', namespace)) return [unexplained(index, service)];
  const pods = selectedPods(index, service);
  if (pods.length) return [unready(index, service, pods)];
  const draft = missed(index, service);
  return draft ? [draft] : [];
}

function unexplained(index: ClusterIndex, service: Service): Draft {
  const ref = index.ref('Service', service);
  return {
    check: 'service-endpoints-not-ready',
    severity: 'warning',
    object: ref,
    title: 'no endpoint is ready',
    cause: `Service ${ref.name} has no ready endpoint; its pods may not be seen, so the reason is not known.`,
    evidence: [fact(index, ref, `no ready endpoint in its EndpointSlices`)],
    next: podsWith(service),
  };
}
