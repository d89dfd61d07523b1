import { STATIONS } from '../../signals/graph.ts';
import type { Segment } from '../../signals/segments.ts';
import type { Candidate } from './candidates.ts';

type Weights = readonly (readonly [station: string, weight: number])[];

const known = new WeakMap<Segment, Map<string, Weights>>();

/** How often each station is visited by a request, times how often it fails there. */
function weigh(segment: Segment, entry: string): Weights {
  const visits = new Map([[entry, 1]]);
  const weights: [string, number][] = [];
  for (const { name } of [...STATIONS].reverse()) {
    const [often, state] = [visits.get(name), segment.state.get(name)];
    if (often === undefined || !state) continue;
    weights.push([name, Math.min(often, 3) * state.ownErrors]);
    for (const { service, perRequest } of state.calls) {
      if (state.unreachable.has(service)) weights.push(['', often * Math.min(1, perRequest)]);
      else visits.set(service, (visits.get(service) ?? 0) + often * perRequest);
    }
  }
  return weights;
}

/** The station that a failed request failed at; undefined when it fails by itself, because a station cannot be reached. */
export function culpritOf({ segment, entry }: Candidate, share: number): string | undefined {
  let ofSegment = known.get(segment);
  if (!ofSegment) known.set(segment, (ofSegment = new Map<string, Weights>()));
  let weights = ofSegment.get(entry.name);
  if (!weights) ofSegment.set(entry.name, (weights = weigh(segment, entry.name)));
  let left = share * weights.reduce((total, [, weight]) => total + weight, 0);
  const found = weights.find(([, weight]) => (left -= weight) <= 0);
  return found?.[0] === '' ? undefined : found?.[0];
}
