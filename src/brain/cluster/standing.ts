import { governs, letsThrough } from '#diagnosis';
import type { Node, ObjectOf, WatchedKind } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { ago } from '../answer/phrase.ts';
import { isPodFinished, isPodReady, matchesSelector, podStatus } from './facts.ts';
import { countPods, readyShare, restartsOf } from './pods.ts';
import { as, livePods, podsFor, type Target } from './target.ts';

/** How an object stands by its own status, apart from what checks find. */
export interface Standing {
  /** Undefined when the kind has no notion of health. */
  well: boolean | undefined;
  /** In half a sentence, plain text: "3 of 3 replicas ready, no restarts". */
  says: string;
  /** True of a workload that is scaled to nothing: not broken, and not there either. */
  isIdle?: boolean;
}

/** Whether a node says that it is ready. */
export const isNodeReady = (node: Node): boolean =>
  node.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');

function restarts(target: Target): string {
  const sum = podsFor(target).reduce((total, pod) => total + restartsOf(pod), 0);
  return sum === 0 ? 'no restarts' : plural(sum, 'restart');
}

function replicas(target: Target, { ready, wanted }: { ready: number; wanted: number }): Standing {
  if (wanted === 0) return { well: undefined, isIdle: true, says: 'it is scaled to 0 replicas' };
  return {
    well: ready >= wanted,
    says: `${ready} of ${plural(wanted, 'replica')} ready, ${restarts(target)}`,
  };
}

function podStanding(target: Target, pod: ObjectOf<'Pod'>): Standing {
  const status = podStatus(pod);
  const finished = isPodFinished(pod);
  const well = finished ? pod.status.phase === 'Succeeded' : isPodReady(pod);
  const share = finished ? '' : `, ${readyShare(pod)} containers ready`;
  return { well, says: `${status}${share}, ${restarts(target)}` };
}

function nodeStanding(target: Target, node: Node): Standing {
  const pressed = node.status.conditions
    .filter(({ type, status }) => type.endsWith('Pressure') && status === 'True')
    .map(({ type }) => type);
  const ready = isNodeReady(node);
  const cordoned = node.spec.unschedulable === true ? ', cordoned' : '';
  const all = podsFor(target);
  const leaving = all.filter((pod) => !isPodFinished(pod) && pod.metadata.deletionTimestamp !== undefined);
  const finished = all.filter(isPodFinished);
  const more = [
    ...(leaving.length === 0 ? [] : [`${leaving.length} being deleted`]),
    ...(finished.length === 0 ? [] : [`${finished.length} finished`]),
  ].join(', ');
  const pods = `${plural(livePods(all).length, 'pod')} on it${more === '' ? '' : ` (besides ${more})`}`;
  const pressure = pressed.length === 0 ? 'no pressure' : pressed.join(', ');
  return {
    well: ready && pressed.length === 0,
    says: `${ready ? 'Ready' : 'not ready'}${cordoned}, ${pressure}, ${pods}`,
  };
}

function serviceStanding(target: Target, service: ObjectOf<'Service'>): Standing {
  if (service.spec.type === 'ExternalName') {
    return { well: undefined, says: `an alias for ${service.spec.externalName ?? 'nothing'}` };
  }
  const endpoints = target.index
    .slicesOf(target.ref.namespace, target.ref.name)
    .flatMap((slice) => slice.endpoints);
  const ready = endpoints.filter(({ conditions }) => conditions.ready !== false).length;
  return { well: ready > 0, says: `${ready} of ${plural(endpoints.length, 'endpoint')} ready` };
}

function jobStanding(_target: Target, { spec, status }: ObjectOf<'Job'>): Standing {
  const failed = status.conditions.some(({ type, status: is }) => type === 'Failed' && is === 'True');
  const counts = `${status.succeeded} of ${spec.completions ?? 1} completed, ${status.active} active, ${status.failed} failed`;
  return { well: !failed && status.failed === 0, says: failed ? `failed: ${counts}` : counts };
}

