import type { Field, Filter } from '../../inventory/query.ts';
import { code, inline, join, type Markdown } from '../../answer/markdown.ts';
import { kindWord } from '../../cluster/name.ts';
import { amount } from './cells.ts';
import { stateInWords } from './states.ts';

/** What a filter says of the objects, and its opposite; each to stand behind the noun. */
export interface Phrase {
  yes: Markdown;
  no: Markdown;
}

/** What a phrase is made for: how many objects of which kind. */
export interface Noun {
  count: number;
  kind: string;
}

const has = (what: Markdown): Phrase => ({ yes: inline`with ${what}`, no: inline`without ${what}` });
const lies = (how: Markdown): Phrase => ({ yes: how, no: inline`not ${how}` });
const is = (what: Markdown, { count }: Noun): Phrase =>
  count === 1
    ? { yes: inline`that is ${what}`, no: inline`that is not ${what}` }
    : { yes: inline`that are ${what}`, no: inline`that are not ${what}` };
const does = ([one, many]: readonly [string, string], rest: Markdown, { count }: Noun): Phrase =>
  count === 1
    ? { yes: inline`that ${one} ${rest}`, no: inline`that does not ${many} ${rest}` }
    : { yes: inline`that ${many} ${rest}`, no: inline`that do not ${many} ${rest}` };

/** The value as it is written. */
export function valueOf({ field, value }: Filter): Markdown {
  if (typeof value === 'number') return inline`${amount(field, value)}`;
  if (Array.isArray(value))
    return value.length > 1 ? join(value.map(code), ', ', ' or ') : code(value[0] ?? '');
  return code(String(value ?? ''));
}

/** A property as a thing that objects have, with its article. */
const NOUNS: Partial<Record<Field, string>> = {
  hpa: 'an autoscaler',
  pdb: 'a disruption budget',
  networkPolicy: 'a network policy',
  quota: 'a quota',
  service: 'a service',
  ingress: 'an ingress',
  storageClass: 'a storage class',
  serviceAccount: 'a service account',
  priorityClass: 'a priority class',
  probe: 'a probe',
  requests: 'resource requests',
  limits: 'resource limits',
  labels: 'labels',
  annotations: 'annotations',
  finalizers: 'finalizers',
  initContainer: 'an init container',
  selector: 'a selector',
  tls: 'TLS',
  taint: 'taints',
  toleration: 'tolerations',
  cpuRequest: 'a CPU request',
  memoryRequest: 'a memory request',
  cpuLimit: 'a CPU limit',
  memoryLimit: 'a memory limit',
  cpuUsage: 'measured CPU',
  memoryUsage: 'measured memory',
  storageRequest: 'a stated size',
  owner: 'an owner',
  uses: 'config maps, secrets or volumes',
  restarts: 'restarts',
  pods: 'pods',
  endpoints: 'endpoints',
  image: 'an image',
  imageTag: 'an image tag',
  registry: 'a registry',
  host: 'a host name',
  port: 'a port',
  ports: 'ports',
  ip: 'an IP address',
  schedule: 'a schedule',
  node: 'a node',
  container: 'containers',
  role: 'a role',
  version: 'a version',
  reason: 'a reason',
  strategy: 'an update strategy',
  accessMode: 'an access mode',
  status: 'a status',
  phase: 'a phase',
  type: 'a type',
  qos: 'a QoS class',
  replicas: 'replicas',
  readyReplicas: 'ready replicas',
  ownerKind: 'an owner',
  target: 'a workload that it is for',
  expiresIn: 'a certificate',
  lastRestart: 'a restart',
  architecture: 'a known architecture',
  os: 'a known operating system',
  runtime: 'a known container runtime',
  kernel: 'a known kernel',
};

/** Of properties that are or are not so: what is so. */
const FLAGS: Partial<Record<Field, string>> = {
  ready: 'ready',
  healthy: 'healthy',
  schedulable: 'open to new pods',
  suspended: 'suspended',
  privileged: 'privileged',
  hostNetwork: 'on the host’s network',
};

/** Labels that say where something is, or what it is. */
const KNOWN_LABELS: Readonly<Record<string, string>> = {
  'label:topology.kubernetes.io/zone': 'in zone',
  'label:topology.kubernetes.io/region': 'in region',
  'label:node.kubernetes.io/instance-type': 'of instance type',
};

function ofLabel({ field, op, value }: Filter): Phrase | undefined {
  const key = /^(label|annotation):(.*)$/.exec(field);
  if (key === null) return undefined;
  const [, what = '', name = ''] = key;
  const known = KNOWN_LABELS[field];
  if (op === 'present' || op === 'missing') return has(inline`${what} ${code(name)}`);
  if (known !== undefined) return lies(inline`${known} ${valueOf({ field, op, value })}`);
  const values = [value].flat().map((one) => code(`${name}=${String(one)}`));
  return has(inline`${what} ${join(values, ', ', ' or ')}`);
}

type Wording = (filter: Filter, noun: Noun) => Phrase;

const USED_BY = new Set(['Secret', 'ConfigMap', 'PersistentVolumeClaim', 'ServiceAccount']);

