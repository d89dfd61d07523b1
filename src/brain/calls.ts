import type { ToolResult } from '#connectors/kit';
import type { AccessQuestion, KubernetesPort, LogRequest, Logs } from '#connectors/kubernetes';
import type { ObjectRef, Usage } from '#diagnosis/evidence';

/** The calls of one turn to a system's API: each announced, timed, and given up at its deadline. */
export interface Calls {
  readLogs: (request: LogRequest) => Promise<ToolResult<Logs>>;
  podUsage: (cluster: string, namespace?: string) => Promise<ToolResult<Usage[]>>;
  nodeUsage: (cluster: string) => Promise<ToolResult<Usage[]>>;
  listAny: (request: {
    cluster: string;
    kind: string;
    namespace?: string;
  }) => ReturnType<KubernetesPort['listAny']>;
  getAny: (ref: ObjectRef) => Promise<ToolResult<Record<string, unknown>>>;
  canI: (question: AccessQuestion) => Promise<ToolResult<{ allowed: boolean; reason: string }>>;
  /** For the calls to systems beside the clusters. */
  track: Track;
  /** Milliseconds spent in calls so far, overlapping ones added up. */
  spentMs: () => number;
  /** What the calls so far were given. */
  asked: () => readonly unknown[];
}

/** Announces a call, times it, and gives it up at its deadline. */
export type Track = <Value>(call: Call<Value>) => Promise<ToolResult<Value>>;

type CallEvent =
  | { type: 'tool-started'; callId: string; tool: string; input: unknown }
  | {
      type: 'tool-finished';
      callId: string;
      tool: string;
      ok: boolean;
      ms: number;
      summary: string;
    };

export interface CallDeps {
  kubernetes: KubernetesPort;
  emit: (event: CallEvent) => void;
  /** Aborted when the turn is cancelled. */
  signal: AbortSignal;
  now: () => number;
  /** Milliseconds after which a call is given up. */
  deadlineMs: number;
}

interface Call<Value> {
  tool: string;
  input: unknown;
  run: (signal: AbortSignal) => Promise<ToolResult<Value>>;
  summary: (value: Value) => string;
  /** Given up before the deadline when this aborts: the answer cannot wait. */
  until?: AbortSignal | undefined;
}

const gaveUp = (ms: number): ToolResult<never> => ({
  ok: false,
  error: {
    code: 'deadline',
    message: `no answer within ${Math.max(1, Math.round(ms / 1000))} s`,
    retryable: true,
  },
  ms,
});

const broke = (error: unknown, ms: number): ToolResult<never> => ({
  ok: false,
  error: {
    code: 'call-failed',
    message: error instanceof Error ? error.message : 'the call failed',
    retryable: true,
  },
  ms,
});

/** The call's result, a failed one when it throws or its deadline passes; rejects only when the turn was cancelled. */
async function settle<Value>(call: Call<Value>, deps: CallDeps): Promise<ToolResult<Value>> {
  const timeout = AbortSignal.timeout(deps.deadlineMs);
  const deadline = call.until === undefined ? timeout : AbortSignal.any([timeout, call.until]);
  const either = AbortSignal.any([deps.signal, deadline]);
  const start = deps.now();
  const waited = (): number => (timeout.aborted ? deps.deadlineMs : deps.now() - start);
  const stopped = new Promise<ToolResult<Value>>((resolve) => {
    if (either.aborted) resolve(gaveUp(waited()));
    either.addEventListener('abort', () => resolve(gaveUp(waited())), { once: true });
  });
  const result = await Promise.race([
    call.run(either).catch((error: unknown) => broke(error, deps.now() - start)),
    stopped,
  ]);
  deps.signal.throwIfAborted();
  return deadline.aborted && !result.ok ? gaveUp(waited()) : result;
}

function tracker(deps: CallDeps) {
  const inputs: unknown[] = [];
  let spent = 0;
  const track: Track = async (call) => {
    inputs.push(call.input);
    const callId = `c${inputs.length}`;
    deps.emit({ type: 'tool-started', callId, tool: call.tool, input: call.input });
    const start = deps.now();
    const result = await settle(call, deps);
    const ms = deps.now() - start;
    spent += ms;
    const summary = result.ok ? call.summary(result.value) : result.error.message;
    deps.emit({ type: 'tool-finished', callId, tool: call.tool, ok: result.ok, ms, summary });
    return result;
  };
  return { track, spentMs: () => spent, asked: () => inputs };
}

function logCall(kubernetes: KubernetesPort, request: LogRequest): Call<Logs> {
  return {
    tool: 'kubernetes_read_logs',
    input: request,
    run: (signal) => kubernetes.readLogs(request, signal),
    summary: (logs) => `${logs.lines.length} lines`,
  };
}

function accessCall(
  kubernetes: KubernetesPort,
  question: AccessQuestion,
): Call<{ allowed: boolean; reason: string }> {
  return {
    tool: 'kubernetes_can_i',
    input: question,
    run: (signal) => kubernetes.canI(question, signal),
    summary: (answer) => (answer.allowed ? 'allowed' : 'not allowed'),
  };
}

/** The calls of one turn, over the port. */
export function trackCalls(deps: CallDeps): Calls {
  const { kubernetes } = deps;
  const { track, spentMs, asked } = tracker(deps);
  const measured = (usage: Usage[]): string => `${usage.length} measured`;
  return {
    spentMs,
    asked,
    track,
    readLogs: (request) => track(logCall(kubernetes, request)),
    canI: (question) => track(accessCall(kubernetes, question)),
    podUsage: (cluster, namespace) =>
      track({
        tool: 'kubernetes_pod_usage',
        input: { cluster, namespace },
        run: (signal) => kubernetes.podUsage(cluster, namespace, signal),
        summary: measured,
      }),
    nodeUsage: (cluster) =>
      track({
        tool: 'kubernetes_node_usage',
        input: { cluster },
        run: (signal) => kubernetes.nodeUsage(cluster, signal),
        summary: measured,
      }),
    listAny: (request) =>
      track({
        tool: 'kubernetes_list_objects',
        input: request,
        run: (signal) => kubernetes.listAny(request, signal),
        summary: ({ total }) => `${total} objects`,
      }),
    getAny: (ref) =>
      track({
        tool: 'kubernetes_get_object',
        input: ref,
        run: (signal) => kubernetes.getAny(ref, signal),
        summary: () => 'read',
      }),
  };
}
