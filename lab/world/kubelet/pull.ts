import type { Cluster } from '../engine/cluster.ts';
import { hash32 } from '../engine/random.ts';
import type { Container, Pod } from '../kube/types.ts';
import { isValidImage, missingPullSecrets, pullFailure } from './images.ts';
import { containerMemory } from './memory.ts';
import { later, say } from './say.ts';
import { updateContainer } from './pod-status.ts';

/** On every node from the start: containerd runs each pod's sandbox from it. */
const SANDBOX_IMAGE = 'registry.k8s.io/pause:3.10';
const LONGEST_BACKOFF = 300_000;

function imageKey(pod: Pod, image: string): string {
  return `image/${pod.spec.nodeName ?? ''}/${image}`;
}

/** A container whose image is wanted, and what comes after. */
export interface Pulling {
  container: Container;
  then: (pod: Pod) => void;
}

function wait(
  cluster: Cluster,
  pod: Pod,
  waiting: { container: Container; reason: string; message: string },
): void {
  const { container, reason, message } = waiting;
  updateContainer(cluster, pod, {
    name: container.name,
    state: { waiting: { reason, message } },
    ready: false,
  });
}

interface Refusal {
  container: Container;
  reason: string;
  event: string;
  message: string;
}

function refuse(cluster: Cluster, pod: Pod, refusal: Refusal): void {
  const { container, reason, event, message } = refusal;
  wait(cluster, pod, { container, reason, message });
  say(cluster, pod, { reason: event, message, container, warning: true });
  say(cluster, pod, { reason: 'Failed', message: `Error: ${reason}`, container, warning: true });
}

function backOff(cluster: Cluster, pod: Pod, work: Pulling & { failure: string }): void {
  const { container } = work;
  const memory = containerMemory(cluster, pod.metadata.uid, container.name);
  memory.pullBackoff = Math.min(LONGEST_BACKOFF, Math.max(10_000, memory.pullBackoff * 2));
  const message = `Back-off pulling image "${container.image}"`;
  later(cluster, pod, {
    name: `${container.name}/backoff`,
    ms: 2_000,
    run: (now) => {
      const why = `${message}: ErrImagePull: ${work.failure}`;
      wait(cluster, now, { container, reason: 'ImagePullBackOff', message: why });
      say(cluster, now, { reason: 'BackOff', message, container });
      say(cluster, now, { reason: 'Failed', message: 'Error: ImagePullBackOff', container, warning: true });
    },
  });
  const run = (now: Pod): void => pull(cluster, now, work);
  later(cluster, pod, { name: `${container.name}/pull`, ms: memory.pullBackoff, run });
}

function finishPull(cluster: Cluster, pod: Pod, work: Pulling & { took: number }): void {
  const { container } = work;
  const { image } = container;
  const failure = pullFailure(cluster, pod, container);
  if (failure === undefined) {
    cluster.memory.set(imageKey(pod, image), true);
    const took = work.took >= 1000 ? `${work.took / 1000}s` : `${work.took}ms`;
    const size = 20_000_000 + (hash32(image) % 180_000_000);
    const message = `Successfully pulled image "${image}" in ${took} (${took} including waiting). Image size: ${size} bytes.`;
    say(cluster, pod, { reason: 'Pulled', message, container });
    return work.then(pod);
  }
  wait(cluster, pod, { container, reason: 'ErrImagePull', message: failure });
  say(cluster, pod, {
    reason: 'Failed',
    message: `Failed to pull image "${image}": ${failure}`,
    container,
    warning: true,
  });
  say(cluster, pod, { reason: 'Failed', message: 'Error: ErrImagePull', container, warning: true });
  backOff(cluster, pod, { ...work, failure });
}

function sayMissingSecrets(cluster: Cluster, pod: Pod): void {
  const missing = missingPullSecrets(cluster, pod);
  if (missing.length === 0) return;
  const message = `Unable to retrieve some image pull secrets (${missing.join(', ')}); attempting to pull the image may not succeed.`;
  say(cluster, pod, { reason: 'FailedToRetrieveImagePullSecret', message, warning: true });
}

function download(cluster: Cluster, pod: Pod, work: Pulling): void {
  const { container } = work;
  sayMissingSecrets(cluster, pod);
  say(cluster, pod, { reason: 'Pulling', message: `Pulling image "${container.image}"`, container });
  const took = 600 + (hash32(container.image + pod.metadata.uid) % 1900);
  const run = (now: Pod): void => finishPull(cluster, now, { ...work, took });
  later(cluster, pod, { name: `${container.name}/pull`, ms: took, run });
}

/** Makes sure the image is on the node, trying again for as long as it takes, then goes on. */
export function pull(cluster: Cluster, pod: Pod, work: Pulling): void {
  const { container } = work;
  const { image, imagePullPolicy } = container;
  if (!isValidImage(image)) {
    const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`;
    return refuse(cluster, pod, { container, reason: 'InvalidImageName', event: 'InspectFailed', message });
  }
  const present = image === SANDBOX_IMAGE || cluster.memory.has(imageKey(pod, image));
  if (present && imagePullPolicy !== 'Always') {
    const message = `Container image "${image}" already present on machine`;
    say(cluster, pod, { reason: 'Pulled', message, container });
    return work.then(pod);
  }
  if (!present && imagePullPolicy === 'Never') {
    const message = `Container image "${image}" is not present with pull policy of Never`;
    return refuse(cluster, pod, {
      container,
      reason: 'ErrImageNeverPull',
      event: 'ErrImageNeverPull',
      message,
    });
  }
  download(cluster, pod, work);
}
