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
import type { SkillContext } from '../skills/skill.ts';
import type { IncidentWindow } from './measure.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** What is looked back at, to know what is usual. */
const LOOK_BACK = 4 * HOUR;
/** Of the incident's window before its beginning. */
const LEAD = 20 * MINUTE;
/** Where no beginning shows, the window is this long. */
export const RECENT = 30 * MINUTE;
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

export const samplesOf = ({ normal, window }: Signal) => [...normal, ...window];

/** A signal with what came before a moment as what is usual. */
export function split(signal: Signal, from: number): Signal {
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
export type Gathering = Omit<IncidentEvidence, 'symptom'>;

/** A verdict for each way in which the service may hurt; none when nothing measures it. */
export function judge(question: IncidentQuestion, gathered: Gathering, now: number): CauseVerdict[] {
  return symptomsOf(question, gathered.signals, now).map((symptom) =>
    rankCauses({
      ...gathered,
      symptom,
      signals: gathered.signals.map((signal) => split(signal, symptom.at - LEAD)),
    }),
  );
}

export const isReal = ({ symptom }: CauseVerdict): boolean => symptom.real;
/** What is only a little worse by itself may still come from somewhere that is far worse. */
export const isWorthALook = ({ symptom }: CauseVerdict): boolean => symptom.real || symptom.slight;

/** What is to be told of several verdicts. */
export interface Settled {
  verdict: CauseVerdict;
  /** What was asked about and is as usual, where something else is not. */
  aside?: Statement;
}

/** The verdict that is real, with what was asked about beside it when that is as usual. */
export function settled(verdicts: CauseVerdict[]): Settled | undefined {
  const [first] = verdicts;
  const verdict = verdicts.find(isReal) ?? verdicts.find(isWorthALook) ?? first;
  if (verdict === undefined || first === undefined) return undefined;
  return verdict === first || !isReal(verdict) ? { verdict } : { verdict, aside: first.symptom.reading };
}

/** The time that a question is about, with what came before it. */
export function windowOf({ now }: SkillContext, time: IncidentQuestion['time']): IncidentWindow {
  const to = time?.to ?? now - (now % SLOT);
  return { start: Math.min(time?.from ?? to, to) - LOOK_BACK, from: to, to };
}
