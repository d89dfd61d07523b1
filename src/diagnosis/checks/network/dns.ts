import type { NetworkPolicy, Pod } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { inCidr } from '../../facts/cidr.ts';
import { memoByIdentity } from '../../facts/memo.ts';
import { governs, namespaceLabels, policiesOn, portsCover, rulesOf } from '../../facts/network-path.ts';
import type { PolicyRule } from '../../facts/network-path.ts';
import { isPodFinished } from '../../facts/pod-status.ts';
import { kubectlGet } from '../../facts/refs.ts';
import { matchesSelector, selectorInWords } from '../../facts/selectors.ts';
import { joinWords, plural } from '../../facts/wording.ts';
import { workloadOf } from '../../facts/workload.ts';
import { fact } from '../draft.ts';
import type { Draft } from '../draft.ts';

/** Cluster DNS is asked on 53; some distributions' DNS pods listen on 5353, which is what a policy sees. */
const DNS_PORTS = [53, 5353];
const DNS_NAMES = ['dns', 'dns-tcp', 'domain'];
const DNS_NAMESPACES = ['kube-system', 'openshift-dns'];
const WIDE = 12;

const portsAllow = ({ ports }: PolicyRule) =>
  DNS_PORTS.some((port) =>
    ['UDP', 'TCP'].some((protocol) => portsCover(ports, { port, protocol, names: DNS_NAMES })),
  );

type Peer = PolicyRule['peers'][number];

function blockAllows(index: ClusterIndex, cidr: string): boolean {
  if (cidr.includes(':') || Number(cidr.split('/')[1] ?? 32) <= WIDE) return true;
  const clusterIPs = DNS_NAMESPACES.flatMap((namespace) => index.inNamespace('Service', namespace)).map(
    ({ spec }) => spec.clusterIP ?? '',
  );
  const podIPs = index.inNamespace('Pod', 'kube-system').map(({ status }) => status.podIP ?? '');
  return [...clusterIPs, ...podIPs, '169.254.20.10'].some((ip) => inCidr(ip, cidr));
}

function peerAllows(index: ClusterIndex, peer: Peer, home: string): boolean {
  if (peer.ipBlock) return blockAllows(index, peer.ipBlock.cidr);
  const namespaces = peer.namespaceSelector
    ? DNS_NAMESPACES.filter(
        (name) =>
          peer.namespaceSelector && matchesSelector(peer.namespaceSelector, namespaceLabels(index, name)),
      )
    : DNS_NAMESPACES.filter((name) => name === home);
  if (!namespaces.length) return false;
  const { podSelector } = peer;
  if (!podSelector) return true;
  return namespaces.some((name) =>
    index
      .inNamespace('Pod', name)
      .some(({ metadata }) => matchesSelector(podSelector, metadata.labels) && /dns/.test(metadata.name)),
  );
}

/** Named ports and peers are judged kindly: a rule that names port 53 is meant for DNS, wherever it points. */
function ruleAllows(index: ClusterIndex, rule: PolicyRule, home: string): boolean {
  if (!portsAllow(rule)) return false;
  return (
    !rule.peers.length || rule.ports.length > 0 || rule.peers.some((peer) => peerAllows(index, peer, home))
  );
}

function allowsDns(index: ClusterIndex, policy: NetworkPolicy): boolean {
  return rulesOf(policy, 'Egress').some((rule) => ruleAllows(index, rule, policy.metadata.namespace));
}

/** The policies that keep a pod from asking cluster DNS; empty when it may. */
export function keptFromDns(index: ClusterIndex, pod: Pod): NetworkPolicy[] {
  const policies = isExempt(pod) ? [] : policiesOn(index, pod, 'Egress');
  return policies.some((policy) => allowsDns(index, policy)) ? [] : policies;
}

/** The DNS pods themselves, and whatever runs beside the control plane, ask elsewhere. */
const isExempt = (pod: Pod) =>
  pod.spec.hostNetwork || isPodFinished(pod) || DNS_NAMESPACES.includes(pod.metadata.namespace);

interface Cut {
  policy: NetworkPolicy;
  pods: Pod[];
}

const egressPolicies = memoByIdentity((policies: readonly NetworkPolicy[]) =>
  policies.filter((one) => governs(one, 'Egress')),
);

function cutOff(index: ClusterIndex): Cut[] {
  const cuts = new Map<string, Cut>();
  const closed = egressPolicies(index.list('NetworkPolicy')).filter((policy) => !allowsDns(index, policy));
  const refusing = new Set(closed);
  const namespaces = new Set(closed.map(({ metadata }) => metadata.namespace));
  for (const pod of [...namespaces].flatMap((namespace) => [...index.inNamespace('Pod', namespace)])) {
    const policies = isExempt(pod) ? [] : policiesOn(index, pod, 'Egress');
    const [first] = policies;
    if (!first || !policies.every((policy) => refusing.has(policy))) continue;
    const key = policies.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).join();
    const cut = cuts.get(key) ?? { policy: first, pods: [] };
    cut.pods.push(pod);
    cuts.set(key, cut);
  }
  return [...cuts.values()];
}

/** Pods that egress policies keep from asking cluster DNS: no rule lets port 53 out. */
export function checkDns(index: ClusterIndex): Draft[] {
  return cutOff(index).map(({ policy, pods }) => {
    const ref = index.ref('NetworkPolicy', policy);
    const all = pods[0] ? policiesOn(index, pods[0], 'Egress') : [policy];
    const names = joinWords(all.map(({ metadata }) => metadata.name));
    const workloads = new Map(
      pods.map((pod) => workloadOf(index, pod)).map((one) => [`${one.kind}/${one.name}`, one]),
    );
    const told = joinWords(
      [...workloads.values()].map(({ name }) => name),
      'and',
      3,
    );
    return {
      check: 'network-policy-blocks-dns',
      severity: 'warning' as const,
      object: ref,
      title: 'blocks DNS',
      cause: `The network ${all.length === 1 ? 'policy' : 'policies'} ${names} ${all.length === 1 ? 'lets' : 'let'} no traffic out to port 53, so ${plural(pods.length, 'pod')} in ${ref.namespace} (${told}) cannot resolve names.`,
      evidence: [
        fact(
          index,
          ref,
          `policyTypes ${policy.spec.policyTypes.join(', ')}, selects ${selectorInWords(policy.spec.podSelector)}, ${policy.spec.egress.length ? plural(policy.spec.egress.length, 'egress rule') : 'no egress rule'}; none covers port 53`,
        ),
      ],
      next: `Add an egress rule for UDP and TCP port 53 to kube-system. ${kubectlGet(ref)}`,
      related: [...workloads.values()],
      starves: pods.map((pod) => index.ref('Pod', pod)),
    };
  });
}
