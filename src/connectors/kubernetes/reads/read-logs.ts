import { UpstreamError } from '#ground/errors';
import type { UsableCluster } from '../clusters.ts';
import type { LogLine, LogRequest, Logs } from '../port.ts';
import { keyHider, linesOf, mergeByTime, NewestLines, parseLine } from './log-lines.ts';
import { findContainers, podPath } from './log-request.ts';

const DEFAULT_TAIL = 200;
/** How far back a search goes. */
const SEARCHED_LINES = 50_000;
const MOST_CHARS = 5 * 1024 * 1024;

/**
 * The logs of a pod's containers, oldest line first. A container that has nothing to give is named with the reason; so is
 * a pod that does not exist. The newest 5 MB at most.
 */
export async function readLogs(
  cluster: UsableCluster,
  request: LogRequest,
  signal: AbortSignal,
): Promise<Logs> {
  const containers = await findContainers(cluster, request, signal);
  if (containers === undefined) {
    const reason = `There is no pod ${request.namespace}/${request.pod} in ${cluster.chosen.name}.`;
    return { lines: [], silent: [{ container: request.container ?? '', reason }] };
  }
  const read = await Promise.all(
    containers.map((container) =>
      readContainer(cluster, { ...request, container, share: containers.length }, signal),
    ),
  );
  const lines = mergeByTime(read.flatMap((one) => ('lines' in one ? [one.lines] : [])));
  const silent = read.flatMap((one) => ('reason' in one ? [one] : []));
  return { lines, silent };
}

type ContainerRequest = LogRequest & { container: string; share: number };
type ContainerLogs = { lines: LogLine[] } | { container: string; reason: string };

async function readContainer(
  { client }: UsableCluster,
  request: ContainerRequest,
  signal: AbortSignal,
): Promise<ContainerLogs> {
  const { container, pod } = request;
  try {
    const body = await client.stream({ path: podPath(request, 'log'), query: logQuery(request), signal });
    const newest = new NewestLines({
      lines: request.tail ?? DEFAULT_TAIL,
      chars: MOST_CHARS / request.share,
    });
    const hide = keyHider();
    const wanted = request.contains?.toLowerCase();
    for await (const line of linesOf(body)) {
      const parsed = hide(parseLine(line, { pod, container }));
      if (parsed && (wanted === undefined || parsed.text.toLowerCase().includes(wanted))) newest.push(parsed);
    }
    const lines = newest.lines();
    return lines.length > 0 ? { lines } : { container, reason: whyNothing(request) };
  } catch (error) {
    return { container, reason: reasonFor(error, signal) };
  }
}

function logQuery(request: ContainerRequest): Record<string, string | number | boolean | undefined> {
  const { container, previous, sinceSeconds, sinceTime, tail, contains } = request;
  return {
    container,
    timestamps: true,
    previous: previous === true ? true : undefined,
    sinceSeconds:
      sinceTime === undefined && sinceSeconds !== undefined
        ? Math.max(1, Math.ceil(sinceSeconds))
        : undefined,
    sinceTime,
    tailLines: contains === undefined ? (tail ?? DEFAULT_TAIL) : Math.max(SEARCHED_LINES, tail ?? 0),
  };
}

/** A container that the kubelet cannot read is silent; an API server that is away or refuses is an error. */
function reasonFor(error: unknown, signal: AbortSignal): string {
  const answered = error instanceof UpstreamError && error.status !== undefined && error.status !== 401;
  if (signal.aborted || !answered) throw error;
  return error.status === 404 ? 'The pod is gone.' : error.message;
}

function whyNothing({ contains, sinceSeconds, sinceTime, previous }: ContainerRequest): string {
  if (contains !== undefined) return `No line contains ${JSON.stringify(contains)}.`;
  if (sinceSeconds !== undefined || sinceTime !== undefined) return 'It has written nothing in that time.';
  return previous === true ? 'Before its last restart it wrote nothing.' : 'It has written nothing.';
}
