import type { ClusterInfo } from '#connectors/kubernetes';
import type { Severity } from '#diagnosis';
import type { ClusterSnapshot, ObjectRef, Observation } from '#diagnosis/evidence';
import type { InventoryQuery } from '../inventory/query.ts';
import type { Remark } from '../learning/remark.ts';
import type { SystemName } from '../systems.ts';
import type {
  TimeRange,
  LogSlots,
  TraceSlots,
  MetricSlots,
  AlertSlots,
  DeploymentSlots,
  SyncSlots,
  IncidentSlots,
  DashboardSlots,
  WalkSlots,
  SloSlots,
  RecallSlots,
  PreferenceSlots,
  KnowledgeSlots,
  TeachingSlots,
} from './slot-types.ts';

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
  'knowledge', // how do I fix ImagePullBackOff, how to roll back with Argo CD, show a guide
  'teach', // learn that ..., what did I teach you, forget it, the review queue, knowledge gaps
  'remark', // that was wrong, no it was the api, spot on, less chatty please
  'recall', // remember when we talked about that pod, what did we say about redis last week
  'preferences', // call me Sam, I always mean prod, what do you know about me, forget my name
  'slo', // error budget of X, are we burning, check the SLAs
] as const;
export type SkillId = (typeof SKILLS)[number];

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
  remark?: Remark;
  slo?: SloSlots;
  walk?: WalkSlots;
  knowledge?: KnowledgeSlots;
  teaching?: TeachingSlots;
  recall?: RecallSlots;
  preference?: PreferenceSlots;
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
  | {
      type: 'not-understood';
      nearest: { skill: SkillId; example: string }[];
      /** Words that were not understood, where the others were. */
      unread?: string[];
      mood: Mood;
    };

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
  /** The worst that the last answer spoke of: nobody is joked with while it is critical. */
  severity?: Severity;
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
