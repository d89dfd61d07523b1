import {
  findOnset,
  rankCauses,
  type CauseVerdict,
  type IncidentEvidence,
  type Signal,
  type Symptom,
} from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import type { ClusterIndex } from '../cluster/facts.ts';
import type { SkillContext } from '../skills/skill.ts';
import { findChanges } from './changes.ts';
import { behind, findDependencies } from './dependencies.ts';
import { findTroubles } from './findings.ts';
import { placements } from './placements.ts';
import { measureServices, type IncidentWindow } from './measure.ts';
import type { Sources } from './source.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** What is looked back at, to know what is usual. */
const LOOK_BACK = 6 * HOUR;
/** Of the incident's window before its beginning. */
const LEAD = 20 * MINUTE;
/** Where no beginning shows, the window is this long. */
const RECENT = 30 * MINUTE;
const CHANGE_LEAD = 2 * HOUR;

/** What is asked about: a service, how it hurts when that was said, and when. */
export interface IncidentQuestion {
  cluster: string;
  node: string;
  role?: Symptom['role'];
  time?: { from: number; to: number };
  /** Services that its own errors name. */
  named: readonly ObjectRef[];
}

/** The verdict over everything that could be gathered, and where its statements come from. */
export interface IncidentAnswer {
  verdict: CauseVerdict;
  sources: Sources;
  /** What could not be asked. */
  missing: string[];
  /** Whether the service has any signal at all. */
  measured: boolean;
}

const samplesOf = ({ normal, window }: Signal) => [...normal, ...window];

function split(signal: Signal, from: number): Signal {
  const samples = samplesOf(signal);
  return {
    ...signal,
    normal: samples.filter(({ at }) => at < from),
    window: samples.filter(({ at }) => at >= from),
  };
}

/** The role asked about, else both, failures first: what fails is worse than what is slow. */
function symptomsOf({ node, role }: IncidentQuestion, signals: readonly Signal[], now: number): Symptom[] {
  const roles: Symptom['role'][] = role === undefined ? ['availability', 'latency'] : [role];
  return roles.flatMap((one) => {
    const own = signals.find((signal) => signal.node === node && signal.role === one);
    if (own === undefined) return [];
    return [{ node, role: one, at: findOnset(samplesOf(own), one) ?? now - RECENT / 2 }];
  });
}

/** What the question's window gathered, before it is judged. */
interface Gathering {
  signals: readonly Signal[];
  rest: Pick<IncidentEvidence, 'dependencies' | 'changes' | 'findings'>;
}

/** The first symptom that is real, else the first; of a service that nothing measures, what its dependencies tell. */
function judge(question: IncidentQuestion, { signals, rest }: Gathering, now: number): CauseVerdict {
  const nobody: Symptom = { node: question.node, role: question.role ?? 'latency', at: now };
  const symptoms = symptomsOf(question, signals, now);
  const verdicts = (symptoms.length > 0 ? symptoms : [nobody]).map((symptom) =>
    rankCauses({
      symptom,
      signals: signals.map((signal) => split(signal, symptom.at - LEAD)),
      ...rest,
    }),
  );
  return (
    verdicts.find(({ symptom }) => symptom.real) ??
    verdicts[0] ??
    rankCauses({ symptom: nobody, signals: [], ...rest })
  );
}

/** Everything that is known of one service's trouble, ranked, with where each statement comes from. */
export async function explainIncident(
  context: SkillContext,
  index: ClusterIndex,
  question: IncidentQuestion,
): Promise<IncidentAnswer> {
  const { cluster, node, time } = question;
  const to = time?.to ?? context.now;
  const window: IncidentWindow = { start: Math.min(time?.from ?? to, to) - LOOK_BACK, from: to, to };
  const [measured, set, troubles] = await Promise.all([
    measureServices(context, cluster, window),
    findDependencies(context, index),
    findTroubles(context, index),
  ]);
  const changes = findChanges(context, index, { from: window.start - CHANGE_LEAD, to });
  const placed = placements(index, {
    signals: measured.items.map((signal) => split(signal, to - RECENT)),
    findings: troubles.findings.items,
  });
  const named = question.named.map((ref) => ({ dependent: node, dependency: behind(context, index, ref) }));
  const dependencies = [...set.items, ...troubles.calls, ...named, ...placed];
  const rest = { dependencies, changes: changes.items, findings: troubles.findings.items };
  return {
    verdict: judge(question, { signals: measured.items, rest }, to),
    sources: new Map([measured, troubles.findings, changes].flatMap(({ sources }) => sources)),
    missing: [...measured.missing, ...set.missing],
    measured: measured.items.some((signal) => signal.node === node),
  };
}
