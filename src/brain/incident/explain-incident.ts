import type { CauseVerdict } from '#diagnosis';
import type { ClusterIndex } from '../cluster/facts.ts';
import type { SkillContext } from '../skills/skill.ts';
import { callsSeen } from './calls-seen.ts';
import { findChanges } from './changes.ts';
import { findDeliveries, joined } from './deliveries.ts';
import { behind, findDependencies } from './dependencies.ts';
import { findTroubles } from './findings.ts';
import { findMachines } from './machines.ts';
import { placements } from './placements.ts';
import { observeCalls } from './observe-calls.ts';
import {
  isWorthALook,
  judge,
  RECENT,
  settled,
  split,
  windowOf,
  type Gathering,
  type IncidentQuestion,
  type Settled,
} from './judge-question.ts';
import { measureServices, type IncidentWindow } from './measure.ts';
import type { Sources } from './source.ts';

const CHANGE_LEAD = 2 * 3_600_000;

/** The verdict over everything that could be gathered, and where its statements come from. */
export interface IncidentAnswer extends Settled {
  sources: Sources;
  /** What could not be asked. */
  missing: string[];
}

/** Nothing measures what was asked about, or what does could not be asked. */
export interface Unmeasured {
  missing: string[];
}

/** Everything that the service may have from others: their signals, who needs whom, what is wrong and what was changed. */
async function gatherAll(
  context: SkillContext,
  index: ClusterIndex,
  { question, window }: { question: IncidentQuestion; window: IncidentWindow },
) {
  const { cluster, node } = question;
  const span = { from: window.start - CHANGE_LEAD, to: window.to };
  const known = findChanges(context, index, span);
  const workloads = new Set(index.list('Deployment').map(({ metadata }) => metadata.name));
  const nodes = known.items.map((change) => change.node).filter((name) => workloads.has(name));
  const [measured, set, seen, troubles, machines, deliveries] = await Promise.all([
    measureServices(context, { cluster, window }),
    findDependencies(context, index),
    callsSeen(context, index),
    findTroubles(context, index),
    findMachines(context, index, { cluster, to: window.to }),
    findDeliveries(context, { cluster, nodes }, span),
  ]);
  const changes = joined(known, deliveries);
  const recent = measured.items.map((signal) => split(signal, window.to - RECENT));
  const findings = [...troubles.findings.items, ...machines.items];
  const placed = placements(index, { signals: recent, findings });
  const named = question.named.map((ref) => ({ dependent: node, dependency: behind(context, index, ref) }));
  const gathered: Gathering = {
    signals: measured.items,
    dependencies: [...set.items, ...seen, ...troubles.calls, ...named, ...placed],
    changes: changes.items,
    findings,
  };
  return {
    gathered,
    sources: new Map([measured, troubles.findings, machines, changes].flatMap(({ sources }) => sources)),
    missing: [...measured.missing, ...set.missing, ...changes.missing],
  };
}

interface Look {
  window: IncidentWindow;
  answer: IncidentAnswer;
}

/** Whether a service's requests hurt, as far as they tell by themselves. */
async function lookAtItself(context: SkillContext, question: IncidentQuestion): Promise<Look | Unmeasured> {
  const { cluster, node } = question;
  const window = windowOf(context, question.time);
  const own = await measureServices(context, { cluster, window, service: node });
  const alone = { signals: own.items, dependencies: [], changes: [], findings: [] };
  const seen = settled(judge(question, alone, window.to));
  if (seen === undefined) return { missing: own.missing };
  return { window, answer: { ...seen, sources: new Map(own.sources), missing: own.missing } };
}

/** Whether a service's requests hurt, without asking anybody else why. */
export async function readSymptom(
  context: SkillContext,
  question: IncidentQuestion,
): Promise<CauseVerdict['symptom'] | undefined> {
  const seen = await lookAtItself(context, question);
  return 'answer' in seen ? seen.answer.verdict.symptom : undefined;
}

/**
 * Whether a service's requests hurt, and if they do, why: everything that is known, ranked, with where each statement comes
 * from. Asks about the service alone first: of one that is as usual nothing has to be explained.
 */
export async function explainIncident(
  context: SkillContext,
  index: ClusterIndex,
  question: IncidentQuestion,
): Promise<IncidentAnswer | Unmeasured> {
  const seen = await lookAtItself(context, question);
  if (!('answer' in seen)) return seen;
  if (!isWorthALook(seen.answer.verdict)) return seen.answer;
  const { window, answer } = seen;
  const { gathered, sources, missing } = await gatherAll(context, index, { question, window });
  const first = settled(judge(question, gathered, window.to));
  if (first === undefined) return { ...answer, sources, missing };
  const calls = await observeCalls(context, index, {
    cluster: question.cluster,
    window,
    verdict: first.verdict,
    gathered,
  });
  if (calls.items.length === 0) return { ...first, sources, missing: [...missing, ...calls.missing] };
  const second = settled(judge(question, { ...gathered, observed: calls.items }, window.to)) ?? first;
  return {
    ...second,
    sources: new Map([...sources, ...calls.sources]),
    missing: [...missing, ...calls.missing],
  };
}
