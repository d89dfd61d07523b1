import type { Node, Pod } from '../evidence/index.ts';
import type { ClusterIndex } from './cluster-index.ts';
import { matchesNodeRules, nodeRules, untoleratedTaints } from './node-fit.ts';
import { podRequests, roomOn } from './pod-requests.ts';
import type { NodeRoom } from './pod-requests.ts';
import { formatQuantity } from './quantity.ts';
import type { SchedulingReason } from './scheduling-reason.ts';
import { selectorInWords } from './selectors.ts';
import { taintReason, unnamedTaintReasons } from './taint-reasons.ts';
import { joinWords, plural, verb } from './wording.ts';

export type { SchedulingReason } from './scheduling-reason.ts';

export interface SchedulingExplanation {
  /** Such as "No node fits: ..." */
  words: string;
  /** The most telling first. */
  reasons: SchedulingReason[];
}

const schedulable = (pod: Pod, node: Node) =>
  !node.spec.unschedulable && untoleratedTaints(pod, node).length === 0 && matchesNodeRules(pod, node);

function largest(rooms: readonly NodeRoom[], amountOf: (room: NodeRoom) => number): NodeRoom | undefined {
  return rooms.reduce<NodeRoom | undefined>(
    (best, room) => (best && amountOf(best) >= amountOf(room) ? best : room),
    undefined,
  );
}

/** "asks 64Gi, the largest free is 12Gi on node-2": as far as the nodes can be seen. */
function shortage(index: ClusterIndex, pod: Pod, resource: string): string {
  const asked = podRequests(pod)[resource];
  const nodes = index.list('Node');
  const open = nodes.filter((node) => schedulable(pod, node));
  const rooms = (open.length ? open : nodes).map((node) => roomOn(index, node));
  const best = largest(rooms, ({ free }) => free[resource] ?? 0);
  if (asked === undefined || !best) return '';
  const biggest = Math.max(...rooms.map(({ allocatable }) => allocatable[resource] ?? 0));
  const amount = (value: number) => formatQuantity(value, resource);
  if (biggest === 0) return ` (asks ${amount(asked)}, no node offers any)`;
  const free = `the largest free is ${amount(Math.max(0, best.free[resource] ?? 0))} on ${best.node.metadata.name}`;
  const never = asked > biggest ? `, and no node has more than ${amount(biggest)} in all` : '';
  return ` (asks ${amount(asked)}, ${free}${never})`;
}

function resourceReason(
  index: ClusterIndex,
  pod: Pod,
  found: [nodes: number, resource: string],
): SchedulingReason {
  const [nodes, resource] = found;
  const words = `${plural(nodes, 'node')} ${verb(nodes, 'lacks', 'lack')} ${resource}${shortage(index, pod, resource)}`;
  return { kind: 'resource', nodes, words };
}

function rulesReason(index: ClusterIndex, pod: Pod, nodes: number): SchedulingReason {
  const { words, keys } = nodeRules(pod);
  const offered = keys.map((key) => {
    const values = index.list('Node').map(({ metadata }) => metadata.labels[key]);
    const distinct = [...new Set(values.filter((value) => value !== undefined))];
    return distinct.length
      ? `nodes carry ${distinct.map((v) => `${key}=${v}`).join(', ')}`
      : `no node carries ${key}`;
  });
  const known = offered.length && index.list('Node').length ? ` (${joinWords(offered)})` : '';
  return {
    kind: 'rules',
    nodes,
    words: `${plural(nodes, 'node')} ${verb(nodes, 'does', 'do')} not match ${words || 'the pod’s node selector or affinity'}${known}`,
  };
}

function apartReason(pod: Pod, nodes: number): SchedulingReason {
  const terms = pod.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const rules = terms.map(
    ({ labelSelector, topologyKey }) =>
      `one pod with ${labelSelector ? selectorInWords(labelSelector) : 'any label'} per ${topologyKey}`,
  );
  const rule = rules.length ? ` (${joinWords(rules)})` : '';
  const words = `${plural(nodes, 'node')} already ${verb(nodes, 'runs', 'run')} a pod that the anti-affinity rule keeps apart${rule}`;
  return { kind: 'anti-affinity', nodes, words };
}

const simple =
  (kind: SchedulingReason['kind'], words: (count: string, nodes: number) => string) =>
  (_index: ClusterIndex, _pod: Pod, { nodes }: Found): SchedulingReason => ({
    kind,
    nodes,
    words: words(plural(nodes, 'node'), nodes),
  });

interface Found {
  nodes: number;
  groups: string[];
}
type Reader = (index: ClusterIndex, pod: Pod, found: Found) => SchedulingReason | SchedulingReason[];

