import type { Dependency, IncidentEvidence, Signal, SignalRole } from './evidence.ts';
import type { Sample } from '../sample.ts';

/** When the alarm of a staged incident goes off: the third of its five intervals has just begun. */
export const ALARM = Date.UTC(2026, 0, 10, 14, 0);
const STEP = 300_000;
const QUIET = 60;

/** Small ups and downs that are the same on every run: -1, 0 or 1. */
const ripple = (place: number): number => ((place * 7) % 3) - 1;

function quiet(usual: number, ripples: number): Sample[] {
  return Array.from({ length: QUIET }, (_, place) => ({
    at: ALARM - (QUIET - place + 10) * STEP,
    value: usual + ripple(place) * ripples,
  }));
}

/** One signal: what is usual, and what it is since the alarm; null is no record. */
export function signal(
  [node, role]: readonly [string, SignalRole],
  usual: number,
  since: number | null = usual,
): Signal {
  const ripples = role === 'availability' ? 0 : usual * 0.02;
  const window = [-2, -1, 0, 1, 2].map((place) => ({
    at: ALARM - 1000 + place * STEP,
    value: place < 0 ? usual + (2 * place + 3) * ripples : since,
  }));
  return { id: `${node}/${role}`, node, role, window, normal: quiet(usual, ripples) };
}

/** "web>cart>db": a chain of calls. */
export function calls(...chains: readonly string[]): Dependency[] {
  return chains.flatMap((chain) => {
    const nodes = chain.split('>');
    return nodes.slice(1).map((dependency, place) => ({ dependent: nodes[place] ?? '', dependency }));
  });
}

/** An incident at `web`, its latency unless told, with nothing wrong in it but what is given. */
export function incident(parts: Partial<IncidentEvidence>): IncidentEvidence {
  return {
    symptom: { node: 'web', role: 'latency', at: ALARM },
    dependencies: [],
    signals: [],
    changes: [],
    findings: [],
    ...parts,
  };
}