function cronJobStanding(_target: Target, { spec, status }: ObjectOf<'CronJob'>): Standing {
  const last =
    status.lastSuccessfulTime === undefined
      ? 'no success recorded'
      : `last success ${status.lastSuccessfulTime}`;
  const suspended = spec.suspend === true ? 'suspended, ' : '';
  return {
    well: spec.suspend === true ? undefined : true,
    says: `${suspended}schedule \`${spec.schedule}\`, ${last}`,
  };
}

function autoscalerStanding(
  _target: Target,
  { spec, status }: ObjectOf<'HorizontalPodAutoscaler'>,
): Standing {
  const bad = status.conditions.some(
    ({ type, status: is }) => ['AbleToScale', 'ScalingActive'].includes(type) && is === 'False',
  );
  const range = `between ${spec.minReplicas ?? 1} and ${spec.maxReplicas}`;
  return {
    well: !bad,
    says: `${status.currentReplicas ?? 0} replicas now, ${status.desiredReplicas ?? 0} wanted, ${range}`,
  };
}

function namespaceStanding(target: Target): Standing {
  const { ready, wanted } = countPods(podsFor(target));
  return { well: ready === wanted, says: `${ready} of ${plural(wanted, 'pod')} ready, ${restarts(target)}` };
}

const phase = (is: string | undefined, good: string[]): Standing => ({
  well: is !== undefined && good.includes(is),
  says: is ?? 'no phase reported',
});

function policyStanding(target: Target, policy: ObjectOf<'NetworkPolicy'>): Standing {
  const pods = target.index
    .inNamespace('Pod', target.ref.namespace)
    .filter(({ metadata }) => matchesSelector(policy.spec.podSelector, metadata.labels)).length;
  const ways = (['Ingress', 'Egress'] as const)
    .filter((direction) => governs(policy, direction))
    .map((direction) => `lets ${direction === 'Ingress' ? 'in' : 'out'} ${letsThrough(policy, direction)}`);
  return { well: undefined, says: [`it applies to ${plural(pods, 'pod')}`, ...ways].join(', ') };
}

function secretStanding({ index }: Target, { certificate, type }: ObjectOf<'Secret'>): Standing {
  if (certificate === undefined) return { well: undefined, says: `it exists, of type ${type ?? 'Opaque'}` };
  const isOver = Date.parse(certificate.notAfter) < index.now;
  return {
    well: !isOver,
    says: `its certificate ${isOver ? 'expired on' : 'is valid until'} ${certificate.notAfter}`,
  };
}

type Teller<K extends WatchedKind> = (target: Target, object: ObjectOf<K>) => Standing;

const TELLERS: { [K in WatchedKind]?: Teller<K> } = {
  Pod: podStanding,
  Node: nodeStanding,
  Namespace: namespaceStanding,
  Service: serviceStanding,
  Job: jobStanding,
  NetworkPolicy: policyStanding,
  Secret: secretStanding,
  CronJob: cronJobStanding,
  HorizontalPodAutoscaler: autoscalerStanding,
  Deployment: (target, { spec, status }) =>
    replicas(target, { ready: status.readyReplicas, wanted: spec.replicas }),
  StatefulSet: (target, { spec, status }) =>
    replicas(target, { ready: status.readyReplicas, wanted: spec.replicas }),
  ReplicaSet: (target, { spec, status }) =>
    replicas(target, { ready: status.readyReplicas, wanted: spec.replicas }),
  DaemonSet: (target, { status }) =>
    replicas(target, { ready: status.numberReady, wanted: status.desiredNumberScheduled }),
  PersistentVolumeClaim: (_target, { status }) => phase(status.phase, ['Bound']),
  PersistentVolume: (_target, { status }) => phase(status.phase, ['Bound', 'Available']),
};

function tell<K extends WatchedKind>(kind: K, target: Target): Standing | undefined {
  const object = as(kind, target);
  const teller: Teller<K> | undefined = TELLERS[kind];
  return object === undefined ? undefined : teller?.(target, object);
}

/** How an object stands. A kind without a status of its own only exists. */
export function standingOf(target: Target, now: number): Standing {
  const age = ago(target.object.metadata.creationTimestamp, now);
  const own = tell(target.kind, target) ?? { well: undefined, says: 'it exists' };
  return { ...own, says: age === undefined ? own.says : `${own.says}, created ${age}` };
}
