import type { Stray } from './accumulate.ts';
import type { SignalModel } from './model.ts';
import { USUAL_ERRORS } from './state.ts';
import type { StationState } from './state.ts';

/** A small step, to see how a share follows what it depends on. */
const STEP = 1e-4;
/** A share follows times of work at most so steeply; where it jumps it is held to that. */
const STEEPEST = 2.85;

/** How much longer or shorter an application's answers take at a moment than its state says, as a share of it. */
export function lateness(model: SignalModel, { parts, latency }: StationState, time: number): number {
  let off = 0;
  for (const [name, seconds] of parts) off += seconds * model.unrest(name).at(time);
  return latency > 0 ? off / latency : 0;
}

/** The share of an application's requests that fail by themselves at a moment: a little more or less than its state says. */
export function failingAt(
  model: SignalModel,
  { name, errors }: { name: string; errors: number },
  time: number,
): number {
  return Math.min(0.98, errors + USUAL_ERRORS * model.failures(name).at(time));
}

/** What makes a count of requests stray from the state: the times of work of all that are waited for, and everyday failures. */
export function straysOf(
  model: SignalModel,
  { name, state }: { name: string; state: StationState },
  share: (state: StationState) => number,
): Stray[] {
  const usual = share(state);
  const slower = [...state.parts].map(([of, seconds]): Stray => {
    const part = state.latency > 0 ? seconds / state.latency : 0;
    const slope = (share({ ...state, latency: state.latency * (1 + STEP) }) - usual) / STEP;
    const most = STEEPEST * Math.abs(usual);
    return { unrest: model.unrest(of), weight: part * Math.max(-most, Math.min(most, slope)) };
  });
  const worse = share({ ...state, ownErrors: state.ownErrors + STEP * USUAL_ERRORS }) - usual;
  const failing = { unrest: model.failures(name), weight: worse / STEP };
  return [...slower, failing].filter(({ weight }) => Math.abs(weight) > 1e-9);
}
