import type { AnyObject, ObjectOf, Observation } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe, refKey } from '../../facts/refs.ts';
import { MINUTE, eventTime, isWithin } from '../../facts/time.ts';
import { ownersOf } from '../../facts/workload.ts';
import { eventFacts, fact, severityWhen } from '../draft.ts';
import type { Draft } from '../draft.ts';
import { explainRefusal } from './refusal.ts';

const RECENT = 60 * MINUTE;
type Creator = 'ReplicaSet' | 'StatefulSet' | 'DaemonSet' | 'Job';
const CREATORS: readonly Creator[] = ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'];

interface Lack {
  wanted: number;
  have: number;
  ready: number;
}

function lackOf(kind: Creator, object: AnyObject): Lack {
  const { spec, status } = object as {
    spec: { replicas?: number; parallelism?: number };
    status: Record<string, unknown>;
  };
  const number = (key: string) => (typeof status[key] === 'number' ? status[key] : 0);
  if (kind === 'DaemonSet') {
    return {
      wanted: number('desiredNumberScheduled'),
      have: number('currentNumberScheduled'),
      ready: number('numberReady'),
    };
  }
  if (kind === 'Job') {
    const over = number('succeeded') > 0 || status.completionTime !== undefined;
    return { wanted: over ? 0 : (spec.parallelism ?? 1), have: number('active'), ready: number('active') };
  }
  return { wanted: spec.replicas ?? 1, have: number('replicas'), ready: number('readyReplicas') };
}

/** What was said about the refusal: a condition that still holds, or a recent event. */
function refusalOf(
  index: ClusterIndex,
  kind: Creator,
  object: AnyObject,
): { message: string; evidence: Observation[] } | undefined {
  const { conditions } = (object as ObjectOf<Creator>).status;
  const failure = conditions.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True');
  const events = index
    .events(kind, object)
    .filter((event) => event.reason === 'FailedCreate' && isWithin(eventTime(event), RECENT, index.now));
  const message = failure?.message ?? events[0]?.message;
  if (message === undefined) return undefined;
  const stated = failure
    ? [fact(index, index.ref(kind, object), `${failure.reason ?? 'ReplicaFailure'}: ${message}`)]
    : [];
  return { message, evidence: [...stated, ...eventFacts(index, kind, object)(events, 1)] };
}

function checkOne(index: ClusterIndex, kind: Creator, object: AnyObject): Draft[] {
  const lack = lackOf(kind, object);
  if (lack.have >= lack.wanted) return [];
  const refused = refusalOf(index, kind, object);
  if (!refused) return [];
  const { namespace, name } = object.metadata;
  const { title, words, next, related } = explainRefusal(index, namespace, refused.message);
  const self = index.ref(kind, object);
  const owners = ownersOf(index, object);
  const told = owners.at(-1) ?? self;
  return [
    {
      check: 'workload-create-refused',
      severity: severityWhen(lack.ready === 0 && kind !== 'Job'),
      object: self,
      title,
      cause: `${told.kind} ${told.name} has ${lack.have} of ${lack.wanted} pods because new ones are refused: ${words}.`,
      evidence: refused.evidence,
      next: `${next} ${kubectlDescribe({ ...self, name })}`,
      related: [...owners, ...related],
      explainedBy: related.filter((one) => one.kind !== 'Namespace'),
      group: `${refKey(told)} refused ${title}`,
    },
  ];
}

/** Controllers whose pods the API server refuses to create. */
export function checkCreateRefused(index: ClusterIndex): Draft[] {
  return CREATORS.flatMap((kind) =>
    index.list(kind).flatMap((object: AnyObject) => checkOne(index, kind, object)),
  );
}
