import type { ClusterSnapshot, ObjectRef, Usage } from '#diagnosis/evidence';
import type { ToolResult } from '#connectors/kit';

/** A cluster as the kubeconfig and the settings name it. */
export interface ClusterInfo {
  /** The kubeconfig context. */
  name: string;
  /** prod, staging, dev ...: configured, else guessed from the name, else ''. */
  environment: string;
  /** Other names that people use for it. */
  aliases: string[];
  isDefault: boolean;
  state: 'connecting' | 'ready' | 'partial' | 'unreachable';
  /** Why it is partial or out of reach, in the user's words. */
  problem?: string;
  version?: string;
  /** Objects that could not be understood and are left out of the snapshot, since the start. */
  skipped?: number;
}

export interface LogLine {
  /** ISO 8601 with the server's precision; undefined when the line carries none. */
  at?: string;
  pod: string;
  container: string;
  text: string;
}

export interface LogRequest {
  cluster: string;
  namespace: string;
  pod: string;
  /** Every container of the pod when omitted. */
  container?: string;
  previous?: boolean;
  sinceSeconds?: number;
  sinceTime?: string;
  /** Lines from the end, per container; 200 when omitted. */
  tail?: number;
  /** Keep the lines that contain this text, case-insensitive. Never a pattern. */
  contains?: string;
}

export interface Logs {
  lines: LogLine[];
  /** Containers that had nothing to give, with the reason in the API server's or our words. */
  silent: { container: string; reason: string }[];
}

export interface AccessQuestion {
  cluster: string;
  verb: string;
  /** Plural resource, `group/resource` or `resource/subresource`. */
  resource: string;
  namespace?: string;
  name?: string;
}

/** Objects of any kind. */
interface AnyList {
  kind: string;
  items: Record<string, unknown>[];
  /** How many were found, even when `items` had to be cut. */
  total: number;
  /** True when the cluster has more than are ever read at once. */
  more: boolean;
}

/**
 * The Kubernetes connector as the rest of the house sees it. Reads from the watch cache are synchronous;
 * everything else goes to the API server through the kit's choke point.
 */
export interface KubernetesPort {
  clusters: () => ClusterInfo[];
  /**
   * The cluster from memory. The same object is returned as long as nothing has changed, for at most five seconds, so that its
   * dates stay true; `objects` and the list of every kind keep their identity as long as they have not changed at all. Throws
   * InputError for an unknown cluster, UpstreamError when nothing of it could be read yet.
   */
  snapshot: (cluster: string) => ClusterSnapshot;
  /** Resolves when every reachable cluster has been listed once, or after `ms`. */
  ready: (ms: number) => Promise<void>;
  readLogs: (request: LogRequest, signal?: AbortSignal) => Promise<ToolResult<Logs>>;
  followLogs: (request: LogRequest, signal: AbortSignal) => AsyncIterable<LogLine>;
  podUsage: (cluster: string, namespace?: string, signal?: AbortSignal) => Promise<ToolResult<Usage[]>>;
  nodeUsage: (cluster: string, signal?: AbortSignal) => Promise<ToolResult<Usage[]>>;
  /** Any kind, CRDs included: kind, plural, short name or plural.group. */
  listAny: (
    request: { cluster: string; kind: string; namespace?: string; labelSelector?: string },
    signal?: AbortSignal,
  ) => Promise<ToolResult<AnyList>>;
  /** One object of any kind as the server gives it, secret values blacked out, managed fields left out. */
  getAny: (ref: ObjectRef, signal?: AbortSignal) => Promise<ToolResult<Record<string, unknown>>>;
  /** The kinds the cluster serves. */
  kinds: (
    cluster: string,
    signal?: AbortSignal,
  ) => Promise<
    ToolResult<{ kind: string; plural: string; shortNames: string[]; group: string; namespaced: boolean }[]>
  >;
  canI: (
    question: AccessQuestion,
    signal?: AbortSignal,
  ) => Promise<ToolResult<{ allowed: boolean; reason: string }>>;
  close: () => Promise<void>;
}
