import type { Fault } from '../../engine/faults.ts';
import type { SignalModel } from '../../signals/model.ts';

type Trouble = Extract<Fault, { type: 'machine' }>;

/** What is wrong with a machine over time. */
export interface MachineTrouble {
  /** How much its trouble adds at a moment. */
  at(what: 'cpu' | 'drops' | 'clock', time: number): number;
  /** The same, summed up over the seconds until a moment. */
  until(what: 'cpu' | 'drops', time: number): number;
  /** The share of its free disk that has been filled. */
  filled(time: number): number;
}

const HOUR = 3_600_000;

/** What the faults of a cluster did and do to one machine. */
export function troubleOf({ cluster }: SignalModel, node: string): MachineTrouble {
  const spans = (): { trouble: Trouble; from: number; to: number }[] =>
    cluster.faults
      .history()
      .flatMap(({ fault, from, to = Infinity }) =>
        fault.type === 'machine' && fault.node === node ? [{ trouble: fault, from, to }] : [],
      );
  const now = (time: number) => spans().filter(({ from, to }) => time >= from && time < to);
  return {
    at: (what, time) => now(time).reduce((total, { trouble }) => total + (trouble[what] ?? 0), 0),
    until: (what, time) =>
      spans().reduce((total, { trouble, from, to }) => {
        const seconds = Math.max(0, Math.min(time, to) - from) / 1000;
        return total + (trouble[what] ?? 0) * seconds;
      }, 0),
    filled: (time) =>
      now(time).reduce(
        (total, { trouble, from }) => total + (trouble.disk ?? 0) * Math.min(1, (time - from) / HOUR),
        0,
      ),
  };
}
