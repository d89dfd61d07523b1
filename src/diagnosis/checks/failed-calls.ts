import type { ClusterSnapshot, ObjectRef, Observation, Pod, Service } from '../evidence/index.ts';
import type { Finding, Severity } from '../finding.ts';
import { indexCluster } from '../facts/cluster-index.ts';
import type { ClusterIndex } from '../facts/cluster-index.ts';
import { explainNetworkPath } from '../facts/network-path.ts';
import type { Blocked } from '../facts/network-path.ts';
import { letsThrough } from '../facts/policy-words.ts';
import { kubectlGet, refKey } from '../facts/refs.ts';
import { selectorOf } from '../facts/selectors.ts';
import { intendedFor, readyEndpoints, selectedPods } from '../facts/service-backing.ts';
import { joinWords } from '../facts/wording.ts';
import { workloadOf } from '../facts/workload.ts';
import { fact } from './draft.ts';

/** A call that a program says it could not make, as its log or a trace tells. */
export interface FailedCall {
  /** The pod that called. */
  from: ObjectRef;
  /** The Service that it could not reach. */
  to: ObjectRef;
  seen: Observation;
}

/** Troubles of a program that something it calls may be the reason for. */
const WAITING: ReadonlySet<string> = new Set([
  'pod-probe-failing',
  'pod-crash-loop',
  'pod-restarting',
  'pod-killed-by-probe',
  'pod-init-failing',
]);
const RANK: Record<Severity, number> = { critical: 0, warning: 1, info: 2 };
const MOST_EVIDENCE = 5;
const MOST_NAMED = 4;

/** What keeps calls from being answered: a finding that is there already, or one made for it. */
type Root = Pick<Finding, 'check' | 'object' | 'title' | 'cause' | 'evidence' | 'next' | 'related'>;

function portOf(service: Service, pod: Pod): { port: number; protocol?: string } | undefined {
  const [first] = service.spec.ports;
  if (!first) return undefined;
  const { port, targetPort, protocol } = first;
  const named = pod.spec.containers.flatMap(({ ports }) => ports).find(({ name }) => name === targetPort);
  const number = typeof targetPort === 'string' ? named?.containerPort : (targetPort ?? port);
  return number === undefined ? undefined : { port: number, protocol };
}

function policyRoot(
  index: ClusterIndex,
  service: Service,
  { direction, policies }: Blocked,
): Root | undefined {
  const [closed] = policies;
  if (!closed) return undefined;
  const object = index.ref('NetworkPolicy', closed);
  const says = `lets ${direction === 'Egress' ? 'out' : 'in'} ${letsThrough(closed, direction)}`;
  const { name } = service.metadata;
  return {
    check: 'network-policy-isolates',
    object,
    title: `keeps callers from Service ${name}`,
    cause: `Network policy ${object.name} ${says}, so calls to Service ${name} do not arrive`,
    evidence: [fact(index, object, says)],
    next: `Add a rule for the callers. ${kubectlGet(object)}`,
    related: [index.ref('Service', service)],
  };
}

function blockedRoot(index: ClusterIndex, from: Pod, service: Service): Root | undefined {
  const [peer] = selectedPods(index, service);
  if (!peer) return undefined;
  const [blocked] = explainNetworkPath(index, { from, to: peer, port: portOf(service, peer) });
  return blocked && policyRoot(index, service, blocked);
}

/** A Service that stands empty because what it selects is scaled to nothing. */
function idleRoot(index: ClusterIndex, service: Service): Root | undefined {
  const { namespace, name } = service.metadata;
  const owners = intendedFor(index, namespace, selectorOf(service.spec.selector));
  const [owner] = owners;
  if (!owner || owners.some(({ replicas }) => replicas > 0) || readyEndpoints(index, service) !== 0)
    return undefined;
  return {
    check: 'service-no-pods',
    object: owner.ref,
    title: `is scaled to 0, and others wait for it`,
    cause: `${owner.ref.kind} ${owner.ref.name} is scaled to 0 replicas, so nothing answers behind Service ${name}`,
    evidence: [fact(index, owner.ref, 'spec.replicas is 0')],
    next: `If it should run, scale it up again. ${kubectlGet(owner.ref)}`,
    related: [index.ref('Service', service)],
  };
}

const tellsOf = ({ object, related }: Finding, ref: ObjectRef): boolean =>
  [object, ...related].some((one) => refKey(one) === refKey(ref));

/** The trouble of the called Service itself, or of what stands behind it. */
function ownTrouble(
  index: ClusterIndex,
  findings: readonly Finding[],
  service: Service,
): Finding | undefined {
  const pods = selectedPods(index, service);
  const behind = [index.ref('Service', service), ...pods.map((pod) => workloadOf(index, pod))];
  if (readyEndpoints(index, service) !== 0) return undefined;
  return findings.find(
    (finding) => finding.severity !== 'info' && behind.some((ref) => tellsOf(finding, ref)),
  );
}

function rootFor(index: ClusterIndex, findings: readonly Finding[], call: FailedCall): Root | undefined {
  const from = index.get('Pod', call.from.namespace, call.from.name);
  const service = index.get('Service', call.to.namespace, call.to.name);
  if (!from || !service) return undefined;
  return (
    blockedRoot(index, from, service) ?? idleRoot(index, service) ?? ownTrouble(index, findings, service)
  );
}

