import type { NetworkPolicy } from '../evidence/index.ts';
import { rulesOf } from './network-path.ts';
import type { Direction, PolicyRule } from './network-path.ts';
import { selectorInWords, selectsEverything } from './selectors.ts';

type Peer = PolicyRule['peers'][number];

function peerInWords({ ipBlock, namespaceSelector, podSelector }: Peer): string {
  if (ipBlock) return `addresses ${ipBlock.cidr}`;
  const pods =
    !podSelector || selectsEverything(podSelector) ? 'any pod' : `pods with ${selectorInWords(podSelector)}`;
  if (!namespaceSelector) return `${pods} of its namespace`;
  const places = selectsEverything(namespaceSelector)
    ? 'any namespace'
    : `namespaces with ${selectorInWords(namespaceSelector)}`;
  return `${pods} in ${places}`;
}

function portsInWords(ports: PolicyRule['ports']): string {
  if (!ports.length) return '';
  const words = ports.map(({ port, endPort, protocol }) => {
    const range = endPort === undefined ? '' : `-${endPort}`;
    return `${port ?? 'any port'}${range}/${protocol ?? 'TCP'}`;
  });
  return ` on ${words.join(', ')}`;
}

/** What a policy lets through in a direction, in words: "only pods with tier=backend of its namespace on 8080/TCP". */
export function letsThrough(policy: NetworkPolicy, direction: Direction): string {
  const rules = rulesOf(policy, direction);
  if (!rules.length) return 'nothing';
  const words = rules.map(({ peers, ports }) => {
    const who = peers.length ? peers.map(peerInWords).join(' or ') : 'anything';
    return `${who}${portsInWords(ports)}`;
  });
  return `only ${words.join('; ')}`;
}
