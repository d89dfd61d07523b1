import type { AnyObject, Container, Pod, PodSpec, Probe } from '#diagnosis/evidence';
import { ago } from '../../answer/phrase.ts';
import { code, listed, md, nothing, prose, type Markdown } from '../../answer/markdown.ts';
import { ownersOf, selectorInWords, workloadOf } from '../../cluster/facts.ts';
import { restartsOf } from '../../cluster/pods.ts';
import { usedBy } from '../../cluster/relations.ts';
import { standingOf } from '../../cluster/standing.ts';
import { as, livePods, podsFor, type Target } from '../../cluster/target.ts';
import { fullName, kindWord } from '../../cluster/name.ts';

/** Tells one aspect of an object; undefined where the object has none of it. */
export type Aspect = (target: Target, now: number) => Markdown | undefined;

/** The pod template of a workload, the pod's own spec, or that of the first pod behind it. */
export function templateOf(target: Target): PodSpec | undefined {
  const pod = as('Pod', target);
  if (pod !== undefined) return pod.spec;
  const cron = as('CronJob', target)?.spec.jobTemplate.spec.template?.spec;
  if (cron !== undefined) return cron;
  for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'] as const) {
    const own = as(kind, target)?.spec.template.spec;
    if (own !== undefined) return own;
  }
  return target.kind === 'Service' ? podsFor(target)[0]?.spec : undefined;
}

const ofContainers =
  (tell: (container: Container) => Markdown): Aspect =>
  (target) => {
    const spec = templateOf(target);
    if (spec === undefined) return undefined;
    const all = [...spec.containers, ...spec.initContainers];
    return listed(
      all.map((container) =>
        all.length === 1 ? tell(container) : md`${code(container.name)}: ${tell(container)}`,
      ),
    );
  };

const pairs = (map: Record<string, string>): Markdown | undefined => {
  const entries = Object.entries(map).map(([key, value]) => code(`${key}=${value}`));
  return entries.length === 0
    ? md`
none
      `
    : listed(entries);
};

function resources({ resources: { requests, limits } }: Container): Markdown {
  const words = (map: Record<string, string>): string =>
    Object.entries(map)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ') || 'none set';
  return md`requests ${words(requests)}; limits ${words(limits)}`;
}

function environment({ env, envFrom }: Container): Markdown {
  const names = env.map(({ name, valueFrom }) => {
    const from = valueFrom?.secretKeyRef ? ` (from secret ${valueFrom.secretKeyRef.name})` : '';
    const config = valueFrom?.configMapKeyRef ? ` (from config map ${valueFrom.configMapKeyRef.name})` : '';
    return md`${code(name)}${from}${config}`;
  });
  const whole = envFrom.map(({ configMapRef, secretRef }) =>
    configMapRef === undefined
      ? md`all of secret ${code(secretRef?.name ?? '')}`
      : md`all of config map ${code(configMapRef.name)}`,
  );
  return names.length + whole.length === 0
    ? md`
no environment variables
      `
    : listed([...names, ...whole]);
}

function probeInWords(name: string, probe: Probe | undefined): Markdown[] {
  if (probe === undefined) return [];
  const how = probe.httpGet
    ? `HTTP ${probe.httpGet.path ?? '/'} on ${probe.httpGet.port}`
    : probe.tcpSocket
      ? `TCP on ${probe.tcpSocket.port}`
      : probe.grpc
        ? `gRPC on ${probe.grpc.port}`
        : `command ${probe.exec?.command.join(' ') ?? ''}`;
  const timing = `every ${probe.periodSeconds ?? 10} s, ${probe.failureThreshold ?? 3} failures allowed, ${probe.timeoutSeconds ?? 1} s each`;
  return [md`${name} ${code(how)} (${timing})`];
}

function probes({ livenessProbe, readinessProbe, startupProbe }: Container): Markdown {
  const all = [
    ...probeInWords('readiness', readinessProbe),
    ...probeInWords('liveness', livenessProbe),
    ...probeInWords('startup', startupProbe),
  ];
  return all.length === 0
    ? md`
no probes
      `
    : listed(all);
}

function ports(target: Target): Markdown | undefined {
  const service = as('Service', target);
  if (service === undefined) {
    return ofContainers(({ ports: open }) =>
      open.length === 0
        ? md`
no ports declared
          `
        : listed(
            open.map(
              ({ name, containerPort, protocol }) =>
                md`${code(`${containerPort}/${protocol ?? 'TCP'}`)}${name === undefined ? '' : ` (${name})`}`,
            ),
          ),
    )(target, 0);
  }
  return listed(
    service.spec.ports.map(({ port, targetPort, nodePort, protocol }) => {
      const node = nodePort === undefined ? '' : `, node port ${nodePort}`;
      return md`${code(`${port}/${protocol ?? 'TCP'}`)} to ${code(String(targetPort ?? port))}${node}`;
    }),
  );
}

