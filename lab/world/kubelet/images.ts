import { MODELS } from '../company/app-models.ts';
import { REGISTRY, SERVICES, imageRepository, upcomingTag } from '../company/services.ts';
import { repositoryOf, tagOf } from '../kube/image.ts';
import type { Cluster } from '../engine/cluster.ts';
import type { Container, Pod } from '../kube/types.ts';

const PUBLIC = new Set(
  [
    'alpine',
    'busybox',
    'nginx',
    'redis',
    'postgres',
    'debian',
    'ubuntu',
    'python',
    'node',
    'golang',
    'httpd',
    'memcached',
    'mysql',
    'rabbitmq',
    'hello-world',
  ].map((name) => `docker.io/library/${name}`),
);
const VERSION_TAG = /^(latest|stable|alpine|slim|mainline|edge|v?\d+(\.\d+)*(-[a-z0-9.]+)*)$/;
const PART = '[a-z0-9]+(?:[._-]+[a-z0-9]+)*';
const VALID = new RegExp(
  `^(?:[a-zA-Z0-9.-]+(?::\\d+)?/)?${PART}(?:/${PART})*(?::\\w[\\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$`,
);
const PRIVATE = new Map(
  SERVICES.map((service) => [imageRepository(service), [...service.tags, upcomingTag(service)]]),
);

function missingTag(image: string): string {
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
}

function denied(image: string): string {
  return `failed to pull and unpack image "${image}": failed to resolve reference "${image}": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;
}

function unauthorised(image: string): string {
  return `failed to pull and unpack image "${image}": failed to resolve reference "${image}": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://${REGISTRY}/token: 401 Unauthorized`;
}

function fullReference(image: string): string {
  const repository = repositoryOf(image);
  return image.includes('@') ? image : `${repository}:${tagOf(image)}`;
}

/** The pull secrets a pod names that do not exist. */
export function missingPullSecrets(cluster: Cluster, pod: Pod): string[] {
  const names = (pod.spec.imagePullSecrets ?? []).map((secret) => secret.name);
  return names.filter((name) => !cluster.store.get('secrets', pod.metadata.namespace, name));
}

function hasPullSecret(cluster: Cluster, pod: Pod): boolean {
  const names = (pod.spec.imagePullSecrets ?? []).map((secret) => secret.name);
  const found = names.map((name) => cluster.store.get('secrets', pod.metadata.namespace, name));
  return found.some((secret) => secret?.type === 'kubernetes.io/dockerconfigjson');
}

/** Why this image cannot be pulled for this pod, in containerd's words; undefined when it can. */
export function pullFailure(cluster: Cluster, pod: Pod, container: Container): string | undefined {
  const { image } = container;
  const repository = repositoryOf(image);
  const full = fullReference(image);
  if (repository.startsWith(`${REGISTRY}/`)) {
    if (!hasPullSecret(cluster, pod)) return unauthorised(full);
    const tags = PRIVATE.get(repository);
    if (tags && !tags.includes(tagOf(image))) return missingTag(full);
    return tags || MODELS.has(repository) ? undefined : denied(full);
  }
  if (MODELS.has(repository) || PUBLIC.has(repository)) {
    return VERSION_TAG.test(tagOf(image)) ? undefined : missingTag(full);
  }
  const isOfficial = repository.startsWith('docker.io/');
  return isOfficial || !VERSION_TAG.test(tagOf(image)) ? denied(full) : undefined;
}

export function isValidImage(image: string): boolean {
  return VALID.test(image);
}
