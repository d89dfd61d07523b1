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

function wait(
  cluster: Cluster,
  pod: Pod,
  container: Container,
  waiting: { reason: string; message: string },
): void {
  updateContainer(cluster, pod, { name: container.name, state: { waiting }, ready: false });
}

function refuse(
  cluster: Cluster,
  pod: Pod,
  container: Container,
  why: { reason: string; event: string; message: string },
): void {
  wait(cluster, pod, container, why);
  say(cluster, pod, { reason: why.event, message: why.message, container, warning: true });
  say(cluster, pod, { reason: 'Failed', message: `Error: ${why.reason}`, container, warning: true });
}

function backOff(
  cluster: Cluster,
  pod: Pod,
  container: Container,
  work: { failure: string; then: (pod: Pod) => void },
): void {
  const memory = containerMemory(cluster, pod.metadata.uid, container.name);
  memory.pullBackoff = Math.min(LONGEST_BACKOFF, Math.max(10_000, memory.pullBackoff * 2));
  const message = `Back-off pulling image "${container.image}"`;
  later(cluster, pod, {
    name: `${container.name}/backoff`,
    ms: 2_000,
    run: (now) => {
      wait(cluster, now, container, {
        reason: 'ImagePullBackOff',
        message: `${message}: ErrImagePull: ${work.failure}`,
      });
      say(cluster, now, { reason: 'BackOff', message, container });
      say(cluster, now, { reason: 'Failed', message: 'Error: ImagePullBackOff', container, warning: true });
    },
  });
  const run = (now: Pod): void => pull(cluster, now, container, work.then);
  later(cluster, pod, { name: `${container.name}/pull`, ms: memory.pullBackoff, run });
}

function finishPull(
  cluster: Cluster,
  pod: Pod,
  container: Container,
  work: { took: number; then: (pod: Pod) => void },
): void {
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
  wait(cluster, pod, container, { reason: 'ErrImagePull', message: failure });
  say(cluster, pod, {
    reason: 'Failed',
    message: `Failed to pull image "${image}": ${failure}`,
    container,
    warning: true,
  });
  say(cluster, pod, { reason: 'Failed', message: 'Error: ErrImagePull', container, warning: true });
  backOff(cluster, pod, container, { failure, then: work.then });
}

function sayMissingSecrets(cluster: Cluster, pod: Pod): void {
  const missing = missingPullSecrets(cluster, pod);
  if (missing.length === 0) return;
  const message = `Unable to retrieve some image pull secrets (${missing.join(', ')}); attempting to pull the image may not succeed.`;
  say(cluster, pod, { reason: 'FailedToRetrieveImagePullSecret', message, warning: true });
}

/** Makes sure the image is on the node, trying again for as long as it takes, then goes on. */
export function pull(cluster: Cluster, pod: Pod, container: Container, then: (pod: Pod) => void): void {
  const { image, imagePullPolicy } = container;
  if (!isValidImage(image)) {
    const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`;
    return refuse(cluster, pod, container, { reason: 'InvalidImageName', event: 'InspectFailed', message });
  }
  const present = image === SANDBOX_IMAGE || cluster.memory.has(imageKey(pod, image));
  if (present && imagePullPolicy !== 'Always') {
    say(cluster, pod, {
      reason: 'Pulled',
      message: `Container image "${image}" already present on machine`,
      container,
    });
    return then(pod);
  }
  if (!present && imagePullPolicy === 'Never') {
    const message = `Container image "${image}" is not present with pull policy of Never`;
    return refuse(cluster, pod, container, {
      reason: 'ErrImageNeverPull',
      event: 'ErrImageNeverPull',
      message,
    });
  }
  sayMissingSecrets(cluster, pod);
  say(cluster, pod, { reason: 'Pulling', message: `Pulling image "${image}"`, container });
  const took = 600 + (hash32(image + pod.metadata.uid) % 1900);
  later(cluster, pod, {
    name: `${container.name}/pull`,
    ms: took,
    run: (now) => finishPull(cluster, now, container, { took, then }),
  });
}
