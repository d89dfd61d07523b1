import { parseQuantity } from '#diagnosis';
import type { Container, PodSpec } from '#diagnosis/evidence';
import type { Field } from '../query.ts';
import type { Cell } from '../result.ts';
import { listed } from './scope.ts';

type Resource = 'cpu' | 'memory';

/** Containers that run as long as the pod does: the usual ones and sidecars. */
export const lasting = ({ containers, initContainers }: PodSpec): Container[] => [
  ...containers,
  ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always'),
];

const statedBy = (
  container: Container,
  resource: Resource,
  side: 'requests' | 'limits',
): number | undefined => {
  const { requests, limits } = container.resources;
  return parseQuantity(side === 'limits' ? limits[resource] : (requests[resource] ?? limits[resource]));
};

/** The sum over containers; undefined when none states it, and for a limit when one does not: the pod has no limit then. */
function summed(spec: PodSpec, resource: Resource, side: 'requests' | 'limits'): number | undefined {
  const amounts = lasting(spec).map((container) => statedBy(container, resource, side));
  const stated = amounts.filter((amount) => amount !== undefined);
  if (stated.length === 0 || (side === 'limits' && stated.length < amounts.length)) return undefined;
  const sum = stated.reduce((total, amount) => total + amount, 0);
  return side === 'limits' ? sum : Math.max(sum, largestInit(spec, resource));
}

const largestInit = (spec: PodSpec, resource: Resource) =>
  Math.max(0, ...spec.initContainers.map((container) => statedBy(container, resource, 'requests') ?? 0));

/** Whether every container states CPU or memory. */
const allState = (spec: PodSpec, side: 'requests' | 'limits'): true | undefined =>
  lasting(spec).every(
    (container) =>
      statedBy(container, 'cpu', side) !== undefined || statedBy(container, 'memory', side) !== undefined,
  ) || undefined;

interface ImageParts {
  registry: string;
  tag: string;
}

/** The registry and tag of an image; Docker Hub and `latest` where none is written, the digest where there is no tag. */
export function imageParts(image: string): ImageParts {
  const [reference = '', digest] = image.split('@');
  const slash = reference.indexOf('/');
  const host = slash > 0 ? reference.slice(0, slash) : '';
  const isRegistry = host.includes('.') || host.includes(':') || host === 'localhost';
  const colon = reference.lastIndexOf(':');
  const hasTag = colon > reference.lastIndexOf('/');
  const untagged = digest ?? 'latest';
  return { registry: isRegistry ? host : 'docker.io', tag: hasTag ? reference.slice(colon + 1) : untagged };
}

const images = ({ containers, initContainers }: PodSpec) =>
  [...containers, ...initContainers].map(({ image }) => image).filter(Boolean);

const PROBES = { readinessProbe: 'readiness', livenessProbe: 'liveness', startupProbe: 'startup' } as const;

function probes({ containers }: PodSpec): readonly string[] | undefined {
  return listed(
    containers.flatMap((container) =>
      (['readinessProbe', 'livenessProbe', 'startupProbe'] as const)
        .filter((probe) => container[probe])
        .map((probe) => PROBES[probe]),
    ),
  );
}

/** Config maps, secrets and claims that a pod mounts or takes its environment from. */
export function usedBy(spec: PodSpec): readonly string[] | undefined {
  const volumes = spec.volumes.flatMap(({ configMap, secret, persistentVolumeClaim, projected }) => [
    configMap && `ConfigMap/${configMap.name}`,
    secret && `Secret/${secret.secretName}`,
    persistentVolumeClaim && `PersistentVolumeClaim/${persistentVolumeClaim.claimName}`,
    ...(projected?.sources ?? []).flatMap((source) => [
      source.configMap && `ConfigMap/${source.configMap.name}`,
      source.secret && `Secret/${source.secret.name}`,
    ]),
  ]);
  const environment = [...spec.containers, ...spec.initContainers].flatMap(({ env, envFrom }) => [
    ...env.flatMap(({ valueFrom }) => [
      valueFrom?.configMapKeyRef && `ConfigMap/${valueFrom.configMapKeyRef.name}`,
      valueFrom?.secretKeyRef && `Secret/${valueFrom.secretKeyRef.name}`,
    ]),
    ...envFrom.flatMap(({ configMapRef, secretRef }) => [
      configMapRef && `ConfigMap/${configMapRef.name}`,
      secretRef && `Secret/${secretRef.name}`,
    ]),
  ]);
  const pulls = spec.imagePullSecrets.map(({ name }) => `Secret/${name}`);
  return listed([...volumes, ...environment, ...pulls]);
}

/** Whether a container is told to run as user 0, or nothing keeps its image from it. */
function rootUser({ containers, initContainers, securityContext: ofPod }: PodSpec): string | undefined {
  const all = [...containers, ...initContainers].map(({ securityContext: own }) => ({
    user: own?.runAsUser ?? ofPod?.runAsUser,
    isBarred: (own?.runAsNonRoot ?? ofPod?.runAsNonRoot) === true,
  }));
  if (all.some(({ user }) => user === 0)) return 'user 0';
  return all.some(({ user, isBarred }) => user === undefined && !isBarred) ? 'not ruled out' : undefined;
}

/** Every pod is given these by the API server. */
const isChosen = ({ key, effect }: PodSpec['tolerations'][number]) =>
  !(effect === 'NoExecute' && /^node\.kubernetes\.io\/(?:not-ready|unreachable)$/.test(key ?? ''));

const tolerationInWords = ({ key, value, effect }: PodSpec['tolerations'][number]) =>
  `${key ?? 'everything'}${value ? `=${value}` : ''}${effect === undefined ? '' : `:${effect}`}`;

/** The properties that a pod's spec carries, whether the pod's own or a workload's template. */
export const SPEC_FIELDS = {
  image: (spec) => listed(images(spec)),
  imageTag: (spec) => listed(images(spec).map((image) => imageParts(image).tag)),
  registry: (spec) => listed(images(spec).map((image) => imageParts(image).registry)),
  cpuRequest: (spec) => summed(spec, 'cpu', 'requests'),
  memoryRequest: (spec) => summed(spec, 'memory', 'requests'),
  cpuLimit: (spec) => summed(spec, 'cpu', 'limits'),
  memoryLimit: (spec) => summed(spec, 'memory', 'limits'),
  requests: (spec) => allState(spec, 'requests'),
  limits: (spec) => allState(spec, 'limits'),
  container: (spec) => listed(lasting(spec).map(({ name }) => name)),
  containers: (spec) => lasting(spec).length,
  initContainer: (spec) =>
    listed(
      spec.initContainers.filter(({ restartPolicy }) => restartPolicy !== 'Always').map(({ name }) => name),
    ),
  probe: probes,
  privileged: (spec) =>
    [...spec.containers, ...spec.initContainers].some(({ securityContext }) => securityContext?.privileged) ||
    undefined,
  hostNetwork: (spec) => spec.hostNetwork || undefined,
  serviceAccount: (spec) => spec.serviceAccountName ?? 'default',
  priorityClass: (spec) => spec.priorityClassName,
  port: (spec) =>
    listed(spec.containers.flatMap(({ ports }) => ports.map(({ containerPort }) => String(containerPort)))),
  ports: (spec) => spec.containers.reduce((sum, { ports }) => sum + ports.length, 0),
  root: rootUser,
  toleration: (spec) => listed(spec.tolerations.filter(isChosen).map(tolerationInWords)),
  uses: usedBy,
} satisfies Partial<Record<Field, (spec: PodSpec) => Cell>>;
