import { createRandom, hash32 } from '../../engine/random.ts';
import { STATIONS } from '../../signals/graph.ts';
import type { Station } from '../../signals/graph.ts';
import type { SignalModel } from '../../signals/model.ts';
import type { Segment } from '../../signals/segments.ts';
import { failingAt } from '../../signals/stray.ts';
import { segmentAt } from './profile.ts';
import type { TraceKey } from './trace-id.ts';

/** A request that is kept: failed and slow ones more often than others. */
export interface Candidate {
  key: TraceKey;
  model: SignalModel;
  segment: Segment;
  entry: Station;
  /** When it came in, ms. */
  at: number;
  why: 'ordinary' | 'failed' | 'slow';
}

export const SLOT = 60_000;

/** What is asked from outside the company. */
const ENTRIES: readonly Station[] = STATIONS.filter(({ outside }) => outside > 0);

/** Requests of an average minute that are kept whatever they are like. */
const KEPT: Record<string, number> = { storefront: 0.8, checkout: 1 };
const USUALLY_KEPT = 0.3;
/** Where little happens more of it is kept. */
const QUIET_FACTOR = 4;
const FAILED_KEPT = 0.2;
const SLOW_KEPT = 0.05;
const MOST = { ordinary: 32, failed: 4, slow: 1 };
const PLACE = { ordinary: 0, failed: 40, slow: 50 };

type Why = Candidate['why'];

/** How many of each sort an application's minute has, on average. */
function expected(
  model: SignalModel,
  segment: Segment,
  entry: Station,
): ((time: number) => Record<Why, number>) | undefined {
  const state = segment.state.get(entry.name);
  if (!state || state.ready.length === 0) return undefined;
  const factor = state.effect.traffic ?? 1;
  const quiet = model.cluster.environment === 'prod' ? 1 : QUIET_FACTOR;
  return (time) => {
    const own = failingAt(model, { name: entry.name, errors: state.ownErrors }, time);
    const failing = entry.outside * 60 * Math.min(1, own + state.calleeErrors);
    const level = Math.max(0, model.curve(entry.name).level(time)) * factor;
    return {
      ordinary: level * quiet * (KEPT[entry.name] ?? USUALLY_KEPT),
      failed: level * failing * FAILED_KEPT,
      slow: level * SLOW_KEPT,
    };
  };
}

const WHYS: readonly Why[] = ['ordinary', 'failed', 'slow'];

interface Place {
  model: SignalModel;
  cluster: number;
  entry: number;
  slot: number;
}

function kept({ model, cluster, entry, slot }: Place): Candidate[] {
  const station = ENTRIES[entry];
  const from = slot * SLOT;
  const segment = segmentAt(model.segments(), from);
  const wanted = station && segment && expected(model, segment, station)?.(from);
  if (!wanted) return [];
  const random = createRandom(hash32(`${cluster}/${entry}/${slot}`));
  return WHYS.flatMap((why) => {
    const count = Math.min(MOST[why], Math.floor(wanted[why] + random.next()));
    return Array.from({ length: count }, (_, index): Candidate => {
      const at = from + random.next() * SLOT;
      const key = { cluster, entry, slot, place: PLACE[why] + index };
      return { key, model, segment: segmentAt(model.segments(), at) ?? segment, entry: station, at, why };
    });
  });
}

/** The requests of one minute that are kept, the newest first; of some entries only, when told. */
export function candidatesOf(
  models: readonly SignalModel[],
  slot: number,
  wanted: (entry: Station, model: SignalModel) => boolean = () => true,
): Candidate[] {
  const places = models.flatMap((model, cluster) =>
    ENTRIES.flatMap((station, entry) => (wanted(station, model) ? [{ model, cluster, entry, slot }] : [])),
  );
  return places.flatMap(kept).sort((a, b) => b.at - a.at);
}

/** The request that a key names, when there was one. */
export function candidateOf(models: readonly SignalModel[], key: TraceKey): Candidate | undefined {
  const model = models[key.cluster];
  if (!model || !ENTRIES[key.entry]) return undefined;
  return kept({ model, ...key }).find((candidate) => candidate.key.place === key.place);
}

/** Applications that an entry's requests reach, itself included. */
export const REACH: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  STATIONS.map((station) => [station.name, reachOf(station)]),
);

function reachOf({ name, calls }: Station): Set<string> {
  const callees = calls.flatMap(({ service }) => STATIONS.find((station) => station.name === service) ?? []);
  return new Set([name, ...callees.flatMap((callee) => [...reachOf(callee)])]);
}
