import type { ClusterInfo } from '#connectors/kubernetes';
import type { LokiConnector } from '#connectors/loki';
import type { PrometheusConnector } from '#connectors/prometheus';
import type { ClusterSnapshot, ObjectRef, Observation } from '#diagnosis/evidence';
import type { InventoryQuery } from '../inventory/query.ts';
import type { SystemName } from '../systems.ts';

/** The skills, one file each in brain/skills. */
export const SKILLS = [
  'greet', // hello, thanks, goodbye, how are you
  'help', // what can you do, which clusters do you see, are you connected, how old is your data
  'cluster-health', // how's my cluster, anything broken, what needs attention, is prod ok
  'diagnose', // why is X not healthy / what is wrong with X / is X healthy / why does X restart, for any object or namespace
  'inventory', // count, list, which, top, compare
  'describe', // show / describe / details / yaml / image / labels / limits / env of one object
  'logs', // logs of X, errors in the logs of X, previous, since, grep
  'events', // events of X, recent warnings
  'usage', // live CPU and memory of pods and nodes, who eats most
  'changes', // what changed (recently, since, in X)
  'relations', // owner, dependents, which service / ingress / pods belong to X, which pods run on node N, what uses this config map
  'rollout', // rollout status and history of a workload
  'access', // can I ... , who can ..., what may the service account do
  'connectivity', // can A reach B, why can't A connect to B, port-forward command, endpoints of X, DNS
  'command', // what is the kubectl command to ...
  'explain', // what does CrashLoopBackOff / exit code 137 / OOMKilled / Pending mean
  'change-request', // restart, scale, delete ...: declined for now, with the command and its effect
  'switch', // use staging, focus on namespace web
  'metrics', // the error rate of X over the last hour, which service is slowest, a PromQL expression
  'walk', // troubleshoot X step by step, next, skip, back, why, pause, resume, write it up
  'alerts', // what is firing, silences, targets that are down, what does HighErrorRate mean
  'traces', // slow or failed traces, one trace explained, who calls whom, two times compared, TraceQL
  'deployments', // what changed in the last deployment, who deployed X, which commit runs, pull requests, failed workflow runs
  'sync', // is staging in sync, history of X in Argo CD, why did the sync fail, what differs from Git
  'incidents', // open incidents, who is on call, tickets about X, change requests, show INC0012345
  'dashboards', // dashboard for X, which panel shows the error rate, annotations of today
  'slo', // error budget of X, are we burning, check the SLAs
] as const;
export type SkillId = (typeof SKILLS)[number];

/** A span of time, milliseconds since the epoch. */
export interface TimeRange {
  from: number;
  to: number;
  /** No beginning was told ("before 11:00"): `from` is only where a look back ends that has to end somewhere. */
  hasNoStart?: boolean;
  /** It runs up to the moment of asking. */
  isOpen?: boolean;
  /** As the person said it, such as "the last hour". */
  said: string;
}

export interface LogSlots {
  container?: string;
  previous?: boolean;
  follow?: boolean;
  tail?: number;
  contains?: string;
  /** Only lines that look like errors. */
  errorsOnly?: boolean;
  /** What needs more than the pods keep: Loki has it. */
  kept?: KeptLogs;
}

/** What is made of the lines that Loki keeps. */
export interface KeptLogs {
  /** The lines, how many of them when, what kinds there are, what is new among them, or what stands around one. */
  what: 'lines' | 'volume' | 'patterns' | 'changes' | 'around';
  /** A query of the asker's own, in place of words. */
  logql?: string;
  /** That query gives numbers. */
  counts?: boolean;
  level?: 'error' | 'warn';
  by?: Parameters<LokiConnector['measureVolume']>[0]['by'];
  /** A pod that may no longer exist. */
  pod?: string;
  /** A name that nothing in the clusters has. */
  service?: string;
  /** The time began with the last rollout. */
  sinceRollout?: boolean;
}

/** For traces: which ones, and what is made of them. */
export interface TraceSlots {
  /** Found, one explained, who calls whom, two times compared. */
  what: 'search' | 'explain' | 'map' | 'compare';
  traceql?: string;
  /** That query gives numbers. */
  counts?: boolean;
  traceId?: string;
  /** A name that nothing in the clusters has. */
  service?: string;
  /** Of those that the last answer showed, from 0. */
  shown?: number;
  slow?: boolean;
  minDurationMs?: number;
  failed?: boolean;
}

/** For metrics: a signal in people's words, or an expression of their own. */
export interface MetricSlots {
  promql?: string;
  signal?: Parameters<PrometheusConnector['measureSignal']>[0]['signal'];
  percentile?: number;
  by?: Parameters<PrometheusConnector['measureSignal']>[0]['by'];
  order?: 'highest' | 'lowest';
  /** When will it be full? */
  forecast?: boolean;
}

/** For alerts: which of what Alertmanager and Prometheus keep; `named` is about one alert, by the name of its rule. */
export interface AlertSlots {
  what: 'firing' | 'pending' | 'silences' | 'targets' | 'rules' | 'named';
  name?: string;
}

/** For deployments: which side of what was released. */
export interface DeploymentSlots {
  what: 'last' | 'released' | 'commit' | 'compare' | 'version' | 'pulls' | 'runs' | 'commits' | 'one-pull' | 'one-commit';
  version?: string;
  /** Of a pull request. */
  number?: number;
  sha?: string;
  branch?: string;
  state?: 'open' | 'merged';
  /** Why it failed, rather than that it did. */
  why?: boolean;
  /** By whom. */
  who?: boolean;
}

/** For sync: which side of what Argo CD keeps. `application` is its name as Argo CD has it, when it was said so. */
export interface SyncSlots {
  what: 'status' | 'history' | 'failure' | 'diff';
  application?: string;
  /** An environment in the asker's words: of an instance's name, or of an application's. */
  place?: string;
}

