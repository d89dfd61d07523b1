import type { Pod } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { oneLine } from '../../facts/wording.ts';
import { eventFacts, fact } from '../draft.ts';
import { capital, waitingFor } from './containers.ts';
import type { PodTrouble } from './pod-draft.ts';
import { own } from '../../facts/own.ts';

const REASONS = new Set([
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);
const PULL_EVENTS = /pull|image/i;

interface PullFailure {
  pattern: RegExp;
  title: string;
  why: (image: string, registry: string) => string;
  next: string;
}

/** What registries and runtimes say, from the most telling phrase to the least. */
const FAILURES: PullFailure[] = [
  {
    pattern: /toomanyrequests|too many requests|rate limit|\b429\b/i,
    title: 'image pull is rate limited',
    why: (image, registry) => `the registry ${registry} limits the rate of pulls and refused ${image}`,
    next: 'Pull with an account (imagePullSecrets) or through a mirror, or wait for the limit to pass.',
  },
  {
    pattern: /no such host|server misbehaving|lookup .* on .*:53|name resolution/i,
    title: 'registry name does not resolve',
    why: (image, registry) =>
      `the name of the registry ${registry} does not resolve on the node, so ${image} cannot be pulled`,
    next: 'Check the registry host name in the image for a typing error, then DNS on the node.',
  },
  {
    pattern: /x509|certificate|tls:|server gave HTTP response to HTTPS/i,
    title: 'registry TLS fails',
    why: (image, registry) =>
      `the TLS connection to the registry ${registry} fails, so ${image} cannot be pulled`,
    next: 'Check the registry’s certificate, and that the nodes trust the authority that issued it.',
  },
  {
    pattern:
      /i\/o timeout|connection refused|no route to host|deadline exceeded|connection reset|dial tcp|EOF$/i,
    title: 'registry cannot be reached',
    why: (image, registry) => `the node cannot reach the registry ${registry} to pull ${image}`,
    next: 'Check the network path from the node to the registry (firewall, proxy, registry down).',
  },
  {
    pattern: /no match for platform|no matching manifest|exec format/i,
    title: 'image has no build for the node’s architecture',
    why: (image) => `${image} has no build for the node’s architecture`,
    next: 'Build the image for this architecture, or keep the pod on nodes of the other one.',
  },
  {
    pattern: /repository does not exist or may require|insufficient_scope/i,
    title: 'image does not exist or is private',
    why: (image) => `${image} does not exist, or it is private and the pull carries no valid credentials`,
    next: 'Check the image name first, then the pull secret.',
  },
  {
    pattern: /manifest unknown|manifest for .* not found|\bnot found\b|name unknown|NAME_UNKNOWN/i,
    title: 'image does not exist',
    why: (image) => `${image} was not found in its registry (wrong name or tag, or never pushed)`,
    next: 'Check the image name and tag against the registry and correct them.',
  },
  {
    pattern: /unauthorized|authentication required|\b401\b|\b403\b|denied|forbidden|no basic auth/i,
    title: 'image pull is not authorised',
    why: (image, registry) =>
      `the registry ${registry} refused to hand out ${image} without valid credentials`,
    next: 'Check that the pull secret exists, is named by the pod or its service account, and is still valid.',
  },
  {
    pattern: /no space left/i,
    title: 'no disk space for the image',
    why: (image) => `the node has no disk space left to unpack ${image}`,
    next: 'Free disk space on the node or move the pod to another one.',
  },
];

const BY_REASON: Record<string, Omit<PullFailure, 'pattern'>> = {
  InvalidImageName: {
    title: 'image name is not valid',
    why: (image) => `“${image}” is not a valid image name`,
    next: 'Correct the image name; upper case, spaces and a doubled tag are the usual faults.',
  },
  ErrImageNeverPull: {
    title: 'image is not on the node and must not be pulled',
    why: (image) => `${image} is not on the node and imagePullPolicy Never forbids pulling it`,
    next: 'Load the image onto the node, or set imagePullPolicy to IfNotPresent.',
  },
};

const UNKNOWN: Omit<PullFailure, 'pattern'> = {
  title: 'image cannot be pulled',
  why: (image) => `${image} cannot be pulled`,
  next: 'Read the pull error in the pod’s events and check the image name, its tag and the credentials.',
};

function registryOf(image: string): string {
  const first = image.split('/')[0] ?? '';
  return image.includes('/') && /[.:]|^localhost$/.test(first) ? first : 'docker.io';
}

/** Pull secrets that the pod names and that do not exist: only claimed when secrets may be seen. */
function missingPullSecrets(index: ClusterIndex, pod: Pod): string[] {
  const { namespace } = pod.metadata;
  if (!index.sees('Secret', namespace)) return [];
  const names = pod.spec.imagePullSecrets.map(({ name }) => name).filter(Boolean);
  return names.filter((name) => !index.get('Secret', namespace, name));
}

function diagnose(reason: string, said: string): Omit<PullFailure, 'pattern'> {
  return own(BY_REASON, reason) ?? FAILURES.find(({ pattern }) => pattern.test(said)) ?? UNKNOWN;
}

/** Back-off messages only say that pulling is backed off; the error itself is in the events. */
function pullErrors(index: ClusterIndex, pod: Pod) {
  return index
    .events('Pod', pod)
    .filter(({ type, reason, message }) => type !== 'Normal' && PULL_EVENTS.test(`${reason} ${message}`));
}

/** An image that cannot be pulled: not found, not authorised, rate limited, DNS, TLS and so on told apart. */
export function checkImagePull(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  const found = waitingFor(pod, REASONS)[0];
  if (!found) return undefined;
  const { reason = '', message = '' } = found.status.state.waiting ?? {};
  const image = found.spec?.image || found.status.image;
  const events = pullErrors(index, pod);
  const said = [message, ...events.map((event) => event.message ?? '')].join('\n');
  const { title, why, next } = diagnose(reason, said.replaceAll(image, ''));
  const missing = missingPullSecrets(index, pod);
  const secret = missing.length
    ? `; the pull secret ${missing.join(', ')} that the pod names does not exist`
    : '';
  const ref = index.ref('Pod', pod);
  return {
    check: 'pod-image-pull',
    title,
    cause: `${capital(found.words)} cannot start: ${why(image, registryOf(image))}${secret}.`,
    evidence: [
      fact(index, ref, `${found.status.name} waits: ${reason}${message ? `: ${oneLine(message)}` : ''}`),
      ...eventFacts(index, 'Pod', pod)(events),
    ],
    next: missing.length
      ? `Create the secret ${missing.join(', ')} in ${pod.metadata.namespace}. ${kubectlDescribe(ref)}`
      : `${next} ${kubectlDescribe(ref)}`,
    sameAs: image,
  };
}
