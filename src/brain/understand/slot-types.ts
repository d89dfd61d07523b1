import type { LokiConnector } from '#connectors/loki';
import type { PrometheusConnector } from '#connectors/prometheus';

/** A span of time, milliseconds since the epoch. */
export interface TimeRange {
  from: number;
  to: number;
  /** No beginning was told ("before 11:00"): `from` is only where a look back ends that has to end somewhere. */
  hasNoStart?: boolean;
  /** It runs up to the moment of asking. */
  isOpen?: boolean;
  /** The moment that was told ("at 14:40", "3 days ago"), and what lies near it: for those who want that, rather than what has been since. */
  near?: { at: number; from: number; to: number };
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
  /** The lines, how many of them when, what kinds there are, what is new among them, what stands around one, or what labels tell them apart. */
  what: 'lines' | 'volume' | 'patterns' | 'changes' | 'around' | 'labels';
  /** A query of the asker's own, in place of words. */
  logql?: string;
  /** That query gives numbers. */
  counts?: boolean;
  /** Of this level and worse; with `only`, of no other. */
  level?: 'error' | 'warn' | 'info' | 'debug';
  only?: boolean;
  by?: Parameters<LokiConnector['measureVolume']>[0]['by'];
  /** Those of which there are none, or the fewest. */
  quiet?: boolean;
  /** What the lines must not hold. */
  without?: string;
  /** Only the first or the last of them. */
  end?: 'first' | 'last';
  /** Of pods that are no longer there. */
  gone?: boolean;
  /** Whose values are asked for. */
  label?: string;
  /** A pod that may no longer exist. */
  pod?: string;
  /** A name that nothing in the clusters has. */
  service?: string;
  /** The time began with the last rollout. */
  sinceRollout?: boolean;
}

/** For traces: which ones, and what is made of them. */
export interface TraceSlots {
  /** Found, one explained, who calls whom, two times compared, calls made over and over, who sends spans, what spans bear. */
  what: 'search' | 'explain' | 'map' | 'compare' | 'repeats' | 'services' | 'tags';
  traceql?: string;
  /** That query gives numbers. */
  counts?: boolean;
  traceId?: string;
  /** A name that nothing in the clusters has. */
  service?: string;
  /** Of those that the last answer showed, from 0. */
  shown?: number;
  slow?: boolean;
  /** The shortest first. */
  fast?: boolean;
  minDurationMs?: number;
  maxDurationMs?: number;
  failed?: boolean;
  /** Only those without an error. */
  succeeded?: boolean;
  /** The newest of them, rather than the slowest. */
  latest?: boolean;
  /** Name of a span; * stands for anything. */
  operation?: string;
  /** What a span has to bear, under the name that was said. */
  attributes?: Record<string, string | number>;
  /** Another service or store that the trace goes through. */
  via?: string;
  /** So many of them. */
  count?: number;
}

/** A bound that a signal is held against, in the base unit of what was said. */
export interface Threshold {
  than: 'above' | 'below';
  value: number;
  /** As it was said. */
  said: string;
  unit: 'ratio' | 'seconds' | 'per second' | 'bytes' | 'cores' | 'count';
}

/** For metrics: a signal in people's words, or an expression of their own. */
export interface MetricSlots {
  promql?: string;
  /** Words that the names of metrics are looked for by. */
  names?: string;
  signal?: Parameters<PrometheusConnector['measureSignal']>[0]['signal'];
  percentile?: number;
  by?: Parameters<PrometheusConnector['measureSignal']>[0]['by'];
  order?: 'highest' | 'lowest';
  /** How many of the first are asked for. */
  top?: number;
  /** When will it be full? */
  forecast?: boolean;
  /** The share that succeeded, or that is free. */
  complement?: 'succeeded' | 'free';
  /** Of the range, rather than the value now. */
  stat?: 'max' | 'min' | 'mean';
  threshold?: Threshold;
  /** The time is held against now. */
  compared?: boolean;
  /** Counted by the minute. */
  perMinute?: boolean;
  /** Parts of the message that the answer cannot take into account. */
  unread?: string[];
}

/** For alerts: which of what Alertmanager and Prometheus keep; `named` is about one alert, by the name of its rule. */
export interface AlertSlots {
  what: 'firing' | 'pending' | 'silences' | 'targets' | 'rules' | 'named';
  name?: string;
  severity?: string;
  /** What it is about, when that is no object: "disk", "certificates". */
  about?: string;
}

/** For deployments: which side of what was released. */
export interface DeploymentSlots {
  what:
    | 'last'
    | 'released'
    | 'commit'
    | 'compare'
    | 'version'
    | 'pulls'
    | 'runs'
    | 'commits'
    | 'one-pull'
    | 'one-commit';
  version?: string;
  /** Of a pull request. */
  number?: number;
  sha?: string;
  branch?: string;
  state?: 'open' | 'merged' | 'all';
  /** Why it failed, rather than that it did. */
  why?: boolean;
  /** By whom. */
  who?: boolean;
}

/** For sync: which side of what Argo CD keeps. `application` is its name as Argo CD has it, when it was said so. */
export interface SyncSlots {
  what: 'status' | 'history' | 'failure' | 'diff' | 'list';
  application?: string;
  /** An environment in the asker's words: of an instance's name, or of an application's. */
  place?: string;
}

/** For incidents: which record of which system. */
export interface IncidentSlots {
  what: 'open' | 'past' | 'on-call' | 'tickets' | 'change-requests' | 'causes' | 'one';
  /** A service or team that is not an object of a cluster, as it was said. */
  about?: string;
  /** A moment to come, for a rota. */
  at?: number;
  /** Of the escalation: 2 is asked second. */
  level?: number;
  /** INC0012345, PAY-123, #311. */
  id?: string;
}

/** For dashboards: what is to be seen, and the words that say it. */
export interface DashboardSlots {
  what: 'dashboards' | 'panels' | 'annotations' | 'contents' | 'rules';
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

/** For knowledge: a question after how something is done, or the id of one guide. */
export interface KnowledgeSlots {
  question?: string;
  /** What the team itself wrote or taught is wanted; else the question is after a command. */
  ofTeam?: boolean;
  id?: string;
}

/** For teaching: what is to be done with what was taught. */
export interface TeachingSlots {
  what: 'teach' | 'list' | 'forget' | 'review' | 'approve' | 'reject' | 'edit' | 'gaps';
  /** What is taught, or which words tell what is meant: as it was said. */
  text?: string;
  /** The beginning of a note's id. */
  note?: string;
}

/** For recall: what was talked about, and when. */
export interface RecallSlots {
  asks: 'what' | 'when' | 'whether';
  /** As it was said; '' when only a time is told. */
  about: string;
  time?: TimeRange;
}

/** For preferences: what a person wants kept of themselves, listed or forgotten; all of it without a key. */
export interface PreferenceSlots {
  what: 'keep' | 'list' | 'forget';
  key?: 'name' | 'cluster' | 'namespace' | 'timeZone' | 'verbosity';
  value?: string;
}

/** For service levels. */
export interface SloSlots {
  /** Whether budgets burn now, rather than what is left. */
  burning?: boolean;
  /** Which end of all services is asked for. */
  order?: 'worst' | 'best';
}
