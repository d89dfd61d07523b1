import type {
  AccessQuestion,
  ClusterInfo,
  KubernetesPort,
  LogLine,
  LogRequest,
} from '#connectors/kubernetes';
import { UpstreamError } from '#ground/errors';
import { openTestStore, type Store } from '#ground/store';
import type { ClusterSnapshot, Usage } from '#diagnosis/evidence';
import type { Asker, ReasonerChoice } from './asker.ts';
import type { Brain } from './brain.ts';
import type { Tool } from '#connectors/kit';
import type { LanguageModels } from '#llm/spec';
import { createBrain } from './create-brain.ts';
import { brainMigrations } from './memory/migrations.ts';
import type { PersonalityDial } from './personality/dial.ts';
import type { TurnEvent, TurnFinished } from './turn-event.ts';
import type { Reading, SkillId, Slots, Understand } from './understand/reading.ts';

/** What a fake cluster answers beside its snapshot. */
export interface FakeAnswers {
  logs?: (request: LogRequest) => { lines?: string[]; at?: string; silent?: string; error?: string };
  podUsage?: Usage[];
  nodeUsage?: Usage[];
  objects?: Record<string, Record<string, unknown>>;
  canI?: (question: AccessQuestion) => boolean;
  /** Never answers until the signal aborts. */
  stalls?: boolean;
}

const failed = (message: string) => ({
  ok: false as const,
  error: { code: 'upstream', message, retryable: true },
  ms: 1,
});
const fine = <Value>(value: Value) => ({ ok: true as const, value, redacted: 0, ms: 1 });

const lineOf = (request: LogRequest, at: string | undefined) => {
  return (text: string): LogLine => ({ pod: request.pod, container: request.container ?? 'app', text, at });
};

function logsFrom(answers: FakeAnswers): KubernetesPort['readLogs'] {
  return async (request, signal) => {
    if (answers.stalls === true) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    const { lines = [], at, silent, error } = answers.logs?.(request) ?? {};
    if (error !== undefined) return failed(error);
    const container = request.container ?? 'app';
    return fine({
      lines: lines.map(lineOf(request, at)),
      silent: silent === undefined ? [] : [{ container, reason: silent }],
    });
  };
}

function infoOf([name, snapshot]: [string, ClusterSnapshot | undefined], at: number): ClusterInfo {
  return {
    name,
    environment: snapshot?.environment ?? '',
    aliases: [],
    isDefault: at === 0,
    state: snapshot === undefined ? 'unreachable' : 'ready',
    problem: snapshot === undefined ? 'connection refused' : undefined,
    version: snapshot?.version,
  };
}

/** Clusters made of snapshots, the first one the default; `undefined` is one that is out of reach. */
export function fakeKubernetes(
  snapshots: Record<string, ClusterSnapshot | undefined>,
  answers: FakeAnswers = {},
): KubernetesPort {
  const clusters = Object.entries(snapshots).map(infoOf);
  return {
    clusters: () => clusters,
    snapshot: (cluster) => {
      const found = snapshots[cluster];
      if (found === undefined)
        throw new UpstreamError({ code: 'unreachable', message: 'out of reach', retryable: true });
      return found;
    },
    ready: () => Promise.resolve(),
    readLogs: logsFrom(answers),
    followLogs: async function* () {
      yield* [];
    },
    podUsage: async () =>
      answers.podUsage === undefined ? failed('the server has no metrics API') : fine(answers.podUsage),
    nodeUsage: async () =>
      answers.nodeUsage === undefined ? failed('the server has no metrics API') : fine(answers.nodeUsage),
    listAny: async ({ kind }) => {
      const items = Object.values(answers.objects ?? {});
      return fine({ kind, items, total: items.length, more: false });
    },
    getAny: async (ref) => {
      const object = answers.objects?.[`${ref.kind}/${ref.name}`];
      return object === undefined ? failed(`${ref.kind} ${ref.name} was not found`) : fine(object);
    },
    kinds: async () => fine([]),
    canI: async (question) => fine({ allowed: answers.canI?.(question) ?? false, reason: '' }),
    close: () => Promise.resolve(),
  };
}

/** A skill's reading with hand-made slots. */
export function read(skill: SkillId, slots: Partial<Slots> = {}, mood: Reading['mood'] = 'neutral'): Reading {
  const all = { clusters: ['harbour-prod'], clusterNamed: false, namespaces: [], objects: [], ...slots };
  return { type: 'skill', skill, slots: all, confidence: 1, mood };
}

/** A reference to an object of the fixture cluster. */
export const ref = (kind: string, name: string, namespace = 'web') => ({
  cluster: 'harbour-prod',
  kind,
  namespace,
  name,
});

export const ASKER: Asker = { personId: 'local-owner', name: 'Sam', channel: 'api' };

let ids = 0;

export interface Bench {
  brain: Brain;
  store: Store;
  /** Sends a message and gives all events of its turn. */
  send: (message: string, conversationId?: string) => Promise<TurnEvent[]>;
  /** Sends a message and gives the answer. */
  ask: (message: string, conversationId?: string) => Promise<TurnFinished>;
}

interface BenchOptions {
  kubernetes: KubernetesPort;
  /** Hand-made understanding; the room's own when omitted. */
  understand?: Understand;
  store?: Store;
  /** A fixed moment, or a clock. */
  now?: () => number;
  callDeadlineMs?: number;
  /** The house's own; full when omitted. */
  dial?: PersonalityDial;
  models?: LanguageModels;
  tools?: readonly Tool[];
  /** Who answers; `auto` when omitted. */
  reasoner?: ReasonerChoice;
}

/** The room with an in-memory store and a fixed clock. */
export async function openBench({
  store,
  now = () => Date.parse('2026-03-10T12:00:00Z'),
  dial,
  tools = [],
  reasoner,
  ...given
}: BenchOptions): Promise<Bench> {
  const kept = store ?? (await openTestStore(brainMigrations));
  const brain = createBrain({
    ...given,
    store: kept,
    now,
    newId: () => `id-${(ids += 1)}`,
    timeZone: 'UTC',
    log: { error: () => undefined, info: () => undefined },
    manner: { dial },
    tools: Promise.resolve(tools),
  });
  const send: Bench['send'] = async (message, conversationId) => {
    const {
      turnId: untilTurn,
      firstSeq,
      ...turn
    } = await brain.startTurn({
      message,
      conversationId,
      asker: ASKER,
      reasoner,
    });
    return Array.fromAsync(brain.follow({ ...turn, asker: ASKER, afterSeq: firstSeq - 1, untilTurn }));
  };
  const ask: Bench['ask'] = async (message, conversationId) => {
    const last = (await send(message, conversationId)).at(-1);
    if (last?.type !== 'turn-finished') throw new Error(`the turn ended with ${JSON.stringify(last)}`);
    return last;
  };
  return { brain, store: kept, send, ask };
}

/** Asks with a hand-made reading over given clusters; one store serves all the questions of a file. */
export async function openStage(): Promise<
  (reading: Reading, kubernetes: KubernetesPort, message?: string) => Promise<TurnFinished>
> {
  const store = await openTestStore(brainMigrations);
  return async (reading, kubernetes, message = 'a question') => {
    const bench = await openBench({ kubernetes, store, understand: () => reading });
    return bench.ask(message);
  };
}