function nodes(target: Target): Markdown | undefined {
  if (target.kind === 'Node') return undefined;
  const pods = livePods(podsFor(target)).filter(({ spec }) => spec.nodeName !== undefined);
  if (pods.length === 0)
    return md`
no node yet
    `;
  return listed(
    pods
      .slice(0, 12)
      .map((pod) =>
        target.kind === 'Pod'
          ? code(pod.spec.nodeName ?? '')
          : md`${code(pod.spec.nodeName ?? '')} (${code(pod.metadata.name)})`,
      ),
  );
}

function addresses(target: Target): Markdown | undefined {
  const service = as('Service', target);
  const node = as('Node', target);
  if (node !== undefined)
    return listed(node.status.addresses.map(({ type, address }) => md`${code(address)} (${type})`));
  if (service === undefined) {
    const pods = podsFor(target).filter(({ status }) => status.podIP !== undefined);
    return pods.length === 0
      ? md`
none yet
        `
      : listed(
          pods.slice(0, 12).map((pod) => md`${code(pod.status.podIP ?? '')} (${code(pod.metadata.name)})`),
        );
  }
  const outside = service.status.loadBalancer.ingress.map(
    ({ ip, hostname }) => md`${code(ip ?? hostname ?? '')} from outside`,
  );
  return listed([md`${code(service.spec.clusterIP ?? 'none')} within the cluster`, ...outside]);
}

const age: Aspect = ({ object }, now) => {
  const at = object.metadata.creationTimestamp;
  return at === undefined ? undefined : md`created ${ago(at, now) ?? ''} (${at})`;
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
    .map((pod: Pod) => md`${code(pod.metadata.name)} ${restartsOf(pod)}`);
  return each.length === 0 || pods.length === 1
    ? md`${total}`
    : md`${total} in all (${listed(each.slice(0, 8))})`;
}

function volumes(target: Target): Markdown | undefined {
  const spec = templateOf(target);
  if (spec === undefined) return undefined;
  const names = spec.volumes.map(({ name, configMap, secret, persistentVolumeClaim, hostPath, emptyDir }) => {
    const from = configMap
      ? `config map ${configMap.name}`
      : secret
        ? `secret ${secret.secretName}`
        : persistentVolumeClaim
          ? `PVC ${persistentVolumeClaim.claimName}`
          : hostPath
            ? `node path ${hostPath.path}`
            : emptyDir
              ? 'empty directory'
              : 'projected or other';
    return md`${code(name)} (${from})`;
  });
  return names.length === 0
    ? md`
no volumes
      `
    : listed(names);
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
  return md`${code(cron.spec.schedule)}${cron.spec.timeZone === undefined ? '' : ` (${cron.spec.timeZone})`}${cron.spec.suspend === true ? ', suspended' : ''}${last === undefined ? '' : `, last run ${last}`}`;
}

function conditions({ object }: Target): Markdown | undefined {
  if (!('status' in object) || typeof object.status !== 'object' || !('conditions' in object.status))
    return undefined;
  const all = object.status.conditions.map(
    ({ type, status, reason }) => md`${code(type)} ${status}${reason === undefined ? '' : ` (${reason})`}`,
  );
  return all.length === 0
    ? md`
none reported
      `
    : listed(all);
}

function taints(target: Target): Markdown | undefined {
  const node = as('Node', target);
  if (node === undefined) return undefined;
  const all = node.spec.taints.map(({ key, value, effect }) =>
    code(`${key}${value ? `=${value}` : ''}:${effect}`),
  );
  return all.length === 0
    ? md`
none
      `
    : listed(all);
}

function tolerations(target: Target): Markdown | undefined {
  const spec = templateOf(target);
  if (spec === undefined) return undefined;
  const all = spec.tolerations.map(({ key, operator, value, effect }) =>
    code(
      `${key ?? 'every taint'}${operator === 'Exists' || value === undefined ? '' : `=${value}`}${effect === undefined ? '' : `:${effect}`}`,
    ),
  );
  return all.length === 0
    ? md`
none
      `
    : listed(all);
}

