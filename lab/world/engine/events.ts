import { microStamp, stamp } from '../kube/time.ts';
import type { KubeEvent } from '../kube/cluster-kinds.ts';
import type { KubeObject } from '../kube/types.ts';
import type { Cluster } from './cluster.ts';
import { hash32 } from './random.ts';

export interface Notice {
  about: KubeObject;
  type?: 'Normal' | 'Warning';
  reason: string;
  message: string;
  component: string;
  host?: string;
  fieldPath?: string;
}

function digest(text: string): string {
  const half = (salt: string): string =>
    hash32(salt + text)
      .toString(16)
      .padStart(8, '0');
  return half('a') + half('b');
}

function involved(notice: Notice): KubeEvent['involvedObject'] {
  const { kind, apiVersion, metadata } = notice.about;
  return {
    kind,
    ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
    name: metadata.name,
    uid: kind === 'Node' ? metadata.name : metadata.uid,
    apiVersion,
    ...(notice.fieldPath ? { fieldPath: notice.fieldPath } : {}),
  };
}

function fresh(cluster: Cluster, notice: Notice, name: string): KubeEvent {
  const now = cluster.timeline.now();
  const namespace = notice.about.metadata.namespace ?? 'default';
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name,
      namespace,
      uid: cluster.random.uuid(),
      resourceVersion: '',
      creationTimestamp: stamp(now),
    },
    involvedObject: involved(notice),
    reason: notice.reason,
    message: notice.message,
    source: { component: notice.component, ...(notice.host ? { host: notice.host } : {}) },
    firstTimestamp: stamp(now),
    lastTimestamp: stamp(now),
    count: 1,
    type: notice.type ?? 'Normal',
    eventTime: null,
    reportingComponent: notice.component,
    reportingInstance: notice.host ?? '',
  };
}

function nameOf(notice: Notice): string {
  const { uid, name } = notice.about.metadata;
  const parts = [uid, notice.fieldPath, notice.reason, notice.message, notice.component, notice.type];
  return `${name}.${digest(parts.join('|'))}`;
}

const SIMILAR = 10;

/** After so many messages that differ only in detail, recorders merge them into one event that counts. */
function merged(cluster: Cluster, notice: Notice): { name: string; message: string } {
  const group = nameOf({ ...notice, message: '' });
  const key = `similar/${group}`;
  const known = (cluster.memory.get(key) as Set<string> | undefined) ?? new Set<string>();
  cluster.memory.set(key, known);
  if (known.size < SIMILAR || known.has(notice.message)) {
    known.add(notice.message);
    return { name: nameOf(notice), message: notice.message };
  }
  return { name: group, message: `(combined from similar events): ${notice.message}` };
}

const SILENT_UNTIL = 'events/silent-until';

/** Lets a time pass without events: they would have expired anyway. */
export function keepSilentUntil(cluster: Cluster, time: number): void {
  cluster.memory.set(SILENT_UNTIL, time);
}

function isSilent(cluster: Cluster): boolean {
  return cluster.timeline.now() < ((cluster.memory.get(SILENT_UNTIL) as number | undefined) ?? 0);
}

/** Records an event as the real recorders do: the same thing said again only counts up. */
export function emit(cluster: Cluster, notice: Notice): void {
  if (isSilent(cluster)) return;
  const { name, message } = merged(cluster, notice);
  const known = cluster.store.get('events', notice.about.metadata.namespace ?? 'default', name);
  const event: KubeEvent = known
    ? { ...known, message, count: (known.count ?? 1) + 1, lastTimestamp: stamp(cluster.timeline.now()) }
    : { ...fresh(cluster, notice, name), message };
  cluster.store.put('events', event);
}

/** As the scheduler records: no count and no source, but a time in microseconds and a series. */
export function emitScheduling(cluster: Cluster, notice: Omit<Notice, 'component'>): void {
  if (isSilent(cluster)) return;
  const full = { ...notice, component: 'default-scheduler' };
  const name = nameOf(full);
  const now = cluster.timeline.now();
  const known = cluster.store.get('events', notice.about.metadata.namespace ?? 'default', name);
  const { count: _count, ...event } = fresh(cluster, full, name);
  cluster.store.put(
    'events',
    known
      ? { ...known, series: { count: (known.series?.count ?? 1) + 1, lastObservedTime: microStamp(now) } }
      : {
          ...event,
          source: {},
          firstTimestamp: null,
          lastTimestamp: null,
          eventTime: microStamp(now),
          action: notice.reason === 'Scheduled' ? 'Binding' : 'Scheduling',
          reportingInstance: `default-scheduler-${cluster.name}-control-plane-1`,
        },
  );
}

/** The newest moment an event was seen. */
export function lastSeen(event: KubeEvent): number {
  const time = event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime;
  return Date.parse(time ?? event.metadata.creationTimestamp);
}

/** Drops events older than the API server keeps them. */
export function expireEvents(cluster: Cluster, maxAge: number): void {
  const oldest = cluster.timeline.now() - maxAge;
  for (const event of cluster.store.list('events')) {
    if (lastSeen(event) < oldest) cluster.store.remove('events', event);
  }
}
