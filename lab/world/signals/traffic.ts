import type { Circumstances } from './circumstances.ts';
import { STATIONS, USUAL_RATE } from './graph.ts';

/** How many times its usual traffic each application gets: what callers really send, from the outside inwards. */
export function trafficOf(known: ReadonlyMap<string, Circumstances>): Map<string, number> {
  const sent = new Map<string, number>();
  const traffic = new Map<string, number>();
  for (const { name, outside } of [...STATIONS].reverse()) {
    const one = known.get(name);
    if (!one) continue;
    const usual = USUAL_RATE.get(name) ?? 0;
    const factor = one.ready.length === 0 ? 0 : (one.effect.traffic ?? 1);
    const share = usual === 0 ? factor : (factor * (outside + (sent.get(name) ?? 0))) / usual;
    traffic.set(name, share);
    for (const { service, perRequest } of one.calls) {
      if (one.unreachable.has(service)) continue;
      sent.set(service, (sent.get(service) ?? 0) + share * usual * perRequest);
    }
  }
  return traffic;
}
