import type { ClusterSnapshot, KubernetesEvent, ObjectRef, Observation } from '#diagnosis/evidence';
import type { SkillContext } from '../skills/skill.ts';
import { eventTime } from './facts.ts';
import { kubectl, kubectlOn, type Place } from './kubectl.ts';

const readAt = (snapshot: ClusterSnapshot | undefined, now: number): string =>
  new Date(snapshot?.currentAsOf ?? now).toISOString();

/** Cites what an object says now; gives the evidence id. */
export function citeObject(context: SkillContext, ref: ObjectRef, says: string): string {
  return context.ledger.add({
    at: readAt(context.snapshot(ref.cluster), context.now),
    source: {
      system: 'kubernetes',
      cluster: ref.cluster,
      object: ref,
      query: kubectlOn(context.clusters, ref, ['get', '-o', 'yaml']),
    },
    says,
  });
}

/** Cites what a command over many objects would show now; gives the evidence id. */
export function citeList(context: SkillContext, place: Omit<Place, 'clusters'>, words: string[]) {
  return (says: string): string =>
    context.ledger.add({
      at: readAt(context.snapshot(place.cluster), context.now),
      source: {
        system: 'kubernetes',
        cluster: place.cluster,
        query: kubectl({ ...place, clusters: context.clusters }, words),
      },
      says,
    });
}

/** An event in one line, with how often it happened. */
export function eventInWords(event: KubernetesEvent): string {
  const times = event.series?.count ?? event.count ?? 1;
  return `${event.reason ?? 'Event'}${times > 1 ? ` (${times} times)` : ''}: ${event.message ?? ''}`;
}

/** What an event is about. */
export function subjectOf(cluster: string, event: KubernetesEvent): ObjectRef {
  const { kind = 'Object', namespace = '', name = '' } = event.involvedObject;
  return { cluster, kind, namespace, name };
}

/** Cites an event at its own time; gives the evidence id. */
export function citeEvent(context: SkillContext, cluster: string, event: KubernetesEvent): string {
  const object = subjectOf(cluster, event);
  const observation: Observation = {
    at: eventTime(event) ?? new Date(context.now).toISOString(),
    source: {
      system: 'kubernetes',
      cluster,
      object,
      query: kubectl({ clusters: context.clusters, cluster, namespace: event.metadata.namespace }, [
        'get',
        'events',
        '--field-selector',
        `involvedObject.name=${object.name}`,
      ]),
    },
    says: eventInWords(event),
  };
  return context.ledger.add(observation);
}
