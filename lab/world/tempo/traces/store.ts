import type { SignalModel } from '../../signals/model.ts';
import { candidateOf, candidatesOf, REACH, SLOT } from './candidates.ts';
import type { Candidate } from './candidates.ts';
import { simulate } from './simulate.ts';
import type { Trace } from './span.ts';
import { traceKeyOf } from './trace-id.ts';

/** Which traces are wanted, in ms. */
export interface Wanted {
  from: number;
  to: number;
  /** Only those that may hold spans of all of these services. */
  services?: readonly string[];
  /** Only of requests to this service. */
  entry?: string;
}

const RETENTION = 14 * 86_400_000;
/** Until a trace can be searched for. */
const DELAY = 3_000;

/** The traces of the company, none of them stored. */
export interface TraceStore {
  /** The newest first. */
  search(wanted: Wanted): Iterable<Trace>;
  byId(id: string): Trace | undefined;
}

function* candidatesIn(models: readonly SignalModel[], wanted: Wanted): Generator<Candidate> {
  const { from, to, services = [], entry } = wanted;
  const isWanted = ({ name }: { name: string }): boolean =>
    (entry === undefined || name === entry) && services.every((service) => REACH.get(name)?.has(service));
  for (let slot = Math.floor(to / SLOT); slot >= Math.floor(from / SLOT); slot--)
    for (const candidate of candidatesOf(models, slot, isWanted))
      if (candidate.at >= from && candidate.at <= to) yield candidate;
}

/** Opens the traces of the company; they are computed when asked for. */
export function createTraceStore(models: readonly SignalModel[], now: () => number): TraceStore {
  const isThere = (at: number): boolean => at <= now() - DELAY && at >= now() - RETENTION;
  return {
    *search({ from, to, ...of }) {
      const window = { from: Math.max(from, now() - RETENTION), to: Math.min(to, now() - DELAY), ...of };
      for (const candidate of candidatesIn(models, window)) {
        const trace = simulate(candidate);
        if (trace) yield trace;
      }
    },
    byId(id) {
      const key = traceKeyOf(id);
      const candidate = key && candidateOf(models, key);
      return candidate && isThere(candidate.at) ? simulate(candidate) : undefined;
    },
  };
}