function ofUse({ value, op }: Filter, noun: Noun): Phrase {
  const uses = [value].flat().map((one) => {
    const [kind = '', name = ''] = String(one).split('/');
    return name === '' ? inline`a ${kindWord(kind)}` : inline`${kindWord(kind)} ${code(name)}`;
  });
  return op === 'contains'
    ? has(inline`${valueOf({ field: 'uses', op, value })} in use`)
    : does(['uses', 'use'], join(uses, ', ', ' or '), noun);
}

const ofOwner: Wording = (filter, noun) =>
  noun.kind === 'Node'
    ? does(['runs', 'run'], valueOf(filter), noun)
    : lies(inline`${OWNED_FOR.has(noun.kind) ? 'for' : 'of'} ${valueOf(filter)}`);
const OWNED_FOR = new Set(['HorizontalPodAutoscaler', 'Event']);

const ofProbe: Wording = ({ value }) => has(inline`a ${String(value)} probe`);
const ofRoot: Wording = ({ op, value }, noun) =>
  op === 'is' && value === 'user 0'
    ? does(['runs', 'run'], inline`as root by their settings`, noun)
    : { yes: inline`that may run as root`, no: inline`that cannot run as root` };

/** What a name, text or word of a property is said with. */
const WORDINGS: Partial<Record<Field, Wording>> = {
  status: ({ value }, noun) => stateInWords(value, noun.count),
  phase: (filter) => lies(inline`in phase ${valueOf(filter)}`),
  owner: ofOwner,
  target: (filter, { kind }) =>
    lies(
      inline`${USED_BY.has(kind) ? 'used by' : kind === 'Service' ? 'in front of' : 'for'} ${valueOf(filter)}`,
    ),
  ownerKind: (filter, noun) => is(inline`owned by a ${valueOf(filter)}`, noun),
  type: (filter) => lies(inline`of type ${valueOf(filter)}`),
  probe: ofProbe,
  uses: ofUse,
  root: ofRoot,
  nodeState: ({ value }) => {
    const { yes, no } = stateInWords(value, 2);
    return { yes: inline`on nodes ${yes}`, no: inline`on nodes ${no}` };
  },
  port: (filter) => lies(inline`on port ${valueOf(filter)}`),
  host: (filter) => lies(inline`for host ${valueOf(filter)}`),
  qos: (filter) => lies(inline`of QoS class ${valueOf(filter)}`),
  storageClass: (filter) => lies(inline`of storage class ${valueOf(filter)}`),
  serviceAccount: (filter) => lies(inline`under service account ${valueOf(filter)}`),
  priorityClass: (filter) => lies(inline`of priority class ${valueOf(filter)}`),
  service: (filter, { kind }) =>
    lies(inline`${kind === 'Pod' || kind === 'Workload' ? 'behind' : 'with'} service ${valueOf(filter)}`),
  registry: (filter) => has(inline`images from ${valueOf(filter)}`),
  version: (filter) => lies(inline`on version ${valueOf(filter)}`),
  architecture: (filter) => lies(inline`on ${valueOf(filter)}`),
  os: (filter) => lies(inline`on ${valueOf(filter)}`),
  runtime: (filter) => lies(inline`on ${valueOf(filter)}`),
  kernel: (filter) => lies(inline`on kernel ${valueOf(filter)}`),
  role: (filter, noun) => does(['has', 'have'], inline`the role ${valueOf(filter)}`, noun),
  cadence: (filter) => has(inline`a schedule that is ${valueOf(filter)}`),
  schedule: (filter) => has(inline`schedule ${valueOf(filter)}`),
  ip: (filter) => has(inline`IP address ${valueOf(filter)}`),
  container: (filter) => has(inline`a container ${valueOf(filter)}`),
  selector: (filter, noun) => does(['selects', 'select'], valueOf(filter), noun),
  taint: (filter) => has(inline`taint ${valueOf(filter)}`),
  toleration: (filter) => has(inline`a toleration of ${valueOf(filter)}`),
  strategy: (filter) => has(inline`update strategy ${valueOf(filter)}`),
  accessMode: (filter) => has(inline`access mode ${valueOf(filter)}`),
  reason: (filter) => has(inline`reason ${valueOf(filter)}`),
  kind: (filter) => lies(inline`of kind ${valueOf(filter)}`),
};

/** The phrase of a property that is or is not so, of a label, of one that is there or not, or of one with words of its own. */
export function wordedPhrase(filter: Filter, noun: Noun): Phrase | undefined {
  const { field, op, value } = filter;
  const flag = FLAGS[field];
  if (flag !== undefined && (typeof value === 'boolean' || op === 'present' || op === 'missing')) {
    const { yes, no } = is(inline`${flag}`, noun);
    return value === false ? { yes: no, no: yes } : { yes, no };
  }
  const label = ofLabel(filter);
  if (label !== undefined) return label;
  if (field === 'root') return ofRoot(filter, noun);
  if (op === 'present' || op === 'missing') return has(inline`${NOUNS[field] ?? 'that property'}`);
  return typeof value === 'number' ? undefined : WORDINGS[field]?.(filter, noun);
}
