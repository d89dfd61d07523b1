import {
  findOnset,
  rankCauses,
  type CauseVerdict,
  type IncidentEvidence,
  type Signal,
  type Statement,
  type Symptom,
} from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
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
import { measureServices, type IncidentWindow } from './measure.ts';
import type { Sources } from './source.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** What is looked back at, to know what is usual. */
const LOOK_BACK = 4 * HOUR;
/** Of the incident's window before its beginning. */
const LEAD = 20 * MINUTE;
/** Where no beginning shows, the window is this long. */
const RECENT = 30 * MINUTE;
const CHANGE_LEAD = 2 * HOUR;
/** Windows end on such marks, so that what was just measured need not be measured again. */
const SLOT = 15_000;

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
  /** What was asked about and is as usual, where something else is not. */
  aside?: Statement;
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

/** The role asked about first, else failures: what fails is worse than what is slow, and often quicker. */
function symptomsOf({ node, role }: IncidentQuestion, signals: readonly Signal[], now: number): Symptom[] {
  const roles = [...new Set([role ?? 'availability', 'availability' as const, 'latency' as const])];
  return roles.flatMap((one) => {
    const own = signals.find((signal) => signal.node === node && signal.role === one);
    if (own === undefined) return [];
    return [{ node, role: one, at: findOnset(samplesOf(own), one) ?? now - RECENT / 2 }];
  });
}

/** What the question's window gathered, before it is judged. */
type Gathering = Omit<IncidentEvidence, 'symptom'>;

/** A verdict for each way in which the service may hurt; none when nothing measures it. */
function judge(question: IncidentQuestion, gathered: Gathering, now: number): CauseVerdict[] {
  return symptomsOf(question, gathered.signals, now).map((symptom) =>
    rankCauses({
      ...gathered,
      symptom,
      signals: gathered.signals.map((signal) => split(signal, symptom.at - LEAD)),
    }),
  );
}

const isReal = ({ symptom }: CauseVerdict): boolean => symptom.real;
/** What is only a little worse by itself may still come from somewhere that is far worse. */
const isWorthALook = ({ symptom }: CauseVerdict): boolean => symptom.real || symptom.slight;

/** The verdict that is real, with what was asked about beside it when that is as usual. */
function settled(verdicts: CauseVerdict[]): Pick<IncidentAnswer, 'verdict' | 'aside'> | undefined {
  const [first] = verdicts;
  const verdict = verdicts.find(isReal) ?? verdicts.find(isWorthALook) ?? first;
  if (verdict === undefined || first === undefined) return undefined;
  return verdict === first || !isReal(verdict) ? { verdict } : { verdict, aside: first.symptom.reading };
}

/** The time that a question is about, with what came before it. */
function windowOf({ now }: SkillContext, time: IncidentQuestion['time']): IncidentWindow {
  const to = time?.to ?? now - (now % SLOT);
  return { start: Math.min(time?.from ?? to, to) - LOOK_BACK, from: to, to };
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

/** Whether a service's requests hurt, as far as they tell by themselves; undefined when nothing measures it. */
async function lookAtItself(context: SkillContext, question: IncidentQuestion) {
  const { cluster, node } = question;
  const window = windowOf(context, question.time);
  const own = await measureServices(context, { cluster, window, service: node });
  const alone = { signals: own.items, dependencies: [], changes: [], findings: [] };
  const seen = settled(judge(question, alone, window.to));
  if (seen === undefined) return undefined;
  return { window, answer: { ...seen, sources: new Map(own.sources), missing: own.missing } };
}

/** Whether a service's requests hurt, without asking anybody else why. */
export async function readSymptom(
  context: SkillContext,
  question: IncidentQuestion,
): Promise<CauseVerdict['symptom'] | undefined> {
  return (await lookAtItself(context, question))?.answer.verdict.symptom;
}

/**
 * Whether a service's requests hurt, and if they do, why: everything that is known, ranked, with where each statement comes
 * from. Asks about the service alone first: of one that is as usual nothing has to be explained. Undefined when nothing
 * measures it.
 */
export async function explainIncident(
  context: SkillContext,
  index: ClusterIndex,
  question: IncidentQuestion,
): Promise<IncidentAnswer | undefined> {
  const seen = await lookAtItself(context, question);
  if (seen === undefined || !isWorthALook(seen.answer.verdict)) return seen?.answer;
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

/** The services that hurt in one way, the one that loses most first; empty when none does, undefined when nothing is measured. */
export async function findSufferers(
  context: SkillContext,
  cluster: string,
  role: Symptom['role'],
): Promise<string[] | undefined> {
  const to = context.slots.time?.to ?? context.now - (context.now % SLOT);
  const window: IncidentWindow = { start: to - LOOK_BACK, from: to, to };
  const { items: signals } = await measureServices(context, { cluster, window });
  const nodes = [...new Set(signals.filter((signal) => signal.role === role).map(({ node }) => node))];
  if (nodes.length === 0) return undefined;
  const hurt = nodes.filter((node) => {
    const own = signals.filter((signal) => signal.node === node);
    const alone = { signals: own, dependencies: [], changes: [], findings: [] };
    const verdicts = judge({ cluster, node, role, named: [] }, alone, to);
    return verdicts.some((verdict) => isReal(verdict) && verdict.symptom.role === role);
  });
  return hurt.toSorted((a, b) => lossOf(signals, b, role) - lossOf(signals, a, role));
}

/** What a service lost of late against what is usual, by its number of requests. */
function lossOf(signals: readonly Signal[], node: string, role: Symptom['role']): number {
  const valuesOf = (one: Signal['role']): number[] =>
    signals
      .filter((signal) => signal.node === node && signal.role === one)
      .flatMap(samplesOf)
      .flatMap(({ value }) => (value === null ? [] : [value]));
  const values = valuesOf(role);
  const [usual, last] = [values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0, values.at(-1) ?? 0];
  const requests = valuesOf('requests').at(-1) ?? 1;
  return (role === 'latency' ? last - usual : (usual - last) / 100) * requests;
}
