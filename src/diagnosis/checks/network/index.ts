import type { NetworkPolicy, Pod, Service } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import {
  governs,
  namespaceLabels,
  peerCovers,
  policiesOn,
  portsCover,
  rulesOf,
} from '../../facts/network-path.ts';
import type { PolicyRule } from '../../facts/network-path.ts';
import { kubectlGet } from '../../facts/refs.ts';
import { matchesSelector, selectorInWords, selectsEverything } from '../../facts/selectors.ts';
import { hasSelector, intendedFor, samplePod, selectedPods } from '../../facts/service-backing.ts';
import { joinWords, plural } from '../../facts/wording.ts';
import { workloadOf } from '../../facts/workload.ts';
import { fact } from '../draft.ts';
import type { CheckFamily, Draft } from '../draft.ts';
import { checkDns } from './dns.ts';

/** A policy whose selector no pod and no workload of its namespace answers to. */
function checkSelectsNothing(index: ClusterIndex, policy: NetworkPolicy): Draft[] {
  const { podSelector } = policy.spec;
  const { namespace } = policy.metadata;
  if (selectsEverything(podSelector) || !index.sees('Pod', namespace)) return [];
  const selects = ({ metadata }: Pod) => matchesSelector(podSelector, metadata.labels);
  if (index.inNamespace('Pod', namespace).some(selects)) return [];
  if (intendedFor(index, namespace, podSelector).length) return [];
  const ref = index.ref('NetworkPolicy', policy);
  return [
    {
      check: 'network-policy-selects-nothing',
      severity: 'info',
      object: ref,
      title: 'selects no pod',
      cause: `Network policy ${ref.name} has no effect: its selector ${selectorInWords(podSelector)} matches no pod in ${namespace}.`,
      evidence: [fact(index, ref, `podSelector ${selectorInWords(podSelector)}; no pod matches`)],
      next: `Compare it with the pods’ labels. kubectl -n ${namespace} get pods --show-labels`,
    },
  ];
}

/** Whether anything at all may come through a rule: its peers stand for some pod, namespace or address. */
function hasCaller(index: ClusterIndex, home: string, { peers }: PolicyRule): boolean {
  if (!peers.length) return true;
  return peers.some((peer) => {
    if (peer.ipBlock) return true;
    if (!index.sees('Pod') || (peer.namespaceSelector && !index.sees('Namespace'))) return true;
    const selector = peer.namespaceSelector;
    const homes = selector
      ? index
          .list('Namespace')
          .map(({ metadata }) => metadata.name)
          .filter((name) => matchesSelector(selector, namespaceLabels(index, name)))
      : [home];
    if (!peer.podSelector) return homes.length > 0;
    const covers = peerCovers(index, home, peer);
    return homes.some((name) => index.inNamespace('Pod', name).some(covers));
  });
}

function peersInWords(rules: readonly PolicyRule[]): string {
  const words = rules
    .flatMap(({ peers }) => peers)
    .map(({ podSelector, namespaceSelector }) => {
      const pods = podSelector ? `pods with ${selectorInWords(podSelector)}` : 'all pods';
      return namespaceSelector ? `${pods} of namespaces with ${selectorInWords(namespaceSelector)}` : pods;
    });
  return joinWords([...new Set(words)]);
}

function portWanted(service: Service, pod: Pod) {
  return service.spec.ports.flatMap(({ targetPort, port, protocol }) => {
    const target = targetPort || port;
    const declared = pod.spec.containers.flatMap(({ ports }) => ports);
    const known = declared.find(({ name, containerPort }) => name === target || containerPort === target);
    const number = typeof target === 'number' ? target : known?.containerPort;
    return number === undefined ? [] : [{ port: number, protocol, names: known?.name ? [known.name] : [] }];
  });
}

/** Why nobody reaches a Service's pods through their ingress policies; undefined when somebody may. */
function isolation(
  index: ClusterIndex,
  service: Service,
  pod: Pod,
): { words: string; policies: NetworkPolicy[] } | undefined {
  const policies = policiesOn(index, pod, 'Ingress');
  if (!policies.length) return undefined;
  const names = joinWords(policies.map(({ metadata }) => metadata.name));
  const rules = policies.flatMap((policy) => rulesOf(policy, 'Ingress'));
  if (!rules.length) return { policies, words: `${names} lets nothing in` };
  const called = rules.filter((rule) => hasCaller(index, pod.metadata.namespace, rule));
  if (!called.length)
    return { policies, words: `${names} lets in only ${peersInWords(rules)}, and there is none` };
  const wanted = portWanted(service, pod);
  const open = wanted.filter((port) => called.some(({ ports }) => portsCover(ports, port)));
  if (!wanted.length || open.length) return undefined;
  return {
    policies,
    words: `${names} does not let port ${joinWords(wanted.map(({ port }) => String(port)))} in, where they listen`,
  };
}

/** A Service whose pods no caller can reach: no rule lets anybody in, or none on the Service's port. */
function checkIsolated(index: ClusterIndex, service: Service): Draft[] {
  const { namespace } = service.metadata;
  if (
    !hasSelector(service) ||
    !index.inNamespace('NetworkPolicy', namespace).some((one) => governs(one, 'Ingress'))
  )
    return [];
  const first = samplePod(index, service);
  const found = first && isolation(index, service, first);
  const policy = found?.policies[0];
  if (!first || !found || !policy) return [];
  const pods = selectedPods(index, service);
  const ref = index.ref('NetworkPolicy', policy);
  const target = index.ref('Service', service);
  return [
    {
      check: 'network-policy-isolates',
      severity: 'warning',
      object: ref,
      title: `cuts off Service ${target.name}`,
      cause: `Nobody can reach the ${plural(pods.length, 'pod')} of Service ${target.name}: ${found.words}.`,
      evidence: [
        fact(
          index,
          ref,
          `selects ${selectorInWords(policy.spec.podSelector)}; ${plural(policy.spec.ingress.length, 'ingress rule')}`,
        ),
        fact(
          index,
          target,
          `selects ${plural(pods.length, 'pod')}, ports ${service.spec.ports.map(({ port, targetPort }) => `${port} -> ${targetPort ?? port}`).join(', ')}`,
        ),
      ],
      next: `Add an ingress rule for its callers. ${kubectlGet(ref)}`,
      related: [target, workloadOf(index, first)],
      group: `${ref.namespace}/${ref.name} isolates ${workloadOf(index, first).name}`,
    },
  ];
}

/** Network policies that do nothing, cut pods off from their callers, or keep them from DNS. */
export const NETWORK_CHECKS: CheckFamily = {
  checks: [
    {
      id: 'network-policy-selects-nothing',
      title: 'A network policy selects no pod',
      looksAt: ['NetworkPolicy', 'Pod'],
      hygiene: true,
    },
    {
      id: 'network-policy-isolates',
      title: 'A network policy lets nobody reach a Service',
      looksAt: ['NetworkPolicy', 'Service', 'Pod', 'Namespace'],
    },
    {
      id: 'network-policy-blocks-dns',
      title: 'Network policies keep pods from DNS',
      looksAt: ['NetworkPolicy', 'Pod', 'Service', 'Namespace'],
    },
  ],
  run: (index) => [
    ...checkDns(index),
    ...index.list('NetworkPolicy').flatMap((policy) => checkSelectsNothing(index, policy)),
    ...index.list('Service').flatMap((service) => checkIsolated(index, service)),
  ],
};
