import { guardText } from '#connectors/kit';
import { InputError } from '#ground/errors';
import type { UsableCluster } from '../clusters.ts';
import type { LogLine, LogRequest } from '../port.ts';
import { keyHider, linesOf, parseLine } from './log-lines.ts';
import { findContainers, podPath } from './log-request.ts';

const DEFAULT_TAIL = 10;
const MOST_WAITING = 10_000;

/**
 * Lines as they are written, of all containers meant, stripped and redacted. Ends when the containers have ended or the
 * signal aborts; a reader that falls 10,000 lines behind loses the oldest. InputError when there is no such pod.
 */
export async function* followLogs(
  cluster: UsableCluster,
  request: LogRequest,
  signal: AbortSignal,
): AsyncGenerator<LogLine> {
  const containers = await findContainers(cluster, request, signal);
  if (containers === undefined) throw noSuchPod(cluster, request);
  const queue = createQueue();
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const pumps = containers.map((container) =>
    pump(cluster, { request: { ...request, container }, push: queue.push }, both),
  );
  void Promise.all(pumps).then(
    () => queue.end(),
    (error: unknown) => (signal.aborted ? queue.end() : queue.end(error)),
  );
  try {
    yield* queue.lines();
  } finally {
    stop.abort();
  }
}

async function pump(
  { client }: UsableCluster,
  { request, push }: { request: LogRequest & { container: string }; push: (line: LogLine) => void },
  signal: AbortSignal,
): Promise<void> {
  const { container, pod, sinceSeconds, sinceTime, tail, contains } = request;
  const tailLines = tail ?? DEFAULT_TAIL;
  const query = { container, follow: true, timestamps: true, sinceSeconds, sinceTime, tailLines };
  const body = await client.stream({ path: podPath(request, 'log'), query, signal });
  const hide = keyHider();
  const wanted = contains?.toLowerCase();
  for await (const raw of linesOf(body)) {
    const line = hide(parseLine(raw, { pod, container }));
    if (line && (wanted === undefined || line.text.toLowerCase().includes(wanted)))
      push({ ...line, text: guardText(line.text).text });
  }
}

/** Lines between those who write and the one who reads. */
function createQueue() {
  const waiting: LogLine[] = [];
  let ended: { error?: unknown } | undefined;
  let wake: () => void = () => undefined;
  return {
    push: (line: LogLine) => {
      waiting.push(line);
      if (waiting.length > MOST_WAITING) waiting.shift();
      wake();
    },
    end: (error?: unknown) => {
      ended = { error };
      wake();
    },
    async *lines(): AsyncGenerator<LogLine> {
      for (;;) {
        for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) yield line;
        if (ended?.error !== undefined) throw ended.error as Error;
        if (ended !== undefined) return;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

function noSuchPod({ chosen }: UsableCluster, { namespace, pod }: LogRequest): InputError {
  const message = `There is no pod ${namespace}/${pod} in ${chosen.name}.`;
  return new InputError({ code: 'no-such-object', message, faults: [{ at: 'pod', problem: message }] });
}
