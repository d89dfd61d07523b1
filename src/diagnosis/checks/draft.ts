import type { AnyObject, KubernetesEvent, ObjectRef, Observation, WatchedKind } from '../evidence/index.ts';
import type { Finding, Severity } from '../finding.ts';
import type { ClusterIndex } from '../facts/cluster-index.ts';
import { kubectlEvents, kubectlGet } from '../facts/refs.ts';
import { eventTime } from '../facts/time.ts';
import { oneLine } from '../facts/wording.ts';

/** What one check has to say about one object, before findings on the same cause are joined. */
export interface Draft extends Omit<Finding, 'related'> {
  related?: ObjectRef[];
  /** Objects whose own trouble would explain this: where one has a finding, this is part of its story. */
  explainedBy?: ObjectRef[];
  /** Drafts with the same group are one story told of several objects (sister pods). */
  group?: string;
  /** Pods that this keeps from something all programs need (DNS), whatever their own state. */
  starves?: ObjectRef[];
  /** The trouble is that a program cannot do its work, for all that the pod itself is well: something it needs may be why. */
  mayStarve?: boolean;
  /** A fault of the object that is no reason for its pods or dependants to be down. */
  explainsNothing?: boolean;
  /** Only worth telling as part of another story: dropped when nothing explains it. */
  onlyAsConsequence?: boolean;
}

/** A condition that a check looks for. */
export interface CheckDescription {
  id: string;
  title: string;
  /** The kinds read to decide it. */
  looksAt: readonly WatchedKind[];
  /** Good order rather than trouble: never ranks above an outage of the same severity. */
  hygiene?: boolean;
}

/** Checks that belong together and run together. */
export interface CheckFamily {
  checks: readonly CheckDescription[];
  run: (index: ClusterIndex) => Draft[];
}

/** A fact read off an object now. */
export function fact(index: ClusterIndex, object: ObjectRef, says: string): Observation {
  return {
    at: new Date(index.now).toISOString(),
    source: { system: 'kubernetes', cluster: object.cluster, object, query: kubectlGet(object) },
    says: oneLine(says),
  };
}

/** An event as evidence, at its own time. */
function eventFact(
  index: ClusterIndex,
  kind: WatchedKind,
  object: AnyObject,
): (event: KubernetesEvent) => Observation {
  const subject = index.ref(kind, object);
  return (event) => {
    const times =
      (event.series?.count ?? event.count ?? 1) > 1 ? ` (${event.series?.count ?? event.count} times)` : '';
    return {
      at: eventTime(event) ?? new Date(index.now).toISOString(),
      source: {
        system: 'kubernetes',
        cluster: subject.cluster,
        object: subject,
        query: kubectlEvents(subject),
      },
      says: `${event.reason ?? 'Event'}${times}: ${oneLine(event.message ?? '', 400)}`,
    };
  };
}

/** The first `limit` events as evidence. */
export function eventFacts(
  index: ClusterIndex,
  kind: WatchedKind,
  object: AnyObject,
): (events: readonly KubernetesEvent[], limit?: number) => Observation[] {
  const tell = eventFact(index, kind, object);
  return (events, limit = 2) => events.slice(0, limit).map(tell);
}

/** The finding's severity when it takes something down wholly or in part. */
export function severityWhen(down: boolean): Severity {
  return down ? 'critical' : 'warning';
}
