import { kindOfWord } from '../../understand/grammar.ts';
import { roleOf } from '../../understand/items.ts';
import type { Field, Filter } from '../query.ts';
import { addFilter, isNegated, type Reader } from './draft.ts';

const WORD_FILTERS: Readonly<Record<string, Filter>> = {
  loadbalancer: { field: 'type', op: 'is', value: 'LoadBalancer' },
  loadbalancers: { field: 'type', op: 'is', value: 'LoadBalancer' },
  nodeport: { field: 'type', op: 'is', value: 'NodePort' },
  clusterip: { field: 'type', op: 'is', value: 'ClusterIP' },
  externalname: { field: 'type', op: 'is', value: 'ExternalName' },
  headless: { field: 'type', op: 'is', value: 'Headless' },
  tls: { field: 'type', op: 'is', value: 'kubernetes.io/tls' },
  ...Object.fromEntries(
    [
      'certificate',
      'certificates',
      'cert',
      'certs',
      'tlscertificate',
      'tlscertificates',
      'tlssecret',
      'tlssecrets',
    ].map((word) => [word, { field: 'type', op: 'is', value: 'kubernetes.io/tls' } as const]),
  ),
  bare: { field: 'owner', op: 'missing' },
  naked: { field: 'owner', op: 'missing' },
  standalone: { field: 'owner', op: 'missing' },
  unmanaged: { field: 'owner', op: 'missing' },
  burstable: { field: 'qos', op: 'is', value: 'Burstable' },
  guaranteed: { field: 'qos', op: 'is', value: 'Guaranteed' },
  besteffort: { field: 'qos', op: 'is', value: 'BestEffort' },
  'best-effort': { field: 'qos', op: 'is', value: 'BestEffort' },
  arm64: { field: 'architecture', op: 'is', value: 'arm64' },
  amd64: { field: 'architecture', op: 'is', value: 'amd64' },
  arm: { field: 'architecture', op: 'starts-with', value: 'arm' },
  x86: { field: 'architecture', op: 'is', value: 'amd64' },
  'control-plane': { field: 'role', op: 'contains', value: 'control-plane' },
  controlplane: { field: 'role', op: 'contains', value: 'control-plane' },
  master: { field: 'role', op: 'contains', value: 'control-plane' },
  masters: { field: 'role', op: 'contains', value: 'control-plane' },
  workers: { field: 'role', op: 'is', value: 'worker' },
  worker: { field: 'role', op: 'is', value: 'worker' },
  opaque: { field: 'type', op: 'is', value: 'Opaque' },
  dockerhub: { field: 'registry', op: 'is', value: 'docker.io' },
  empty: { field: 'pods', op: 'is', value: 0 },
  ':latest': { field: 'imageTag', op: 'is', value: 'latest' },
};
const TWO_WORDS: Readonly<Record<string, string>> = {
  'load balancer': 'loadbalancer',
  'node port': 'nodeport',
  'cluster ip': 'clusterip',
  'external name': 'externalname',
  'docker hub': 'dockerhub',
  'best effort': 'besteffort',
  'control plane': 'control-plane',
};
const NEEDS: Partial<Record<Field, readonly string[]>> = {
  role: ['Node'],
  owner: ['Pod', 'ReplicaSet', 'Job'],
  type: ['Service', 'Secret'],
  pods: ['Namespace', 'Node'],
  architecture: ['Node'],
};

const opposite = (filter: Filter): Filter =>
  filter.op === 'is' ? { ...filter, op: 'is-not' } : { ...filter, not: filter.not !== true };

/** Words that are a value by themselves: LoadBalancer, Burstable, arm64, control plane. */
export const readValueWord: Reader = (draft, at) => {
  const item = draft.items[at];
  const pair = `${item?.word} ${draft.items[at + 1]?.word ?? ''}`;
  const isPair = Object.hasOwn(TWO_WORDS, pair);
  const word = isPair ? (TWO_WORDS[pair] ?? '') : (item?.word ?? '').replace(/ /g, '');
  const single = Object.hasOwn(WORD_FILTERS, word)
    ? WORD_FILTERS[word]
    : WORD_FILTERS[TWO_WORDS[item?.word ?? ''] ?? ''];
  if (single === undefined || item?.mention || item?.isPlace) return false;
  const needed = NEEDS[single.field];
  if (
    needed &&
    !needed.includes(draft.fallback ?? '') &&
    !draft.items.some((one) => needed.includes(roleOf(one, 'kind')?.kind ?? kindOfWord(one.word) ?? ''))
  )
    return false;
  const port = isPair ? draft.items[at + 2]?.amount?.value : undefined;
  if (port !== undefined && word === 'nodeport')
    return addFilter(draft, { field: 'port', op: 'is', value: String(port) }, at, at + 1, at + 2);
  const filter = isNegated(draft, at) ? opposite(single) : single;
  return addFilter(
    draft,
    filter,
    ...(roleOf(item, 'kind') && !isPair ? [] : [at]),
    ...(isPair ? [at + 1] : []),
  );
};
