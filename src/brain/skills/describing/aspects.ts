import type { Pod } from '#diagnosis/evidence';
import { code, inline, listed, prose, type Markdown } from '../../answer/markdown.ts';
import { ago } from '../../answer/phrase.ts';
import { ownersOf, selectorInWords, workloadOf } from '../../cluster/facts.ts';
import { fullName, kindWord } from '../../cluster/name.ts';
import { restartsOf } from '../../cluster/pods.ts';
import { standingOf } from '../../cluster/standing.ts';
import { as, livePods, podsFor, type Target } from '../../cluster/target.ts';
import { dnsName, hostsBefore } from './addresses.ts';
import { OF_CLUSTER } from './of-cluster.ts';
import { OF_PODS, type Aspect } from './of-pods.ts';

const pairs = (map: Record<string, string>): Markdown | undefined => {
  const entries = Object.entries(map).map(([key, value]) => code(`${key}=${value}`));
  return entries.length === 0 ? inline`none` : listed(entries);
};

function nodes(target: Target): Markdown | undefined {
  if (target.kind === 'Node') return undefined;
  const pods = livePods(podsFor(target)).filter(({ spec }) => spec.nodeName !== undefined);
  if (pods.length === 0) return inline`no node yet`;
  return listed(
    pods
      .slice(0, 12)
      .map((pod) =>
        target.kind === 'Pod'
          ? code(pod.spec.nodeName ?? '')
          : inline`${code(pod.spec.nodeName ?? '')} (${code(pod.metadata.name)})`,
      ),
  );
}

function addresses(target: Target): Markdown | undefined {
  const service = as('Service', target);
  const node = as('Node', target);
  if (node !== undefined)
    return listed(node.status.addresses.map(({ type, address }) => inline`${code(address)} (${type})`));
  if (service === undefined) {
    const pods = podsFor(target).filter(({ status }) => status.podIP !== undefined);
    return pods.length === 0
      ? inline`none yet`
      : listed(
          pods
            .slice(0, 12)
            .map((pod) => inline`${code(pod.status.podIP ?? '')} (${code(pod.metadata.name)})`),
        );
  }
  const outside = service.status.loadBalancer.ingress.map(
    ({ ip, hostname }) => inline`${code(ip ?? hostname ?? '')} from outside`,
  );
  return listed([inline`${code(service.spec.clusterIP ?? 'none')} within the cluster`, ...outside]);
}

const age: Aspect = ({ object }, now) => {
  const at = object.metadata.creationTimestamp;
  return at === undefined ? undefined : inline`created ${ago(at, now) ?? ''} (${at})`;
};

function replicaCount(target: Target, now: number): Markdown | undefined {
  return ['Deployment', 'StatefulSet', 'ReplicaSet', 'DaemonSet'].includes(target.kind)
    ? prose(standingOf(target, now).says)
    : undefined;
}

function restarts(target: Target): Markdown | undefined {
  const pods = podsFor(target);
  if (pods.length === 0) return undefined;
  const total = pods.reduce((sum, pod) => sum + restartsOf(pod), 0);
  const each = pods
    .filter((pod) => restartsOf(pod) > 0)
    .map((pod: Pod) => inline`${code(pod.metadata.name)} ${restartsOf(pod)}`);
  return each.length === 0 || pods.length === 1
    ? inline`${total}`
    : inline`${total} in all (${listed(each.slice(0, 8))})`;
}

function selector(target: Target): Markdown | undefined {
  const service = as('Service', target);
  if (service !== undefined) return pairs(service.spec.selector);
  for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] as const) {
    const own = as(kind, target)?.spec.selector;
    if (own !== undefined) return code(selectorInWords(own));
  }
  return undefined;
}

function schedule(target: Target, now: number): Markdown | undefined {
  const cron = as('CronJob', target);
  if (cron === undefined) return undefined;
  const last = ago(cron.status.lastScheduleTime, now);
  return inline`${code(cron.spec.schedule)}${cron.spec.timeZone === undefined ? '' : ` (${cron.spec.timeZone})`}${cron.spec.suspend === true ? ', suspended' : ''}${last === undefined ? '' : `, last run ${last}`}`;
}

function conditions({ object }: Target): Markdown | undefined {
  if (!('status' in object) || typeof object.status !== 'object' || !('conditions' in object.status))
    return undefined;
  const all = object.status.conditions.map(
    ({ type, status, reason }) =>
      inline`${code(type)} ${status}${reason === undefined ? '' : ` (${reason})`}`,
  );
  return all.length === 0 ? inline`none reported` : listed(all);
}

function taints(target: Target): Markdown | undefined {
  const node = as('Node', target);
  if (node === undefined) return undefined;
  const all = node.spec.taints.map(({ key, value, effect }) =>
    code(`${key}${value ? `=${value}` : ''}:${effect}`),
  );
  const cordoned = node.spec.unschedulable === true ? [inline`cordoned: it takes no new pods`] : [];
  return all.length + cordoned.length === 0 ? inline`none` : listed([...all, ...cordoned]);
}

function capacity(target: Target): Markdown | undefined {
  const node = as('Node', target);
  if (node !== undefined) {
    const inWords = ({ cpu = '?', memory = '?', pods = '?' }: Record<string, string>): string =>
      `${cpu} CPU, ${memory} memory and ${pods} pods`;
    return inline`${inWords(node.status.capacity)}; allocatable: ${inWords(node.status.allocatable)}`;
  }
  const claim = as('PersistentVolumeClaim', target);
  const size =
    claim?.status.capacity['storage'] ??
    claim?.spec.resources.requests['storage'] ??
    as('PersistentVolume', target)?.spec.capacity['storage'];
  return size === undefined ? undefined : code(size);
}