/** The scheduler's own phrases, and what each means. */
const PHRASES: [RegExp, Reader][] = [
  [
    /^Insufficient (\S+)/,
    (index, pod, { nodes, groups }) => resourceReason(index, pod, [nodes, groups[0] ?? '']),
  ],
  [/^Too many pods/, (index, pod, { nodes }) => resourceReason(index, pod, [nodes, 'pods'])],
  [/untolerated taint\(s\)$/, (index, pod, { nodes }) => unnamedTaintReasons(index, pod, nodes)],
  [
    /taint\(?s?\)? \{?([^:}\s]+)(?::\s*([^}]*))?\}?/,
    (index, _pod, { nodes, groups }) =>
      taintReason(index, nodes, [groups[0] ?? '', (groups[1] ?? '').trim()]),
  ],
  [/were unschedulable/, simple('cordoned', (count, n) => `${count} ${verb(n, 'is', 'are')} cordoned`)],
  [
    /didn't match Pod's node affinity|didn't match node selector/,
    (index, pod, { nodes }) => rulesReason(index, pod, nodes),
  ],
  [/anti-affinity/, (_index, pod, { nodes }) => apartReason(pod, nodes)],
  [
    /pod affinity rules/,
    simple(
      'affinity',
      (count, n) =>
        `${count} ${verb(n, 'has', 'have')} none of the pods that the pod affinity asks to be near`,
    ),
  ],
  [
    /topology spread/,
    simple(
      'spread',
      (count, n) => `${count} would break the topology spread ${verb(n, 'constraint', 'constraints')}`,
    ),
  ],
  [
    /free ports/,
    simple('other', (count, n) => `${count} ${verb(n, 'has', 'have')} the host port already taken`),
  ],
  [
    /volume node affinity/,
    simple(
      'volume',
      (count, n) =>
        `${count} cannot reach the pod’s volume, which belongs to ${verb(n, 'another node', 'other nodes')} or another zone`,
    ),
  ],
  [
    /max volume count/,
    simple('volume', (count, n) => `${count} ${verb(n, 'has', 'have')} as many volumes attached as allowed`),
  ],
  [
    /available persistent volumes to bind/,
    simple('volume', (count) => `no persistent volume can be bound on ${count}`),
  ],
];

function wholePodWords(phrase: string): string {
  const missing = /persistentvolumeclaim "([^"]+)" not found/.exec(phrase)?.[1];
  if (missing) return `The PersistentVolumeClaim ${missing} does not exist`;
  if (phrase.includes('unbound immediate')) return 'Its PersistentVolumeClaim is not bound to a volume';
  if (phrase.includes('no nodes available')) return 'The cluster has no node to schedule onto';
  return phrase;
}

function readPart(index: ClusterIndex, pod: Pod, part: string): SchedulingReason | SchedulingReason[] {
  const counted = /^(\d+) (?:node\(s\) )?(?:had |have )?(.+)$/.exec(part);
  const nodes = Number(counted?.[1] ?? 0);
  const phrase = counted?.[2] ?? part;
  for (const [pattern, read] of counted ? PHRASES : []) {
    const match = pattern.exec(phrase);
    if (match) return read(index, pod, { nodes, groups: match.slice(1) });
  }
  if (counted) return { kind: 'other', nodes, words: `${plural(nodes, 'node')}: ${phrase}` };
  return { kind: /persistent ?volume/i.test(phrase) ? 'volume' : 'other', words: wholePodWords(phrase) };
}

const mostTellingFirst = (a: SchedulingReason, b: SchedulingReason): number =>
  Number(a.byDesign ?? false) - Number(b.byDesign ?? false) || (b.nodes ?? 0) - (a.nodes ?? 0);

const unknownNodeCount = /^0\/\d+ nodes are available: /;

/**
 * Takes the scheduler's verdict on a pod apart: which taint, which resource and how much, which rule.
 * `message` is the PodScheduled condition's or the FailedScheduling event's.
 */
export function explainScheduling(index: ClusterIndex, pod: Pod, message: string): SchedulingExplanation {
  const verdict = message.replace(unknownNodeCount, '').split(/\.(?: |$)/)[0] ?? '';
  const parts = verdict.split(/, (?=\d+ )/).filter(Boolean);
  const reasons = parts.flatMap((part) => readPart(index, pod, part.trim())).sort(mostTellingFirst);
  const whole = reasons.every(({ nodes }) => nodes === undefined);
  const told = joinWords(reasons.map(({ words }) => words));
  if (told === '') return { words: 'The scheduler found no node for it', reasons: [] };
  return { words: whole ? told : `No node fits: ${told}`, reasons };
}
