import type { HttpAnswer, HttpRequest } from '../../systems/http.ts';
import { TraceqlFault } from '../traceql/fault.ts';

/** A request that Tempo refuses, with its words. */
export class Refusal extends Error {
  readonly status: number;
  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

/** Answers; what is refused is told as plain text, as Tempo does. */
export function answering(answer: () => HttpAnswer): HttpAnswer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof TraceqlFault)
      return { status: 400, body: `invalid TraceQL query: ${error.message}` };
    if (error instanceof Refusal) return { status: error.status, body: error.message };
    throw error;
  }
}

/** What was inspected, as every answer tells. */
export const inspected = (traces: number): Record<string, unknown> => ({
  inspectedTraces: traces,
  inspectedBytes: String(traces * 4096),
  completedJobs: 1,
  totalJobs: 1,
});

/** A parameter that is a whole number of at least 1. */
export function positive({ params }: HttpRequest, name: string, usual: number): number {
  const text = params.get(name);
  if (text === null || text === '') return usual;
  if (!/^-?\d+$/.test(text))
    throw new Refusal(`invalid ${name}: strconv.ParseUint: parsing "${text}": invalid syntax`);
  const value = Number(text);
  if (value <= 0) throw new Refusal(`invalid ${name}: must be a positive number`);
  return value;
}

function epoch(request: HttpRequest, name: string): number {
  const text = request.params.get(name);
  if (text === null || text === '') return 0;
  if (!/^\d+$/.test(text))
    throw new Refusal(`invalid ${name}: strconv.ParseInt: parsing "${text}": invalid syntax`);
  return Number(text);
}

const RECENT = 30 * 60_000;
const LONGEST = 14 * 86_400;

/** The window that is asked for, in ms; the recent past without one. */
export function windowOf(request: HttpRequest, now: number): { from: number; to: number } {
  const [start, end] = [epoch(request, 'start'), epoch(request, 'end')];
  if (start === 0 && end === 0) return { from: now - RECENT, to: now };
  if (end <= start)
    throw new Refusal(`http parameter start must be before end. received start=${start} end=${end}`);
  if (end - start > LONGEST)
    throw new Refusal(
      `range specified by start and end exceeds 336h0m0s. received start=${start} end=${end}`,
    );
  return { from: start * 1000, to: end * 1000 };
}