/** What an autoscaler scales. */
function scaleTarget(target: Target): Markdown | undefined {
  const hpa = as('HorizontalPodAutoscaler', target) ?? autoscalerOf(target);
  if (hpa === undefined) return undefined;
  const { kind, name } = hpa.spec.scaleTargetRef;
  return fullName({ ...target.ref, kind, name });
}

function hosts(target: Target): Markdown | undefined {
  const ingress = as('Ingress', target);
  const names =
    ingress?.spec.rules.flatMap(({ host }) => host ?? []) ?? as('HTTPRoute', target)?.spec.hostnames;
  if (names === undefined) return hostsBefore(target);
  return names.length === 0 ? inline`any host` : listed(names.map(code));
}

function typeOf(target: Target): Markdown {
  const type = as('Service', target)?.spec.type ?? as('Secret', target)?.type;
  return type === undefined ? inline`a ${kindWord(target.kind)}` : code(type);
}

function certificate(target: Target): Markdown | undefined {
  const own = as('Secret', target)?.certificate;
  if (own !== undefined) return inline`valid until ${own.notAfter} for ${listed(own.hosts.map(code))}`;
  const names = as('Ingress', target)?.spec.tls.flatMap(({ secretName }) => secretName ?? []) ?? [];
  const found = names.map((name) => {
    const until = target.index.get('Secret', target.ref.namespace, name)?.certificate?.notAfter;
    return inline`secret ${code(name)}${until === undefined ? '' : `, valid until ${until}`}`;
  });
  return found.length === 0 ? undefined : listed(found);
}

function strategy(target: Target): Markdown | undefined {
  const own =
    as('Deployment', target)?.spec.strategy ??
    as('StatefulSet', target)?.spec.updateStrategy ??
    as('DaemonSet', target)?.spec.updateStrategy;
  if (own === undefined) return undefined;
  const { rollingUpdate: how } = own;
  const bounds = [
    how?.maxSurge === undefined ? [] : [`at most ${how.maxSurge} extra (maxSurge)`],
    how?.maxUnavailable === undefined ? [] : [`at most ${how.maxUnavailable} unavailable (maxUnavailable)`],
  ].flat();
  return inline`${[own.type ?? 'RollingUpdate', ...bounds].join(', ')}`;
}

function owner(target: Target): Markdown {
  const owners = ownersOf(target.index, target.object);
  return owners.length === 0 ? inline`nothing` : listed(owners.map(fullName));
}

const SCALABLE: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet']);

/** The autoscaler that changes a workload's replicas. */
const autoscalerOf = ({ index, ref }: Target) =>
  index
    .inNamespace('HorizontalPodAutoscaler', ref.namespace)
    .find(({ spec }) => spec.scaleTargetRef.kind === ref.kind && spec.scaleTargetRef.name === ref.name);

function scaling(target: Target, now: number): Markdown | undefined {
  const hpa = as('HorizontalPodAutoscaler', target) ?? autoscalerOf(target);
  if (hpa === undefined)
    return SCALABLE.has(target.kind)
      ? inline`no autoscaler changes its replicas, so there is no maximum: ${standingOf(target, now).says}`
      : undefined;
  const targets = hpa.spec.metrics.flatMap(({ resource }) =>
    resource === undefined
      ? []
      : [
          inline`${resource.name} at ${resource.target.averageUtilization ?? resource.target.averageValue ?? '?'}${resource.target.averageUtilization === undefined ? '' : '%'}`,
        ],
  );
  const { minReplicas = 1, maxReplicas } = hpa.spec;
  const current = hpa.status.currentReplicas;
  const atMost =
    current === undefined
      ? inline``
      : inline`, ${current >= maxReplicas ? 'at its maximum' : 'below its maximum'} now`;
  const range = inline`autoscaler ${code(hpa.metadata.name)} of ${kindWord(hpa.spec.scaleTargetRef.kind)} ${code(hpa.spec.scaleTargetRef.name)}: ${minReplicas} to ${maxReplicas} replicas${atMost}`;
  return inline`${range}; ${standingOf(target, now).says}; target ${targets.length === 0 ? inline`none` : listed(targets)}`;
}

/** What can be told of an object, by the aspect's name. */
export const ASPECTS: Readonly<Record<string, Aspect>> = {
  ...OF_PODS,
  ...OF_CLUSTER,
  labels: (target) => pairs(target.object.metadata.labels),
  annotations: (target) => pairs(target.object.metadata.annotations),
  node: nodes,
  ip: addresses,
  age,
  replicas: replicaCount,
  restarts,
  strategy,
  selector,
  schedule,
  conditions,
  taints,
  capacity,
  hosts,
  dnsName,
  scaleTarget,
  type: typeOf,
  status: (target, now) => prose(standingOf(target, now).says),
  metrics: scaling,
  tls: certificate,
  owner,
  workload: (target) => {
    const pod = as('Pod', target);
    return pod === undefined ? undefined : fullName(workloadOf(target.index, pod));
  },
  qos: (target) => {
    const qos = as('Pod', target)?.status.qosClass ?? podsFor(target)[0]?.status.qosClass;
    return qos === undefined ? undefined : code(qos);
  },
};
