import { InputError, UpstreamError } from '#ground/errors';
import { resourcePath } from '../client/paths.ts';
import type { UsableCluster } from '../clusters.ts';
import type { LogRequest } from '../port.ts';
import { logPodSchema } from '../schema.ts';

/** Which containers are meant: the one asked for, else all but init containers that have ended. Undefined: no such pod. */
export async function findContainers(
  { client, chosen }: UsableCluster,
  request: LogRequest,
  signal: AbortSignal,
): Promise<string[] | undefined> {
  try {
    const pod = logPodSchema.parse(await client.json({ path: podPath(request), signal }));
    return containersOf(pod, request, chosen.name);
  } catch (error) {
    if (error instanceof UpstreamError && error.status === 404) return undefined;
    throw error;
  }
}

type LogPod = (typeof logPodSchema)['_output'];

function containersOf(
  { spec }: LogPod,
  { container, pod, namespace }: LogRequest,
  cluster: string,
): string[] {
  const sidecars = spec.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
  const running = [...sidecars, ...spec.containers].map(({ name }) => name);
  if (container === undefined) return running;
  const all = [...spec.initContainers, ...spec.containers, ...spec.ephemeralContainers].map(
    ({ name }) => name,
  );
  if (all.includes(container)) return [container];
  const shown = JSON.stringify(container.slice(0, 80));
  const message = `The pod ${namespace}/${pod} in ${cluster} has no container ${shown}. It has: ${all.join(', ')}.`;
  throw new InputError({
    code: 'unknown-container',
    message,
    faults: [{ at: 'container', problem: message }],
  });
}

/** The path of the pod, or of one of its subresources. */
export function podPath({ namespace, pod }: LogRequest, subresource?: string): string {
  return resourcePath({ group: '', version: 'v1', plural: 'pods', namespace, name: pod, subresource });
}
