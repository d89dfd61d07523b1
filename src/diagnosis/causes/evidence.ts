import type { ChangeEvent } from '../changes/change.ts';
import type { Sample } from '../sample.ts';

/** What a series measures, which is what decides how it can hurt: availability hurts when it falls, the others when they rise. */
export type SignalRole = 'latency' | 'availability' | 'requests' | 'saturation';

/** One series of one node: latency in seconds, availability in per cent, requests per interval, saturation in any unit. */
export interface Signal {
  id: string;
  node: string;
  role: SignalRole;
  /** What it measures, in words, where the role alone does not say: "CPU throttling". */
  what?: string;
  /** The incident window, some of it before the alarm if possible, in order of time. */
  window: readonly Sample[];
  /** Earlier values of the same series when nothing was wrong; may be empty. */
  normal: readonly Sample[];
}

/** The dependent needs the dependency: a caller its callee, a pod its node. */
export interface Dependency {
  dependent: string;
  dependency: string;
}

/** Something found wrong with a node by other means: a check, a log pattern, a trace. */
export interface NodeFinding {
  id: string;
  node: string;
  /** Milliseconds since 1970, when known. */
  at?: number;
  /** One line for people. */
  says: string;
  /** 0..1: how well it would explain that the node misbehaves. */
  weight: number;
}

/** What is to be explained: which node misbehaves, in which way, since when. */
export interface Symptom {
  node: string;
  role: 'latency' | 'availability';
  at: number;
}

/** What was seen of one dependency from its dependent's side, such as in traces: the part of its loss that it had there. */
export interface ObservedLoss {
  id: string;
  dependent: string;
  dependency: string;
  role: Symptom['role'];
  /** 0..1: of what the dependent lost. */
  share: number;
  /** One line for people. */
  says: string;
}

/** All that is known of one incident, on one clock. */
export interface IncidentEvidence {
  symptom: Symptom;
  dependencies: readonly Dependency[];
  signals: readonly Signal[];
  changes: readonly ChangeEvent[];
  findings: readonly NodeFinding[];
  /** Of dependencies that are not measured themselves. */
  observed?: readonly ObservedLoss[];
}