/** For incidents: which record of which system. */
export interface IncidentSlots {
  what: 'open' | 'past' | 'on-call' | 'tickets' | 'change-requests' | 'one';
  /** A service or team that is not an object of a cluster, as it was said. */
  about?: string;
  /** INC0012345, PAY-123, #311. */
  id?: string;
}

/** For dashboards: what is to be seen, and the words that say it. */
export interface DashboardSlots {
  what: 'dashboards' | 'panels' | 'annotations';
  words?: string;
}

/** For a walk: what is said within one, or that one begins. */
export interface WalkSlots {
  what:
    | 'start'
    | 'next'
    | 'branch'
    | 'skip'
    | 'back'
    | 'again'
    | 'why'
    | 'pause'
    | 'done'
    | 'symptom'
    | 'resume'
    | 'list'
    | 'record';
  symptom?: 'slow' | 'errors' | 'restarts' | 'unreachable' | 'other';
  /** The title of the step that was chosen. */
  step?: string;
  /** A name or id that tells which walk, as it was said. */
  about?: string;
}

/** For service levels. */
export interface SloSlots {
  /** Whether budgets burn now, rather than what is left. */
  burning?: boolean;
}

/** Everything that was found in the message, names resolved against what really exists. */
export interface Slots {
  /** The clusters asked about; the focus or default cluster when none is named. */
  clusters: string[];
  /** True when the message itself names a cluster, an environment or all of them. */
  clusterNamed: boolean;
  /** Namespaces named; empty means no restriction. */
  namespaces: string[];
  /** Objects named, or taken from the focus ("it", "the second one"). */
  objects: ObjectRef[];
  /** For cluster-health: what is known and to be left out. */
  without?: ObjectRef[];
  /** A canonical kind that is asked about without a name. */
  kind?: string;
  time?: TimeRange;
  logs?: LogSlots;
  query?: InventoryQuery;
  metrics?: MetricSlots;
  alerts?: AlertSlots;
  traces?: TraceSlots;
  deployments?: DeploymentSlots;
  sync?: SyncSlots;
  incidents?: IncidentSlots;
  dashboards?: DashboardSlots;
  slo?: SloSlots;
  walk?: WalkSlots;
  /** For usage. */
  resource?: 'cpu' | 'memory' | 'both';
  /** Which part of an object is asked for: image, labels, limits, env, ports, probes, yaml, node, ip, age ... */
  aspect?: string;
  /** For diagnose: the side of the trouble that is asked after, rather than the whole. For command: `safety` asks what a change would do. */
  angle?: 'remedy' | 'safety' | 'since';
  /** For access: who, verb, resource. */
  access?: { subject?: string; verb: string; resource: string };
  /** For explain: the term. */
  term?: string;
  /** For explain: every term asked about, when they are several. */
  terms?: string[];
  /** For change-request and command: the verb in kubectl's words, and its parameters. */
  change?: { verb: string; parameters: Record<string, string> };
  /** For greet: which kind of small talk. */
  talk?: 'greeting' | 'thanks' | 'farewell' | 'how-are-you' | 'identity' | 'apology' | 'praise';
}

/** What understanding made of a message. */
export type Reading =
  | { type: 'skill'; skill: SkillId; slots: Slots; confidence: number; mood: Mood }
  /** More than one thing fits: asked about once, with choices whose message is complete on its own. */
  | { type: 'ambiguous'; question: string; choices: { label: string; message: string }[]; mood: Mood }
  /** A name that does not exist (there). */
  | {
      type: 'no-such-name';
      said: string;
      kind?: string;
      where: { clusters: string[]; namespaces: string[] };
      suggestions: ObjectRef[];
      /** The message with the suggestion put in place of the name, one for each suggestion. */
      rewrites: string[];
      mood: Mood;
    }
  /** Understood, but about a system that is not connected: metrics history, traces, a cloud, Datadog ... */
  | { type: 'out-of-reach'; system: string; what: string; objects: ObjectRef[]; mood: Mood }
  | { type: 'not-understood'; nearest: { skill: SkillId; example: string }[]; mood: Mood };

export type Mood = 'neutral' | 'frustrated' | 'urgent' | 'pleased';

/** What the conversation was last about. */
export interface Focus {
  clusters: string[];
  namespaces: string[];
  /** Of the last answer, in the order shown: "the second one" is objects[1]. */
  objects: ObjectRef[];
  /** The last list that was shown, in its order: "number 3" and "the next one" go on in it after one of it was looked at. */
  list?: ObjectRef[];
  /** Which of the list was looked at last. */
  at?: number;
  lastSkill?: SkillId;
  lastSlots?: Slots;
  /** Namespaces that the person chose to work in (`switch`): every question is about them until they are lifted. */
  pinned?: string[];
  /** What was asked last and answered: "again" asks it anew. */
  lastMessage?: string;
  /** The walk that goes on in this conversation, by its id. */
  walk?: string;
  /** What the last answer rests on. */
  evidence?: Observation[];
  /** The choices of a question that Jamie asked last and that is still open. */
  openChoices: { label: string; message: string }[];
}

export interface UnderstandInput {
  message: string;
  clusters: ClusterInfo[];
  /** Undefined for a cluster that is out of reach. */
  snapshot: (cluster: string) => ClusterSnapshot | undefined;
  focus: Focus;
  now: number;
  /** IANA name, for "since 14:00". */
  timeZone: string;
  /** The systems that can be asked beside the clusters; none when omitted. */
  connected?: ReadonlySet<SystemName>;
}

export type Understand = (input: UnderstandInput) => Reading;