interface Story {
  root: Root;
  waiting: { finding: Finding; seen: Observation }[];
  /** Workloads that are ready, and say all the same that their calls fail. */
  complaining: { workload: ObjectRef; seen: Observation }[];
}

const keyOf = ({ check, object }: Root): string => `${check} ${refKey(object)}`;

/** By finding, why it waits: the first of its calls that something explains, unless it is that something itself. */
function explanations(
  index: ClusterIndex,
  findings: readonly Finding[],
  calls: readonly FailedCall[],
): Map<Finding, { root: Root; seen: Observation }> {
  const why = new Map<Finding, { root: Root; seen: Observation }>();
  for (const call of calls) {
    const finding = findings.find((one) => WAITING.has(one.check) && tellsOf(one, call.from));
    if (!finding || why.has(finding)) continue;
    const root = rootFor(index, findings, call);
    if (root && keyOf(root) !== keyOf(finding)) why.set(finding, { root, seen: call.seen });
  }
  return why;
}

/** Follows what waits for what to the last cause; undefined for a circle, which explains nothing. */
function lastRoot(start: Root, why: ReadonlyMap<Finding, { root: Root }>): Root | undefined {
  const passed = new Set<string>();
  let current = start;
  while (!passed.has(keyOf(current))) {
    passed.add(keyOf(current));
    const next = [...why].find(([finding]) => keyOf(finding) === keyOf(current))?.[1].root;
    if (!next) return current;
    current = next;
  }
  return undefined;
}

const worst = (findings: readonly Pick<Finding, 'severity'>[]): Severity =>
  findings.some(({ severity }) => severity === 'critical') ? 'critical' : 'warning';

function workloadsIn(index: ClusterIndex, { object }: Finding): ObjectRef {
  const pod = object.kind === 'Pod' ? index.get('Pod', object.namespace, object.name) : undefined;
  return pod ? workloadOf(index, pod) : object;
}

function tell(index: ClusterIndex, { root, waiting, complaining }: Story, own: Finding | undefined): Finding {
  const names = [...new Set(waiting.map(({ finding }) => workloadsIn(index, finding).name))];
  const who = joinWords(names, 'and', MOST_NAMED);
  const verb = names.length === 1 ? 'cannot do its work' : 'cannot do their work';
  const loud = [...new Set(complaining.map(({ workload }) => workload.name))];
  const others = loud.length === 0 ? '' : `, and calls of ${joinWords(loud, 'and', MOST_NAMED)} fail`;
  const evidence = [
    ...root.evidence.slice(0, 2),
    ...[...waiting, ...complaining].map(({ seen }) => seen),
    ...root.evidence.slice(2),
  ];
  const all = waiting.flatMap(({ finding }) => [
    workloadsIn(index, finding),
    finding.object,
    ...finding.related,
  ]);
  const loudest = complaining.map(({ workload }) => workload);
  const related = new Map([...root.related, ...all, ...loudest].map((ref) => [refKey(ref), ref]));
  related.delete(refKey(root.object));
  return {
    check: root.check,
    severity: worst([...waiting.map(({ finding }) => finding), ...(own ? [own] : [])]),
    object: root.object,
    title: root.title,
    cause: `${root.cause.replace(/\.$/, '')}: ${who} ${verb}${others}, as the logs say.`,
    evidence: evidence.slice(0, MOST_EVIDENCE),
    next: root.next,
    related: [...related.values()],
  };
}

interface Heard {
  index: ClusterIndex;
  findings: readonly Finding[];
  calls: readonly FailedCall[];
  why: ReadonlyMap<Finding, { root: Root }>;
}

/** Adds to the stories the workloads that have no trouble of their own, and say all the same that the same calls fail. */
function addComplaints({ index, findings, calls, why }: Heard, stories: ReadonlyMap<string, Story>): void {
  for (const call of calls) {
    const pod = index.get('Pod', call.from.namespace, call.from.name);
    if (!pod || findings.some((one) => WAITING.has(one.check) && tellsOf(one, call.from))) continue;
    const root = rootFor(index, findings, call);
    const last = root && lastRoot(root, why);
    const story = last && stories.get(keyOf(last));
    story?.complaining.push({ workload: workloadOf(index, pod), seen: call.seen });
  }
}

/**
 * Joins findings on programs that wait for one and the same thing outside of them, which their failed calls name and a
 * policy, an empty Service or that thing's own trouble explains. A call that nothing explains joins nothing.
 */
export function joinByFailedCalls(
  snapshot: ClusterSnapshot,
  findings: readonly Finding[],
  calls: readonly FailedCall[],
): Finding[] {
  const index = indexCluster(snapshot);
  const why = explanations(index, findings, calls);
  const stories = new Map<string, Story>();
  for (const [finding, { root, seen }] of why) {
    const last = lastRoot(root, why);
    if (!last || keyOf(last) === keyOf(finding)) continue;
    const story = stories.get(keyOf(last)) ?? { root: last, waiting: [], complaining: [] };
    story.waiting.push({ finding, seen });
    stories.set(keyOf(last), story);
  }
  addComplaints({ index, findings, calls, why }, stories);
  const told = new Set([...stories.values()].flatMap(({ waiting }) => waiting.map(({ finding }) => finding)));
  const joined = [...stories.values()].map((story) =>
    tell(
      index,
      story,
      findings.find((one) => keyOf(one) === keyOf(story.root)),
    ),
  );
  const rest = findings.filter((one) => !told.has(one) && !stories.has(keyOf(one)));
  return [...joined, ...rest].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}
