import type { Container, PodSpec, Probe } from '#diagnosis/evidence';
import { code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { kindWord } from '../../cluster/name.ts';
import { usedBy } from '../../cluster/users.ts';
import { as, podsFor, type Target } from '../../cluster/target.ts';

/** Tells one aspect of an object; undefined where the object has none of it. */
export type Aspect = (target: Target, now: number) => Markdown | undefined;

/** The pod template of a workload, the pod's own spec, or that of the first pod behind it. */
function templateOf(target: Target): PodSpec | undefined {
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

/** The containers that an object is made of, those that run before the others last. */
export function containersIn(target: Target): Container[] {
  const spec = templateOf(target);
  return spec === undefined ? [] : [...spec.containers, ...spec.initContainers];
}

const ofContainers =
  (tell: (container: Container) => Markdown): Aspect =>
  (target) => {
    const spec = templateOf(target);
    if (spec === undefined) return undefined;
    const all = [...spec.containers, ...spec.initContainers];
    return listed(
      all.map((container) =>
        all.length === 1 ? tell(container) : inline`${code(container.name)}: ${tell(container)}`,
      ),
    );
  };

function resourcesOf({ resources: { requests, limits } }: Container): Markdown {
  const words = (map: Record<string, string>): string =>
    Object.entries(map)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ') || 'none set';
  const isOpen = Object.keys(limits).length > 0;
  const missing = ['cpu', 'memory'].filter((name) => isOpen && limits[name] === undefined);
  const open = missing.map((name) => ` (no ${name === 'cpu' ? 'CPU' : name} limit)`).join('');
  return inline`requests ${words(requests)}; limits ${words(limits)}${open}`;
}

function environmentOf({ env, envFrom }: Container): Markdown {
  const names = env.map(({ name, valueFrom }) => {
    const from = valueFrom?.secretKeyRef ? ` (from secret ${valueFrom.secretKeyRef.name})` : '';
    const config = valueFrom?.configMapKeyRef ? ` (from config map ${valueFrom.configMapKeyRef.name})` : '';
    return inline`${code(name)}${from}${config}`;
  });
  const whole = envFrom.map(({ configMapRef, secretRef }) =>
    configMapRef === undefined
      ? inline`all of secret ${code(secretRef?.name ?? '')}`
      : inline`all of config map ${code(configMapRef.name)}`,
  );
  return names.length + whole.length === 0 ? inline`no environment variables` : listed([...names, ...whole]);
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
  return [inline`${name} ${code(how)} (${timing})`];
}

function probesOf({ livenessProbe, readinessProbe, startupProbe }: Container): Markdown {
  const all = [
    ...probeInWords('readiness', readinessProbe),
    ...probeInWords('liveness', livenessProbe),
    ...probeInWords('startup', startupProbe),
  ];
  return all.length === 0 ? inline`no probes` : listed(all);
}
function ports(target: Target): Markdown | undefined {
  const service = as('Service', target);
  if (service === undefined) {
    return ofContainers(({ ports: open }) =>
      open.length === 0
        ? inline`no ports declared`
        : listed(
            open.map(
              ({ name, containerPort, protocol }) =>
                inline`${code(`${containerPort}/${protocol ?? 'TCP'}`)}${name === undefined ? '' : ` (${name})`}`,
            ),
          ),
    )(target, 0);
  }
  return listed(
    service.spec.ports.map(({ port, targetPort, nodePort, protocol }) => {
      const node = nodePort === undefined ? '' : `, node port ${nodePort}`;
      return inline`${code(`${port}/${protocol ?? 'TCP'}`)} to ${code(String(targetPort ?? port))}${node}`;
    }),
  );
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
    return inline`${code(name)} (${from})`;
  });
  const templates = as('StatefulSet', target)?.spec.volumeClaimTemplates ?? [];
  const claims = templates.map(({ metadata: { name } }) => {
    const own = target.index
      .inNamespace('PersistentVolumeClaim', target.ref.namespace)
      .filter((claim) => claim.metadata.name.startsWith(`${name}-${target.ref.name}-`))
      .map((claim) => code(claim.metadata.name));
    return inline`${code(name)} (a PVC for each pod${own.length === 0 ? inline`` : inline`: ${listed(own)}`})`;
  });
  const all = [...names, ...claims];
  return all.length === 0 ? inline`no volumes` : listed(all);
}

function tolerations(target: Target): Markdown | undefined {
  const spec = templateOf(target);
  if (spec === undefined) return undefined;
  const all = spec.tolerations.map(({ key, operator, value, effect }) =>
    code(
      `${key ?? 'every taint'}${operator === 'Exists' || value === undefined ? '' : `=${value}`}${effect === undefined ? '' : `:${effect}`}`,
    ),
  );
  return all.length === 0 ? inline`none` : listed(all);
}

function configuration(target: Target): Markdown | undefined {
  const spec = templateOf(target);
  if (spec === undefined) return undefined;
  const used = usedBy(spec).filter(({ kind }) => kind === 'ConfigMap' || kind === 'Secret');
  return used.length === 0
    ? inline`no config maps or secrets`
    : listed(used.map(({ kind, name }) => inline`${kindWord(kind)} ${code(name)}`));
}

/** What a pod template says, by the aspect's name. */
export const OF_PODS = {
  image: ofContainers(({ image }) => code(image)),
  limits: ofContainers(resourcesOf),
  env: ofContainers(environmentOf),
  probes: ofContainers(probesOf),
  ports,
  volumes,
  tolerations,
  config: configuration,
  containers: (target) => {
    const spec = templateOf(target);
    return spec === undefined
      ? undefined
      : listed(
          [...spec.containers, ...spec.initContainers].map(
            ({ name, image }) => inline`${code(name)} (${code(image)})`,
          ),
        );
  },
  serviceAccount: (target) => {
    const spec = templateOf(target);
    return spec === undefined ? undefined : code(spec.serviceAccountName ?? 'default');
  },
  command: ofContainers(({ command, args }) =>
    command.length + args.length === 0 ? inline`the image’s own` : code([...command, ...args].join(' ')),
  ),
} satisfies Record<string, Aspect>;