function capacity(target: Target): Markdown | undefined {
  const node = as('Node', target);
  if (node !== undefined) {
    const { cpu, memory, pods } = node.status.allocatable;
    return md`${cpu ?? '?'} CPU, ${memory ?? '?'} memory and ${pods ?? '?'} pods allocatable`;
  }
  const claim = as('PersistentVolumeClaim', target);
  const size =
    claim?.status.capacity['storage'] ??
    claim?.spec.resources.requests['storage'] ??
    as('PersistentVolume', target)?.spec.capacity['storage'];
  return size === undefined ? undefined : code(size);
}

function hosts(target: Target): Markdown | undefined {
  const ingress = as('Ingress', target);
  const names =
    ingress?.spec.rules.flatMap(({ host }) => host ?? []) ?? as('HTTPRoute', target)?.spec.hostnames;
  if (names === undefined) return undefined;
  return names.length === 0
    ? md`
any host
      `
    : listed(names.map(code));
}

function typeOf(target: Target): Markdown {
  const type = as('Service', target)?.spec.type ?? as('Secret', target)?.type;
  return type === undefined ? md`a ${kindWord(target.kind)}` : code(type);
}

function certificate(target: Target): Markdown | undefined {
  const own = as('Secret', target)?.certificate;
  if (own !== undefined) return md`valid until ${own.notAfter} for ${listed(own.hosts.map(code))}`;
  const names = as('Ingress', target)?.spec.tls.flatMap(({ secretName }) => secretName ?? []) ?? [];
  const found = names.map((name) => {
    const until = target.index.get('Secret', target.ref.namespace, name)?.certificate?.notAfter;
    return md`secret ${code(name)}${until === undefined ? '' : `, valid until ${until}`}`;
  });
  return found.length === 0 ? undefined : listed(found);
}

function strategy(target: Target): Markdown | undefined {
  const own = as('Deployment', target)?.spec.strategy;
  if (own === undefined) return undefined;
  const { rollingUpdate: how } = own;
  return md`${own.type ?? 'RollingUpdate'}${how === undefined ? '' : `, at most ${how.maxSurge ?? '25%'} extra and ${how.maxUnavailable ?? '25%'} unavailable`}`;
}

function configuration(target: Target): Markdown | undefined {
  const spec = templateOf(target);
  if (spec === undefined) return undefined;
  const used = usedBy(spec).filter(({ kind }) => kind === 'ConfigMap' || kind === 'Secret');
  return used.length === 0
    ? md`
no config maps or secrets
      `
    : listed(used.map(({ kind, name }) => md`${kindWord(kind)} ${code(name)}`));
}

function owner(target: Target): Markdown {
  const owners = ownersOf(target.index, target.object);
  return owners.length === 0
    ? md`
nothing
      `
    : listed(owners.map(fullName));
}

function scaling(target: Target, now: number): Markdown | undefined {
  const hpa = as('HorizontalPodAutoscaler', target);
  if (hpa === undefined) return undefined;
  const targets = hpa.spec.metrics.flatMap(({ resource }) =>
    resource === undefined
      ? []
      : [
          md`${resource.name} at ${resource.target.averageUtilization ?? resource.target.averageValue ?? '?'}${resource.target.averageUtilization === undefined ? '' : '%'}`,
        ],
  );
  return md`${standingOf(target, now).says}; target ${targets.length === 0 ? nothing : listed(targets)}`;
}

const metadataOf = ({ object }: Target): AnyObject['metadata'] => object.metadata;

/** What can be told of an object, by the aspect's name. */
export const ASPECTS: Readonly<Record<string, Aspect>> = {
  image: ofContainers(({ image }) => code(image)),
  labels: (target) => pairs(metadataOf(target).labels),
  annotations: (target) => pairs(metadataOf(target).annotations),
  limits: ofContainers(resources),
  env: ofContainers(environment),
  ports,
  probes: ofContainers(probes),
  node: nodes,
  ip: addresses,
  age,
  replicas: replicaCount,
  restarts,
  volumes,
  containers: (target) => {
    const spec = templateOf(target);
    return spec === undefined
      ? undefined
      : listed(
          [...spec.containers, ...spec.initContainers].map(
            ({ name, image }) => md`${code(name)} (${code(image)})`,
          ),
        );
  },
  serviceAccount: (target) => {
    const spec = templateOf(target);
    return spec === undefined ? undefined : code(spec.serviceAccountName ?? 'default');
  },
  strategy,
  selector,
  schedule,
  conditions,
  taints,
  tolerations,
  capacity,
  hosts,
  type: typeOf,
  status: (target, now) => prose(standingOf(target, now).says),
  command: ofContainers(({ command, args }) =>
    command.length + args.length === 0
      ? md`
the image’s own
        `
      : code([...command, ...args].join(' ')),
  ),
  config: configuration,
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
