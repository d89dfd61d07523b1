import type { KubernetesEvent, Pod } from '#diagnosis/evidence';
import { code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { ago } from '../../answer/phrase.ts';
import { eventTime } from '../../cluster/facts.ts';
import { fullName } from '../../cluster/name.ts';
import { statusesOf } from '../../cluster/pods.ts';
import { as, type Target } from '../../cluster/target.ts';

const REFUSED = new Set([
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);
const FAILED = /(?:Failed to pull|Back-off pulling) image "([^"]+)"/;

const containersOf = ({ spec }: Pod) => [...spec.initContainers, ...spec.containers];

/** Whether a pod of the cluster waits for that image now. */
function waitsFor(pod: Pod, image: string): boolean {
  const waiting = statusesOf(pod).filter(({ state }) => REFUSED.has(state.waiting?.reason ?? ''));
  return containersOf(pod).some(
    (one) => one.image === image && waiting.some(({ name }) => name === one.name),
  );
}

/** When a container with that image last came to run, as far as pods tell. */
function lastStarted(pods: readonly Pod[], image: string): number {
  const times = pods.flatMap((pod) => {
    const names = new Set(containersOf(pod).flatMap((one) => (one.image === image ? [one.name] : [])));
    return statusesOf(pod).flatMap(({ name, state }) =>
      names.has(name) ? [Date.parse(state.running?.startedAt ?? '') || 0] : [],
    );
  });
  return Math.max(0, ...times);
}

const failedFor = (image: string) => (event: KubernetesEvent) =>
  FAILED.exec(event.message ?? '')?.[1] === image;

function warning(target: Target, image: string, now: number): Markdown[] {
  const { index } = target;
  const pods = index.list('Pod');
  const stuck = pods.find((pod) => waitsFor(pod, image));
  if (stuck !== undefined)
    return [inline`${code(image)} cannot be pulled now (${fullName(index.ref('Pod', stuck))} waits for it)`];
  const times = index
    .list('Event')
    .filter(failedFor(image))
    .map((event) => eventTime(event) ?? '')
    .sort();
  const failed = times.at(-1);
  if (failed === undefined || Date.parse(failed) <= lastStarted(pods, image)) return [];
  return [inline`${code(image)} failed to be pulled ${ago(failed, now) ?? 'before'}`];
}

/** What is to be feared of images that new pods would need, for the end of a sentence; empty where nothing speaks against them. */
export function pullWarning(target: Target, images: readonly string[], now: number): Markdown {
  const told = [...new Set(images)].flatMap((image) => warning(target, image, now));
  return told.length === 0 ? inline`` : inline`. Warning: ${listed(told)}, so new pods may not start`;
}

/** The images of a workload’s present template. */
export function imagesOf(target: Target): string[] {
  const workload = as('Deployment', target) ?? as('StatefulSet', target) ?? as('DaemonSet', target);
  const spec = workload?.spec.template.spec;
  return spec === undefined ? [] : [...spec.initContainers, ...spec.containers].map(({ image }) => image);
}
